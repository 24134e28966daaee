import {LARGEST_SUBNET_PREFIX_LENGTH, SMALLEST_SUBNET_PREFIX_LENGTH} from '../cluster/limits.ts';
import {type Prefix, prefixSize, sizeOfLength} from '../ipv4/prefix.ts';
import type {AddressPlan} from './address-plan.ts';
import {type PlacementEnd, type PlacementRequest, placementEnd, placeSubnets} from './placement.ts';
import {smallestPrefixLength} from './subnet-size.ts';

/** A subnet that is to be placed, whatever range the definition gives it. */
export interface Requirement extends PlacementRequest {
  readonly name: string;
  readonly needed: number;
}

/** What the subnets of the plan need. */
export function requirementsOf(plan: AddressPlan): readonly Requirement[] {
  return plan.subnets.map(({name, needed, demands}) => requirement(name, needed, placementEnd(name, demands)));
}

/**
 * Whether there is a place for all of them in `prefix`. Mostly their sizes tell, which is far quicker than to place
 * them: placed from one end, ranges leave free only ever larger blocks, so that all fit whose sizes do not sum up to
 * more than there is; from both ends, all that fit into a half each.
 */
export function haveRoom(requirements: readonly Requirement[], prefix: Prefix): boolean {
  const size = prefixSize(prefix);
  const fromStart = sizeOfAll(requirements.filter(({from}) => from === 'start'));
  const all = sizeOfAll(requirements);
  if (all > size) return false;
  if (fromStart === all || (fromStart <= size / 2 && all - fromStart <= size / 2)) return true;
  return placeSubnets(requirements, [prefix]).every((range) => range !== undefined);
}

/** The requirements, the subnet of this name needing so many addresses more (or, below 0, less). */
export function withMore(
  requirements: readonly Requirement[],
  more: ReadonlyMap<string, number>,
): readonly Requirement[] {
  return requirements.map(({name, needed, from}) => requirement(name, needed + (more.get(name) ?? 0), from));
}

function requirement(name: string, needed: number, from: PlacementEnd): Requirement {
  const prefixLength = smallestPrefixLength(name, needed);
  return {name, needed, from, ...(prefixLength === undefined ? {} : {prefixLength})};
}

/** Infinity if one of them is too large for any subnet. */
function sizeOfAll(requirements: readonly Requirement[]): number {
  const sizes = requirements.map(({prefixLength}) =>
    prefixLength === undefined ? Infinity : sizeOfLength(prefixLength),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

/** Length of the smallest prefix that has room for all of them; undefined if even a /8 has not. */
export function smallestSpace(requirements: readonly Requirement[]): number | undefined {
  for (let length = SMALLEST_SUBNET_PREFIX_LENGTH; length >= LARGEST_SUBNET_PREFIX_LENGTH; length -= 1) {
    if (haveRoom(requirements, {address: 0, length})) return length;
  }
  return undefined;
}
