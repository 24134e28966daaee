import {countOf, formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {ClusterFit, FitReport, GroupFit, SubnetFit} from '../network/fit-report.ts';
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
import {type MarkdownColumn, markdownDetails, markdownName, markdownTable, markdownText} from './markdown.ts';

const GROUPS: readonly MarkdownColumn[] = [
  {header: 'Pool, in a subnet of its own', align: 'left'},
  {header: 'Needed', align: 'right'},
  {header: 'Fits', align: 'left'},
  {header: 'Most nodes', align: 'left'},
  {header: 'Most pods a node', align: 'left'},
];
const SUBNETS: readonly MarkdownColumn[] = [
  {header: 'Subnet', align: 'left'},
  {header: 'Needed', align: 'right'},
  {header: 'CIDR', align: 'left'},
];
const ANY_POOL: readonly MarkdownColumn[] = [
  {header: 'Pods a node', align: 'right'},
  {header: 'Most nodes', align: 'right'},
  {header: 'Limit', align: 'left'},
];

/** What fits into a range, for a pull request or an issue. */
export function fitAsMarkdown(report: FitReport): string {
  const {prefix, usable, groups, cluster, pools} = report;
  const against = objections(report, {times: '×', name: markdownText});
  const scale = scaleWords(cluster);
  const subnet = `as a subnet it has ${countOf(usable, 'usable address', 'usable addresses')}`;
  const verdict = clusterVerdict(cluster);
  const lines = [
    `**\`${formatPrefix(prefix)}\`**: ${subnet}. The whole cluster: ${cluster.fits ? verdict : `**${verdict}**`}.`,
    '',
    ...(against.length === 0 ? [] : [...against.map((text) => `- **${text}**`), '']),
    ...markdownTable(GROUPS, groups.map(groupRow)),
    '',
    ...(scale === undefined ? [] : [scale, '']),
    ...growthTable(cluster),
    '',
    ...markdownDetails(
      'The subnets of this cluster in the range',
      markdownTable(SUBNETS, cluster.subnets.map(subnetRow)),
    ),
    '',
    ...markdownDetails(
      `A pool of any kind, with ${countOf(pools.surge, 'node')} of surge`,
      markdownTable(
        ANY_POOL,
        pools.rows.map(({maxPods, largestCount: {value, bottleneck}}) => [
          formatCount(maxPods),
          formatCount(value),
          bottleneckWords(bottleneck),
        ]),
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function groupRow(group: GroupFit): readonly string[] {
  const verdict = groupVerdict(group);
  return [
    markdownName(group.name),
    formatCount(group.needed),
    group.fits ? verdict : `**${verdict}**`,
    largestWords(group.largestCount),
    largestWords(group.largestMaxPods),
  ];
}

function subnetRow({name, needed, prefixLength, cidr}: SubnetFit): readonly string[] {
  const size = prefixLength === undefined ? 'more than a /8' : `a /${prefixLength}`;
  return [
    markdownName(name),
    formatCount(needed),
    cidr === undefined ? `no room, needs ${size}` : `\`${formatPrefix(cidr)}\``,
  ];
}

function growthTable(cluster: ClusterFit): readonly string[] {
  const columns: readonly MarkdownColumn[] = [
    {header: 'Pool', align: 'left'},
    {header: 'Nodes', align: 'right'},
    {header: growthHeader(cluster), align: 'left'},
  ];
  return markdownTable(
    columns,
    cluster.growth.map((group) => [markdownName(group.name), formatCount(group.nodes), growthWords(group, cluster)]),
  );
}
