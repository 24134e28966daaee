import {parseAddress} from '../ipv4/address.ts';
import {formatPrefix, readPrefix} from '../ipv4/prefix.ts';
import {allowsType, type SchemaNode, schemaAt} from './cluster-schema.ts';
import type {Path} from './issue.ts';
import type {SchemaError} from './schema-issues.ts';
import {suggest} from './suggest.ts';
import {isContainer, setOwn} from './yaml-value.ts';

/** What was done about one error. */
export interface Repair {
  /**
   * The place whose value is now a guess: whatever a rule says of it is not to be believed. Absent if what was meant is
   * certain enough.
   */
  readonly guess?: Path;
  /** A value that now stands under another key than the one it was written under. */
  readonly rename?: Rename;
}

/** The place where a value was written and the one where it stands now. */
export interface Rename {
  readonly from: Path;
  readonly to: Path;
}

const CERTAIN: Repair = {};

/** No name is longer; of what is, the beginning is enough to know it by. */
const LONGEST_NAME = 200;

/**
 * Mends what one schema error is about, in place, so that the rules can look at the rest in the same run: the key or
 * value that was probably meant where there is one, else the nearest valid number, else nothing (the default), else an
 * example.
 */
export function repair(root: object, error: SchemaError): Repair {
  const {path, keyword, params, node} = error;
  switch (keyword) {
    case 'required': {
      const key = String(params['missingProperty']);
      const container = valueAt(root, path);
      if (isContainer(container)) container[key] ??= placeholder(node.properties?.[key]);
      return {guess: [...path, key]};
    }
    case 'additionalProperties':
      return repairKey(root, error, String(params['additionalProperty']));
    case 'enum':
      return repairWord(root, error);
    case 'minimum':
      return put(root, path, node.minimum, path);
    case 'maximum':
      return put(root, path, node.maximum, path);
    case 'format':
      return repairAddress(root, error);
    case 'type':
      return repairType(root, error);
    case 'uniqueItems':
      return cut(root, path, firstRepeat(valueAt(root, path)));
    case 'maxItems':
      return cut(root, path, Number(params['limit']));
    default:
      return drop(root, path);
  }
}

function repairKey(root: object, {path, node, value}: SchemaError, key: string): Repair {
  const container = valueAt(root, path);
  if (!isContainer(container)) return CERTAIN;
  const free = Object.keys(node.properties ?? {}).filter((candidate) => !Object.hasOwn(value as object, candidate));
  const meant = suggest(key, free);
  const written = container[key];
  delete container[key];
  // Of two keys that seem to mean the same, the first is taken.
  if (meant === undefined || Object.hasOwn(container, meant)) return CERTAIN;
  container[meant] = written;
  return {guess: [...path, meant], rename: {from: [...path, key], to: [...path, meant]}};
}

function repairWord(root: object, {path, node, value}: SchemaError): Repair {
  const meant = typeof value === 'string' ? suggest(value, (node.enum ?? []).map(String)) : undefined;
  return meant === undefined ? drop(root, path) : put(root, path, meant);
}

function repairAddress(root: object, {path, node, value}: SchemaError): Repair {
  const text = String(value).trim();
  if (node.format === 'ipv4-prefix') {
    const parse = readPrefix(text);
    if (parse.problem === undefined) return put(root, path, text);
    if (parse.problem === 'host-bits') return put(root, path, formatPrefix(parse.network));
  } else if (parseAddress(text) !== undefined) {
    return put(root, path, text);
  }
  return drop(root, path);
}

function repairType(root: object, {path, node, value}: SchemaError): Repair {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (node.type === 'string' && scalar) return put(root, path, String(value), path);
  if (node.type === 'array' && typeof value === 'string') return put(root, path, [value], path);
  if (allowsType(node, 'integer') && typeof value === 'string' && /^\d+$/.test(value)) {
    return put(root, path, Number(value));
  }
  return drop(root, path);
}

/** Takes the value away, or puts one of the right form in its place where there must be one. */
function drop(root: object, path: Path): Repair {
  const key = path.at(-1);
  const above = path.slice(0, -1);
  const required = typeof key === 'number' || schemaAt(above)?.required?.includes(String(key)) === true;
  const node = schemaAt(path);
  if (required) return put(root, path, nearForm(valueAt(root, path), node) ?? placeholder(node), path);
  const container = valueAt(root, above);
  if (isContainer(container) && key !== undefined) delete container[key];
  return {guess: path};
}

/** A name as it was written but for what is not allowed in it: what is said of other things then speaks of this one. */
function nearForm(value: unknown, node: SchemaNode | undefined): string | undefined {
  if (typeof value !== 'string' || node?.pattern === undefined) return undefined;
  const form = new RegExp(node.pattern, 'u');
  const plain = value
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '');
  return [plain, plain.slice(0, 40), plain.slice(0, 12)].find((text) => form.test(text));
}

/**
 * Shortens a list. Nothing is removed from its middle: what is behind would no longer be where it was written. What is
 * left is as it was written, and rules may speak of it.
 */
function cut(root: object, path: Path, length: number): Repair {
  const list = valueAt(root, path);
  if (Array.isArray(list)) list.splice(length);
  return {guess: [...path, length]};
}

/** Index of the first item that an earlier one equals. */
function firstRepeat(list: unknown): number {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const repeat = items.findIndex((item, index) => items.indexOf(item) < index);
  return repeat < 0 ? items.length : repeat;
}

function put(root: object, path: Path, value: unknown, guess?: Path): Repair {
  const container = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  const isGone = Array.isArray(container) && Number(key) >= container.length;
  if (isContainer(container) && key !== undefined && !isGone) setOwn(container, key, value);
  return guess === undefined ? CERTAIN : {guess};
}

function placeholder(node: SchemaNode | undefined): unknown {
  return structuredClone(node?.default ?? node?.examples?.[0] ?? null);
}

/** What stands at a path; undefined if nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) value = isContainer(value) ? value[part] : undefined;
  return value;
}
