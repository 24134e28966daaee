import {formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import type {PlanComparison, SubnetChange} from '../network/what-if.ts';
import {type LimitedSum, limitedSums} from './plan-facts.ts';
import {formatPercent, roomOf, type Tone, type Wording} from './plan-words.ts';

/** What is shown of a subnet, in words. */
export interface SubnetWords {
  readonly cidr: string;
  readonly needed: string;
  readonly used: string;
  readonly room: string;
  readonly tone: Tone;
}

/** A subnet before and after; either is absent where there is no such subnet. */
export interface ChangeWords {
  readonly name: string;
  readonly before?: SubnetWords;
  readonly after?: SubnetWords;
  /** Whether anything that is shown is different. */
  readonly changed: boolean;
}

/** A limited sum before and after. */
export interface SumChange {
  readonly before: LimitedSum;
  readonly after: LimitedSum;
}

/** The keys of `SubnetWords` that are columns, in order. */
export const SUBNET_WORDS = ['cidr', 'needed', 'used', 'room'] as const;

/** What becomes of a subnet, in words. */
export function changeWords(change: SubnetChange, wording: Wording): ChangeWords {
  const before = change.kind === 'added' ? undefined : subnetWords(change.before, wording);
  const after = change.kind === 'removed' ? undefined : subnetWords(change.after, wording);
  return {
    name: wording.name(change.name),
    ...(before === undefined ? {} : {before}),
    ...(after === undefined ? {} : {after}),
    changed: SUBNET_WORDS.some((key) => before?.[key] !== after?.[key]),
  };
}

/** The sums before and after. */
export function sumChanges({totals}: PlanComparison): readonly SumChange[] {
  const after = limitedSums(totals.after);
  const before = limitedSums(totals.before);
  return (['nodes', 'pods', 'addresses'] as const).map((key) => ({before: before[key], after: after[key]}));
}

/**
 * Both texts around an arrow, or the one that they both are: `6 -> 14 more nodes`. Words that they end with alike are
 * written once.
 */
export function arrowBetween(before: string, after: string, arrow: string): string {
  if (before === after) return after;
  const [olds, news] = [before.split(' '), after.split(' ')];
  let alike = 0;
  while (alike < Math.min(olds.length, news.length) - 1 && olds.at(-1 - alike) === news.at(-1 - alike)) alike += 1;
  return `${olds.slice(0, olds.length - alike).join(' ')} ${arrow} ${after}`;
}

/** The sum before and after, its limit, and whether it is too much: `pods 1,140 -> 2,400 of 16,000`. */
export function sumChangeWords({before, after}: SumChange, arrow: string): string {
  const values = arrowBetween(formatCount(before.value), formatCount(after.value), arrow);
  return `${after.label} ${values} of ${formatCount(after.limit)}${after.value > after.limit ? ' (too many)' : ''}`;
}

/** Which subnets begin at another address, in a sentence: a cluster that already runs cannot simply follow. */
export function moveWords(comparison: PlanComparison, wording: Wording): string | undefined {
  const moved = comparison.subnets.filter((change) => change.kind === 'kept' && change.moved);
  if (moved.length === 0) return undefined;
  const names = moved.map(({name}) => wording.name(name)).join(', ');
  const [verb, whose] = moved.length === 1 ? ['moves to another range', 'its'] : ['move to other ranges', 'their'];
  return `${names} ${verb}: in a cluster that already runs, ${whose} nodes would have to be made anew`;
}

function subnetWords(subnet: SubnetPlan, wording: Wording): SubnetWords {
  const room = roomOf(subnet, wording);
  return {
    cidr: subnet.cidr === undefined ? '-' : formatPrefix(subnet.cidr),
    needed: formatCount(subnet.needed),
    used: formatPercent(subnet.needed, subnet.usable),
    room: room.text,
    tone: room.tone,
  };
}
