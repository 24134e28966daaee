import type {Location} from '../definition/located-issue.ts';
import {indentText, type Paint, type TextOptions} from '../report/table.ts';
import {type Cell, displayCells, widthOf} from './display-cells.ts';

/** Stands where a line was cut off. */
const CUT = '...';

/** Columns of a long line that are shown before the marked place. */
const LEAD = 20;

/** What is said below a frame. */
export interface FrameNotes {
  /** What would be right: beside the carets if there is room. */
  readonly hint?: string;
  readonly others: readonly string[];
  /** For carets and what stands beside them. */
  readonly paint: Paint;
}

/** Columns of a terminal, counted from the start of a line. */
interface Span {
  readonly start: number;
  readonly width: number;
}

/**
 * The line of a location with carets below what is meant, the line before it, and notes. Long lines are cut around the
 * carets, so that everything keeps to the width. A flag has no line number; a line without text is not shown.
 */
export function codeFrame(location: Location, notes: FrameNotes, options: TextOptions): string[] {
  const {firstLine, lines} = location.excerpt;
  const digits = isFlag(location) ? 0 : String(firstLine + lines.length - 1).length;
  const {dim} = options.style;
  const gutter = (number: string): string => dim(`  ${number.padStart(digits)} | `);
  const room = options.width - digits - 5;
  const marked = displayCells(lines.at(-1) ?? '');
  if (marked.length === 0) return noteLines([notes.hint ?? [], notes.others].flat(), digits, options);

  const span = spanOf(marked, location);
  const window = windowAround(widthOf(marked), span, room);
  const indent = span.start - window.start;
  const carets = ' '.repeat(indent) + '^'.repeat(Math.max(1, Math.min(span.width, room - indent)));
  const {hint} = notes;
  const beside = hint !== undefined && carets.length + 1 + hint.length <= room;
  return [
    ...lines.map((line, index) => {
      return `${gutter(digits === 0 ? '' : String(firstLine + index))}${cut(displayCells(line), window)}`.trimEnd();
    }),
    gutter('') + notes.paint(beside ? `${carets} ${hint}` : carets),
    ...noteLines([beside ? [] : (hint ?? []), notes.others].flat(), digits, options),
  ];
}

/** True if the location is in a flag on the command line, not in a file. */
export function isFlag({source}: Location): boolean {
  return /^--(set|what) /.test(source);
}

function noteLines(notes: readonly string[], digits: number, options: TextOptions): string[] {
  const indent = ' '.repeat(digits + 3);
  return notes.flatMap((note) => indentText(note, options.width, `${indent}  `, `${indent}= `));
}

function spanOf(cells: readonly Cell[], {column, length}: Location): Span {
  const first = column - 1;
  const start = widthOf(cells.filter((cell) => cell.offset < first));
  const width = widthOf(cells.filter((cell) => cell.offset >= first && cell.offset < first + length));
  return {start, width};
}

/** The start of the line if the carets are in it, else a part around their start. */
function windowAround(lineWidth: number, span: Span, room: number): Span {
  const seenFromStart = lineWidth <= room || span.start + span.width + CUT.length <= room;
  return {start: seenFromStart ? 0 : Math.max(0, span.start - LEAD), width: room};
}

/** What of a line is seen through the window, with dots where it goes on. */
function cut(cells: readonly Cell[], window: Span): string {
  const total = widthOf(cells);
  const start = window.start === 0 ? 0 : window.start + CUT.length;
  const end = total > window.start + window.width ? window.start + window.width - CUT.length : Number.POSITIVE_INFINITY;
  let column = 0;
  let text = window.start === 0 ? '' : CUT;
  for (const cell of cells) {
    if (column >= start && column + cell.width <= end) text += cell.text;
    // Half of a wide character: a space keeps what follows in its column.
    else if (column < start && column + cell.width > start) text += ' ';
    column += cell.width;
  }
  return total > end ? text + CUT : text;
}
