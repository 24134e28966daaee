/** A piece of text that a terminal shows as one: a letter with its accents, an emoji, a tab. */
export interface Cell {
  /** What is shown; a tab is shown as spaces. */
  readonly text: string;
  /** Terminal columns that it takes. */
  readonly width: number;
  /** Where it begins in the text, in UTF-16 code units. */
  readonly offset: number;
}

/** Tabs lead to the next column that is a multiple of this. */
const TAB_STOP = 4;

/** What terminals show two columns wide (Unicode: UAX 11, "East Asian Width", W and F; and emoji). */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1faff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;

/** What takes no column of its own: marks, and characters that only format. */
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const ONLY_ASCII = /^[\x20-\x7e]*$/;

/** Turn the direction of writing around: what is shown would no longer be what is there (CVE-2021-42574). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

let segmenter: Intl.Segmenter | undefined;

/** Divides a line into what a terminal shows as one, with the columns each takes. */
export function displayCells(line: string): readonly Cell[] {
  let column = 0;
  return graphemes(line.replace(DIRECTION, '\ufffd')).map(({segment, index}) => {
    const width = segment === '\t' ? TAB_STOP - (column % TAB_STOP) : graphemeWidth(segment);
    column += width;
    return {text: segment === '\t' ? ' '.repeat(width) : segment, width, offset: index};
  });
}

/** Columns that cells take together. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function graphemes(line: string): readonly {readonly segment: string; readonly index: number}[] {
  // Most lines: making a segmenter takes longer than all else here.
  if (ONLY_ASCII.test(line)) return Array.from(line, (segment, index) => ({segment, index}));
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  return [...segmenter.segment(line)];
}

function graphemeWidth(segment: string): number {
  if (WIDE.test(segment)) return 2;
  return ZERO_WIDTH.test(segment) ? 0 : 1;
}
