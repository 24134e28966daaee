import type {Cluster, Subnet} from '../cluster/cluster.ts';
import {GATEWAY_SUBNET_PREFIX_LENGTH} from '../cluster/limits.ts';
import type {Demand, NodesDemand} from './address-plan.ts';
import {addressesOfGroup, type NodeGroup, nodeGroups} from './node-groups.ts';
import {isGatewaySubnet, usableAddresses} from './subnet-size.ts';

/**
 * What takes addresses of each subnet, beside `network.subnets` of the cluster. Of two subnets with one name, which is
 * a fault, the first has everything that is in a subnet of that name.
 */
export function demandsOf(cluster: Cluster): readonly (readonly Demand[])[] {
  const {subnets} = cluster.network;
  const groups = Map.groupBy(nodeGroups(cluster), (group) => group.subnet);
  const firsts = new Map(subnets.toReversed().map((subnet) => [subnet.name, subnet]));
  return subnets.map((subnet) => {
    const reserved: Demand[] = someOf('reserved', subnet.reservedAddresses);
    if (firsts.get(subnet.name) !== subnet) return reserved;
    const nodes = (groups.get(subnet.name) ?? []).flatMap(groupDemands);
    return [...nodes, ...internalServices(cluster, subnet), ...reserved, ...gateway(cluster, subnet)];
  });
}

/** How many addresses the demands take together. */
export function sumOf(demands: readonly Demand[]): number {
  return demands.reduce((total, {addresses}) => total + addresses, 0);
}

function groupDemands(group: NodeGroup): readonly Demand[] {
  const {role, name, path, nodes, autoscaled, surge, maxPods} = group;
  const demand: NodesDemand = {
    kind: 'nodes',
    role,
    name,
    path,
    nodes,
    autoscaled,
    surge,
    maxPods,
    addresses: addressesOfGroup(group),
  };
  return role === 'control-plane' ? [demand, {kind: 'api-load-balancer', addresses: 1}] : [demand];
}

function internalServices({network: {internalServices}}: Cluster, subnet: Subnet): Demand[] {
  return internalServices.subnet === subnet.name ? someOf('internal-services', internalServices.addresses) : [];
}

function gateway({network: {virtualNetwork}}: Cluster, subnet: Subnet): Demand[] {
  const has = virtualNetwork.kind === 'new' && virtualNetwork.gateway !== undefined && isGatewaySubnet(subnet.name);
  return has ? [{kind: 'gateway', addresses: usableAddresses(GATEWAY_SUBNET_PREFIX_LENGTH)}] : [];
}

function someOf(kind: 'internal-services' | 'reserved', addresses: number): Demand[] {
  return addresses === 0 ? [] : [{kind, addresses}];
}
