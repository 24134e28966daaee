import type {ResourceProgress} from '../operations/deploy-events.ts';
import {durationWords} from './deploy-lines.ts';
import {displayCells, widthOf} from './display-cells.ts';

/** A branch of the tree of resources: the network, the control plane, a pool. */
export interface Branch {
  readonly name: string;
  readonly total: number;
  readonly resources: () => readonly SeenResource[];
  readonly state: () => 'waiting' | 'running' | 'done' | 'failed';
  readonly update: (resource: ResourceProgress, at: number) => void;
}

/** A resource, and since when it is being made, in ms since 1970. */
interface SeenResource extends ResourceProgress {
  readonly since: number;
}

/** A branch of which nothing has been heard yet. */
export function newBranch({name, resources: total}: {readonly name: string; readonly resources: number}): Branch {
  const resources = new Map<string, SeenResource>();
  const has = (state: ResourceProgress['state']): boolean =>
    [...resources.values()].some((each) => each.state === state);
  return {
    name,
    total,
    resources: () => [...resources.values()],
    state: () => {
      if (has('failed')) return 'failed';
      if (count([...resources.values()], 'succeeded') >= total) return 'done';
      return resources.size === 0 ? 'waiting' : 'running';
    },
    update: (resource, at) => {
      // Who comes later to a deployment hears how long it has been going on already.
      const since = resources.get(resource.id)?.since ?? at - (resource.duration ?? 0);
      resources.set(resource.id, {...resource, since});
    },
  };
}

/** Whether nothing more is to come of a branch. */
export function isOver(branch: Branch): boolean {
  return branch.state() === 'done' || (branch.state() === 'failed' && count(branch.resources(), 'running') === 0);
}

/**
 * `pool apps 3/5: minimal-apps-2 1m05s and 1 more`: what has failed, else what is being made and for how long; as many names as
 * there is room for, and one at least.
 */
export function branchTitle(branch: Branch, now: number, columns: number): string {
  const {name, total} = branch;
  const all = branch.resources();
  const done = all.filter(({state}) => state === 'succeeded');
  const head = `${name} ${done.length}/${total}`;
  const failed = all.filter(({state}) => state === 'failed');
  if (failed.length > 0) {
    const names = failed.map((each) => each.name);
    return listed(`${head}: `, names, ' failed', columns);
  }
  if (branch.state() === 'done') {
    const longest = Math.max(0, ...done.map(({duration = 0}) => duration));
    return longest > 0 ? `${head}, ${durationWords(longest)}` : head;
  }
  const running = all.filter(({state}) => state === 'running');
  if (running.length === 0) return head;
  return listed(
    `${head}: `,
    running.map((each) => `${each.name} ${durationWords(now - each.since)}`),
    '',
    columns,
  );
}

/** As many items as there is room for; the first one always. */
function listed(head: string, items: readonly string[], tail: string, columns: number): string {
  const lineOf = (shown: number): string => {
    const more = items.length - shown;
    return `${head}${items.slice(0, shown).join(', ')}${more === 0 ? '' : ` and ${more} more`}${tail}`;
  };
  const fits = (line: string): boolean => widthOf(displayCells(line)) <= columns;
  const counts = items.map((_, index) => items.length - index);
  return lineOf(counts.find((shown) => fits(lineOf(shown))) ?? 1);
}

function count(resources: readonly ResourceProgress[], state: ResourceProgress['state']): number {
  return resources.filter((each) => each.state === state).length;
}
