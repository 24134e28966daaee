import {formatCount} from '../../definition/count-words.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {firstAddress, formatPrefix, lastAddress, type Prefix, prefixSize} from '../../ipv4/prefix.ts';
import {type AddressRange, gapsIn, joinRanges, rangeOf} from '../../ipv4/range.ts';
import type {SubnetPlan} from '../../network/address-plan.ts';
import {FONTS, textAt, textLines} from './draw.ts';
import {FAINT_INK, INK} from './fills.ts';
import type {Shape} from './scene.ts';
import type {Place} from './sections.ts';
import {textWidth} from './text-size.ts';

// Two upright bands to the left of the subnets' cards: a range of the address space to scale, and beside it the parts
// that have subnets, magnified so that they end up beside their cards. Lines of light from each to the next join them.

/** A section of the address space after its cards have been placed. */
export interface PlacedSection extends Extent {
  readonly place: Place;
  readonly windows: readonly PlacedWindow[];
}

/** A window after its cards have been placed. */
export interface PlacedWindow extends Extent {
  readonly range?: AddressRange;
  readonly rows: readonly PlacedRow[];
}

/** A subnet, and where its card is. */
export interface PlacedRow extends Extent {
  readonly subnet: SubnetPlan;
}

/** From top to bottom, in pixels of the page. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** Where the columns are, in pixels of the page. */
export interface Columns {
  /** Addresses are written up to here. */
  readonly labelsRight: number;
  readonly labelsWidth: number;
  readonly space: Column;
  readonly window: Column;
  /** Where the cards begin. */
  readonly cardsLeft: number;
}

export interface Column {
  readonly left: number;
  readonly right: number;
}

/** How the bands say what is in no subnet: of an existing network, only the owner knows whether it is free. */
export type UnusedWord = 'free' | 'not planned';

interface Part {
  readonly extent: Extent;
  readonly label: string;
}

const THINNEST = 2;
const LABEL_HEIGHT = 14;
const LINE_HEIGHT = 15;
const OUTLINE = {color: INK, width: 1.2};
const GUIDE_LINE = {color: '#c3ccd5', width: 0.8};

/** Height that a section needs for what is written beside its band. */
export const LEAST_SECTION_HEIGHT = 6 * LINE_HEIGHT + 8;

/** The bands of a section, and the lines that join them to each other and to the cards. */
export function bandShapes(section: PlacedSection, columns: Columns, unused: UnusedWord): Shape[] {
  const windows = section.windows.flatMap((window) => windowShapes(window, columns, unused));
  return [...guidesToWindows(section, columns), ...spaceShapes(section, columns), ...windows];
}

function spaceShapes(section: PlacedSection, columns: Columns): Shape[] {
  if (section.place.kind !== 'space') return [...wordsBeside(section, columns, WORDS[section.place.kind])];
  const {space} = section.place;
  const {left, right} = columns.space;
  const box = {x: left, y: section.top, width: right - left, height: section.bottom - section.top};
  const marks = section.windows.map((window): Shape => {
    const {top, bottom} = extentIn(rangeOf(space), window.range ?? rangeOf(space), section);
    return {kind: 'rect', ...box, y: top, height: bottom - top, fill: 'used', stroke: {color: INK, width: 0.8}};
  });
  return [
    {kind: 'rect', ...box, fill: 'paper'},
    ...marks,
    {kind: 'rect', ...box, fill: 'none', stroke: OUTLINE},
    ...spaceLabels(space, section, columns),
  ];
}

const WORDS = {
  outside: ['outside of the', 'address space'],
  nowhere: ['without a range'],
} as const;

function spaceLabels(space: Prefix, section: PlacedSection, columns: Columns): Shape[] {
  const {labelsRight: x} = columns;
  const inUse = joinRanges(section.windows.flatMap(({rows}) => rows.flatMap(({subnet}) => rangesOf(subnet))));
  const assigned = inUse.reduce((total, {first, last}) => total + last - first + 1, 0);
  const first = textAt({x, y: section.top + 9}, formatAddress(firstAddress(space)), FONTS.address, {anchor: 'end'});
  const last = textAt({x, y: section.bottom}, formatAddress(lastAddress(space)), FONTS.address, {anchor: 'end'});
  const words = [`${formatCount(prefixSize(space))} in all`, `${formatCount(assigned)} in subnets`];
  return [first, ...wordsBeside(section, columns, words, formatPrefix(space)), last];
}

