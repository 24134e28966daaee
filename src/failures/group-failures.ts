import type {Explained} from './explain-failure.ts';

/**
 * Failures of one cause are one: a quota stops all machines of a pool. The one that is told is the first; the resources of all
 * are kept.
 */
export function groupFailures(failures: readonly Explained[]): readonly Explained[] {
  const groups = Map.groupBy(failures, (each) => JSON.stringify([each.issue.code, each.issue.path, causeFor(each)]));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const all = [first, ...others];
    const resources = [...new Set(all.flatMap((each) => each.resources))];
    return [{...first, resources, count: all.reduce((sum, {count}) => sum + count, 0)}];
  });
}

/**
 * A cause for any resource: its own name is left out, and counts, which grow from one to the next. Other names, such as those
 * of actions, policies and addresses, make another cause.
 */
function causeFor({cause, resource}: Explained): string {
  const words = cause.replaceAll(/(?<![\w.:/-])\d+(?![\w:/-]|\.\d)/g, '#');
  const names = (resource?.split('/') ?? []).slice(-3).filter((name, index) => index !== 1 && name !== '');
  const own = resource === undefined ? [] : [resource, ...names];
  return own.reduce((text, name) => text.replaceAll(name, '@'), words);
}
