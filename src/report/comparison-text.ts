import type {PlanComparison} from '../network/what-if.ts';
import {
  arrowBetween,
  type ChangeWords,
  changeWords,
  moveWords,
  SUBNET_WORDS,
  sumChanges,
  sumChangeWords,
} from './comparison-words.ts';
import {factLines, NARROWEST_ROOM, paintOf} from './plan-text.ts';
import {asciiWording, printable} from './plan-words.ts';
import {
  type Cell,
  type Column,
  fixedWidth,
  indentText,
  type Row,
  type Style,
  type TextOptions,
  tableLines,
  wrapText,
} from './table.ts';

const ARROW = '->';

const SIDE_BY_SIDE: readonly Column[] = [
  {header: 'SUBNET'},
  {header: 'CIDR'},
  {header: 'NEEDED'},
  {header: 'USED'},
  {header: 'ROOM'},
];
const BELOW_EACH_OTHER: readonly Column[] = [
  {header: 'SUBNET'},
  {header: ''},
  {header: 'CIDR'},
  {header: 'NEEDED', align: 'right'},
  {header: 'USED', align: 'right'},
  {header: 'ROOM'},
];

/**
 * Two plans as a table for a terminal: `before -> after` where something changes, and that in bold; all else dimmed. In
 * narrower lines the two are below each other. `settings` says what was changed, such as `apps.maxPods=50`. Every line
 * keeps to `options.width` if that is 60 or more. Ends with a line end.
 */
export function comparisonAsText(
  comparison: PlanComparison,
  settings: readonly string[],
  options: TextOptions,
): string {
  const changes = comparison.subnets.map((change) => changeWords(change, asciiWording));
  const limits = {label: 'Limits', parts: sumChanges(comparison).map((sum) => sumChangeWords(sum, ARROW))};
  const moves = moveWords(comparison, asciiWording);
  const title = wrapText(`What if ${settings.map(printable).join(', ')}`, options.width);
  return [
    ...title.map(options.style.bold),
    '',
    ...changeLines(changes, options),
    '',
    ...factLines([limits], options),
    ...(moves === undefined ? [] : ['', ...wrapText(moves, options.width).map(options.style.yellow)]),
    '',
  ].join('\n');
}

function changeLines(changes: readonly ChangeWords[], options: TextOptions): string[] {
  const {style, width} = options;
  const beside = changes.map((change) => besideRow(change, style));
  if (width - fixedWidth(SIDE_BY_SIDE, beside) >= NARROWEST_ROOM) return tableLines(SIDE_BY_SIDE, beside, options);
  const below = changes.flatMap((change) => belowRows(change, style));
  if (width - fixedWidth(BELOW_EACH_OTHER, below) >= NARROWEST_ROOM)
    return tableLines(BELOW_EACH_OTHER, below, options);
  return changes.flatMap((change) => paragraph(change, options));
}

function besideRow(change: ChangeWords, style: Style): Row {
  const {before, after} = change;
  const name = `${change.name}${markOf(change)}`;
  if (before === undefined || after === undefined || !change.changed) {
    const words = after ?? before;
    const paint = change.changed ? style.bold : style.dim;
    return {cells: [{text: name, paint}, ...SUBNET_WORDS.map((key) => ({text: words?.[key] ?? '', paint}))]};
  }
  const cells = SUBNET_WORDS.map((key) => {
    const text = arrowBetween(before[key], after[key], ARROW);
    return afterCell(key, text, {...change, before, after}, style);
  });
  return {cells: [{text: name, paint: style.bold}, ...cells]};
}

function belowRows(change: ChangeWords, style: Style): readonly Row[] {
  const {before, after, changed} = change;
  const name = {text: `${change.name}${markOf(change)}`, paint: changed ? style.bold : style.dim};
  if (before === undefined || after === undefined || !changed) {
    const words = after ?? before;
    return [{cells: [name, {text: ''}, ...SUBNET_WORDS.map((key) => ({text: words?.[key] ?? '', paint: name.paint}))]}];
  }
  const olds = SUBNET_WORDS.map((key) => ({text: before[key], paint: style.dim}));
  const news = SUBNET_WORDS.map((key) => afterCell(key, after[key], {...change, before, after}, style));
  return [
    {cells: [name, {text: 'before', paint: style.dim}, ...olds]},
    {cells: [{text: ''}, {text: 'after'}, ...news]},
  ];
}

/** A cell of the plan after: bold if it changes, and what says that it does not fit in the colour for that. */
function afterCell(
  key: (typeof SUBNET_WORDS)[number],
  text: string,
  change: Required<ChangeWords>,
  style: Style,
): Cell {
  const {before, after} = change;
  if (before[key] === after[key]) return {text};
  const verdict = key === 'used' || key === 'room' ? paintOf(after.tone, style) : undefined;
  return {text, paint: verdict ?? style.bold};
}

function paragraph(change: ChangeWords, {width, style}: TextOptions): string[] {
  const {before, after, changed} = change;
  const name = wrapText(`${change.name}${markOf(change)}${changed ? '' : ': no change'}`, width);
  if (!changed) return name.map(style.dim);
  const lines = SUBNET_WORDS.flatMap((key) => {
    const [old, now] = [before?.[key], after?.[key]];
    const text = old === undefined || now === undefined ? (old ?? now ?? '') : arrowBetween(old, now, ARROW);
    return indentText(`${key === 'cidr' ? '' : `${key}: `}${text}`, width, '  ');
  });
  return [...name.map(style.bold), ...lines];
}

function markOf({before, after}: ChangeWords): string {
  if (before === undefined) return ' (new)';
  return after === undefined ? ' (gone)' : '';
}
