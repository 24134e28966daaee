import type {Cluster, ControlPlane, NodePool} from '../cluster/cluster.ts';
import {MAX_VMS_PER_AVAILABILITY_SET} from '../cluster/limits.ts';
import type {NodesDemand} from './address-plan.ts';

/** Equal nodes, as far as addresses go: a node pool, or the machines of the control plane. */
export interface NodeGroup extends Omit<NodesDemand, 'kind' | 'addresses'> {
  /** Name of its subnet. */
  readonly subnet: string;
  /** Fewest nodes: the minimum of an autoscaled pool, else the same as `nodes`. */
  readonly fewest: number;
  /** Most machines at a time, surge included, that Azure lets stand together; absent: no such limit. */
  readonly mostMachines?: number;
}

/** The control plane, then all pools in the order of the definition. */
export function nodeGroups({controlPlane, nodePools}: Cluster): readonly NodeGroup[] {
  return [controlPlaneGroup(controlPlane), ...nodePools.map(poolGroup)];
}

/** Addresses of so many nodes: each has its own, and one for every pod it can run. */
export function addressesOf(nodes: number, maxPods: number): number {
  return nodes * (maxPods + 1);
}

/** Addresses of the group at its highest count, during an upgrade. */
export function addressesOfGroup({nodes, surge, maxPods}: NodeGroup): number {
  return addressesOf(nodes + surge, maxPods);
}

/** Machines of the control plane keep their addresses, so that an upgrade replaces them one by one, without surge. */
function controlPlaneGroup({path, subnet, count, maxPods}: ControlPlane): NodeGroup {
  const counts = {nodes: count, fewest: count, autoscaled: false, surge: 0};
  return {role: 'control-plane', name: 'control-plane', path, subnet, maxPods, ...counts};
}

function poolGroup({path, name, subnet, count, maxSurge, maxPods, type, zones}: NodePool): NodeGroup {
  const counts = {nodes: count.max, fewest: count.min, autoscaled: count.autoscaled, surge: maxSurge};
  const inAvailabilitySet = type === 'virtualMachines' && zones.length === 0;
  return {
    role: 'pool',
    name,
    path,
    subnet,
    maxPods,
    ...counts,
    ...(inAvailabilitySet ? {mostMachines: MAX_VMS_PER_AVAILABILITY_SET} : {}),
  };
}
