import {countOf} from '../definition/count-words.ts';

/** A value of a definition. */
export type Tree = null | boolean | number | string | readonly Tree[] | {readonly [key: string]: Tree};

/** So long may a text be that is shown whole. */
const LONGEST = 60;

/** How much is shown of a longer one: its end is what tells ids of Azure and SSH keys apart. */
const START = 15;
const END = 40;

/** Whether a value has fields. */
export function isRecord(value: Tree | undefined): value is {readonly [key: string]: Tree} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value on one line. */
export function valueText(value: Tree | undefined): string {
  if (value === undefined || value === null) return 'none';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return value.every((item: Tree) => !isRecord(item))
      ? value.map((item: Tree) => valueText(item)).join(', ')
      : countOf(value.length, 'entry', 'entries');
  }
  if (isRecord(value)) {
    const {min, max} = value;
    if (min !== undefined && max !== undefined) return `${valueText(min)} to ${valueText(max)}`;
    const entries = Object.entries(value).map(([key, item]) => `${key} ${valueText(item)}`);
    return entries.length === 0 ? 'none' : entries.join(', ');
  }
  const text = String(value);
  return text.length > LONGEST ? `${text.slice(0, START)}…${text.slice(-END)}` : text;
}

/** What a value was, and what it is; of long lists and texts what is different between the two, which a person would not find. */
export function arrowText(before: Tree | undefined, after: Tree | undefined): string {
  if (before === undefined) return valueText(after);
  if (after === undefined) return `no longer ${valueText(before)}`;
  const whole = `${valueText(before)} → ${valueText(after)}`;
  if (Array.isArray(before) && Array.isArray(after) && whole.length > 2 * LONGEST) return listText(before, after);
  if (valueText(before) !== valueText(after)) return whole;
  const [old, now] = [String(before), String(after)];
  const same = old.split('').findIndex((character, index) => character !== now[index]);
  const start = Math.max((same < 0 ? old.length : same) - START, 0);
  return `…${old.slice(start, start + END)}… → …${now.slice(start, start + END)}…`;
}

function listText(before: readonly Tree[], after: readonly Tree[]): string {
  const has = (list: readonly Tree[], item: Tree): boolean =>
    list.some((other) => JSON.stringify(other) === JSON.stringify(item));
  const parts = [
    ...after.filter((item) => !has(before, item)).map((item) => `new ${valueText(item)}`),
    ...before.filter((item) => !has(after, item)).map((item) => `no longer ${valueText(item)}`),
  ];
  return parts.length === 0 ? 'in another order' : parts.join(', ');
}
