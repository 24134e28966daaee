import type {Cluster} from '../cluster/cluster.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {isSame} from './resource-ids.ts';

/** Whether machines are in a subnet. What is true of their packets is not of front ends of load balancers, which send none. */
export function hostsNodes({demands}: Pick<SubnetPlan, 'demands'>): boolean {
  return demands.some(({kind}) => kind === 'nodes');
}

/** Whether the cluster puts anything into a subnet: machines, or front ends of internal Services. */
export function isUsed(planned: Pick<SubnetPlan, 'demands' | 'name'>, {network}: Cluster): boolean {
  return hostsNodes(planned) || isSame(network.internalServices.subnet, planned.name);
}
