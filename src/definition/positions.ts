import {type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair} from 'yaml';
import type {Path} from './issue.ts';

/** A stretch of text: offset of its first character and its length, in UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Where a path lies in a YAML document. */
export interface Place {
  /** How many parts of the path were found; fewer than asked if the rest is not written. */
  readonly found: number;
  /** The key, or for an item of a list the item itself; absent at the root. */
  readonly key?: Span;
  /** The value; for a block mapping or list only its first line, which is where people look. */
  readonly value?: Span;
}

/** Finds a path in a document, following aliases and merge keys; what is not written is answered by its nearest ancestor. */
export function findPlace(document: Document, path: Path): Place {
  let place: Place = {found: 0, ...valueSpan(document.contents)};
  let node: unknown = document.contents;

  for (const [index, part] of path.entries()) {
    const step = descend(resolveAlias(node, document), part, document);
    if (step === undefined) return place;
    place = {found: index + 1, ...keySpan(step.key ?? step.value), ...valueSpan(step.value)};
    node = step.value;
  }
  return place;
}

function descend(
  node: unknown,
  part: string | number,
  document: Document,
): {key?: unknown; value: unknown} | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return item === undefined ? undefined : {value: item};
  }
  if (!isMap(node)) return undefined;
  // The last of several equal keys is the one whose value counts.
  const pair = node.items.findLast((candidate) => keyText(candidate) === String(part));
  if (pair !== undefined) return {key: pair.key, value: pair.value};
  return descendMerged(node.items, part, document);
}

/** A key that came into a mapping through `<<: *anchor`. */
function descendMerged(pairs: readonly Pair[], part: string | number, document: Document) {
  for (const pair of pairs) {
    if (keyText(pair) !== '<<') continue;
    const merged = resolveAlias(pair.value, document);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const step = descend(resolveAlias(source, document), part, document);
      if (step !== undefined) return step;
    }
  }
  return undefined;
}

function resolveAlias(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function keyText(pair: unknown): string | undefined {
  if (!isPair(pair)) return undefined;
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

function keySpan(node: unknown): {key?: Span} {
  const span = isNode(node) ? spanOf(node) : undefined;
  return span === undefined ? {} : {key: span};
}

function valueSpan(node: unknown): {value?: Span} {
  const span = isNode(node) ? spanOf(node) : undefined;
  return span === undefined ? {} : {value: span};
}

function spanOf(node: Node): Span | undefined {
  if (!node.range) return undefined;
  const [start, end] = node.range;
  return {offset: start, length: end - start};
}
