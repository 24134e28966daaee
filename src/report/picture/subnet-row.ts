import {formatCount} from '../../definition/count-words.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {firstAddress, formatPrefix, lastAddress} from '../../ipv4/prefix.ts';
import type {SubnetPlan} from '../../network/address-plan.ts';
import {formatPercent, printable, type Room, roomOf, smallestRange} from '../plan-words.ts';
import {FONTS, textAt, textLines} from './draw.ts';
import {ALARM, FAINT_INK, INK} from './fills.ts';
import type {Box, Placed, Point, Shape, TextShape} from './scene.ts';
import {type Bar, barOf, type Segment} from './subnet-bar.ts';
import {notesOf, pictureWording, type SubnetView} from './subnet-notes.ts';
import {textWidth, wrapToWidth} from './text-size.ts';

const PADDING = 10;
const HEADING_HEIGHT = 24;
const BAR_HEIGHT = 30;
const LINE_HEIGHT = 15;

/** Where the arrow to or from a subnet ends: the middle of its bar. */
export function barMiddle(top: number): number {
  return top + PADDING + HEADING_HEIGHT + BAR_HEIGHT / 2;
}

/** A card with the subnet's name, its bar, and how its numbers come about. */
export function subnetRow(view: SubnetView, place: Point & {readonly width: number}): Placed {
  const inner = {x: place.x + PADDING, y: place.y + PADDING, width: place.width - 2 * PADDING};
  const bar = barOf(view.plan, view.staticAddresses);
  const barBox = {...inner, y: inner.y + HEADING_HEIGHT, height: BAR_HEIGHT};
  const caption = captionShapes(view.plan, bar, {...inner, y: barBox.y + BAR_HEIGHT + LINE_HEIGHT});
  const notes = notesOf(view).flatMap((note) => wrapToWidth(note, inner.width, FONTS.small));
  const bottom = caption.bottom + notes.length * LINE_HEIGHT + PADDING - 2;
  const card: Shape = {
    kind: 'rect',
    x: place.x,
    y: place.y,
    width: place.width,
    height: bottom - place.y,
    fill: 'card',
    stroke: {color: FAINT_INK, width: 1},
  };
  const shapes = [
    card,
    ...headingShapes(view.plan, inner),
    ...barShapes(bar, barBox),
    ...caption.shapes,
    ...textLines({x: inner.x, y: caption.bottom + LINE_HEIGHT}, notes, FONTS.small, LINE_HEIGHT, {color: FAINT_INK}),
  ];
  return {shapes: [{kind: 'group', title: `subnet ${printable(view.plan.name)}`, shapes}], bottom};
}

function headingShapes(plan: SubnetPlan, place: Point & {readonly width: number}): Shape[] {
  const range = plan.cidr === undefined ? 'no range' : formatPrefix(plan.cidr);
  const y = place.y + 13;
  const maxWidth = place.width - textWidth(range, FONTS.range) - 16;
  return [
    textAt({x: place.x, y}, printable(plan.name), FONTS.heading, {maxWidth}),
    textAt({x: place.x + place.width, y}, range, FONTS.range, {anchor: 'end'}),
  ];
}

function barShapes(bar: Bar, box: Box): Shape[] {
  const scale = box.width / bar.length;
  const parts = bar.segments.flatMap((segment) => segmentShapes(segment, box, scale));
  if (bar.size === 0) return parts;
  const outline: Shape = {
    kind: 'rect',
    ...box,
    width: bar.size * scale,
    fill: 'none',
    stroke: {color: INK, width: bar.size < bar.length ? 2.5 : 1.2},
  };
  return [...parts, outline];
}

function segmentShapes(segment: Segment, box: Box, scale: number): Shape[] {
  const x = box.x + segment.from * scale;
  const width = (segment.to - segment.from) * scale;
  const stroke = segment.meaning === 'missing' ? {color: ALARM, width: 1.2, dashed: true} : undefined;
  const outline = stroke ?? {color: FAINT_INK, width: 0.4};
  const rect: Shape = {kind: 'rect', x, y: box.y, width, height: box.height, fill: segment.meaning, stroke: outline};
  const label = segment.labels.find((text) => textWidth(text, FONTS.strong) <= width - 8);
  if (label === undefined) return [rect];
  const middle = {x: x + width / 2, y: box.y + box.height / 2};
  return [rect, ...plate(label, middle), textAt({...middle, y: middle.y + 4}, label, FONTS.strong, {anchor: 'middle'})];
}

/** A light ground for text that stands on a pattern. */
function plate(label: string, middle: Point): Shape[] {
  const width = textWidth(label, FONTS.strong);
  return [{kind: 'rect', x: middle.x - width / 2, y: middle.y - 9, width, height: 18, fill: 'paper', radius: 3}];
}

/** Below the bar: its first and last address, and how full it is, beside them if there is room for it, else below. */
function captionShapes(plan: SubnetPlan, bar: Bar, place: Point & {readonly width: number}): Placed {
  const edges = edgeShapes(plan, bar, place);
  const room = roomOf(plan, pictureWording);
  const caption = captionOf(plan, room);
  const color = room.tone === 'bad' ? ALARM : INK;
  const [from, to] = widestSpace(edges, place);
  if (textWidth(caption, FONTS.strong) <= to - from - 16) {
    const beside = textAt({x: (from + to) / 2, y: place.y}, caption, FONTS.strong, {anchor: 'middle', color});
    return {shapes: [...edges, beside], bottom: place.y};
  }
  const y = place.y + LINE_HEIGHT;
  const lines = wrapToWidth(caption, place.width, FONTS.strong);
  const below = textLines({x: place.x, y}, lines, FONTS.strong, LINE_HEIGHT, {color});
  return {shapes: [...edges, ...below], bottom: place.y + lines.length * LINE_HEIGHT};
}

function edgeShapes(plan: SubnetPlan, bar: Bar, place: Point & {readonly width: number}): TextShape[] {
  if (plan.cidr === undefined) return [];
  const first = formatAddress(firstAddress(plan.cidr));
  const last = formatAddress(lastAddress(plan.cidr));
  const end = place.x + (place.width * bar.size) / bar.length;
  const left = textAt(place, first, FONTS.address);
  if (textWidth(first + last, FONTS.address) + 20 > end - place.x) {
    return [textAt(place, `${first} to ${last}`, FONTS.address)];
  }
  return [left, textAt({x: end, y: place.y}, last, FONTS.address, {anchor: 'end'})];
}

function widestSpace(edges: readonly TextShape[], place: Point & {readonly width: number}): readonly [number, number] {
  const right = place.x + place.width;
  const [first, last] = edges;
  if (first === undefined) return [place.x, right];
  const afterFirst = first.x + textWidth(first.text, first.font);
  if (last === undefined) return [afterFirst, right];
  const beforeLast = last.x - textWidth(last.text, last.font);
  return beforeLast - afterFirst >= right - last.x ? [afterFirst, beforeLast] : [last.x, right];
}

function captionOf(plan: SubnetPlan, room: Room): string {
  if (plan.cidr === undefined)
    return `${room.text}: needs ${formatCount(plan.needed)} addresses, ${smallestRange(plan)}`;
  if (plan.usable === 0) return room.text;
  const used = `${formatCount(plan.needed)} of ${formatCount(plan.usable)} usable (${formatPercent(plan.needed, plan.usable)})`;
  if (room.tone === 'bad') return `${room.text}, needs ${smallestRange(plan)}`;
  return room.tone === 'good' ? `${used}, room for ${room.text}` : `${used}, ${room.text}`;
}
