import {formatPrefix, type Prefix} from '../../ipv4/prefix.ts';
import {firstFit} from '../../ipv4/space.ts';
import type {Cluster} from '../cluster.ts';
import {addressSpaceRanges, knownOnPremisesRanges, peerRanges, serviceRange} from './named-ranges.ts';
import {PRIVATE_BLOCKS, SERVICE_BLOCKS} from './private-ranges.ts';

/** Lengths to try, large ranges first: a /16 has as many addresses as Azure lets a virtual network use (65,536). */
const SUGGESTED_LENGTHS = [16, 20, 24];

/** What to do about a service range that is in the way: names one that overlaps nothing in the definition. */
export function freeServiceRangeHint(cluster: Cluster): string {
  const taken = [...addressSpaceRanges(cluster), ...peerRanges(cluster), ...knownOnPremisesRanges(cluster)];
  return hint(
    firstFree(
      SERVICE_BLOCKS,
      taken.map(({prefix}) => prefix),
      SUGGESTED_LENGTHS,
    ),
  );
}

/** What to do about an entry of the address space that is in the way: names a range to have instead. */
export function freeAddressSpaceHint(cluster: Cluster, entry: Prefix): string {
  const others = [...addressSpaceRanges(cluster), ...peerRanges(cluster), ...knownOnPremisesRanges(cluster)];
  const taken = [...others, serviceRange(cluster)].map(({prefix}) => prefix);
  const smaller = SUGGESTED_LENGTHS.filter((length) => length > entry.length);
  const lengths = entry.length < 16 ? smaller : [entry.length, ...smaller];
  return hint(firstFree(PRIVATE_BLOCKS, taken, lengths));
}

function firstFree(
  blocks: readonly Prefix[],
  taken: readonly Prefix[],
  lengths: readonly number[],
): Prefix | undefined {
  for (const length of lengths) {
    const free = firstFit(blocks, taken, length);
    if (free !== undefined) return free;
  }
  return undefined;
}

function hint(free: Prefix | undefined): string {
  return free === undefined ? 'use a range that nothing else has' : `use a free range, such as ${formatPrefix(free)}`;
}
