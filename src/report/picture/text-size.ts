/** A font by what matters for its size; `mono` is for addresses and ranges. */
export interface Font {
  readonly family: 'sans' | 'mono';
  /** In pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Width of each character of a monospaced font, as a share of the font's size (DejaVu Sans Mono, Menlo, Courier). */
const MONO_WIDTH = 0.602;
const BOLD_FACTOR = 1.12;
const ELLIPSIS = '…';

/**
 * Widths of the characters of DejaVu Sans, the widest of the fonts that the picture may end up in, rounded up, as shares
 * of the font's size. Nobody knows which font a reader has, so that space is kept for the widest.
 */
const WIDTHS: readonly (readonly [characters: string, width: number])[] = [
  ["ijlI|'", 0.33],
  [' ,.:;/\\!"()[]frt-`', 0.46],
  ['JsxckzvyL', 0.6],
  ['mw@%WMOQ', 1.0],
  ['ABCDEFGHKNPRSTUVXYZ&', 0.76],
  ['×+=<>~', 0.84],
];
const OTHER_WIDTH = 0.65;
const WIDTH_OF = new Map(WIDTHS.flatMap(([characters, width]) => [...characters].map((one) => [one, width])));

/** How wide the text is at most, in pixels, whichever usual font it is shown in. */
export function textWidth(text: string, font: Font): number {
  if (font.family === 'mono') return text.length * MONO_WIDTH * font.size;
  let width = 0;
  for (const character of text) width += WIDTH_OF.get(character) ?? OTHER_WIDTH;
  return width * font.size * (font.bold === true ? BOLD_FACTOR : 1);
}

/** The text itself if it fits into `width` pixels, else its beginning and end around an ellipsis. */
export function shortenText(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text;
  for (let kept = text.length - 1; kept > 0; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const short = `${text.slice(0, head)}${ELLIPSIS}${text.slice(text.length - (kept - head))}`;
    if (textWidth(short, font) <= width) return short;
  }
  return ELLIPSIS;
}

/** Breaks text at spaces into lines of at most `width` pixels; a word that is longer than a line is shortened. */
export function wrapToWidth(text: string, width: number, font: Font): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (textWidth(joined, font) <= width) {
      current = joined;
      continue;
    }
    if (current !== '') lines.push(current);
    current = shortenText(word, width, font);
  }
  return [...lines, current];
}
