import type {Excerpt, Location} from './located-issue.ts';
import {redactSecrets} from './redact.ts';

/** Lines of the excerpt before and after the line that an issue is on. */
const CONTEXT_BEFORE = 1;
const CONTEXT_AFTER = 0;

/** A text that the user wrote, with a name, that can tell where an offset lies. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
  /** The place of `length` characters from `offset` (both in UTF-16 code units), cut at the end of its line. */
  locate(offset: number, length: number): Location;
}

/** Makes a source of a text. Its name and excerpts never show private keys or values of keys such as `secret`. */
export function sourceText(name: string, text: string): SourceText {
  const starts = lineStarts(text);
  const lines = visible(redactSecrets(text))
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const shownName = visible(redactSecrets(name)).replace(/\s/g, ' ');

  return {
    name: shownName,
    text,
    locate(offset, length) {
      const index = lineAt(starts, Math.min(Math.max(offset, 0), text.length));
      const start = starts[index] ?? 0;
      const line = lines[index] ?? '';
      const column = Math.min(offset - start, line.length);
      return {
        source: shownName,
        line: index + 1,
        column: column + 1,
        length: Math.max(1, Math.min(length, line.length - column)),
        excerpt: excerpt(lines, index),
      };
    },
  };
}

/** With a visible character for each that would command a terminal instead of being shown. */
function visible(text: string): string {
  return text.replace(/(?![\t\n]|\r\n)\p{Cc}/gu, '\ufffd');
}

function excerpt(lines: readonly string[], index: number): Excerpt {
  const first = Math.max(0, index - CONTEXT_BEFORE);
  return {firstLine: first + 1, lines: lines.slice(first, index + CONTEXT_AFTER + 1)};
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last line that starts at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
