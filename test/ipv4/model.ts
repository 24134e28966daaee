import type {Address} from '../../src/ipv4/address.ts';
import type {Prefix} from '../../src/ipv4/prefix.ts';

// The slow and obvious way to do what src/ipv4 does: sets of single addresses. It shares no code with it.

/** Every address of a prefix, one by one. */
export function addressesOf(prefix: Prefix): Address[] {
  return Array.from({length: 2 ** (32 - prefix.length)}, (_, index) => prefix.address + index);
}

/** Every address that is in one of the prefixes. */
export function union(prefixes: readonly Prefix[]): Set<Address> {
  return new Set(prefixes.flatMap(addressesOf));
}

/** The addresses of `space` that are not in `taken`. */
export function without(space: ReadonlySet<Address>, taken: ReadonlySet<Address>): Set<Address> {
  return new Set([...space].filter((address) => !taken.has(address)));
}

/** The shortest list of prefixes that has the members of `addresses` within `block`: halves it until all or none are in. */
export function shortestList(addresses: ReadonlySet<Address>, block: Prefix): Prefix[] {
  const members = addressesOf(block).filter((address) => addresses.has(address));
  if (members.length === 0) return [];
  if (members.length === 2 ** (32 - block.length)) return [block];
  const length = block.length + 1;
  const upper = block.address + 2 ** (32 - length);
  return [
    ...shortestList(addresses, {address: block.address, length}),
    ...shortestList(addresses, {address: upper, length}),
  ];
}

/** All places for a prefix of this length within `entry` whose addresses are all in `free`, lowest first. */
export function placesIn(entry: Prefix, free: ReadonlySet<Address>, length: number): Prefix[] {
  if (length < entry.length) return [];
  return addressesOf(entry)
    .filter((address) => address % 2 ** (32 - length) === 0)
    .map((address) => ({address, length}))
    .filter((place) => addressesOf(place).every((address) => free.has(address)));
}
