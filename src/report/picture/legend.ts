import {FONTS, textAt, textLines} from './draw.ts';
import {FAINT_INK, type FillMeaning, INK, LEGEND} from './fills.ts';
import type {Placed, Point, Shape} from './scene.ts';
import {textWidth, wrapToWidth} from './text-size.ts';

const SWATCH = {width: 22, height: 14};
const GAP = 24;
const LINE_HEIGHT = 22;

const NOTE =
  'Every bar shows one subnet to scale, every band one range to scale. Static addresses and those that Azure keeps are ' +
  'where they are; dynamic ones are amounts, because their places are not known beforehand.';

/** What the fills mean that the picture uses, in rows of the given width, and a note on the scales. */
export function legend(used: ReadonlySet<FillMeaning>, place: Point & {readonly width: number}): Placed {
  const entries = Object.entries(LEGEND).filter(([meaning]) => used.has(meaning as FillMeaning));
  const shapes: Shape[] = [];
  let {x, y} = place;
  for (const [meaning, words] of entries) {
    const width = SWATCH.width + 6 + textWidth(words, FONTS.small);
    if (x > place.x && x + width > place.x + place.width) {
      x = place.x;
      y += LINE_HEIGHT;
    }
    shapes.push({kind: 'rect', x, y, ...SWATCH, fill: meaning as FillMeaning, stroke: {color: INK, width: 0.8}});
    shapes.push(textAt({x: x + SWATCH.width + 6, y: y + 11}, words, FONTS.small));
    x += width + GAP;
  }
  const noteY = y + SWATCH.height + 18;
  const lines = wrapToWidth(NOTE, place.width, FONTS.small);
  shapes.push(...textLines({x: place.x, y: noteY}, lines, FONTS.small, 15, {color: FAINT_INK}));
  return {shapes, bottom: noteY + (lines.length - 1) * 15 + 4};
}
