import {FAINT_INK, INK} from './fills.ts';
import type {Point, Shape, TextShape} from './scene.ts';
import {type Font, shortenText} from './text-size.ts';

// Shapes that several parts of the picture draw.

/** Fonts by what they are for; the picture has no others. */
export const FONTS = {
  title: {family: 'sans', size: 26, bold: true},
  heading: {family: 'sans', size: 14, bold: true},
  text: {family: 'sans', size: 12},
  strong: {family: 'sans', size: 12, bold: true},
  small: {family: 'sans', size: 11},
  range: {family: 'mono', size: 13, bold: true},
  address: {family: 'mono', size: 11},
} as const satisfies Record<string, Font>;

/** How a text may differ from dark text that begins at its place. */
export type TextOptions = Partial<Pick<TextShape, 'anchor' | 'color'>> & {
  /** In pixels; a longer text is shortened. */
  readonly maxWidth?: number;
};

/** A line of text. */
export function textAt(point: Point, text: string, font: Font, options: TextOptions = {}): TextShape {
  const {maxWidth, ...rest} = options;
  const short = maxWidth === undefined ? text : shortenText(text, maxWidth, font);
  const full = short === text ? {} : {full: text};
  return {kind: 'text', x: point.x, y: point.y, text: short, font, anchor: 'start', color: INK, ...rest, ...full};
}

/** Lines of text below each other; `point` is where the first begins. */
export function textLines(
  point: Point,
  lines: readonly string[],
  font: Font,
  lineHeight: number,
  options: TextOptions = {},
): TextShape[] {
  return lines.map((line, index) => textAt({x: point.x, y: point.y + index * lineHeight}, line, font, options));
}

/** Which ends of a line have an arrow head. */
export type Heads = 'start' | 'end' | 'both';

/** A line through `points`, with heads at its ends. Its first and last stretch must be longer than a head, 9 pixels. */
export function arrow(points: readonly Point[], heads: Heads, dashed = false): Shape[] {
  const stroke = {color: FAINT_INK, width: 1.6, dashed};
  const [first, second] = points;
  const [beforeLast, last] = points.slice(-2);
  const line: Shape = {kind: 'line', points, stroke};
  if (first === undefined || second === undefined || beforeLast === undefined || last === undefined) return [];
  const start = heads === 'end' ? [] : [head(second, first)];
  const end = heads === 'start' ? [] : [head(beforeLast, last)];
  return [line, ...start, ...end];
}

const HEAD_LENGTH = 9;
const HEAD_WIDTH = 8;

function head(from: Point, tip: Point): Shape {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const along = {x: (tip.x - from.x) / length, y: (tip.y - from.y) / length};
  const base = {x: tip.x - along.x * HEAD_LENGTH, y: tip.y - along.y * HEAD_LENGTH};
  const side = {x: (-along.y * HEAD_WIDTH) / 2, y: (along.x * HEAD_WIDTH) / 2};
  const points = [tip, {x: base.x + side.x, y: base.y + side.y}, {x: base.x - side.x, y: base.y - side.y}];
  return {kind: 'polygon', points, fill: 'ink'};
}
