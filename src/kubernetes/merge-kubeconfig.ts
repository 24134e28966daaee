import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLParseError,
  type YAMLSeq,
} from 'yaml';

/** How a kubeconfig is taken into another one. */
export interface MergeOptions {
  /** Another name for the context; absent: its own. */
  readonly context?: string | undefined;
  /** Whether entries of the same names that differ are replaced. */
  readonly overwrite: boolean;
  /** Whether the context becomes the current one although there is one. */
  readonly setCurrent: boolean;
  /** The current context that files say which are read together with the other one; it counts if that says none. */
  readonly elsewhere?: string | undefined;
}

/** What came of it. */
export type MergeResult = MergedKubeconfig | MergeConflict | UnreadableKubeconfig;

/** The merged text. */
export interface MergedKubeconfig {
  readonly kind: 'merged';
  readonly text: string;
  /** False: everything was there already, and the text is the old one. */
  readonly changed: boolean;
  /** The name of the context that leads to the cluster. */
  readonly context: string;
  /** The current context before; undefined: there was none. */
  readonly before: string | undefined;
  /** The current context now. */
  readonly current: string;
  /** Entries that differed and were replaced, such as `cluster prod`. */
  readonly replaced: readonly string[];
}

/** Entries of the same names that are not the same, such as `cluster prod`. */
export interface MergeConflict {
  readonly kind: 'conflict';
  readonly entries: readonly string[];
}

/** Why the old text cannot be taken as a kubeconfig, and where. */
export interface UnreadableKubeconfig {
  readonly kind: 'unreadable';
  readonly line: number;
  readonly reason: string;
}

/** An entry of a list: `{name, cluster}` and the like. */
type Entry = Readonly<Record<string, unknown>> & {readonly name: string};

interface Additions {
  readonly clusters: Entry;
  readonly users: Entry;
  readonly contexts: Entry;
}

/** What a text of Windows may begin with. */
const BOM = '\uFEFF';

const LISTS = ['clusters', 'users', 'contexts'] as const;
const SINGULAR = {clusters: 'cluster', users: 'user', contexts: 'context'} as const;

/**
 * Takes a kubeconfig of ours into another, by names, as kubectl merges files. Comments, the order and everything else that
 * is in the other one stay. The same again changes nothing.
 */
export function mergeKubeconfig(existing: string, addition: string, options: MergeOptions): MergeResult {
  const lines = new LineCounter();
  const document = parseDocument(existing, {lineCounter: lines});
  const fault = faultOf(document, lines);
  if (fault !== undefined) return fault;
  const added = additionsOf(addition, options.context);
  if (added === undefined) throw new TypeError('not a kubeconfig of ours');
  if (document.contents === null) document.contents = document.createNode({apiVersion: 'v1', kind: 'Config'}) as never;

  const results = LISTS.map((list) => ({entry: added[list], list, ...put(document, list, added[list])}));
  const replaced = results.flatMap(({list, entry, state}) =>
    state === 'differs' ? [`${SINGULAR[list]} ${entry.name}`] : [],
  );
  if (replaced.length > 0 && !options.overwrite) return {kind: 'conflict', entries: replaced};

  const before = currentContextIn(document) ?? options.elsewhere;
  const context = added.contexts.name;
  const current = options.setCurrent || before === undefined ? context : before;
  if (current !== before) document.set('current-context', current);
  const changed = current !== before || results.some(({state}) => state !== 'same');
  const text = changed ? withEndsOf(existing, print(document, existing)) : existing;
  return {kind: 'merged', text, changed, context, before, current, replaced};
}

/** Why this is no kubeconfig that something can be added to; undefined: it is one, or there is nothing in it. */
function faultOf(document: Document, lines: LineCounter): UnreadableKubeconfig | undefined {
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error !== undefined) return unreadable(lineOf(error.pos[0]), wordsOf(error));
  const {contents} = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    if (contents !== null) document.contents = null;
    return undefined;
  }
  if (!isMap(contents)) return unreadable(lineOf(offsetOf(contents)), 'it is not a mapping');
  for (const list of LISTS) {
    const node = document.get(list, true) as Node | undefined;
    if (node === undefined || isEmpty(node)) continue;
    if (!isSeq(node)) return unreadable(lineOf(offsetOf(node)), `${list} is not a list`);
    const odd = node.items.find((item) => !isMap(item) || typeof item.get('name') !== 'string');
    if (odd !== undefined) return unreadable(lineOf(offsetOf(odd)), `an entry of ${list} has no name`);
  }
  return undefined;
}

