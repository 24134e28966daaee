import type {ClusterDefinition} from '../../definition/cluster-definition.generated.ts';
import type {Issue, IssueCode, Path, RelatedPlace} from '../../definition/issue.ts';
import type {Cluster} from '../cluster.ts';
import {optional} from '../read-addresses.ts';

/**
 * Finds every fault of one kind. `definition` is only for what the cluster no longer tells: whether something was
 * written at all. A rule that compares two fields puts the others into `related`, so that its issues can be dropped
 * where one of them is only a guess.
 */
export type Rule = (cluster: Cluster, definition: ClusterDefinition) => readonly Issue[];

/** What an issue may say besides its message. */
export interface IssueDetails {
  readonly hint?: string | undefined;
  readonly related?: readonly RelatedPlace[] | undefined;
  readonly at?: 'key' | undefined;
}

/** An issue that stops everything. */
export function error(code: IssueCode, path: Path, message: string, details: IssueDetails = {}): Issue {
  return {code, severity: 'error', path, message, ...written(details)};
}

/** An issue that is shown and does not stop anything. */
export function warning(code: IssueCode, path: Path, message: string, details: IssueDetails = {}): Issue {
  return {code, severity: 'warning', path, message, ...written(details)};
}

/** An item whose key an earlier item has too. */
export interface Repeat<T> {
  readonly first: T;
  readonly again: T;
}

/** Every item whose key is that of an earlier one, with the first that has it. */
export function findRepeats<T>(items: Iterable<T>, keyOf: (item: T) => string): Repeat<T>[] {
  const firsts = new Map<string, T>();
  const repeats: Repeat<T>[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    else repeats.push({first, again: item});
  }
  return repeats;
}

/** What is said of a name that two things have, whose capitals Azure does not mind. */
export function describeSameName(first: string, again: string, things: string): {message: string; hint: string} {
  if (first === again) return {message: `"${again}" is the name of two ${things}`, hint: 'give each its own name'};
  const message = `"${first}" and "${again}" are the same name to Azure, and there are two such ${things}`;
  return {message, hint: 'write it the same way everywhere, or give each its own name'};
}

function written({hint, related, at}: IssueDetails): Pick<Issue, 'hint' | 'related' | 'at'> {
  return {
    ...optional('hint', hint),
    ...optional('related', related?.length === 0 ? undefined : related),
    ...optional('at', at),
  };
}
