import type {Path} from '../issue.ts';
import type {Pool} from './facts.ts';
import {type Finding, lost, type Place, unusable} from './findings.ts';
import {KUBERNETES, POOLS} from './network-facts.ts';
import {find, sameKey, spell, textAt, wholeNumber} from './source.ts';

/** A pool that the cluster autoscaler kept between two numbers of nodes. */
export interface AutoscaledPool {
  /** Index of the pool in v1. */
  readonly at: number;
  readonly min: number;
  readonly max: number;
}

/** The add-on's name. */
export const AUTOSCALER = 'cluster-autoscaler';

/** What the add-on took for a pool that only its general settings concern (acs-engine: pkg/acsengine/addons.go). */
const FIRST_POOL_DEFAULTS = {min: 1, max: 5};

/** Which pools were autoscaled, by the add-on's settings. */
export function autoscaledPools(root: unknown, pools: readonly Pool[]): readonly AutoscaledPool[] {
  const addon = autoscalerPath(root);
  if (addon === undefined) return [];
  const settings = find(root, [...addon, 'pools'])?.value;
  if (!Array.isArray(settings) || settings.length === 0) return firstPool(root, addon, pools);
  return pools.flatMap((pool) => {
    const index = settings.findIndex((_, at) => textAt(root, [...addon, 'pools', at, 'name']) === pool.name);
    if (pool.name === undefined || index === -1) return [];
    const config: Path = [...addon, 'pools', index, 'config'];
    // Either number is the pool's own where it is not given (aks-engine: examples/addons/cluster-autoscaler).
    const count = wholeNumber(find(root, [...pool.path, 'count'])?.value) ?? 0;
    const {min = count, max = count} = limitsAt(root, config);
    return min === max ? [] : [{at: pool.at, min, max}];
  });
}

/** Before it had settings for each pool, the add-on scaled the first one. */
function firstPool(root: unknown, addon: Path, pools: readonly Pool[]): readonly AutoscaledPool[] {
  const {min, max} = limitsAt(root, [...addon, 'config']);
  if (pools[0] === undefined || (min === undefined && max === undefined)) return [];
  return [{at: pools[0].at, min: min ?? FIRST_POOL_DEFAULTS.min, max: max ?? FIRST_POOL_DEFAULTS.max}];
}

function limitsAt(root: unknown, config: Path): {readonly min: number | undefined; readonly max: number | undefined} {
  return {
    min: wholeNumber(find(root, [...config, 'min-nodes'])?.value),
    max: wholeNumber(find(root, [...config, 'max-nodes'])?.value),
  };
}

/** Where the add-on is, if it is switched on. */
function autoscalerPath(root: unknown): Path | undefined {
  const addons = find(root, [...KUBERNETES, 'addons'])?.value;
  const items: readonly unknown[] = Array.isArray(addons) ? addons : [];
  const index = items.findIndex((_, at) => {
    const path: Path = [...KUBERNETES, 'addons', at];
    return (
      sameKey(textAt(root, [...path, 'name']) ?? '', AUTOSCALER) && find(root, [...path, 'enabled'])?.value === true
    );
  });
  return index === -1 ? undefined : spell(root, [...KUBERNETES, 'addons', index]);
}

/** What is to be said of the add-on that scaled pools, where it is switched on. */
export function translateAutoscaler(
  {path}: Place,
  facts: {readonly root: unknown; readonly pools: readonly Pool[]; readonly autoscaled: readonly AutoscaledPool[]},
): readonly Finding[] {
  const {root, pools, autoscaled} = facts;
  const [first] = autoscaled;
  if (first === undefined) {
    return [
      lost('the autoscaler was on, but no pool had room to grow', 'give pools that may grow count: {min: 3, max: 10}'),
    ];
  }
  const shown = autoscaled.map(({at, min, max}) => `${pools[at]?.label ?? at} from ${min} to ${max}`);
  const message = `autoscaled pools have count: {min, max}: ${shown.join(', ')}; its other settings are not taken over`;
  return [{outcome: 'changed', to: ['nodePools', first.at, 'count'], message}, ...unknownPools(root, path, pools)];
}

function unknownPools(root: unknown, addon: Path, pools: readonly Pool[]): readonly Finding[] {
  const settings = find(root, [...addon, 'pools'])?.value;
  const written = find(root, POOLS)?.value;
  if (!Array.isArray(settings) || !Array.isArray(written)) return [];
  const known = written.map((_, index) => textAt(root, [...POOLS, index, 'name']));
  return settings.flatMap((item: unknown, index): Finding[] => {
    const name = textAt(item, ['name']);
    if (name === undefined || known.includes(name)) return [];
    const from = spell(root, [...addon, 'pools', index, 'name']);
    const names = pools.map(({label}) => label);
    return [unusable('the autoscaler names a pool that is not there', `use one of ${names.join(', ')}`, {from})];
  });
}
