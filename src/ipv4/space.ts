import {ADDRESS_BITS, type Address, assertAddress} from './address.ts';
import {makePrefix, type Prefix, prefixSize, sizeOfLength} from './prefix.ts';
import {type AddressRange, gapsIn, joinRanges, rangeOf} from './range.ts';

// Sets of addresses, written as lists of prefixes. An argument may be in any order and overlap itself; a result is
// sorted, disjoint, and the shortest list of prefixes that has exactly these addresses.

/** The shortest list of prefixes that has the same addresses as `prefixes`. */
export function mergePrefixes(prefixes: readonly Prefix[]): Prefix[] {
  return prefixesOf(joinPrefixes(prefixes));
}

/** What is free: the addresses of `space` that are in none of `taken`. */
export function subtractPrefixes(space: readonly Prefix[], taken: readonly Prefix[]): Prefix[] {
  const takenRanges = joinPrefixes(taken);
  return prefixesOf(joinPrefixes(space).flatMap((range) => gapsIn(range, takenRanges)));
}

/**
 * The lowest prefix of this length that lies in the first entry of `space` with room for it, in the order given, and
 * overlaps none of `taken`; undefined if no entry has room. Entries are never joined: the result lies in one of them.
 * Throws RangeError if `length` is not an integer from 0 to 32.
 */
export function firstFit(space: readonly Prefix[], taken: readonly Prefix[], length: number): Prefix | undefined {
  return findFit(space, taken, length, lowestIn);
}

/** Like `firstFit` from the other end: the highest prefix in the last entry of `space` with room for it. */
export function lastFit(space: readonly Prefix[], taken: readonly Prefix[], length: number): Prefix | undefined {
  return findFit(space.toReversed(), taken, length, highestIn);
}

/** Whether every address of `prefix` is in `space`; two entries side by side may cover it together. */
export function covers(space: readonly Prefix[], prefix: Prefix): boolean {
  return gapsIn(rangeOf(prefix), joinPrefixes(space)).length === 0;
}

/**
 * The shortest list of prefixes that has exactly the addresses from `first` to `last`, both included.
 * Throws RangeError if either is not an unsigned 32-bit integer, or if `first` is above `last`.
 */
export function rangeToPrefixes(first: Address, last: Address): Prefix[] {
  assertAddress(first);
  assertAddress(last);
  if (first > last) throw new RangeError(`the range from ${first} to ${last} is empty`);
  const prefixes: Prefix[] = [];
  let next = first;
  while (next <= last) {
    const prefix = largestPrefixAt(next, last);
    prefixes.push(prefix);
    next += prefixSize(prefix);
  }
  return prefixes;
}

/** The largest prefix that begins at `first` and does not go beyond `last`. */
function largestPrefixAt(first: Address, last: Address): Prefix {
  let length = ADDRESS_BITS;
  while (length > 0) {
    const size = sizeOfLength(length - 1);
    if (first % size !== 0 || first + size - 1 > last) break;
    length -= 1;
  }
  return makePrefix(first, length);
}

function findFit(
  space: readonly Prefix[],
  taken: readonly Prefix[],
  length: number,
  addressIn: (gaps: readonly AddressRange[], size: number) => Address | undefined,
): Prefix | undefined {
  const size = sizeOfLength(length);
  const takenRanges = joinPrefixes(taken);
  for (const entry of space) {
    const address = addressIn(gapsIn(rangeOf(entry), takenRanges), size);
    if (address !== undefined) return makePrefix(address, length);
  }
  return undefined;
}

/** The lowest multiple of `size` at which `size` addresses in a row are free. */
function lowestIn(gaps: readonly AddressRange[], size: number): Address | undefined {
  for (const gap of gaps) {
    const address = Math.ceil(gap.first / size) * size;
    if (address + size - 1 <= gap.last) return address;
  }
  return undefined;
}

/** The highest multiple of `size` at which `size` addresses in a row are free. */
function highestIn(gaps: readonly AddressRange[], size: number): Address | undefined {
  for (const gap of gaps.toReversed()) {
    const address = (Math.floor((gap.last + 1) / size) - 1) * size;
    if (address >= gap.first) return address;
  }
  return undefined;
}

function joinPrefixes(prefixes: readonly Prefix[]): AddressRange[] {
  return joinRanges(prefixes.map(rangeOf));
}

function prefixesOf(ranges: readonly AddressRange[]): Prefix[] {
  return ranges.flatMap(({first, last}) => rangeToPrefixes(first, last));
}
