import {countOf, formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {ClusterFit, FitReport, GroupFit, GroupGrowth} from '../network/fit-report.ts';
import type {Bottleneck, Largest} from '../network/largest.ts';
import type {Wording} from './plan-words.ts';

/** What is in the way of more, in words. */
export function bottleneckWords({limit, value}: Bottleneck): string {
  switch (limit) {
    case 'addresses':
      return countOf(value, 'address', 'addresses');
    case 'control plane size':
      return 'its largest size';
    case 'pods per node':
      return 'the limit';
    case 'addresses per virtual network':
    case 'pods per cluster':
    case 'nodes per cluster':
    case 'machines per availability set':
      return `${formatCount(value)} ${limit}`;
  }
}

/** A largest number and what is in the way of a larger one: `31 (1,019 addresses)`. */
export function largestWords({value, bottleneck}: Largest): string {
  return `${value === 0 ? 'none' : formatCount(value)} (${bottleneckWords(bottleneck)})`;
}

/** What speaks against the range whatever is put into it. */
export function objections(report: FitReport, wording: Wording): readonly string[] {
  const {collisions, forbidden} = report;
  const own =
    forbidden === undefined
      ? []
      : [`no virtual network can have it: ${formatPrefix(forbidden.prefix)} ${forbidden.why}`];
  return [...own, ...collisions.map(({prefix, where}) => `overlaps ${formatPrefix(prefix)} ${wording.name(where)}`)];
}

/** Whether the whole cluster fits, and how closely. */
export function clusterVerdict(cluster: ClusterFit): string {
  if (cluster.fits) return `fits, ${countOf(cluster.unassigned, 'address', 'addresses')} left`;
  const {smallestPrefixLength: length} = cluster;
  return `DOES NOT FIT: needs ${length === undefined ? 'more than a /8' : `a /${length}`}`;
}

/** How far all pools could grow together, in a sentence; absent: there is nothing to grow. */
export function scaleWords({scale}: ClusterFit): string | undefined {
  if (scale === undefined) return undefined;
  const limit = bottleneckWords(scale.bottleneck);
  if (scale.percent === 0) return `No pool could have a node (${limit}).`;
  return `All pools together could have ${formatCount(scale.percent)}% of their nodes (${limit}).`;
}

/** What the column with `growthWords` is called. */
export function growthHeader({fits}: ClusterFit): string {
  return fits ? 'Most nodes, alone' : 'Everything fits with';
}

/** How far a group could grow alone, or shrink for everything to fit. */
export function growthWords({largestCount}: GroupGrowth, {fits}: ClusterFit): string {
  if (fits) return largestWords(largestCount);
  return largestCount.value === 0 ? 'no count of these' : countOf(largestCount.value, 'node');
}

/** Whether a group fits into the range as a subnet of its own. */
export function groupVerdict({fits, free}: GroupFit): string {
  return fits ? 'yes' : `NO: ${formatCount(-free)} short`;
}
