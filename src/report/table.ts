/** Paints text for a terminal. Without colour each function returns its argument, so that the text stays the same. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
}

/** Adds what makes text coloured; never changes how wide it is. */
export type Paint = (text: string) => string;

/** A column of a table, kubectl's way: a header in capitals, no borders. */
export interface Column {
  readonly header: string;
  /** Numbers stand at the right. Default: left. */
  readonly align?: 'left' | 'right';
}

/** What stands in a column of a row. */
export interface Cell {
  readonly text: string;
  readonly paint?: Paint;
}

/** One row: a cell for each column, and perhaps lines of text of its own below, across the columns. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly below?: Cell;
}

/** How wide the lines may be, in characters (`Infinity`: as wide as they come), and how they are painted. */
export interface TextOptions {
  readonly width: number;
  readonly style: Style;
}

/** The style of pipes, files and `NO_COLOR`: no colour at all. */
export const plainStyle: Style = {bold: same, dim: same, red: same, yellow: same, green: same};

/** Where a line should rather not be broken: a space that `wrapText` uses only if nothing else helps. */
export const SOFT_SPACE = '\u00a0';

const GAP = '  ';

function same(text: string): string {
  return text;
}

/**
 * The lines of a table. The last column wraps into what `options.width` leaves to it, its further lines under its first;
 * all other columns are as wide as their widest cell: ask `fixedWidth` first whether that leaves enough.
 */
export function tableLines(columns: readonly Column[], rows: readonly Row[], options: TextOptions): string[] {
  const widths = columnWidths(columns, rows);
  const header = columns.map(({header: text}) => ({text, paint: options.style.bold}));
  return [{cells: header}, ...rows].flatMap((row) => rowLines(columns, widths, row, options.width));
}

/** How many characters all columns but the last take, the gap after them included. */
export function fixedWidth(columns: readonly Column[], rows: readonly Row[]): number {
  return sum(columnWidths(columns, rows).slice(0, -1)) + GAP.length * (columns.length - 1);
}

/** How wide the last column must be for no text in it to be broken elsewhere than at its spaces and line ends. */
export function leastWidth(columns: readonly Column[], rows: readonly Row[]): number {
  const texts = rows.map((row) => row.cells[columns.length - 1]?.text ?? '');
  return Math.max(0, ...texts.flatMap((text) => text.split(/[ \n]/)).map((word) => word.length));
}

/**
 * Breaks text into lines of at most `width` characters: at line ends that it has, at spaces, at `SOFT_SPACE`s in words
 * that are longer than a line, and anywhere in words that are longer still.
 */
export function wrapText(text: string, width: number): string[] {
  return text
    .split('\n')
    .flatMap((line) => wrapWords(line, width, ' '))
    .map(harden);
}

/** Wraps text to a width with every line after the first, and with `first: ''` that too, behind an indent. */
export function indentText(text: string, width: number, indent: string, first = indent): string[] {
  const room = Math.max(1, width - Math.max(indent.length, first.length));
  return wrapText(text, room).map((line, index) => `${index === 0 ? first : indent}${line}`);
}

function wrapWords(line: string, width: number, separator: string): string[] {
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of unbroken(line).split(separator)) {
    const joined: string = current === undefined ? word : `${current}${separator}${word}`;
    if (joined.length <= width) {
      current = joined;
      continue;
    }
    if (current !== undefined) lines.push(current);
    const pieces = word.length <= width ? [word] : breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1);
  }
  return [...lines, current ?? ''];
}

/** A number and its percent sign stay together. */
function unbroken(line: string): string {
  return line.replaceAll(/(?<=\d) %/g, `${SOFT_SPACE}%`);
}

function breakWord(word: string, width: number): string[] {
  if (word.includes(SOFT_SPACE)) return wrapWords(word, width, SOFT_SPACE);
  const step = Math.max(1, width);
  return Array.from({length: Math.ceil(word.length / step)}, (_, piece) =>
    word.slice(piece * step, (piece + 1) * step),
  );
}

function harden(line: string): string {
  return line.replaceAll(SOFT_SPACE, ' ');
}

function rowLines(columns: readonly Column[], widths: readonly number[], row: Row, width: number): string[] {
  const last = columns.length - 1;
  const start = sum(widths.slice(0, last)) + GAP.length * last;
  const lastCell = row.cells[last] ?? {text: ''};
  const wrapped = wrapText(lastCell.text, Math.max(1, width - start));
  const fixed = row.cells.slice(0, last).map((cell, index) => padCell(cell, columns[index], widths[index] ?? 0) + GAP);
  const lines = wrapped.map((line, index) => {
    const paint = lastCell.paint ?? same;
    const pad = columns[last]?.align === 'right' ? ' '.repeat(Math.max(0, (widths[last] ?? 0) - line.length)) : '';
    return `${index === 0 ? fixed.join('') : ' '.repeat(start)}${pad}${line === '' ? '' : paint(line)}`.trimEnd();
  });
  return [...lines, ...belowLines(row.below, (widths[0] ?? 0) + GAP.length, width)];
}

function belowLines(below: Cell | undefined, indent: number, width: number): string[] {
  if (below === undefined || below.text === '') return [];
  const paint = below.paint ?? same;
  return wrapText(below.text, Math.max(1, width - indent)).map((line) => `${' '.repeat(indent)}${paint(line)}`);
}

function padCell(cell: Cell, column: Column | undefined, width: number): string {
  const text = harden(cell.text);
  const pad = ' '.repeat(Math.max(0, width - text.length));
  const painted = text === '' ? '' : (cell.paint ?? same)(text);
  return column?.align === 'right' ? `${pad}${painted}` : `${painted}${pad}`;
}

function columnWidths(columns: readonly Column[], rows: readonly Row[]): number[] {
  return columns.map((column, index) =>
    Math.max(column.header.length, ...rows.map((row) => longestLine(row.cells[index]))),
  );
}

function longestLine(cell: Cell | undefined): number {
  return Math.max(...(cell?.text ?? '').split('\n').map((line) => line.length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
