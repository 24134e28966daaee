import {schemaAt} from './cluster-schema.ts';
import {quote} from './describe-value.ts';
import {formatPath, type Path} from './issue.ts';
import {oneOf, suggest} from './suggest.ts';

/** Why a flag cannot be applied. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** Reads `nodePools[0].count`, `nodePools[apps].count` or `tags["a.b"]`, and finds what indices and names stand for. */
export function findTarget(root: unknown, text: string): {readonly path: Path} | Refusal {
  const parts = splitPath(text);
  if (parts === undefined) {
    const hint = 'write keys with dots between and entries in brackets, such as nodePools[0].count';
    return {message: `${quote(text)} is not a path`, hint};
  }
  const path: (string | number)[] = [];
  let value = root;
  for (const part of parts) {
    if (Array.isArray(value) || schemaAt(path)?.items !== undefined) {
      const index = findItem(value, part, path);
      if (typeof index !== 'number') return index;
      path.push(index);
    } else {
      path.push(part);
    }
    value = ownValue(value, path.at(-1) ?? '');
  }
  return {path};
}

function findItem(list: unknown, text: string, path: Path): number | Refusal {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const where = formatPath(path);
  if (/^\d+$/.test(text)) {
    if (Number(text) <= items.length) return Number(text);
    const count = items.length === 1 ? '1 entry' : `${items.length} entries`;
    return {message: `${where} has ${count}`, hint: `use an index up to ${items.length}; ${items.length} adds one`};
  }
  const names = items.map((item) => ownValue(item, 'name')).filter((name) => typeof name === 'string');
  const index = items.findIndex((item) => ownValue(item, 'name') === text);
  if (index >= 0) return index;
  const meant = suggest(text, names);
  const known = names.length === 0 ? 'none of them has a name' : `or a name: ${oneOf(names)}`;
  const hint = meant === undefined ? `use an index, ${known}` : `did you mean ${meant}?`;
  return {message: `nothing in ${where} is called ${quote(text)}`, hint};
}

const PATH_PART = /(?:^|\.)([^.[\]="]+)|\[(?:"([^"]*)"|([^\]"]+))\]/y;

function splitPath(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  PATH_PART.lastIndex = 0;
  while (PATH_PART.lastIndex < text.length) {
    const match = PATH_PART.exec(text);
    if (match === null) return undefined;
    parts.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return parts;
}

/** What a value holds under a key of its own: never what every object has, such as `__proto__`. */
export function ownValue(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}