/** A few lines in the middle of the section's height, perhaps with a range above them. */
function wordsBeside(section: PlacedSection, columns: Columns, words: readonly string[], range?: string): Shape[] {
  const lines = words.length + (range === undefined ? 0 : 1);
  const y = (section.top + section.bottom) / 2 - (lines / 2 - 0.75) * LINE_HEIGHT;
  const point = {x: columns.labelsRight, y};
  const look = {anchor: 'end', maxWidth: columns.labelsWidth} as const;
  if (range === undefined) return textLines(point, words, FONTS.small, LINE_HEIGHT, {...look, color: FAINT_INK});
  const below = {...point, y: y + LINE_HEIGHT};
  return [
    textAt(point, range, {...FONTS.range, size: 12}, look),
    ...textLines(below, words, FONTS.small, LINE_HEIGHT, {...look, color: FAINT_INK}),
  ];
}

function guidesToWindows(section: PlacedSection, columns: Columns): Shape[] {
  if (section.place.kind !== 'space') return [];
  const whole = rangeOf(section.place.space);
  return section.windows.flatMap((window) => {
    if (window.range === undefined) return [];
    return guide(columns.space.right, extentIn(whole, window.range, section), columns.window.left, window);
  });
}

function windowShapes(window: PlacedWindow, columns: Columns, unused: UnusedWord): Shape[] {
  const {range} = window;
  if (range === undefined) return [];
  const {left, right} = columns.window;
  const box = {x: left, y: window.top, width: right - left, height: window.bottom - window.top};
  const blocks = window.rows.map(({subnet, ...row}) => {
    const own = rangesOf(subnet)[0] ?? range;
    return {
      row,
      extent: extentIn(range, own, window),
      label: subnet.cidr === undefined ? '' : formatPrefix(subnet.cidr),
    };
  });
  const gaps = gapsIn(range, joinRanges(window.rows.flatMap(({subnet}) => rangesOf(subnet)))).map((gap) => ({
    extent: extentIn(range, gap, window),
    label: `${formatCount(gap.last - gap.first + 1)} ${unused}`,
  }));
  return [
    ...blocks.flatMap(({extent, row}) => guide(right, extent, columns.cardsLeft, row)),
    {kind: 'rect', ...box, fill: 'paper'},
    ...blocks.map(
      ({extent: {top, bottom}}): Shape => ({
        kind: 'rect',
        ...box,
        y: top,
        height: bottom - top,
        fill: 'used',
        stroke: OUTLINE,
      }),
    ),
    {kind: 'rect', ...box, fill: 'none', stroke: OUTLINE},
    ...labelsInside([...blocks, ...gaps], (left + right) / 2, right - left),
  ];
}

/** Labels in the middle of parts, where they are high enough; a part ends where the next one lies over it. */
function labelsInside(parts: readonly Part[], x: number, width: number): Shape[] {
  const sorted = parts.toSorted((a, b) => a.extent.top - b.extent.top);
  return sorted.flatMap(({extent, label}, index) => {
    const bottom = Math.min(extent.bottom, sorted[index + 1]?.extent.top ?? extent.bottom);
    if (bottom - extent.top < LABEL_HEIGHT || textWidth(label, FONTS.address) > width - 6) return [];
    return [textAt({x, y: (extent.top + bottom) / 2 + 4}, label, FONTS.address, {anchor: 'middle'})];
  });
}

/** A widening beam from a part of a band to what shows it larger. */
function guide(fromX: number, from: Extent, toX: number, to: Extent): Shape[] {
  const topLine = [
    {x: fromX, y: from.top},
    {x: toX, y: to.top},
  ];
  const bottomLine = [
    {x: toX, y: to.bottom},
    {x: fromX, y: from.bottom},
  ];
  return [
    {kind: 'polygon', points: [...topLine, ...bottomLine], fill: 'guide'},
    {kind: 'line', points: topLine, stroke: GUIDE_LINE},
    {kind: 'line', points: bottomLine, stroke: GUIDE_LINE},
  ];
}

/** Where a part of a range is on a band that shows the range to scale; never thinner than can be seen. */
function extentIn(whole: AddressRange, part: AddressRange, band: Extent): Extent {
  const scale = (band.bottom - band.top) / (whole.last - whole.first + 1);
  const top = Math.min(band.top + (part.first - whole.first) * scale, band.bottom - THINNEST);
  const bottom = band.top + (part.last + 1 - whole.first) * scale;
  return {top, bottom: Math.min(band.bottom, Math.max(bottom, top + THINNEST))};
}

function rangesOf({cidr}: SubnetPlan): AddressRange[] {
  return cidr === undefined ? [] : [rangeOf(cidr)];
}
