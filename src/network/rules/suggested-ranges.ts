import type {Cluster} from '../../cluster/cluster.ts';
import {LARGEST_SUBNET_PREFIX_LENGTH} from '../../cluster/limits.ts';
import {containsPrefix, formatPrefix, makePrefix, type Prefix} from '../../ipv4/prefix.ts';
import {firstFit} from '../../ipv4/space.ts';
import type {AddressPlan, SubnetPlan} from '../address-plan.ts';
import {blockedRanges, freeBlocks} from '../placement.ts';
import {longestPrefixLength} from '../subnet-size.ts';
import {type GivenSubnet, givenSubnets, isInside, subnetOverlaps} from './given-subnets.ts';
import {sizeWords} from './words.ts';

/**
 * Ranges that given subnets could have instead of their own, where that cannot be: large enough, in the address space,
 * and in nobody's way, so that all can be taken together. None where there is no room, nor in an existing virtual
 * network: what is free of it is not known.
 */
export function suggestRanges(cluster: Cluster, plan: AddressPlan): ReadonlyMap<SubnetPlan, Prefix> {
  const suggested = new Map<SubnetPlan, Prefix>();
  if (plan.virtualNetwork.kind === 'existing') return suggested;
  const blocked = blockedRanges(cluster);
  const displaced = new Set(subnetOverlaps(plan).map(({again}) => again));
  for (const subnet of givenSubnets(plan)) {
    const length = rightLength(subnet);
    if (length === subnet.cidr.length && isInside(plan, subnet.cidr) && !displaced.has(subnet)) continue;
    const taken = [...otherRanges(plan, subnet), ...suggested.values(), ...blocked];
    const range = placeIn(freeBlocks(plan.virtualNetwork.addressSpace, taken), subnet, length);
    if (range !== undefined) suggested.set(subnet, range);
  }
  return suggested;
}

/** `a /23 (507 usable) such as 10.240.8.0/23`: what would hold the subnet; undefined if there is no such range. */
export function largerRange(
  {virtualNetwork: {kind}}: AddressPlan,
  subnet: SubnetPlan,
  suggested: ReadonlyMap<SubnetPlan, Prefix>,
): string | undefined {
  const {smallestPrefixLength: length} = subnet;
  if (length !== undefined && kind === 'existing') return `a subnet of at least ${sizeWords(length)}`;
  const range = suggested.get(subnet);
  if (length === undefined || range === undefined) return undefined;
  return `a ${sizeWords(range.length)} such as ${formatPrefix(range)}`;
}

/** The ranges of all subnets but this one. */
export function otherRanges(plan: AddressPlan, subnet: SubnetPlan): readonly Prefix[] {
  return plan.subnets.flatMap((other) => (other === subnet || other.cidr === undefined ? [] : [other.cidr]));
}

/** The length that the range has, or should have. */
function rightLength({name, cidr, smallestPrefixLength}: GivenSubnet): number {
  const longest = Math.min(longestPrefixLength(name), smallestPrefixLength ?? LARGEST_SUBNET_PREFIX_LENGTH);
  return Math.min(Math.max(cidr.length, LARGEST_SUBNET_PREFIX_LENGTH), longest);
}

/** The subnet's own range with another size if that is free, so that little changes; else the first that is. */
function placeIn(free: readonly Prefix[], {cidr}: GivenSubnet, length: number): Prefix | undefined {
  const own = makePrefix(cidr.address, length);
  return free.some((block) => containsPrefix(block, own)) ? own : firstFit(free, [], length);
}
