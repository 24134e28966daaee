import {indentText, type TextOptions} from '../report/table.ts';

/** Something of a cluster, and what it is: `API server` and its URL. */
export type Described = readonly [label: string, value: string];

/** How wide labels are. */
const LABEL_WIDTH = 12;

/** A line for each, or some where there is no room. */
export function describedLines(rows: readonly Described[], {width, style}: TextOptions): readonly string[] {
  return rows.flatMap(([label, value]) => {
    const [first = '', ...rest] = indentText(value, width, ' '.repeat(LABEL_WIDTH), label.padEnd(LABEL_WIDTH));
    return [style.bold(first.slice(0, LABEL_WIDTH)) + first.slice(LABEL_WIDTH), ...rest];
  });
}

/** How what is in a cluster gets out of its virtual network. */
export function waysOut(addresses: readonly string[]): string {
  return addresses.length === 0 ? 'by routes of the virtual network' : `through ${addresses.join(', ')}`;
}
