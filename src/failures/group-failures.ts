import type {IssueCode} from '../definition/issue.ts';
import type {Explained} from './explain-failure.ts';

/** Rights, policies and whatever Azure is not ready for: they are mended outside of the definition, so its lines do not matter. */
const OUTSIDE: readonly IssueCode[] = ['VK7004', 'VK7005', 'VK7010'];

/**
 * Failures of one cause are one: a quota stops all machines of a pool. The one that is told is the first; the resources of all
 * are kept.
 */
export function groupFailures(failures: readonly Explained[]): readonly Explained[] {
  const groups = Map.groupBy(failures, (each) => {
    const {code, path} = each.issue;
    return JSON.stringify([code, OUTSIDE.includes(code) ? [] : path, causeFor(each)]);
  });
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
  // A policy is told of resources by their names, which need not say which ones they are.
  const anybody = cause.replace(/^(\w+: )(?:the )?resource ['`][^'`]+['`]/i, '$1@');
  const words = anybody.replaceAll(/(?<![\w.:/-])\d+(?![\w:/-]|\.\d)/g, '#');
  const names = (resource?.split('/') ?? []).slice(-3).filter((name, index) => index !== 1 && name !== '');
  const own = resource === undefined ? [] : [resource, ...names];
  return own.reduce((text, name) => text.replaceAll(name, '@'), words);
}
