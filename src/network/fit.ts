import type {Cluster} from '../cluster/cluster.ts';
import {defaults} from '../cluster/defaults.ts';
import {
  FORBIDDEN_RANGES,
  LARGEST_SUBNET_PREFIX_LENGTH,
  MAX_ADDRESSES_PER_VIRTUAL_NETWORK,
  MAX_NODES_PER_CLUSTER,
  MAX_PODS_PER_CLUSTER,
} from '../cluster/limits.ts';
import {onPremisesRanges, overlapping, peerRanges, serviceRange} from '../cluster/rules/named-ranges.ts';
import {containsPrefix, overlaps, type Prefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from './address-plan.ts';
import {fitCluster} from './fit-cluster.ts';
import type {FitReport, GroupFit, PoolTable} from './fit-report.ts';
import {addressesBeside, largestCount, largestMaxPods, type Room, roomAlone} from './largest.ts';
import {addressesOfGroup, type NodeGroup, nodeGroups} from './node-groups.ts';
import {usableAddresses} from './subnet-size.ts';

/** Pods a node by which the table goes: 30 and 110 are defaults of Azure and Kubernetes, 250 the most there can be. */
const TABLE_OF_MAX_PODS: readonly number[] = [10, 15, 30, 50, 110, 250];

/** What of the cluster fits into `prefix`: as a subnet of one pool, or as the address space of all. */
export function fitPrefix(cluster: Cluster, plan: AddressPlan, prefix: Prefix): FitReport {
  const usable = usableAddresses(Math.max(prefix.length, LARGEST_SUBNET_PREFIX_LENGTH));
  const forbidden = FORBIDDEN_RANGES.find((range) => overlaps(range.prefix, prefix));
  return {
    prefix,
    usable,
    collisions: collisionsOf(cluster, prefix),
    ...(forbidden === undefined ? {} : {forbidden}),
    groups: nodeGroups(cluster).map((group) => fitGroup(plan, group, usable)),
    cluster: fitCluster(cluster, plan, prefix),
    pools: tableOfPools(usable),
  };
}

function fitGroup(plan: AddressPlan, group: NodeGroup, usable: number): GroupFit {
  const {role, name, path, nodes, surge, maxPods} = group;
  const room = roomAlone(plan, group, usable);
  const needed = addressesOfGroup(group) + addressesBeside(group);
  return {
    role,
    name,
    path,
    nodes,
    surge,
    maxPods,
    needed,
    free: usable - needed,
    fits: needed <= usable,
    largestCount: largestCount(group, room),
    largestMaxPods: largestMaxPods(group, room),
  };
}

function tableOfPools(usable: number): PoolTable {
  const surge = defaults.nodePool.maxSurge;
  const room: Room = {
    addresses: usable,
    usable,
    networkAddresses: MAX_ADDRESSES_PER_VIRTUAL_NETWORK,
    pods: MAX_PODS_PER_CLUSTER,
    nodes: MAX_NODES_PER_CLUSTER,
  };
  const counts = {nodes: 0, fewest: 0, autoscaled: false, surge};
  const rows = TABLE_OF_MAX_PODS.map((maxPods) => {
    const pool: NodeGroup = {role: 'pool', name: '', path: [], subnet: '', maxPods, ...counts};
    return {maxPods, largestCount: largestCount(pool, room)};
  });
  return {surge, rows};
}

/** A range on premises that contains the prefix is a summary, of which the virtual network may be a part. */
function collisionsOf(cluster: Cluster, prefix: Prefix): FitReport['collisions'] {
  const onPremises = onPremisesRanges(cluster).filter((range) => !containsPrefix(range.prefix, prefix));
  return overlapping(prefix, [...peerRanges(cluster), ...onPremises, serviceRange(cluster)]);
}
