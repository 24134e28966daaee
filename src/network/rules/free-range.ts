import type {Cluster, NewVirtualNetwork} from '../../cluster/cluster.ts';
import {LARGEST_SUBNET_PREFIX_LENGTH} from '../../cluster/limits.ts';
import {error} from '../../cluster/rules/rule.ts';
import type {Issue, RelatedPlace} from '../../definition/issue.ts';
import {formatPrefix, makePrefix, overlaps, type Prefix} from '../../ipv4/prefix.ts';
import {firstFit} from '../../ipv4/space.ts';
import type {AddressPlan, SubnetPlan} from '../address-plan.ts';
import {roomAlone} from '../largest.ts';
import {addressesOfGroup, nodeGroups} from '../node-groups.ts';
import {blockedRanges, freeBlocks, largestBlock} from '../placement.ts';
import {planAddresses} from '../plan-addresses.ts';
import {usableAddresses} from '../subnet-size.ts';
import {fewerNodes, fewerPods, roomsWithin} from './fewer.ts';
import {isInside} from './given-subnets.ts';
import {ADDRESS_SPACE_PATH, demandPlaces, rangePlace} from './places.ts';
import {otherRanges} from './suggested-ranges.ts';
import {needWords, useOneOf} from './words.ts';

/** A subnet without a range gets one from what is free of the address space. */
export function requireFreeRange(cluster: Cluster, plan: AddressPlan): Issue[] {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind === 'existing') return [];
  const unplaced = plan.subnets.filter((subnet) => subnet.cidr === undefined && !isKeptOutByFault(plan, subnet));
  if (unplaced.length === 0) return [];
  const larger = largerSpace(cluster, virtualNetwork);
  return unplaced.map((subnet) => {
    const message = `subnet "${subnet.name}" needs ${needWords(subnet)}, ${missingWords(cluster, plan, subnet)}`;
    const hint = useOneOf([larger, ...fewer(cluster, plan, subnet)]) ?? 'use fewer nodes, or fewer pods a node';
    return error('VK4002', subnet.path, message, {hint, related: places(cluster, plan, subnet)});
  });
}

/**
 * Whether there would be room but for ranges that reach into the address space, each of which is a fault of its own.
 */
function isKeptOutByFault(plan: AddressPlan, {smallestPrefixLength}: SubnetPlan): boolean {
  if (smallestPrefixLength === undefined) return false;
  const taken = plan.subnets.flatMap(({cidr}) => (cidr !== undefined && isInside(plan, cidr) ? [cidr] : []));
  return firstFit(plan.virtualNetwork.addressSpace, taken, smallestPrefixLength) !== undefined;
}

function missingWords(cluster: Cluster, plan: AddressPlan, subnet: SubnetPlan): string {
  const {smallestPrefixLength: length} = subnet;
  if (length === undefined) return `more than Azure's largest subnet has, a /${LARGEST_SUBNET_PREFIX_LENGTH}`;
  const space = plan.virtualNetwork.addressSpace.map(formatPrefix).join(', ');
  const largest = largestBlock(freeBeside(cluster, plan, subnet));
  const free =
    largest === undefined
      ? `nothing of ${space} is free`
      : `the largest free range of ${space} is a /${largest.length}`;
  return `a /${length}; ${free}`;
}

/**
 * The smallest enlargement of an entry of the address space, the last one first, with which all subnets have a place.
 */
function largerSpace(cluster: Cluster, network: NewVirtualNetwork): string | undefined {
  const {addressSpace} = network;
  for (const index of [...addressSpace.keys()].toReversed()) {
    const others = addressSpace.toSpliced(index, 1);
    for (const entry of enlargements(addressSpace[index])) {
      const space = [...others.slice(0, index), entry, ...others.slice(index)];
      if (isInTheWay(cluster, entry, others) || !holdsAll(cluster, {...network, addressSpace: space})) continue;
      return `a larger address space, such as [${space.map(formatPrefix).join(', ')}]`;
    }
  }
  return undefined;
}

function enlargements(entry: Prefix | undefined): readonly Prefix[] {
  if (entry === undefined) return [];
  const steps = Math.max(0, entry.length - LARGEST_SUBNET_PREFIX_LENGTH);
  return Array.from({length: steps}, (_, step) => makePrefix(entry.address, entry.length - 1 - step));
}

function isInTheWay(cluster: Cluster, entry: Prefix, others: readonly Prefix[]): boolean {
  return [...others, ...blockedRanges(cluster)].some((range) => overlaps(range, entry));
}

function holdsAll(cluster: Cluster, virtualNetwork: NewVirtualNetwork): boolean {
  const enlarged = planAddresses({...cluster, network: {...cluster.network, virtualNetwork}});
  return enlarged.subnets.every(({cidr}) => cidr !== undefined);
}

/** What the subnet's only group of nodes could be with the largest range that is free. */
function fewer(cluster: Cluster, plan: AddressPlan, subnet: SubnetPlan): readonly (string | undefined)[] {
  const largest = largestBlock(freeBeside(cluster, plan, subnet));
  const [group, ...others] = nodeGroups(cluster).filter((each) => each.subnet === subnet.name);
  if (largest === undefined || group === undefined || others.length > 0) return [];
  const beside = subnet.needed - addressesOfGroup(group);
  const usable = usableAddresses(largest.length);
  const rooms = roomsWithin({...roomAlone(plan, group, usable), addresses: usable - beside}, 'addresses');
  return [fewerPods(group, rooms, false), fewerNodes(group, rooms, false)];
}

/** What is free of the address space, block by block. */
function freeBeside(cluster: Cluster, plan: AddressPlan, subnet: SubnetPlan): readonly Prefix[] {
  return freeBlocks(plan.virtualNetwork.addressSpace, [...otherRanges(plan, subnet), ...blockedRanges(cluster)]);
}

/** What decides about the subnet, and what takes the room that it would need. */
function places(cluster: Cluster, plan: AddressPlan, subnet: SubnetPlan): readonly RelatedPlace[] {
  const space: RelatedPlace = {path: ADDRESS_SPACE_PATH, message: 'the address space'};
  const given = plan.subnets.filter(({origin}) => origin === 'given').map(rangePlace);
  const placed = plan.subnets.filter(({origin, cidr}) => origin === 'planned' && cidr !== undefined);
  return [space, ...[subnet, ...placed].flatMap((other) => demandPlaces(cluster, other)), ...given];
}
