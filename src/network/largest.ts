import {
  MAX_ADDRESSES_PER_VIRTUAL_NETWORK,
  MAX_NODES_PER_CLUSTER,
  MAX_PODS_PER_CLUSTER,
  MAX_PODS_PER_NODE,
} from '../cluster/limits.ts';
import type {AddressPlan} from './address-plan.ts';
import {addressesOfGroup, type NodeGroup} from './node-groups.ts';

// The reverse of the address plan for one group of nodes: how many nodes, or pods a node, there is room for.

/** Numbers of control-plane machines: an even number survives no more failures than one less (etcd: FAQ). */
export const CONTROL_PLANE_COUNTS: readonly number[] = [1, 3, 5];

/** What can keep a number from being larger. */
export type Limit =
  | 'addresses'
  | 'addresses per virtual network'
  | 'pods per node'
  | 'pods per cluster'
  | 'nodes per cluster'
  | 'machines per availability set'
  | 'control plane size';

/** The limit that a number comes to first. */
export interface Bottleneck {
  readonly limit: Limit;
  /** How much it allows in all, such as 16,000 pods per cluster, or the usable addresses of the subnet. */
  readonly value: number;
}

/** The largest number that fits, and what is in the way of a larger one. */
export interface Largest {
  /** 0: not even 1 fits. */
  readonly value: number;
  readonly bottleneck: Bottleneck;
}

/**
 * What is there for a group of nodes when everything else in the cluster has what it needs; negative: less than
 * nothing.
 */
export interface Room {
  /** Addresses of its subnet; Infinity where the plan makes the subnet as large as it must be. */
  readonly addresses: number;
  /** Addresses of its subnet that anything can use. */
  readonly usable: number;
  /** Addresses that the virtual network may still have in use. */
  readonly networkAddresses: number;
  readonly pods: number;
  readonly nodes: number;
}

/** Room of the group in the subnet that it is in. */
export function roomInSubnet(plan: AddressPlan, group: NodeGroup): Room {
  const subnet = plan.subnets.find(({name}) => name === group.subnet);
  if (subnet === undefined || subnet.origin === 'planned') return roomWith(plan, group, Infinity, Infinity);
  const others = subnet.needed - addressesOfGroup(group);
  return roomWith(plan, group, subnet.usable, subnet.usable - others);
}

/** Room of the group in a subnet of its own with so many usable addresses. */
export function roomAlone(plan: AddressPlan, group: NodeGroup, usable: number): Room {
  return roomWith(plan, group, usable, usable - addressesBeside(group));
}

/** Addresses of the subnet that always go with the group: one for the API server's load balancer. */
export function addressesBeside({role}: NodeGroup): number {
  return role === 'control-plane' ? 1 : 0;
}

/**
 * The highest count of nodes, at the maxPods and surge that the group has. Of a control plane: one of those it can
 * have.
 */
export function largestCount(group: NodeGroup, room: Room): Largest {
  const {surge, maxPods, mostMachines = Infinity} = group;
  const most = lowest([
    bound('addresses', room.usable, room.addresses / (maxPods + 1) - surge),
    networkBound(room.networkAddresses / (maxPods + 1) - surge),
    bound('pods per cluster', MAX_PODS_PER_CLUSTER, room.pods / maxPods),
    bound('nodes per cluster', MAX_NODES_PER_CLUSTER, room.nodes),
    bound('machines per availability set', mostMachines, mostMachines - surge),
  ]);
  return group.role === 'control-plane' ? controlPlaneCount(most) : most;
}

/** The highest maxPods, at the count and surge that the group has. */
export function largestMaxPods(group: NodeGroup, room: Room): Largest {
  const {nodes, surge} = group;
  return lowest([
    bound('addresses', room.usable, perNode(room.addresses, nodes + surge) - 1),
    networkBound(perNode(room.networkAddresses, nodes + surge) - 1),
    bound('pods per cluster', MAX_PODS_PER_CLUSTER, perNode(room.pods, nodes)),
    // No number of pods makes up for too many nodes.
    bound('nodes per cluster', MAX_NODES_PER_CLUSTER, nodes > room.nodes ? 0 : Infinity),
    bound('pods per node', MAX_PODS_PER_NODE, MAX_PODS_PER_NODE),
  ]);
}

/** The lowest of the bounds, the first of several; every list has one that is finite. */
export function lowest(bounds: readonly Largest[]): Largest {
  return bounds.reduce((least, each) => (each.value < least.value ? each : least));
}

/** A bound: the largest whole number that is not above `most`. */
export function bound(limit: Limit, value: number, most: number): Largest {
  return {value: Math.max(0, Math.floor(most)), bottleneck: {limit, value}};
}

function networkBound(most: number): Largest {
  return bound('addresses per virtual network', MAX_ADDRESSES_PER_VIRTUAL_NETWORK, most);
}

function controlPlaneCount(most: Largest): Largest {
  const value = CONTROL_PLANE_COUNTS.findLast((count) => count <= most.value) ?? 0;
  const largest = CONTROL_PLANE_COUNTS.at(-1) ?? 0;
  return value === largest ? bound('control plane size', largest, largest) : {...most, value};
}

/** Shares among nodes; without nodes there is no limit, unless what is shared is less than nothing. */
function perNode(room: number, nodes: number): number {
  if (nodes === 0) return room < 0 ? 0 : Infinity;
  return room / nodes;
}

function roomWith({totals}: AddressPlan, group: NodeGroup, usable: number, addresses: number): Room {
  const {nodes, maxPods} = group;
  return {
    addresses,
    usable,
    networkAddresses: MAX_ADDRESSES_PER_VIRTUAL_NETWORK - (totals.addresses - addressesOfGroup(group)),
    pods: MAX_PODS_PER_CLUSTER - (totals.pods - nodes * maxPods),
    nodes: MAX_NODES_PER_CLUSTER - (totals.nodes - nodes),
  };
}
