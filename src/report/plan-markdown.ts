import type {Cluster} from '../cluster/cluster.ts';
import {countOf, formatCount} from '../definition/count-words.ts';
import {formatAddress} from '../ipv4/address.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan, SubnetPlan} from '../network/address-plan.ts';
import {type MarkdownColumn, markdownDetails, markdownName, markdownTable, markdownWording} from './markdown.ts';
import {factsOf, type LimitedSum, limitedSums, staticAddresses} from './plan-facts.ts';
import {formatPercent, misfitsOf, roomOf, sumTerms} from './plan-words.ts';

const SUBNETS: readonly MarkdownColumn[] = [
  {header: 'Subnet', align: 'left'},
  {header: 'CIDR', align: 'left'},
  {header: 'Usable', align: 'right'},
  {header: 'Needed', align: 'right'},
  {header: 'Used', align: 'right'},
  {header: 'Room', align: 'left'},
  {header: 'How', align: 'left'},
];

const LIMITS: readonly MarkdownColumn[] = [
  {header: 'In all', align: 'left'},
  {header: 'Planned', align: 'right'},
  {header: 'Limit', align: 'right'},
  {header: 'Used', align: 'right'},
];

const STATIC_ADDRESSES: readonly MarkdownColumn[] = [
  {header: 'Static address', align: 'left'},
  {header: 'Of', align: 'left'},
];

/** The plan for a pull request: a sentence that says whether it fits, the tables, and the addresses to unfold. */
export function planAsMarkdown(plan: AddressPlan, cluster: Cluster): string {
  const lines = [
    `**Address plan of ${markdownName(plan.cluster)}**: ${summaryOf(plan)}`,
    '',
    ...misfitLines(plan),
    ...subnetTable(plan.subnets),
    '',
    ...markdownTable(LIMITS, Object.values(limitedSums(plan.totals)).map(limitRow)),
    '',
    ...markdownDetails('Control plane, Services and address space', detailLines(plan, cluster)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is to be said of the plan in one sentence: that it fits, or what does not. */
export function summaryOf(plan: AddressPlan): string {
  const misfits = misfitsOf(plan).length;
  const over = Object.values(limitedSums(plan.totals)).filter((sum) => sum.value > sum.limit);
  const all = `${countOf(plan.subnets.length, 'subnet')}, ${countOf(plan.totals.addresses, 'address', 'addresses')}`;
  if (misfits === 0 && over.length === 0) return `${all}. Everything fits.`;
  const subnets = misfits === 0 ? [] : [countOf(misfits, 'subnet')];
  const problems = [...subnets, ...over.map(({label, value}) => `${formatCount(value)} ${label}`)].join(', ');
  return `${all}. **DOES NOT FIT: ${problems}.**`;
}

/** The table of subnets. */
export function subnetTable(subnets: readonly SubnetPlan[]): string[] {
  return markdownTable(SUBNETS, subnets.map(subnetRow));
}

function misfitLines(plan: AddressPlan): string[] {
  const misfits = misfitsOf(plan);
  if (misfits.length === 0) return [];
  return [...misfits.map(({subnet, text}) => `- ${markdownName(subnet)} ${text}`), ''];
}

function subnetRow(subnet: SubnetPlan): readonly string[] {
  const room = roomOf(subnet, markdownWording);
  return [
    markdownName(subnet.name),
    subnet.cidr === undefined ? '-' : `\`${formatPrefix(subnet.cidr)}\``,
    formatCount(subnet.usable),
    formatCount(subnet.needed),
    formatPercent(subnet.needed, subnet.usable),
    room.tone === 'bad' ? `**${room.text}**` : room.text,
    howOf(subnet),
  ];
}

function howOf(subnet: SubnetPlan): string {
  if (subnet.demands.length === 0) return 'nothing yet';
  return sumTerms(subnet, markdownWording).join('<br>+ ');
}

function limitRow(sum: LimitedSum): readonly string[] {
  const used = formatPercent(sum.value, sum.limit);
  const marked = sum.value > sum.limit ? `**${used}, too many**` : used;
  return [sum.label, formatCount(sum.value), formatCount(sum.limit), marked];
}

function detailLines(plan: AddressPlan, cluster: Cluster): string[] {
  const facts = factsOf(plan, cluster, markdownWording).filter(({label}) => label !== 'Limits');
  const addresses = staticAddresses(plan).map(({owner, address}) => [`\`${formatAddress(address)}\``, owner]);
  return [
    ...facts.map(({label, parts}) => `- ${label}: ${parts.join(', ')}`),
    ...(addresses.length === 0 ? [] : ['', ...markdownTable(STATIC_ADDRESSES, addresses)]),
  ];
}