/** What is wrong with YAML. The library's own words are about itself where it finds two documents. */
function wordsOf({code, message}: YAMLParseError): string {
  if (code === 'MULTIPLE_DOCS') return 'it holds more than one document';
  const [words = ''] = message.split(/ at line |:?\n/);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function unreadable(line: number, reason: string): UnreadableKubeconfig {
  return {kind: 'unreadable', line, reason};
}

function offsetOf(node: unknown): number {
  return isCollection(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

/** Which cluster a kubeconfig of ours leads to; undefined: it is none of ours, or somebody has changed it. */
export function clusterOf(text: string): string | undefined {
  return additionsOf(text, undefined)?.clusters.name;
}

/** The three entries that a kubeconfig of ours has, its context called as it is wanted. */
function additionsOf(text: string, context: string | undefined): Additions | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const lists = document.toJS() as Readonly<Record<string, unknown>>;
  const [clusters, users, contexts] = LISTS.map((list) => firstOf(lists[list]));
  if (clusters === undefined || users === undefined || contexts === undefined) return undefined;
  return {clusters, users, contexts: context === undefined ? contexts : {...contexts, name: context}};
}

function firstOf(list: unknown): Entry | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const isEntry = typeof first === 'object' && first !== null && 'name' in first && typeof first.name === 'string';
  return isEntry ? (first as Entry) : undefined;
}

/** Puts an entry into a list of the document, in the place of the one of its name if there is one. */
function put(document: Document, list: keyof Additions, entry: Entry): {readonly state: 'added' | 'differs' | 'same'} {
  const sequence = sequenceOf(document, list);
  const index = sequence.items.findIndex((item) => isMap(item) && item.get('name') === entry.name);
  const old = sequence.items[index];
  if (!isMap(old)) {
    sequence.add(document.createNode(entry));
    return {state: 'added'};
  }
  if (isEqual(old.toJS(document), entry)) return {state: 'same'};
  const node = document.createNode(entry) as Node;
  node.commentBefore = old.commentBefore ?? null;
  node.spaceBefore = old.spaceBefore ?? false;
  sequence.items[index] = node;
  return {state: 'differs'};
}

/** The list, made if there is none; one that is written as `[]` becomes a list of lines. */
function sequenceOf(document: Document, list: keyof Additions): YAMLSeq {
  const found = document.get(list, true);
  if (isSeq(found)) {
    const inside = isMap(document.contents) && document.contents.flow === true;
    if (found.items.length === 0 && !inside) found.flow = false;
    return found;
  }
  const sequence = document.createNode([]) as YAMLSeq;
  document.set(list, sequence);
  return sequence;
}

/** The current context that a kubeconfig says; undefined: none, or it cannot be read. */
export function currentContextOf(text: string): string | undefined {
  const document = parseDocument(text);
  return document.errors.length === 0 && isMap(document.contents) ? currentContextIn(document) : undefined;
}

function currentContextIn(document: Document): string | undefined {
  const current = document.get('current-context');
  return typeof current === 'string' && current !== '' ? current : undefined;
}

/** Whether two values are the same, whatever the order of their fields. */
function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

/** Writes the document as the old text is written: JSON stays JSON, and kubectl does not indent lists. */
function print(document: Document, old: string): string {
  if (isMap(document.contents) && document.contents.flow === true && isJson(old)) {
    return `${JSON.stringify(document.toJS(), undefined, 2)}\n`;
  }
  const list = /^(?:clusters|users|contexts):[^\S\n]*\n(?:[^\S\n]*(?:#[^\n]*)?\n)*( *)- /m.exec(old);
  const indentSeq = (list?.[1] ?? '') !== '';
  return document.toString({lineWidth: 0, flowCollectionPadding: !/\{\S/.test(old), indentSeq});
}

/** A text with the ends of lines of another one, and its mark of Unicode: Windows has both, and YAML forgets them. */
function withEndsOf(old: string, text: string): string {
  const lines = /^[^\n]*\r\n/.test(old) ? text.replaceAll('\n', '\r\n') : text;
  return old.startsWith(BOM) ? `${BOM}${lines}` : lines;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
