import type {Cluster} from '../../cluster/cluster.ts';
import {describeRange} from '../../cluster/rules/named-ranges.ts';
import {error} from '../../cluster/rules/rule.ts';
import type {Issue} from '../../definition/issue.ts';
import {formatPrefix, overlaps, type Prefix} from '../../ipv4/prefix.ts';
import type {AddressPlan} from '../address-plan.ts';
import {blockedRanges} from '../placement.ts';
import {givenSubnets, isInside, rangeOf, subnetOverlaps} from './given-subnets.ts';
import {ADDRESS_SPACE_PATH, rangePath, rangePlace} from './places.ts';
import {suggestRanges} from './suggested-ranges.ts';
import {useOneOf} from './words.ts';

/** A subnet lies in its virtual network (see `isInside`). */
export function forbidSubnetsOutside(cluster: Cluster, plan: AddressPlan): Issue[] {
  const {addressSpace} = plan.virtualNetwork;
  const related = [{path: ADDRESS_SPACE_PATH, message: 'the address space'}];
  const outside = givenSubnets(plan).filter(({cidr}) => !isInside(plan, cidr));
  if (outside.length === 0) return [];
  const suggested = suggestRanges(cluster, plan);
  return outside.map((subnet) => {
    const {cidr} = subnet;
    const partly = addressSpace.some((entry) => overlaps(entry, cidr)) ? 'only partly in' : 'not in';
    const message = `${formatPrefix(cidr)} is ${partly} the address space ${addressSpace.map(formatPrefix).join(', ')}`;
    const hint = insideHint(cluster, cidr, suggested.get(subnet));
    return error('VK4003', rangePath(subnet), message, {hint, related});
  });
}

/** Subnets of a virtual network have no address in common (Azure: NetcfgSubnetRangesOverlap). */
export function forbidOverlappingSubnets(cluster: Cluster, plan: AddressPlan): Issue[] {
  const overlaps = subnetOverlaps(plan);
  if (overlaps.length === 0) return [];
  const suggested = suggestRanges(cluster, plan);
  return overlaps.map(({first, again}) => {
    const message = `${describeRange(rangeOf(again))} overlaps ${describeRange(rangeOf(first))}`;
    const hint = useOneOf([freeRange(suggested.get(again))]) ?? 'give each a range of its own';
    return error('VK4004', rangePath(again), message, {hint, related: [rangePlace(first)]});
  });
}

function insideHint(cluster: Cluster, cidr: Prefix, suggested: Prefix | undefined): string {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind === 'existing') {
    return `compare with what this shows: az network vnet show --ids ${virtualNetwork.id}`;
  }
  const taken = [...virtualNetwork.addressSpace, ...blockedRanges(cluster)];
  const canBeAdded = !taken.some((other) => overlaps(other, cidr));
  const larger = canBeAdded ? `a larger address space, with ${formatPrefix(cidr)} in it` : undefined;
  return useOneOf([freeRange(suggested), larger]) ?? 'use a range of the address space';
}

function freeRange(range: Prefix | undefined): string | undefined {
  return range === undefined ? undefined : `a free range, such as ${formatPrefix(range)}`;
}
