import type {Usage} from '../azure/azure.ts';
import {formatCount} from '../definition/count-words.ts';
import type {IssueCode, Path} from '../definition/issue.ts';
import {shellWord} from '../shell-word.ts';
import type {Known, OwnFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {findSku} from './machines.ts';
import {type MachineGroup, machineGroupsOf, ownMachines} from './own-use.ts';

/** What a cluster takes from a quota beside what it has: at first, and at most. */
export interface Need {
  readonly least: number;
  readonly most: number;
  readonly path: Path;
}

/** Azure's name of the quota of all regular vCPUs of a region, and of all spot ones (Azure: REST API, compute/usage/list). */
const ALL_CORES = 'cores';
const SPOT_CORES = 'lowPriorityCores';

/** One finding for each quota of processors that is not enough; one for all that are. */
export function quotaFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {skus, computeUsages, own} = facts;
  const path = ['nodePools'] as const;
  if (!computeUsages.known) return [unread('VK6007', 'quotas of processors', computeUsages, path)];
  if (!skus.known) return [unread('VK6007', 'to which quotas VM sizes belong', skus, path)];
  const vCpusOf = (vmSize: string): number => findSku(skus.value, vmSize)?.vCpus ?? 0;
  const familyOf = (vmSize: string): string | undefined => findSku(skus.value, vmSize)?.family;
  const needs = new Map<string, Need & {readonly largest: number}>();
  for (const group of machineGroupsOf(cluster)) {
    for (const [name, {least, most, path: at}] of needsOf(group, own, {vCpusOf, familyOf})) {
      const before = needs.get(name) ?? {least: 0, most: 0, largest: -1, path: at};
      // Whoever needs most is where to save.
      const place = most > before.largest ? {largest: most, path: at} : {largest: before.largest, path: before.path};
      needs.set(name, {least: before.least + least, most: before.most + most, ...place});
    }
  }
  const found = [...needs].flatMap(([name, need]) => {
    const usage = findUsage(computeUsages.value, name);
    return usage === undefined
      ? [unlisted(name, need)]
      : quotaFinding('VK6007', usage, need, facts.account.subscriptionId, cluster.location);
  });
  return [
    ...ownUnread(own),
    ...(found.length > 0
      ? found
      : [{code: 'VK6007', state: 'ok', title: 'quotas of processors are enough', path} as const]),
  ];
}

interface Sizes {
  readonly vCpusOf: (vmSize: string) => number;
  readonly familyOf: (vmSize: string) => string | undefined;
}

/** What one kind of machines takes from each quota; less than nothing if machines go, or change their family. */
function needsOf(group: MachineGroup, own: OwnFacts, {vCpusOf, familyOf}: Sizes): readonly (readonly [string, Need])[] {
  const {vmSize, min, max, spot} = group;
  const path = [...group.path, 'count'];
  const there = ownMachines(group, own);
  const has = (family?: string): number =>
    there
      .filter((each) => family === undefined || familyOf(each.vmSize) === family)
      .reduce((sum, each) => sum + each.count * vCpusOf(each.vmSize), 0);
  const need = (family?: string): Need => {
    const had = has(family);
    // A pool that the autoscaler made larger stays so.
    return {
      least: Math.max(0, min * vCpusOf(vmSize) - had),
      most: Math.max(0, max * vCpusOf(vmSize) - had),
      path,
    };
  };
  const family = familyOf(vmSize);
  if (spot) return [[SPOT_CORES, need()]];
  return [[ALL_CORES, need()], ...(family === undefined ? [] : [[family, need(family)] as const])];
}

/** The usage of a name, whatever its capitals. */
export function findUsage(usages: readonly Usage[], name: string): Usage | undefined {
  return usages.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

function unlisted(name: string, {path}: Need): Finding {
  return {
    code: 'VK6007',
    state: 'warning',
    title: `Azure lists no quota "${name}" here: whether it is enough is not known`,
    path,
  };
}

/** What is there already counts as not there if it could not be read: then more seems to be needed than is. */
function ownUnread({scaleSets, machines}: OwnFacts): readonly Finding[] {
  const missing = [scaleSets, machines].find((each): each is Extract<Known<never>, {known: false}> => !each.known);
  if (missing === undefined) return [];
  return [unread('VK6007', 'which machines the cluster has already', missing, ['nodePools'])];
}

/** Whether a quota has so many left. */
export function quotaFinding(
  code: IssueCode,
  {name, localizedName, used, limit}: Usage,
  {least, most, path}: Need,
  subscription: string,
  location: string,
): readonly Finding[] {
  const free = limit - used;
  if (most <= free || most === 0) return [];
  const label = localizedName === '' ? name : localizedName;
  const numbers = `${formatCount(used)} of ${formatCount(limit)} are in use`;
  if (least <= free || least === 0) {
    return [
      {
        code,
        state: 'warning',
        title: `quota "${label}" is not enough for all nodes that the autoscaler may add`,
        detail: `${numbers}, up to ${formatCount(most)} more would be needed`,
        path,
        remedy: ['raise it: https://portal.azure.com, "Quotas"', 'or lower count.max'],
        command: raiseCommand(code, name, used + most, subscription, location),
      },
    ];
  }
  return [
    {
      code,
      state: 'failed',
      title: `quota "${label}" is not enough: ${formatCount(least)} more needed, ${numbers}`,
      path,
      remedy: ['raise it: https://portal.azure.com, "Quotas"', lessRemedy(code)],
      command: raiseCommand(code, name, used + most, subscription, location),
    },
  ];
}

function lessRemedy(code: IssueCode): string {
  return code === 'VK6007' ? 'or use fewer nodes, or a vmSize of another family' : 'or delete what nobody uses';
}

/** The command that asks for a larger quota (Azure CLI: extension quota). */
function raiseCommand(code: IssueCode, name: string, limit: number, subscription: string, location: string): string {
  const provider = code === 'VK6007' ? 'Microsoft.Compute' : 'Microsoft.Network';
  const scope = `/subscriptions/${subscription}/providers/${provider}/locations/${location}`;
  const object = `limit-object-type=LimitValue value=${limit}`;
  return `az quota update --resource-name ${shellWord(name)} --scope ${shellWord(scope)} --limit-object ${object}`;
}
