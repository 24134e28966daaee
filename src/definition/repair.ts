import {parseAddress} from '../ipv4/address.ts';
import {formatPrefix, readPrefix} from '../ipv4/prefix.ts';
import {type SchemaNode, schemaAt} from './cluster-schema.ts';
import type {Path} from './issue.ts';
import type {SchemaError} from './schema-issues.ts';
import {suggest} from './suggest.ts';

type Mutable = Record<string | number, unknown>;

/**
 * Mends what one schema error is about, in place, so that the rules can look at the rest in the same run: the key or
 * value that was probably meant where there is one, else the nearest valid number, else nothing (the default), else an
 * example.
 *
 * Returns the place whose value is now a guess: whatever a rule says of it is not to be believed. Undefined if what was
 * meant is certain enough.
 */
export function repair(root: object, error: SchemaError): Path | undefined {
  const {path, keyword, params, value, node} = error;
  switch (keyword) {
    case 'required': {
      const key = String(params['missingProperty']);
      const container = valueAt(root, path);
      if (isContainer(container)) container[key] ??= placeholder(node.properties?.[key]);
      return [...path, key];
    }
    case 'additionalProperties':
      return repairKey(root, error, String(params['additionalProperty']));
    case 'enum': {
      const meant = typeof value === 'string' ? suggest(value, (node.enum ?? []).map(String)) : undefined;
      return meant === undefined ? drop(root, path) : put(root, path, meant);
    }
    case 'minimum':
      return put(root, path, node.minimum, path);
    case 'maximum':
      return put(root, path, node.maximum, path);
    case 'format':
      return repairAddress(root, path, String(value), node);
    case 'type':
      return repairType(root, path, value, node);
    case 'uniqueItems': {
      const list = valueAt(root, path);
      // Cut, not removed: the items behind would change their index, and with it their place in the text.
      if (Array.isArray(list)) list.splice(Math.max(Number(params['i']), Number(params['j'])));
      return path;
    }
    default:
      return drop(root, path);
  }
}

function repairKey(root: object, {path, node, value}: SchemaError, key: string): Path | undefined {
  const container = valueAt(root, path);
  if (!isContainer(container)) return undefined;
  const free = Object.keys(node.properties ?? {}).filter((candidate) => !Object.hasOwn(value as object, candidate));
  const meant = suggest(key, free);
  if (meant !== undefined) container[meant] = container[key];
  delete container[key];
  return meant === undefined ? undefined : [...path, meant];
}

function repairAddress(root: object, path: Path, text: string, node: SchemaNode): Path | undefined {
  if (node.format === 'ipv4-prefix') {
    const parse = readPrefix(text);
    if (parse.problem === 'host-bits') return put(root, path, formatPrefix(parse.network));
  } else if (parseAddress(text.trim()) !== undefined) {
    return put(root, path, text.trim());
  }
  return drop(root, path);
}

function repairType(root: object, path: Path, value: unknown, node: SchemaNode): Path | undefined {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (node.type === 'string' && scalar) return put(root, path, String(value), path);
  if (node.type === 'array' && typeof value === 'string') return put(root, path, [value], path);
  return drop(root, path);
}

/** Takes the value away, or puts an example in its place where there must be one. */
function drop(root: object, path: Path): Path {
  const container = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (!isContainer(container) || key === undefined) return path;
  const required = schemaAt(path.slice(0, -1))?.required?.includes(String(key)) === true;
  if (typeof key === 'number' || required) container[key] = placeholder(schemaAt(path));
  else delete container[key];
  return path;
}

function put(root: object, path: Path, value: unknown, poisoned?: Path): Path | undefined {
  const container = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (isContainer(container) && key !== undefined) container[key] = value;
  return poisoned;
}

function placeholder(node: SchemaNode | undefined): unknown {
  return structuredClone(node?.default ?? node?.examples?.[0] ?? null);
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) value = isContainer(value) ? value[part] : undefined;
  return value;
}

function isContainer(value: unknown): value is Mutable {
  return typeof value === 'object' && value !== null;
}
