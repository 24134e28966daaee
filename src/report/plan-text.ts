import type {Cluster} from '../cluster/cluster.ts';
import {formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan, SubnetPlan} from '../network/address-plan.ts';
import {type Fact, factsOf} from './plan-facts.ts';
import {asciiWording, formatPercent, printable, roomOf, smallestRange, sumTerms, type Tone} from './plan-words.ts';
import {
  type Column,
  fixedWidth,
  indentText,
  leastWidth,
  type Paint,
  type Row,
  SOFT_SPACE,
  type Style,
  type TextOptions,
  tableLines,
  wrapText,
} from './table.ts';

/** Least width of a last column that says how much room there is: `DOES NOT FIT: 106 short` takes as much. */
export const NARROWEST_ROOM = 23;

const NUMBERS: readonly Column[] = [
  {header: 'SUBNET'},
  {header: 'CIDR'},
  {header: 'USABLE', align: 'right'},
  {header: 'NEEDED', align: 'right'},
  {header: 'USED', align: 'right'},
  {header: 'ROOM'},
];

/**
 * The plan as a table for a terminal, with the facts and totals below. Every line keeps to `options.width` if that is 60
 * or more: sums stand in the last column if there is room, else below their row, and in very narrow lines or with very
 * long names each subnet gets a paragraph. Ends with a line end.
 */
export function planAsText(plan: AddressPlan, cluster: Cluster, options: TextOptions): string {
  const facts = factLines(factsOf(plan, cluster, asciiWording), options);
  return [...subnetLines(plan.subnets, options), '', ...facts, ''].join('\n');
}

/** Facts below each other, their labels in a column of their own. */
export function factLines(facts: readonly Fact[], options: TextOptions): string[] {
  const indent = Math.max(...facts.map(({label}) => label.length)) + 2;
  return facts.flatMap(({label, parts}) => {
    const start = options.style.bold(label) + ' '.repeat(indent - label.length);
    const lines = wrapText(parts.map(keepTogether).join(', '), options.width - indent);
    return lines.map((line, index) => `${index === 0 ? start : ' '.repeat(indent)}${line}`);
  });
}

/** The paint for good and bad news. */
export function paintOf(tone: Tone, style: Style): Paint | undefined {
  if (tone === 'bad') return style.red;
  return tone === 'tight' ? style.yellow : undefined;
}

function subnetLines(subnets: readonly SubnetPlan[], options: TextOptions): string[] {
  const numbers = subnets.map((subnet) => numberCells(subnet, options.style));
  const wide: readonly Row[] = numbers.map((cells, index) => ({cells: [...cells, {text: sumOf(subnets[index])}]}));
  const columns = [...NUMBERS, {header: 'HOW'}];
  if (options.width - fixedWidth(columns, wide) >= leastWidth(columns, wide)) return tableLines(columns, wide, options);
  const rows = numbers.map((cells, index) => ({cells, below: {text: sumOf(subnets[index]), paint: options.style.dim}}));
  if (options.width - fixedWidth(NUMBERS, rows) >= NARROWEST_ROOM) return tableLines(NUMBERS, rows, options);
  return subnets.flatMap((subnet) => paragraph(subnet, options));
}

function numberCells(subnet: SubnetPlan, style: Style): Row['cells'] {
  const room = roomOf(subnet, asciiWording);
  const paint = paintOf(room.tone, style);
  const painted = (text: string) => (paint === undefined ? {text} : {text, paint});
  return [
    {text: printable(subnet.name)},
    {text: subnet.cidr === undefined ? '-' : formatPrefix(subnet.cidr)},
    {text: formatCount(subnet.usable)},
    {text: formatCount(subnet.needed)},
    painted(formatPercent(subnet.needed, subnet.usable)),
    painted(room.text),
  ];
}

/** The sum; terms are kept whole where they can be, and pools that share a subnet are below each other. */
function sumOf(subnet: SubnetPlan | undefined): string {
  if (subnet === undefined || subnet.demands.length === 0) return 'nothing yet';
  const terms = sumTerms(subnet, asciiWording).map(keepTogether);
  const pools = subnet.demands.filter((demand) => demand.kind === 'nodes').length;
  const sum = terms.join(`${pools > 1 ? '\n' : ' '}+${SOFT_SPACE}`);
  if (roomOf(subnet, asciiWording).tone !== 'bad') return sum;
  return `${sum},${pools > 1 ? '\n' : ' '}${keepTogether(`needs ${smallestRange(subnet)}`)}`;
}

function paragraph(subnet: SubnetPlan, options: TextOptions): string[] {
  const {style, width} = options;
  const room = roomOf(subnet, asciiWording);
  const range = subnet.cidr === undefined ? 'no range' : formatPrefix(subnet.cidr);
  const used = formatPercent(subnet.needed, subnet.usable);
  const numbers = `${range}: ${formatCount(subnet.usable)} usable, ${formatCount(subnet.needed)} needed (${used})`;
  return [
    ...wrapText(printable(subnet.name), width).map(style.bold),
    ...indentText(numbers, width, '  '),
    ...indentText(room.tone === 'bad' ? room.text : `room: ${room.text}`, width, '  ').map(
      paintOf(room.tone, style) ?? ((line) => line),
    ),
    ...indentText(sumOf(subnet), width, '  ').map(style.dim),
  ];
}

function keepTogether(text: string): string {
  return text.replaceAll(' ', SOFT_SPACE);
}
