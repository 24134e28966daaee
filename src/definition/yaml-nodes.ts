import {type Alias, type Document, isAlias, isCollection, isNode, isScalar, type Node, type Pair, visit} from 'yaml';

/** What each alias of a document stands for; those that stand for nothing are not in it. */
export type AliasTargets = ReadonlyMap<Alias, Node>;

/** Finds what aliases stand for, in one walk: the `yaml` package walks through the whole document for each of them. */
export function findAliasTargets(document: Document): AliasTargets {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
    },
  });
  return targets;
}

/** The node itself, or what it stands for if it is an alias; undefined for an alias of nothing. */
export function behindAlias(node: unknown, targets: AliasTargets): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

/** The name of a key, as written: `1.10` stays what it is. Undefined if a list or a mapping stands in its place. */
export function keyName(pair: Pair, targets: AliasTargets): string | undefined {
  const key = behindAlias(pair.key, targets);
  if (isCollection(key)) return undefined;
  if (!isScalar(key)) return '';
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

/** True for the key `<<`, whose value is a mapping, or a list of mappings, to take further keys from. */
export function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN';
}

/** Offset of a node's first character and its length, in UTF-16 code units. */
export function spanOf(node: unknown): Span | undefined {
  if (!isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return {offset: start, length: end - start};
}

/** A stretch of text: offset of its first character and its length, in UTF-16 code units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}
