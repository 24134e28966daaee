import type {Cluster} from '../../cluster/cluster.ts';
import {error} from '../../cluster/rules/rule.ts';
import {countOf} from '../../definition/count-words.ts';
import type {Issue} from '../../definition/issue.ts';
import type {AddressPlan, SubnetPlan} from '../address-plan.ts';
import {roomInSubnet} from '../largest.ts';
import {addressesOf, addressesOfGroup, type NodeGroup, nodeGroups} from '../node-groups.ts';
import {longestPrefixLength} from '../subnet-size.ts';
import {fewerNodes, fewerPods, roomsWithin} from './fewer.ts';
import {type GivenSubnet, givenSubnets} from './given-subnets.ts';
import {countPath, demandPlaces, rangePath, rangePlace} from './places.ts';
import {largerRange, suggestRanges} from './suggested-ranges.ts';
import {groupWords, needWords, usableWords, useOneOf} from './words.ts';

/** Of several pools in a subnet, so many are named in a hint: those that take most. */
const MOST_POOLS_IN_HINT = 2;

/** What is in a subnet must find addresses there, all pods included: Azure starts no node otherwise. */
export function requireRoom(cluster: Cluster, plan: AddressPlan): Issue[] {
  const crowded = crowdedSubnets(plan);
  if (crowded.length === 0) return [];
  const suggested = suggestRanges(cluster, plan);
  return crowded.flatMap((subnet) => {
    const groups = groupsIn(cluster, subnet);
    if (growingGroup(subnet, groups) !== undefined) return [];
    const message = `subnet "${subnet.name}" needs ${needWords(subnet)}, ${usableWords(subnet.cidr)}`;
    const hint = useOneOf([largerRange(plan, subnet, suggested), ...groupAlternatives(plan, groups)]);
    return [error('VK4001', rangePath(subnet), message, {hint, related: demandPlaces(cluster, subnet)})];
  });
}

/** The same where it is the autoscaler that would come to the end of the subnet one day. */
export function requireRoomToScale(cluster: Cluster, plan: AddressPlan): Issue[] {
  const crowded = crowdedSubnets(plan);
  if (crowded.length === 0) return [];
  const suggested = suggestRanges(cluster, plan);
  return crowded.flatMap((subnet) => {
    const groups = groupsIn(cluster, subnet);
    const group = growingGroup(subnet, groups);
    if (group === undefined) return [];
    const named = groups.length > 1;
    const rooms = roomsWithin(roomInSubnet(plan, group), 'addresses');
    const hint = useOneOf([
      fewerNodes(group, rooms, named),
      largerRange(plan, subnet, suggested),
      fewerPods(group, rooms, named),
    ]);
    const grown = `with ${countOf(group.nodes, 'node')} in ${groupWords(group)}`;
    const message = `${grown}, subnet "${subnet.name}" needs ${needWords(subnet)}, ${usableWords(subnet.cidr)}`;
    const related = [rangePlace(subnet), ...demandPlaces(cluster, subnet)];
    return [error('VK4013', countPath(group), message, {hint, related})];
  });
}

/** Subnets that hold less than they must, though they are of a size that Azure has. */
function crowdedSubnets(plan: AddressPlan): readonly GivenSubnet[] {
  return givenSubnets(plan).filter(({name, free, cidr}) => free < 0 && cidr.length <= longestPrefixLength(name));
}

function groupsIn(cluster: Cluster, {name, demands}: SubnetPlan): readonly NodeGroup[] {
  // Of two subnets with one name, only the first has demands of nodes.
  if (!demands.some(({kind}) => kind === 'nodes')) return [];
  return nodeGroups(cluster).filter(({subnet}) => subnet === name);
}

/** The largest autoscaled group if the subnet would hold all groups at their fewest nodes. */
function growingGroup({free}: SubnetPlan, groups: readonly NodeGroup[]): NodeGroup | undefined {
  const autoscaled = groups.filter((group) => group.autoscaled);
  const growth = autoscaled.reduce((sum, group) => sum + addressesOf(group.nodes - group.fewest, group.maxPods), 0);
  return free + growth < 0 ? undefined : largestFirst(autoscaled)[0];
}

function groupAlternatives(plan: AddressPlan, groups: readonly NodeGroup[]): readonly (string | undefined)[] {
  const named = groups.length > 1;
  return largestFirst(groups)
    .slice(0, MOST_POOLS_IN_HINT)
    .flatMap((group) => {
      const rooms = roomsWithin(roomInSubnet(plan, group), 'addresses');
      return [fewerPods(group, rooms, named), fewerNodes(group, rooms, named)];
    });
}

function largestFirst(groups: readonly NodeGroup[]): readonly NodeGroup[] {
  return groups.toSorted((a, b) => addressesOfGroup(b) - addressesOfGroup(a));
}
