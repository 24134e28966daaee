import type {LiveSubnet} from '../azure/azure.ts';
import {MAX_ADDRESSES_PER_VIRTUAL_NETWORK} from '../cluster/limits.ts';
import {countOf, formatCount} from '../definition/count-words.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import type {ExistingFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {isSame} from './resource-ids.ts';

/** What is in use, without what the cluster has itself, and with all that it plans, must be no more than there is. */
export function roomFindings(
  planned: SubnetPlan,
  {id}: LiveSubnet,
  {usages}: ExistingFacts,
  {own}: PreflightFacts,
  site: PlannedSite,
): readonly Finding[] {
  const {name, path, needed} = planned;
  if (!usages.known) return [];
  const usage = usages.value.find(({subnetId}) => isSame(subnetId, id));
  if (usage === undefined) {
    return [unread('VK6014', `how full subnet ${name} is`, {known: false, reason: 'Azure does not tell'}, path)];
  }
  const has = (own.addresses.known ? own.addresses.value : [])
    .filter(({subnetId}) => isSame(subnetId, id))
    .reduce((sum, {count}) => sum + count, 0);
  const {used, limit} = usage;
  const others = Math.max(0, used - has);
  const numbers = `${formatCount(used)} of ${formatCount(limit)} are taken${has === 0 ? '' : `, ${formatCount(has)} by this cluster`}`;
  if (needed <= limit - others) {
    return [{code: 'VK6014', state: 'ok', title: `subnet ${name} has room: ${numbers}`, path}];
  }
  const remedy = ['use a larger subnet, fewer nodes, or a smaller maxPods', 'see what fits: vnetk8s plan --fit CIDR'];
  if (needed - addedLater(planned, site) <= limit - others) {
    const title = `subnet ${name} has no room for all nodes that the autoscaler may add: ${numbers}`;
    const detail = `${countOf(needed, 'address', 'addresses')} would be needed`;
    return [{code: 'VK6014', state: 'warning', title, detail, path, remedy}];
  }
  const more = Math.max(0, needed - has);
  const title = `subnet ${name} has no room for ${formatCount(more)}${has === 0 ? '' : ' more'} addresses: ${numbers}`;
  return [{code: 'VK6014', state: 'failed', title, path, remedy}];
}

/** Addresses of nodes that only the autoscaler adds. */
function addedLater({demands}: SubnetPlan, {cluster}: PlannedSite): number {
  return demands.reduce((sum, demand) => {
    if (demand.kind !== 'nodes' || !demand.autoscaled) return sum;
    const least = cluster.nodePools.find(({name}) => name === demand.name)?.count.min ?? demand.nodes;
    return sum + (demand.nodes - least) * (demand.maxPods + 1);
  }, 0);
}

/** A virtual network has so many addresses in all, however large its subnets are. */
export function totalFindings({usages}: ExistingFacts, {own}: PreflightFacts, site: PlannedSite): readonly Finding[] {
  if (!usages.known) return [];
  const path = ['network', 'virtualNetwork'] as const;
  const {subnets} = site.plan;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  // Azure does not count a GatewaySubnet: it says -1.
  const used = sum(usages.value.map((usage) => Math.max(0, usage.used)));
  const has = sum((own.addresses.known ? own.addresses.value : []).map(({count}) => count));
  const needed = sum(subnets.map((subnet) => subnet.needed));
  const free = MAX_ADDRESSES_PER_VIRTUAL_NETWORK - Math.max(0, used - has);
  if (needed <= free) return [];
  const later = sum(subnets.map((subnet) => addedLater(subnet, site)));
  const title = `a virtual network has at most ${formatCount(MAX_ADDRESSES_PER_VIRTUAL_NETWORK)} addresses, others have ${formatCount(used - has)}, and the cluster needs ${formatCount(needed)}`;
  const remedy = ['use fewer nodes, or a smaller maxPods', 'or another virtual network'];
  return [{code: 'VK6014', state: needed - later <= free ? 'warning' : 'failed', title, path, remedy}];
}
