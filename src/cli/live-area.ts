import {displayCells} from './display-cells.ts';

/** Columns and rows where a terminal does not tell its size. */
const DEFAULT_SIZE = {columns: 80, rows: 24};

/** ms between two pictures of something that moves: the spinner turns, and times go on. */
const TICK = 100;

/** One line of an area: what it says without colour, and how it is painted. */
export interface LiveLine {
  readonly text: string;
  readonly paint: (text: string) => string;
  /** Lines that are over are left out first where a terminal has too few rows. */
  readonly over: boolean;
}

/** The end of a terminal, which changes in place, below lines that stay. */
export interface LiveArea {
  /** Writes lines that stay, above the area. */
  readonly print: (...lines: readonly string[]) => void;
  readonly redraw: () => void;
  /** Takes the area away. It comes back with the next `redraw`, unless that is held back. */
  readonly clear: () => void;
}

/**
 * An area that shows what `lines` gives for a picture's number, drawn again ten times a second while there is anything to show. The cursor
 * is hidden only while there is, and comes back however the process ends by itself.
 */
export function openLiveArea(
  stream: NodeJS.WriteStream,
  lines: (picture: number, columns: number) => readonly LiveLine[],
): LiveArea {
  let drawn = 0;
  let picture = 0;
  let timer: NodeJS.Timeout | undefined;
  const showCursor = (): void => void stream.write('\x1b[?25h');

  const erase = (): string => (drawn === 0 ? '' : `\x1b[${drawn}A\r\x1b[J`);
  const clear = (): void => {
    if (drawn > 0) stream.write(erase());
    drawn = 0;
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    process.off('exit', showCursor);
    showCursor();
  };
  const redraw = (): void => {
    const {columns, rows} = {...DEFAULT_SIZE, ...sizeOf(stream)};
    const shown = fitting(lines(picture, columns), rows - 1).map(({text, paint}) => paint(cutLine(text, columns - 1)));
    if (shown.length === 0) {
      clear();
      return;
    }
    const start = timer === undefined ? '\x1b[?25l' : '';
    stream.write(`${start}${erase()}${shown.map((line) => `${line}\n`).join('')}`);
    drawn = shown.length;
    if (timer !== undefined) return;
    timer = setInterval(() => {
      picture += 1;
      redraw();
    }, TICK).unref();
    process.once('exit', showCursor);
  };
  const print = (...fixed: readonly string[]): void => {
    const before = erase();
    drawn = 0;
    stream.write(`${before}${fixed.map((line) => `${line}\n`).join('')}`);
  };
  return {print, redraw, clear};
}

function sizeOf({columns, rows}: NodeJS.WriteStream): Partial<typeof DEFAULT_SIZE> {
  return {...(columns > 0 ? {columns} : {}), ...(rows > 0 ? {rows} : {})};
}

/** At most so many: what is over goes first, then whatever stands low, but never the last one; a line says how many. */
function fitting(lines: readonly LiveLine[], most: number): readonly LiveLine[] {
  if (lines.length <= most) return lines;
  const room = Math.max(most - 1, 0);
  const last = lines.at(-1);
  const rank = (line: LiveLine): number => (line === last ? -1 : Number(line.over));
  const shown = new Set(lines.toSorted((a, b) => rank(a) - rank(b)).slice(0, room));
  const rest = {text: `  and ${lines.length - shown.size} more`, paint: (text: string) => text, over: true};
  return [...lines.filter((line) => shown.has(line)), rest];
}

/** A line that no terminal breaks: one that is broken would take more rows than it is erased from. */
export function cutLine(text: string, columns: number): string {
  const cells = displayCells(text);
  let width = 0;
  for (const [index, cell] of cells.entries()) {
    width += cell.width;
    if (width > columns) {
      return `${cells
        .slice(0, Math.max(index - 1, 0))
        .map((each) => each.text)
        .join('')}…`;
    }
  }
  return cells.map((cell) => cell.text).join('');
}
