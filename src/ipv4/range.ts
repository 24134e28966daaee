import type {Address} from './address.ts';
import {firstAddress, lastAddress, type Prefix} from './prefix.ts';

/**
 * The addresses from `first` to `last`, both included; never empty. Unlike a prefix it may begin and end anywhere, so
 * that sets of addresses are easier to join and to cut as ranges.
 */
export interface AddressRange {
  readonly first: Address;
  readonly last: Address;
}

/** All addresses of a prefix. */
export function rangeOf(prefix: Prefix): AddressRange {
  return {first: firstAddress(prefix), last: lastAddress(prefix)};
}

/** The fewest ranges that have the same addresses, sorted: ranges that overlap or touch become one. */
export function joinRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const joined: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const previous = joined.at(-1);
    if (previous === undefined || range.first > previous.last + 1) {
      joined.push(range);
    } else if (range.last > previous.last) {
      joined[joined.length - 1] = {first: previous.first, last: range.last};
    }
  }
  return joined;
}

/** The parts of `range` that are in none of `taken`, sorted. `taken` must be sorted and disjoint, as from `joinRanges`. */
export function gapsIn(range: AddressRange, taken: readonly AddressRange[]): AddressRange[] {
  const gaps: AddressRange[] = [];
  let next = range.first;
  for (const block of taken) {
    if (block.last < next) continue;
    if (block.first > range.last) break;
    if (block.first > next) gaps.push({first: next, last: block.first - 1});
    next = block.last + 1;
  }
  if (next <= range.last) gaps.push({first: next, last: range.last});
  return gaps;
}
