import {printable, type Wording} from './plan-words.ts';

/** A column of a Markdown table. */
export interface MarkdownColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
}

/** For GitHub's Markdown. */
export const markdownWording: Wording = {times: '×', name: markdownName};

/** Names and settings as they usually are; nothing in them means anything to Markdown inside a code span. */
const PLAIN_NAME = /^[\w.=[\]/:,+-]+$/;

/**
 * A name that a user chose, as code. Whatever could mean something to Markdown or HTML becomes a character reference,
 * which GitHub never takes for markup; in code, it finds no mentions or issue numbers either.
 */
export function markdownName(name: string): string {
  return PLAIN_NAME.test(name) ? `\`${name}\`` : `<code>${markdownText(name)}</code>`;
}

/** Text with names in it that a user chose, every sign in it a character reference. */
export function markdownText(text: string): string {
  return printable(text).replace(/[^A-Za-z0-9 ]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table as GitHub reads it. Cells are Markdown already, without line ends. */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string[] {
  const rule = columns.map(({align}) => (align === 'right' ? '--:' : ':--'));
  return [columns.map(({header}) => header), rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** What GitHub shows only if one clicks on its summary. */
export function markdownDetails(summary: string, lines: readonly string[]): string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}
