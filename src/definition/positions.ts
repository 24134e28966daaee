import {type Document, isMap, isScalar, isSeq, type Pair, type YAMLMap} from 'yaml';
import type {Path} from './issue.ts';
import {type AliasTargets, behindAlias, isMergeKey, keyName, type Span, spanOf} from './yaml-nodes.ts';

/** Where a path lies in a YAML document. */
export interface Place {
  /** How many parts of the path were found; fewer than asked if the rest is not written. */
  readonly found: number;
  /** The key, or for an item of a list the item itself; absent at the root. */
  readonly key?: Span;
  /** The value; for a block mapping or list only its first line, which is where people look. */
  readonly value?: Span;
  /** The text of a scalar; other than `value` where that is an alias of it. */
  readonly scalar?: Span;
}

/** Finds where a path was written; what is not written is answered by its nearest ancestor. */
export type FindPlace = (path: Path) => Place;

/** Finds paths in a document, through aliases and merge keys. */
export function placesOf(document: Document, targets: AliasTargets): FindPlace {
  const keys = new WeakMap<YAMLMap, ReadonlyMap<string | undefined, Pair>>();

  function keysOf(map: YAMLMap): ReadonlyMap<string | undefined, Pair> {
    // The last of several equal keys is the one whose value counts.
    const known = keys.get(map) ?? new Map(map.items.map((pair) => [keyName(pair, targets), pair]));
    keys.set(map, known);
    return known;
  }

  function descend(node: unknown, part: string | number): Step | undefined {
    const container = behindAlias(node, targets);
    if (isSeq(container)) {
      const item = container.items[Number(part)];
      return item === undefined ? undefined : {key: item, value: item};
    }
    if (!isMap(container)) return undefined;
    const pair = keysOf(container).get(String(part));
    return pair === undefined || isMergeKey(pair) ? descendMerged(container, part) : pair;
  }

  /** A key that came into a mapping through `<<: *anchor`. */
  function descendMerged(map: YAMLMap, part: string | number): Step | undefined {
    if (!keysOf(map).has('<<')) return undefined;
    for (const pair of map.items.filter(isMergeKey)) {
      const merged = behindAlias(pair.value, targets);
      for (const source of isSeq(merged) ? merged.items : [merged]) {
        const step = descend(source, part);
        if (step !== undefined) return step;
      }
    }
    return undefined;
  }

  return (path) => {
    let step: Step = {key: undefined, value: document.contents};
    for (const [index, part] of path.entries()) {
      const next = descend(step.value, part);
      if (next === undefined) return placeOf(step, index, targets);
      step = next;
    }
    return placeOf(step, path.length, targets);
  };
}

/** One part of a path: the nodes of its key and of its value. */
interface Step {
  readonly key: unknown;
  readonly value: unknown;
}

function placeOf({key, value}: Step, found: number, targets: AliasTargets): Place {
  const keySpan = spanOf(key);
  const valueSpan = spanOf(value);
  const scalar = behindAlias(value, targets);
  const scalarSpan = isScalar(scalar) ? spanOf(scalar) : undefined;
  return {
    found,
    ...(keySpan === undefined ? {} : {key: keySpan}),
    ...(valueSpan === undefined ? {} : {value: valueSpan}),
    ...(scalarSpan === undefined ? {} : {scalar: scalarSpan}),
  };
}
