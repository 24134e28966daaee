import type {Path} from '../issue.ts';
import {type AutoscaledPool, autoscaledPools} from './autoscaler.ts';
import {
  CONTROL_PLANE,
  isControlPlaneScaleSet,
  type NetworkFacts,
  networkOf,
  type Plugin,
  POOLS,
  pluginOf,
  type ServiceFacts,
  servicesOf,
} from './network-facts.ts';
import {find, isMapping, sameKey, spell, textAt, wholeNumber} from './source.ts';

/** A pool that is taken over. */
export interface Pool {
  /** In the vlabs file. */
  readonly path: Path;
  /** Its index in v1, which is smaller where a pool before it is not taken over. */
  readonly at: number;
  /** As written; `undefined` if it is not. */
  readonly name: string | undefined;
  /** What messages call it: its name, if that is one. */
  readonly label: string;
}

/** What several fields of a vlabs definition say together. Read once; the meaning of single fields depends on it. */
export interface Facts {
  readonly root: unknown;
  readonly plugin: Plugin;
  /** Machines of the control plane, 1 to 5. */
  readonly controlPlaneCount: number;
  readonly controlPlaneInScaleSet: boolean;
  readonly network: NetworkFacts;
  readonly services: ServiceFacts;
  readonly pools: readonly Pool[];
  readonly autoscaled: readonly AutoscaledPool[];
}

/** What names a pool, in both formats. */
export const POOL_NAME = /^[a-z][a-z0-9]{0,11}$/;

/** The numbers of control-plane machines that the old tools and v1 take. */
export const CONTROL_PLANE_COUNTS: readonly number[] = [1, 3, 5];

/** Reads what the fields say together. Total: what cannot be read counts as not written. */
export function factsOf(root: unknown): Facts {
  const pools = poolsOf(root);
  const network = networkOf(
    root,
    pools.map(({path}) => path),
  );
  const count = wholeNumber(find(root, [...CONTROL_PLANE, 'count'])?.value);
  return {
    root,
    plugin: pluginOf(root),
    controlPlaneCount: count !== undefined && CONTROL_PLANE_COUNTS.includes(count) ? count : 3,
    controlPlaneInScaleSet: isControlPlaneScaleSet(root),
    network,
    services: servicesOf(root, network),
    pools,
    autoscaled: autoscaledPools(root, pools),
  };
}

/** Whether the pool at a path of the vlabs file has Windows. */
export function isWindows(root: unknown, pool: Path): boolean {
  return sameKey(textAt(root, [...pool, 'osType']) ?? '', 'Windows');
}

/** The pool that a path of the vlabs file leads into. */
export function poolAt(facts: Facts, path: Path): Pool | undefined {
  return facts.pools.find((pool) => pool.path.every((part, index) => path[index] === part));
}

function poolsOf(root: unknown): readonly Pool[] {
  const written = find(root, POOLS)?.value;
  const items: readonly unknown[] = Array.isArray(written) ? written : [];
  const paths = items.map((_, index): Path => spell(root, [...POOLS, index]));
  const linux = paths.filter((path) => isFilled(find(root, path)?.value) && !isWindows(root, path));
  return linux.map((path, at) => {
    const name = textAt(root, [...path, 'name']);
    return {path, at, name, label: name !== undefined && POOL_NAME.test(name) ? name : `nodePools[${at}]`};
  });
}

function isFilled(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).length > 0;
}
