import {findOverlaps, type NamedRange} from '../../cluster/rules/named-ranges.ts';
import {containsPrefix, type Prefix} from '../../ipv4/prefix.ts';
import {covers} from '../../ipv4/space.ts';
import type {AddressPlan, SubnetPlan} from '../address-plan.ts';

/** A subnet whose range the definition gives. */
export interface GivenSubnet extends SubnetPlan {
  readonly cidr: Prefix;
}

/** Two given subnets with addresses in common. */
export interface SubnetOverlap {
  /** The one that comes first in the plan. */
  readonly first: GivenSubnet;
  readonly again: GivenSubnet;
}

/** The subnets whose ranges the definition gives. */
export function givenSubnets(plan: AddressPlan): readonly GivenSubnet[] {
  return plan.subnets.filter((subnet): subnet is GivenSubnet => subnet.origin === 'given' && subnet.cidr !== undefined);
}

/**
 * Whether the range lies in the virtual network. In a new network it must lie in one entry of the address space:
 * whether Azure takes one across two that touch is not documented. An existing network shows what Azure takes.
 */
export function isInside({virtualNetwork: {kind, addressSpace}}: AddressPlan, prefix: Prefix): boolean {
  if (kind === 'existing') return covers(addressSpace, prefix);
  return addressSpace.some((entry) => containsPrefix(entry, prefix));
}

/** Given subnets that overlap, but for those of one name: these are one fault, of the name. */
export function subnetOverlaps(plan: AddressPlan): readonly SubnetOverlap[] {
  const subnetOf = new Map(givenSubnets(plan).map((subnet) => [rangeOf(subnet), subnet]));
  return findOverlaps([...subnetOf.keys()]).flatMap((overlap) => {
    const [first, again] = [subnetOf.get(overlap.first), subnetOf.get(overlap.again)];
    return first === undefined || again === undefined || first.name === again.name ? [] : [{first, again}];
  });
}

/** The subnet's range, and where it is written. */
export function rangeOf({name, cidr, path}: GivenSubnet): NamedRange {
  return {prefix: cidr, path: [...path, 'cidr'], where: `of subnet "${name}"`};
}
