import type {Sku, Usage} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {formatCount} from '../definition/count-words.ts';
import type {Path} from '../definition/issue.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';

/** Machines of one kind that a cluster has. */
interface Group {
  readonly name: string;
  readonly path: Path;
  readonly vmSize: string;
  readonly zones: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Spot machines have a quota of their own, of which Azure tells the sum only. */
  readonly spot: boolean;
}

/** VM sizes, their zones, and quotas of processors. */
export function machineFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {skus, computeUsages} = facts;
  if (!skus.known) return [{code: 'VK6006', state: 'warning', title: 'VM sizes cannot be read', path: ['nodePools']}];
  const groups = groupsOf(cluster);
  const sizes = groups.flatMap((group) => sizeFinding(group, skus.value, cluster));
  const good = sizes.length === 0;
  return [
    ...(good
      ? [{code: 'VK6006', state: 'ok', title: 'VM sizes are offered, in their zones', path: ['nodePools']} as const]
      : sizes),
    ...(computeUsages.known
      ? quotaFindings(facts, groups, skus.value, computeUsages.value)
      : [
          {
            code: 'VK6007',
            state: 'warning',
            title: 'quotas of processors cannot be read',
            path: ['nodePools'],
          } as const,
        ]),
  ];
}

function groupsOf({controlPlane, nodePools}: Cluster): readonly Group[] {
  const {count, path, vmSize, zones} = controlPlane;
  return [
    {name: 'the control plane', path, vmSize, zones, min: count, max: count, spot: false},
    ...nodePools.map((pool) => ({
      spot: pool.spot !== undefined,
      name: `pool ${pool.name}`,
      path: pool.path,
      vmSize: pool.vmSize,
      zones: pool.zones,
      min: pool.count.min,
      max: pool.count.max,
    })),
  ];
}

function sizeFinding(
  {name, path, vmSize, zones}: Group,
  skus: readonly Sku[],
  {location}: Cluster,
): readonly Finding[] {
  const sku = skus.find((each) => each.name.toLowerCase() === vmSize.toLowerCase());
  const command = `az vm list-skus --location ${location} --size ${vmSize} --all --output table`;
  const failed = (title: string, remedy: readonly string[]): Finding => ({
    code: 'VK6006',
    state: 'failed',
    title,
    path: [...path, 'vmSize'],
    remedy,
    command,
  });
  if (sku === undefined)
    return [failed(`${vmSize} of ${name} is not offered in ${location}`, ['use another vmSize or location'])];
  if (sku.restriction !== undefined) {
    return [
      failed(`${vmSize} of ${name} cannot be used in ${location}: ${sku.restriction}`, [
        'use another vmSize or location',
        'or ask Azure for access to it',
      ]),
    ];
  }
  const usable = sku.zones.filter((zone) => !sku.restrictedZones.includes(zone));
  const missing = zones.filter((zone) => !usable.includes(zone));
  if (missing.length === 0) return [];
  return [
    failed(`${vmSize} of ${name} cannot be had in zone ${missing.join(', ')}`, [
      usable.length === 0 ? 'leave zones out' : `use zones ${usable.join(', ')}`,
    ]),
  ];
}

/** One finding for each quota that is not enough; one for all that are. */
function quotaFindings(
  {deployed}: PreflightFacts,
  groups: readonly Group[],
  skus: readonly Sku[],
  usages: readonly Usage[],
): readonly Finding[] {
  // What is in use by a cluster that is there is mostly its own: nothing can be said of it.
  if (deployed) return [];
  const needs = new Map<string, {least: number; most: number; path: Path}>();
  for (const {vmSize, min, max, path} of groups.filter(({spot}) => !spot)) {
    const sku = skus.find((each) => each.name.toLowerCase() === vmSize.toLowerCase());
    if (sku === undefined) continue;
    for (const name of ['cores', sku.family]) {
      const need = needs.get(name) ?? {least: 0, most: 0, path: [...path, 'vmSize']};
      needs.set(name, {least: need.least + min * sku.vCpus, most: need.most + max * sku.vCpus, path: need.path});
    }
  }
  const found = [...needs].flatMap(([name, need]) => {
    const usage = usages.find((each) => each.name.toLowerCase() === name.toLowerCase());
    return usage === undefined ? [] : quotaFinding(usage, need);
  });
  return found.length > 0
    ? found
    : [{code: 'VK6007', state: 'ok', title: 'quotas of processors are enough', path: ['nodePools']}];
}

function quotaFinding(
  {localizedName, used, limit}: Usage,
  {least, most, path}: {readonly least: number; readonly most: number; readonly path: Path},
): readonly Finding[] {
  const free = limit - used;
  if (most <= free) return [];
  const numbers = `${formatCount(used)} of ${formatCount(limit)} are in use`;
  if (least <= free) {
    return [
      {
        code: 'VK6007',
        state: 'warning',
        title: `quota "${localizedName}" is not enough for all nodes that the autoscaler may add`,
        detail: `${numbers}, up to ${formatCount(most)} would be needed`,
        path,
      },
    ];
  }
  return [
    {
      code: 'VK6007',
      state: 'failed',
      title: `quota "${localizedName}" is not enough: ${formatCount(least)} needed, ${numbers}`,
      path,
      remedy: ['raise it: https://portal.azure.com, "Quotas"', 'or use fewer nodes, or a vmSize of another family'],
    },
  ];
}
