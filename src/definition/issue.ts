import {quote} from './describe-value.ts';

/** A place in the cluster definition: keys and array indices from the root, such as `['nodePools', 1, 'count']`. */
export type Path = readonly (string | number)[];

/** An error stops everything; a warning is shown and the work goes on (unless `--strict`). */
export type Severity = 'error' | 'warning';

/** A stable code such as `VK2003`; `explain VK2003` describes each one. Codes are never given a new meaning. */
export type IssueCode = `VK${number}`;

/** One thing that is wrong with a cluster definition, as the pure stages report it. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** Where in the definition. */
  readonly path: Path;
  /** Whether the key itself is at fault (unknown, duplicate) rather than its value. */
  readonly at?: 'key';
  /** What is wrong, the wrong value shown: lower case, no full stop. */
  readonly message: string;
  /** What would be right: an instruction, lower case, no full stop. */
  readonly hint?: string;
  /** Other places involved: the range this one overlaps, the pool that needs the addresses. */
  readonly related?: readonly RelatedPlace[];
}

/** Another place in the definition that takes part in an issue. */
export interface RelatedPlace {
  readonly path: Path;
  /** What that place has to do with it, such as `overlaps this one`. */
  readonly message: string;
}

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** Writes a path as people do: `nodePools[1].count`; the root is `(definition)`. */
export function formatPath(path: Path): string {
  if (path.length === 0) return '(definition)';
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (!PLAIN_KEY.test(part)) text += `[${quote(part)}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}

/** True if `path` is `ancestor` itself or lies below it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((part, index) => path[index] === part);
}
