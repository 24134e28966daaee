import type {Cluster} from '../../cluster/cluster.ts';
import {warning} from '../../cluster/rules/rule.ts';
import type {Issue} from '../../definition/issue.ts';
import {suggest} from '../../definition/suggest.ts';
import type {AddressPlan} from '../address-plan.ts';
import {isGatewaySubnet} from '../subnet-size.ts';

/**
 * A subnet that is listed, that nothing is in and nothing is kept free in. Often a pool was meant to be in it, and has
 * a subnet of its own instead, without the routes and endpoints that are listed.
 */
export function warnOfUnusedSubnets(cluster: Cluster, plan: AddressPlan): Issue[] {
  const {subnets, internalServices} = cluster.network;
  const implied = subnets.filter(({declared}) => !declared).map(({name}) => name);
  return subnets.flatMap(({name, path, declared}, index) => {
    const used = (plan.subnets[index]?.demands.length ?? 0) > 0 || name === internalServices.subnet;
    if (!declared || used || isGatewaySubnet(name)) return [];
    const near = suggest(name, implied);
    const hint =
      near === undefined
        ? `remove it, put a node pool into it (subnet: ${name}), or keep addresses free in it (reservedAddresses)`
        : `if what is in subnet "${near}" belongs here, write subnet: ${name} there; else remove it`;
    return [warning('VK4015', [...path, 'name'], `nothing is in subnet "${name}"`, {hint})];
  });
}
