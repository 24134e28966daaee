import {comparePrefixes, containsAddress, lastAddress, type Prefix} from '../../ipv4/prefix.ts';
import type {AddressRange} from '../../ipv4/range.ts';
import type {AddressPlan, SubnetPlan} from '../../network/address-plan.ts';

/** One range of the address space with the subnets in it, or what lies outside of it or nowhere. */
export interface Section {
  readonly place: Place;
  readonly windows: readonly Window[];
}

/** Where the subnets of a section are. */
export type Place =
  | {readonly kind: 'space'; readonly space: Prefix}
  | {readonly kind: 'outside'}
  | {readonly kind: 'nowhere'};

/** Subnets close enough to each other to be magnified together, by address. */
export interface Window {
  /** From the first address of the first subnet to the highest of all; absent: they have no range. */
  readonly range?: AddressRange;
  readonly subnets: readonly RangedSubnet[] | readonly SubnetPlan[];
}

/** A subnet that has a range. */
export type RangedSubnet = SubnetPlan & {readonly cidr: Prefix};

/**
 * Orders the subnets by address within each range of the address space, so that lines from ranges to subnets never cross.
 * A plan with faults in it has subnets outside of the address space or without a range: they come last.
 */
export function sectionsOf(plan: AddressPlan): readonly Section[] {
  const ranged = plan.subnets.filter(hasRange).toSorted((a, b) => comparePrefixes(a.cidr, b.cidr));
  const homes = ranged.map((subnet) => homeOf(subnet, plan.virtualNetwork.addressSpace));
  const within = (home: Prefix | undefined) => windowsOf(ranged.filter((_, index) => homes[index] === home));
  const spaces = plan.virtualNetwork.addressSpace.map(
    (space): Section => ({place: {kind: 'space', space}, windows: within(space)}),
  );
  const outside = within(undefined);
  const rest = plan.subnets.filter((subnet) => !hasRange(subnet));
  return [
    ...spaces,
    ...(outside.length === 0 ? [] : [{place: {kind: 'outside'} as const, windows: outside}]),
    ...(rest.length === 0 ? [] : [{place: {kind: 'nowhere'} as const, windows: [{subnets: rest}]}]),
  ];
}

function hasRange(subnet: SubnetPlan): subnet is RangedSubnet {
  return subnet.cidr !== undefined;
}

function homeOf({cidr}: RangedSubnet, spaces: readonly Prefix[]): Prefix | undefined {
  return spaces.find((space) => containsAddress(space, cidr.address));
}

/** Begins a new window after each gap that is larger than half of all addresses in subnets. */
function windowsOf(subnets: readonly RangedSubnet[]): Window[] {
  const inUse = subnets.reduce((total, {cidr}) => total + lastAddress(cidr) - cidr.address + 1, 0);
  const windows: {range: AddressRange; subnets: RangedSubnet[]}[] = [];
  for (const subnet of subnets) {
    const first = subnet.cidr.address;
    const last = lastAddress(subnet.cidr);
    const current = windows.at(-1);
    if (current === undefined || first - current.range.last - 1 > inUse / 2) {
      windows.push({range: {first, last}, subnets: [subnet]});
    } else {
      current.subnets.push(subnet);
      current.range = {first: current.range.first, last: Math.max(last, current.range.last)};
    }
  }
  return windows;
}
