import {countOf, formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {ClusterFit, FitReport, GroupFit, GroupGrowth, PoolTable, SubnetFit} from '../network/fit-report.ts';
import {
  bottleneckWords,
  clusterVerdict,
  groupVerdict,
  growthHeader,
  growthWords,
  largestWords,
  objections,
  scaleWords,
} from './fit-words.ts';
import {asciiWording, printable} from './plan-words.ts';
import {type Column, fixedWidth, indentText, type Row, type TextOptions, tableLines, wrapText} from './table.ts';

const GROUPS: readonly Column[] = [
  {header: 'POOL'},
  {header: 'NEEDED', align: 'right'},
  {header: 'FITS'},
  {header: 'MOST NODES'},
  {header: 'MOST PODS A NODE'},
];
const SUBNETS: readonly Column[] = [{header: 'SUBNET'}, {header: 'NEEDED', align: 'right'}, {header: 'CIDR'}];
const ANY_POOL: readonly Column[] = [
  {header: 'PODS A NODE', align: 'right'},
  {header: 'MOST NODES', align: 'right'},
  {header: 'LIMIT'},
];

/** In a last column that is narrower, `250 (250 pods per node)` takes more than two lines. */
const NARROWEST = 18;

/**
 * What fits into a range, for a terminal: each pool alone, the whole cluster, and pools of any kind, each with what is in
 * the way of more. Every line keeps to `options.width` if that is 60 or more. Ends with a line end.
 */
export function fitAsText(report: FitReport, options: TextOptions): string {
  const {prefix, usable, groups, cluster, pools} = report;
  const {style, width} = options;
  const title = `${formatPrefix(prefix)} as a subnet has ${countOf(usable, 'usable address', 'usable addresses')}`;
  const against = objections(report, asciiWording).flatMap((text) => indentText(text, width, '  ').map(style.red));
  const heading = (text: string, paint = style.bold) => ['', ...wrapText(text, width).map(paint)];
  return [
    ...wrapText(title, width).map(style.bold),
    ...against,
    ...heading('As a subnet for one pool of this cluster'),
    ...tableOrParagraphs(
      GROUPS,
      groups.map((group) => groupRow(group, options)),
      options,
    ),
    ...heading(
      `As the address space of this cluster: ${clusterVerdict(cluster)}`,
      cluster.fits ? style.bold : style.red,
    ),
    ...clusterLines(cluster, options),
    ...heading(`As a subnet for a pool of any kind, with ${countOf(pools.surge, 'node')} of surge`),
    ...tableLines(ANY_POOL, anyPoolRows(pools), options),
    '',
  ].join('\n');
}

function groupRow(group: GroupFit, {style}: TextOptions): Row {
  const {name, needed, fits, largestCount, largestMaxPods} = group;
  const verdict = groupVerdict(group);
  return {
    cells: [
      {text: printable(name)},
      {text: formatCount(needed)},
      fits ? {text: verdict} : {text: verdict, paint: style.red},
      {text: largestWords(largestCount)},
      {text: largestWords(largestMaxPods)},
    ],
  };
}

function clusterLines(cluster: ClusterFit, options: TextOptions): string[] {
  const scale = scaleWords(cluster);
  const growth = [
    {header: 'POOL'},
    {header: 'NODES', align: 'right'},
    {header: growthHeader(cluster).toUpperCase()},
  ] as const;
  return [
    ...(scale === undefined ? [] : wrapText(scale, options.width)),
    ...tableOrParagraphs(SUBNETS, cluster.subnets.map(subnetRow), options),
    '',
    ...tableOrParagraphs(
      growth,
      cluster.growth.map((group) => growthRow(group, cluster)),
      options,
    ),
  ];
}

function subnetRow({name, needed, prefixLength, cidr}: SubnetFit): Row {
  const size = prefixLength === undefined ? 'more than a /8' : `a /${prefixLength}`;
  const place = cidr === undefined ? `no room, needs ${size}` : formatPrefix(cidr);
  return {cells: [{text: printable(name)}, {text: formatCount(needed)}, {text: place}]};
}

function growthRow(growth: GroupGrowth, cluster: ClusterFit): Row {
  const {name, nodes} = growth;
  return {cells: [{text: printable(name)}, {text: formatCount(nodes)}, {text: growthWords(growth, cluster)}]};
}

function anyPoolRows({rows}: PoolTable): readonly Row[] {
  return rows.map(({maxPods, largestCount: {value, bottleneck}}) => ({
    cells: [{text: formatCount(maxPods)}, {text: formatCount(value)}, {text: bottleneckWords(bottleneck)}],
  }));
}

/** The table, or a paragraph for each row where lines are too narrow for it. */
function tableOrParagraphs(columns: readonly Column[], rows: readonly Row[], options: TextOptions): string[] {
  const {style, width} = options;
  if (width - fixedWidth(columns, rows) >= NARROWEST) return tableLines(columns, rows, options);
  return rows.flatMap(({cells: [name, ...cells]}) => [
    ...wrapText(name?.text ?? '', width).map(style.bold),
    ...cells.flatMap(({text, paint}, index) => {
      const header = columns[index + 1]?.header.toLowerCase() ?? '';
      return indentText(`${header}: ${text}`, width, '  ').map(paint ?? ((line) => line));
    }),
  ]);
}
