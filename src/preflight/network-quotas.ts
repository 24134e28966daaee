import type {Path} from '../definition/issue.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {PUBLIC_IP_QUOTAS, plannedResources} from './planned-resources.ts';
import {findUsage, quotaFinding} from './quotas.ts';
import {isSame, nameIn} from './resource-ids.ts';

/**
 * Quotas of the network: one finding for each that is not enough, one for all that are. Resources that are there already
 * take nothing again. Names of quotas: Azure: REST API, virtualnetwork/usages/list.
 */
export function networkQuotaFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {networkUsages, own, account} = facts;
  const path = ['network'] as const;
  if (!networkUsages.known) return [unread('VK6008', 'quotas of the network', networkUsages, path)];
  const there = own.resources.known ? own.resources.value : [];
  const found = plannedResources(cluster).flatMap(({type, quotas, names, path: at}) => {
    const had = new Set(there.filter((each) => isSame(each.type, type)).map(({id}) => nameIn(id).toLowerCase()));
    const needed = names.filter((name) => !had.has(name.toLowerCase())).length;
    const usages = quotas.flatMap((quota) => findUsage(networkUsages.value, quota) ?? []);
    const short = usages.find(({used, limit}) => used + needed > limit);
    const need = {least: needed, most: needed, path: at};
    return short === undefined ? [] : quotaFinding('VK6008', short, need, account.subscriptionId, cluster.location);
  });
  return [
    ...(own.resources.known ? [] : [unread('VK6008', 'what is in the resource group already', own.resources, path)]),
    ...unlistedFindings(networkUsages.value, path),
    ...(found.length > 0
      ? found
      : [{code: 'VK6008', state: 'ok', title: 'quotas of public IPs and of the network are enough', path} as const]),
  ];
}

/** Public IPs are what runs out first: not to know of theirs is worth saying. */
function unlistedFindings(usages: Parameters<typeof findUsage>[0], path: Path): readonly Finding[] {
  if (PUBLIC_IP_QUOTAS.some((quota) => findUsage(usages, quota) !== undefined)) return [];
  const title = 'Azure lists no quota of public IPs here: whether it is enough is not known';
  return [{code: 'VK6008', state: 'warning', title, path}];
}
