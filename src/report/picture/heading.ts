import type {Cluster} from '../../cluster/cluster.ts';
import {countOf, formatCount} from '../../definition/count-words.ts';
import type {AddressPlan} from '../../network/address-plan.ts';
import {type LimitedSum, limitedSums, virtualNetworkWords} from '../plan-facts.ts';
import {formatPercent, misfitsOf, printable} from '../plan-words.ts';
import {FONTS, textAt} from './draw.ts';
import {ALARM, FAINT_INK, INK} from './fills.ts';
import type {Placed, Point, Shape} from './scene.ts';
import {pictureWording} from './subnet-notes.ts';

const METER_WIDTH = 150;
const METER_GAP = 24;

/** The cluster's name, what the picture is of, whether all fits, and at the right how far the limits are used up. */
export function heading(plan: AddressPlan, cluster: Cluster, place: Point & {readonly width: number}): Placed {
  const sums = Object.values(limitedSums(plan.totals));
  const metersWidth = sums.length * (METER_WIDTH + METER_GAP);
  const maxWidth = place.width - metersWidth;
  const verdict = verdictOf(plan);
  const shapes = [
    textAt({x: place.x, y: place.y + 24}, printable(plan.cluster), FONTS.title, {maxWidth}),
    textAt({x: place.x, y: place.y + 48}, subtitleOf(plan, cluster), FONTS.text, {maxWidth, color: FAINT_INK}),
    textAt({x: place.x, y: place.y + 70}, verdict.text, FONTS.heading, {
      maxWidth: place.width,
      color: verdict.good ? INK : ALARM,
    }),
    ...sums.flatMap((sum, index) => {
      const x = place.x + place.width - metersWidth + METER_GAP + index * (METER_WIDTH + METER_GAP);
      return meter(sum, {x, y: place.y + 8});
    }),
  ];
  return {shapes, bottom: place.y + 78};
}

function subtitleOf(plan: AddressPlan, cluster: Cluster): string {
  const subnets = countOf(plan.subnets.length, 'subnet');
  const place = `${printable(cluster.location)}, ${virtualNetworkWords(cluster, pictureWording)}`;
  return `Address plan of a Kubernetes cluster: ${place}, ${subnets}`;
}

function verdictOf(plan: AddressPlan): {text: string; good: boolean} {
  const misfits = misfitsOf(plan).map(({subnet}) => printable(subnet));
  const over = Object.values(limitedSums(plan.totals)).filter(({value, limit}) => value > limit);
  const problems = [...misfits, ...over.map(({label}) => `too many ${label}`)];
  if (problems.length === 0) return {text: 'Everything fits.', good: true};
  return {text: `DOES NOT FIT: ${problems.join(', ')}`, good: false};
}

function meter(sum: LimitedSum, place: Point): Shape[] {
  const over = sum.value > sum.limit;
  const filled = METER_WIDTH * Math.min(1, sum.value / sum.limit);
  const bar = {x: place.x, y: place.y + 24, height: 8};
  const used = formatPercent(sum.value, sum.limit);
  const look = {color: over ? ALARM : INK, maxWidth: METER_WIDTH + METER_GAP - 8};
  return [
    textAt(place, `${sum.label}: ${used}`, FONTS.strong, look),
    textAt({x: place.x, y: place.y + 16}, `${formatCount(sum.value)} of ${formatCount(sum.limit)}`, FONTS.small, look),
    {kind: 'rect', ...bar, width: METER_WIDTH, fill: 'paper'},
    {kind: 'rect', ...bar, width: filled, fill: over ? 'missing' : 'used'},
    {kind: 'rect', ...bar, width: METER_WIDTH, fill: 'none', stroke: {color: INK, width: 1}},
  ];
}
