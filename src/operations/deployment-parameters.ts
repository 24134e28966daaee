import {scaleSetBounds} from '../arm/resources/scale-sets.ts';
import type {Azure, Deployment} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {scaleSetName} from '../cluster/names.ts';

/** Values of a template's parameters that say what is there already (docs/decisions/redeploy.md). */
export interface LiveParameters {
  readonly existing: readonly string[];
  /** Absent if the cluster has no scale sets, whose template has no such parameter. */
  readonly capacities?: Readonly<Record<string, number>>;
  readonly bootstrapAttempt: string;
}

/** What a first deployment begins with. */
const FIRST_ATTEMPT = '1';

/**
 * Types whose resources a template leaves alone, or in part, if they are there. Network interfaces are not among them: they are
 * called like their machines, and one that is there does not mean that its machine is.
 */
const KEPT_TYPES = [
  'microsoft.compute/virtualmachines',
  'microsoft.network/networksecuritygroups',
  'microsoft.network/loadbalancers',
];

/**
 * Looks up what is there already, so that a deployment over it changes only what the definition changes. `before`: the
 * deployment of the same name as it is now. Bootstraps of single machines run again only after one has failed.
 */
export async function liveParameters(
  azure: Azure,
  cluster: Cluster,
  group: string,
  before: Deployment | undefined,
  signal?: AbortSignal,
): Promise<LiveParameters> {
  const found = await azure.groups.find(group, signal);
  const [resources, scaleSets] =
    found === undefined
      ? [[], []]
      : await Promise.all([azure.groups.resources(group, signal), azure.compute.scaleSets(group, signal)]);
  const existing = resources.filter(({type}) => KEPT_TYPES.includes(type.toLowerCase())).map(({name}) => name);
  const live = new Map(scaleSets.map(({name, capacity}) => [name, capacity]));
  return {
    existing: [...new Set(existing)].sort(),
    ...(cluster.nodePools.some(({type}) => type === 'scaleSet') ? {capacities: capacitiesOf(cluster, live)} : {}),
    bootstrapAttempt: nextAttempt(before),
  };
}

/** Names of what a deployment left alone, as it was told. */
export function existingIn({parameters}: Pick<Deployment, 'parameters'>): readonly string[] {
  const names = parameters['existing'];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Of autoscaled pools, what the autoscaler made of them, within the bounds of the definition; of others nothing. */
function capacitiesOf(cluster: Cluster, live: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const entries = cluster.nodePools
    .filter(({type, count}) => type === 'scaleSet' && count.autoscaled)
    .flatMap((pool) =>
      scaleSetBounds(pool).flatMap(({min, max}, shard) => {
        const name = scaleSetName(cluster, pool, shard);
        const capacity = live.get(name);
        return capacity === undefined ? [] : [[name, Math.min(Math.max(capacity, min), max)] as const];
      }),
    );
  return Object.fromEntries(entries);
}

/** Azure runs an extension again only if something of it has changed: after a failure, the number of the attempt. */
function nextAttempt(before: Deployment | undefined): string {
  const last = before?.parameters['bootstrapAttempt'];
  const attempt = typeof last === 'string' ? last : FIRST_ATTEMPT;
  if (before?.state !== 'Failed' && before?.state !== 'Canceled') return attempt;
  const number = Number(attempt);
  return Number.isSafeInteger(number) ? String(number + 1) : `${attempt}-again`;
}
