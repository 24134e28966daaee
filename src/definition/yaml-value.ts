import {type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap} from 'yaml';
import {describeType, quote} from './describe-value.ts';
import type {TextIssue} from './text-issue.ts';
import {type AliasTargets, behindAlias, isMergeKey, keyName, type Span, spanOf} from './yaml-nodes.ts';

/**
 * How many values may come out of aliases: a hundred node pools that share a mapping of a dozen keys need some
 * thousand, a text that is made to exhaust memory millions.
 */
const MOST_REPEATED_VALUES = 10_000;

/** Nobody mends more faults than this before looking again. */
const MOST_ISSUES = 1_000;

/** What a document says. */
export interface YamlValue {
  readonly value: unknown;
  readonly issues: readonly TextIssue[];
  /** False if so much is wrong that the value would mislead. */
  readonly usable: boolean;
}

/** The state of one reading. */
interface Reading {
  readonly targets: AliasTargets;
  readonly issues: TextIssue[];
  /** Nodes behind aliases that are being read: one that comes up again contains itself. */
  readonly open: Set<unknown>;
  repeated: number;
  usable: boolean;
}

/**
 * The value of a document, as plain objects, lists and scalars. Everything that stands behind an alias is a copy, so
 * that a change at one place does not change the others.
 *
 * In place of the `yaml` package's own `toJS`, which gives shared objects, takes quadratic time for many aliases, and
 * cannot tell where an alias is that stands for nothing.
 */
export function yamlValue(document: Document, targets: AliasTargets): YamlValue {
  const reading: Reading = {targets, issues: [], open: new Set(), repeated: 0, usable: true};
  const value = readNode(document.contents, reading);
  return {value, issues: reading.issues, usable: reading.usable};
}

function readNode(node: unknown, reading: Reading): unknown {
  if (reading.open.size > 0) reading.repeated += 1;
  if (isAlias(node)) return aliasedValue(node, reading);
  if (isSeq(node)) return node.items.map((item) => readNode(item, reading));
  if (isMap(node)) return mappingOf(node, reading);
  return isScalar(node) ? node.value : null;
}

function aliasedValue(alias: Alias, reading: Reading): unknown {
  const {targets, open, repeated} = reading;
  const target = targets.get(alias);
  const name = quote(`*${alias.source}`);
  if (target === undefined) {
    const hint = `write an anchor before it: ${quote(`&${alias.source}`)}`;
    return refuse(reading, {code: 'VK1001', span: at(alias), message: `${name} stands for nothing`, hint});
  }
  if (open.has(target)) {
    const message = `${name} stands inside of what it stands for`;
    return refuse(reading, {code: 'VK1005', span: at(alias), message, hint: 'write the repeated parts out'});
  }
  if (repeated > MOST_REPEATED_VALUES) {
    // Said once, at the alias that was too much: all later ones are too.
    if (!reading.usable) return null;
    const message = 'anchors and aliases unfold into far more than a definition holds';
    return refuse(reading, {code: 'VK1005', span: at(alias), message, hint: 'write the repeated parts out'});
  }
  open.add(target);
  const value = readNode(target, reading);
  open.delete(target);
  return value;
}

function mappingOf(map: YAMLMap, reading: Reading): object {
  const result: Record<string, unknown> = {};
  const pairs = new Map<string, Pair>();
  const merges: unknown[] = [];
  for (const pair of map.items) {
    if (isMergeKey(pair)) {
      merges.push(pair.value);
      continue;
    }
    if (isAlias(pair.key)) readNode(pair.key, reading);
    const name = keyName(pair, reading.targets);
    if (name === undefined) {
      refuseKey(pair, reading);
      continue;
    }
    const first = pairs.get(name);
    if (first !== undefined && reading.open.size === 0) note(reading, repeatedKey(name, pair, first));
    pairs.set(name, pair);
    setOwn(result, name, readNode(pair.value, reading));
  }
  for (const merge of merges) mergeInto(result, merge, reading);
  return result;
}

/** Adds the keys of one mapping, or of several, that are not there yet. */
function mergeInto(result: Record<string, unknown>, node: unknown, reading: Reading): void {
  const merged = readNode(node, reading);
  if (!reading.usable) return;
  for (const source of Array.isArray(merged) ? merged : [merged]) {
    if (describeType(source) !== 'a mapping') {
      const hint = 'write an alias of a mapping after it, such as <<: *defaults';
      refuse(reading, {code: 'VK1001', span: at(node), message: '<< takes its keys from a mapping', hint});
      return;
    }
    for (const [name, value] of Object.entries(source)) {
      if (!Object.hasOwn(result, name)) setOwn(result, name, value);
    }
  }
}

/** True for what has keys or indices: a mapping or a list. */
export function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Sets a key of the object itself, whatever its name: plain assignment to `__proto__` would set something else. */
export function setOwn(object: object, name: string | number, value: unknown): void {
  Object.defineProperty(object, name, {value, writable: true, enumerable: true, configurable: true});
}

function repeatedKey(name: string, pair: Pair, first: Pair): TextIssue {
  return {
    code: 'VK1003',
    span: at(pair.key),
    message: `the key ${quote(name)} is here twice`,
    hint: 'keep one; the last would win without a word',
    related: {span: at(first.key), message: 'the first'},
  };
}

function refuseKey(pair: Pair, reading: Reading): void {
  const kind = isSeq(behindAlias(pair.key, reading.targets)) ? 'a list' : 'a mapping';
  const message = `${kind} stands where a key belongs`;
  const hint = 'put text that contains braces or brackets in quotes; fill in a template before it is read';
  refuse(reading, {code: 'VK1001', span: at(pair.key), message, hint});
}

/** Notes a fault after which the value is not worth looking at. */
function refuse(reading: Reading, issue: TextIssue): null {
  note(reading, issue);
  reading.usable = false;
  return null;
}

function note({issues}: Reading, issue: TextIssue): void {
  if (issues.length < MOST_ISSUES) issues.push(issue);
}

function at(node: unknown): Span {
  const span = spanOf(node) ?? {offset: 0, length: 1};
  return {offset: span.offset, length: Math.max(1, span.length)};
}
