import type {Cluster} from '../cluster/cluster.ts';
import {LARGEST_SUBNET_PREFIX_LENGTH, SMALLEST_SUBNET_PREFIX_LENGTH} from '../cluster/limits.ts';
import {type Prefix, prefixSize} from '../ipv4/prefix.ts';
import type {AddressPlan} from './address-plan.ts';
import type {ClusterFit, GroupGrowth} from './fit-report.ts';
import {scaleOf} from './fit-scale.ts';
import {bound, type Largest, largestCount, roomAlone} from './largest.ts';
import {addressesOf, addressesOfGroup, type NodeGroup, nodeGroups} from './node-groups.ts';
import {placeSubnets} from './placement.ts';
import {haveRoom, type Requirement, requirementsOf, smallestSpace, withMore} from './requirements.ts';
import {smallestPrefixLength, usableAddresses} from './subnet-size.ts';

/** Whether, and with how much to spare, all subnets fit into `prefix` as the virtual network's address space. */
export function fitCluster(cluster: Cluster, plan: AddressPlan, prefix: Prefix): ClusterFit {
  const requirements = requirementsOf(plan);
  const ranges = placeSubnets(requirements, [prefix]);
  const assigned = ranges.reduce((total, range) => total + (range === undefined ? 0 : prefixSize(range)), 0);
  const groups = nodeGroups(cluster);
  const smallest = smallestSpace(requirements);
  const scale = scaleOf({groups, plan, requirements, prefix});
  return {
    fits: ranges.every((range) => range !== undefined),
    subnets: requirements.map(({from: _, ...subnet}, index) => {
      const cidr = ranges[index];
      return cidr === undefined ? subnet : {...subnet, cidr};
    }),
    unassigned: prefixSize(prefix) - assigned,
    ...(smallest === undefined ? {} : {smallestPrefixLength: smallest}),
    ...(scale === undefined ? {} : {scale}),
    growth: groups.map((group) => growthOf(group, plan, requirements, prefix)),
  };
}

/** Tries ever smaller subnets for the group, from one that would hold all nodes that the cluster's limits allow. */
function growthOf(
  group: NodeGroup,
  plan: AddressPlan,
  requirements: readonly Requirement[],
  prefix: Prefix,
): GroupGrowth {
  const {role, name, path, nodes} = group;
  const needed = requirements.find((requirement) => requirement.name === group.subnet)?.needed ?? 0;
  const others = needed - addressesOfGroup(group);
  const unlimited = roomAlone(plan, group, Infinity);
  const most = largestCount(group, unlimited);
  const grownBy = (addresses: number) => withMore(requirements, new Map([[group.subnet, addresses - needed]]));

  const all = others + addressesOf(most.value + group.surge, group.maxPods);
  if (haveRoom(grownBy(all), prefix)) return {role, name, path, nodes, largestCount: most};
  let largest: Largest = bound('addresses', prefixSize(prefix), 0);
  const start = smallestPrefixLength(group.subnet, all) ?? LARGEST_SUBNET_PREFIX_LENGTH - 1;
  for (let length = start + 1; length <= SMALLEST_SUBNET_PREFIX_LENGTH; length += 1) {
    const usable = usableAddresses(length);
    if (!haveRoom(grownBy(usable), prefix)) continue;
    largest = largestCount(group, {...unlimited, usable: prefixSize(prefix), addresses: usable - others});
    break;
  }
  return {role, name, path, nodes, largestCount: largest};
}
