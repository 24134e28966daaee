import {isMap, isScalar, isSeq, LineCounter, type Node, parseDocument} from 'yaml';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import type {Settings} from './settings.ts';
import {SETTINGS_SHAPE, type Shape} from './settings-shape.ts';

/** Where a value stands, for what is said of it. */
interface Place {
  readonly file: string;
  readonly lines: LineCounter;
  /** Such as `failures[0].type`. */
  readonly path: string;
}

/**
 * Reads a file of settings, YAML or JSON. Throws UserError that names the file, the line and the key of the first thing
 * that is wrong: a fault that is misspelt would never take place, and a test would pass for the wrong reason.
 */
export function readSettings(text: string, name: string): Partial<Settings> {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
  const [error] = document.errors;
  if (error !== undefined)
    throw problem({file: name, lines, path: ''}, error.pos[0], `cannot be read: ${error.message}`);
  if (document.contents === null) return {};
  check(document.contents, SETTINGS_SHAPE, {file: name, lines, path: ''});
  return document.toJS() as Partial<Settings>;
}

function check(node: Node | null, shape: Shape, place: Place): void {
  if (shape.kind === 'any') return;
  if (shape.kind === 'list') checkList(node, shape.of, place);
  else if (shape.kind === 'map' || shape.kind === 'object') checkMap(node, shape, place);
  else checkScalar(node, shape, place);
}

function checkScalar(node: Node | null, shape: Shape, place: Place): void {
  const value: unknown = isScalar(node) ? node.value : undefined;
  if (!isScalarOf(value, shape)) throw problem(place, startOf(node), `must be ${describe(shape)}`);
  if (place.path.endsWith('.path')) checkPattern(String(value), node, place);
}

function checkList(node: Node | null, item: Shape, place: Place): void {
  if (!isSeq<Node>(node)) throw problem(place, startOf(node), 'must be a list');
  for (const [index, each] of node.items.entries()) check(each, item, {...place, path: `${place.path}[${index}]`});
}

function checkMap(node: Node | null, shape: Extract<Shape, {kind: 'map' | 'object'}>, place: Place): void {
  if (!isMap<Node, Node | null>(node)) throw problem(place, startOf(node), 'must be an object');
  const found = new Set<string>();
  for (const {key, value} of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const field = shape.kind === 'map' ? shape.of : known(shape.fields, name);
    if (field === undefined) throw unknownKey(shape, {...place, path}, startOf(key));
    check(value, field, {...place, path});
    found.add(name);
  }
  const missing = shape.kind === 'map' ? undefined : shape.required?.find((name) => !found.has(name));
  if (missing !== undefined) throw problem(place, startOf(node), `needs ${missing}`);
}

function known(fields: Readonly<Record<string, Shape>>, name: string): Shape | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function unknownKey(shape: Shape, place: Place, at: number): UserError {
  const names = shape.kind === 'object' ? Object.keys(shape.fields).join(', ') : '';
  return problem(place, at, `is not known; there are ${names}`);
}

function isScalarOf(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string';
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && value >= 0;
    case 'whole':
      return Number.isInteger(value) && Number(value) >= 0;
    case 'choice':
      return typeof value === 'string' && shape.of.includes(value);
    default:
      return true;
  }
}

function describe(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'a text';
    case 'switch':
      return 'true or false';
    case 'number':
      return 'a number, 0 or more';
    case 'whole':
      return 'a whole number, 0 or more';
    case 'choice':
      return `one of ${shape.of.join(', ')}`;
    default:
      return 'something else';
  }
}

function checkPattern(text: string, node: Node | null, place: Place): void {
  try {
    new RegExp(text, 'i');
  } catch {
    throw problem(place, startOf(node), 'must be a regular expression');
  }
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function problem({file, lines, path}: Place, at: number, what: string): UserError {
  const {line} = lines.linePos(at);
  return new UserError(`${file}:${Math.max(1, line)}: ${path === '' ? 'the file' : path} ${what}`, {
    code: 'SIMULATION_SETTINGS_INVALID',
    exitCode: EXIT.usage,
    suggestions: ['see docs/simulator.md for what such a file may say'],
  });
}
