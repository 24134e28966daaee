import {parse} from 'yaml';
import {allowsType, schemaAt} from './cluster-schema.ts';
import {formatPath, type Path} from './issue.ts';
import type {Span} from './positions.ts';
import {type SourceText, sourceText} from './source-text.ts';
import {oneOf, suggest} from './suggest.ts';

/** A `--set path=value` flag that was applied: problems at or below `path` point at it instead of the file. */
export interface Override {
  readonly path: Path;
  readonly source: SourceText;
  readonly key: Span;
  readonly value: Span;
}

/** A flag that could not be applied. */
export interface OverrideProblem {
  readonly source: SourceText;
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
}

/** The value after all flags, which are applied in order; those that could not be are told, not guessed at. */
export interface Overridden {
  readonly value: unknown;
  readonly overrides: readonly Override[];
  readonly problems: readonly OverrideProblem[];
}

const FLAG = '--set ';

/** Applies `path=value` texts to a definition's value; the value given stays as it is. */
export function applyOverrides(value: unknown, flags: readonly string[]): Overridden {
  const root: unknown = structuredClone(value);
  const overrides: Override[] = [];
  const problems: OverrideProblem[] = [];
  for (const flag of flags) {
    const source = sourceText(`${FLAG}${flag}`, FLAG + flag);
    const equals = flag.indexOf('=');
    const key: Span = {offset: FLAG.length, length: Math.max(1, equals < 0 ? flag.length : equals)};
    if (equals <= 0) {
      const hint = 'write path=value, such as nodePools[0].count=5';
      problems.push({source, span: key, message: `"${flag}" sets nothing`, hint});
      continue;
    }
    const target = findTarget(root, flag.slice(0, equals));
    if ('message' in target) {
      problems.push({source, span: key, ...target});
      continue;
    }
    setAt(root, target.path, flagValue(flag.slice(equals + 1), target.path));
    const span: Span = {offset: FLAG.length + equals + 1, length: Math.max(1, flag.length - equals - 1)};
    overrides.push({path: target.path, source, key, value: span});
  }
  return {value: root, overrides, problems};
}

/** Text where the schema wants text, a comma-separated list where it wants a list, else as YAML reads it. */
function flagValue(text: string, path: Path): unknown {
  const node = schemaAt(path);
  if (node !== undefined && allowsType(node, 'string')) return text;
  const isList = node !== undefined && allowsType(node, 'array');
  if (isList && !text.trimStart().startsWith('[') && node.items?.type === 'string') {
    return text === '' ? [] : text.split(',').map((item) => item.trim());
  }
  try {
    return parse(text, {logLevel: 'silent'});
  } catch {
    return text;
  }
}

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** Reads `nodePools[0].count`, `nodePools[apps].count` or `tags["a.b"]`, and finds what names stand for. */
function findTarget(root: unknown, text: string): {readonly path: Path} | Refusal {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of splitPath(text) ?? []) {
    if (part.bracket && (Array.isArray(value) || schemaAt(path)?.items !== undefined)) {
      const index = findItem(value, part.text, path);
      if (typeof index !== 'number') return index;
      path.push(index);
    } else {
      path.push(part.text);
    }
    value = isContainer(value) ? value[path.at(-1) ?? ''] : undefined;
  }
  if (path.length > 0) return {path};
  return {
    message: `"${text}" is not a path`,
    hint: 'write keys with dots between and items in brackets, such as nodePools[0].count',
  };
}

function findItem(list: unknown, text: string, path: Path): number | Refusal {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const where = formatPath(path);
  if (/^\d+$/.test(text)) {
    if (Number(text) <= items.length) return Number(text);
    const count = items.length === 1 ? '1 entry' : `${items.length} entries`;
    return {message: `${where} has ${count}`, hint: `use an index up to ${items.length}; ${items.length} adds one`};
  }
  const names = items.map((item) => (isContainer(item) ? String(item['name']) : ''));
  const index = names.indexOf(text);
  if (index >= 0) return index;
  const meant = suggest(text, names);
  const hint =
    meant === undefined ? `use an index, or a name: ${oneOf(names) || 'there are none'}` : `did you mean ${meant}?`;
  return {message: `nothing in ${where} is called ${text}`, hint};
}

interface PathPart {
  readonly text: string;
  readonly bracket: boolean;
}

const PATH_PART = /(?:^|\.)([^.[\]="]+)|\[(?:"([^"]*)"|([^\]"]+))\]/y;

function splitPath(text: string): PathPart[] | undefined {
  const parts: PathPart[] = [];
  PATH_PART.lastIndex = 0;
  while (PATH_PART.lastIndex < text.length) {
    const match = PATH_PART.exec(text);
    if (match === null) return undefined;
    const [, plain, quoted, bracketed] = match;
    parts.push(
      bracketed === undefined ? {text: plain ?? quoted ?? '', bracket: false} : {text: bracketed, bracket: true},
    );
  }
  return parts;
}

function setAt(root: unknown, path: Path, value: unknown): void {
  let container = root;
  for (const [index, part] of path.slice(0, -1).entries()) {
    if (!isContainer(container)) return;
    const next = container[part];
    if (!isContainer(next)) container[part] = typeof path[index + 1] === 'number' ? [] : {};
    container = container[part];
  }
  const key = path.at(-1);
  if (!isContainer(container) || key === undefined) return;
  if (value === null) delete container[key];
  else container[key] = value;
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
