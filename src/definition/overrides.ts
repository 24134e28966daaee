import {allowsType, schemaAt} from './cluster-schema.ts';
import {quote} from './describe-value.ts';
import {formatPath, type Path} from './issue.ts';
import {findTarget, ownValue, type Refusal} from './override-target.ts';
import type {FindPlace} from './positions.ts';
import {parseYaml} from './read-yaml.ts';
import {type SourceText, sourceText} from './source-text.ts';
import type {Span} from './yaml-nodes.ts';
import {isContainer, setOwn} from './yaml-value.ts';

/** A `--set path=value` flag that was applied: problems at or below `path` point at it instead of the file. */
export interface Override {
  readonly path: Path;
  readonly source: SourceText;
  readonly key: Span;
  /** Finds a path below `path` in the value; offsets are those of `source`. */
  readonly find: FindPlace;
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

/** The path of a flag: everything before the equals sign, which quoted keys may contain too. */
const PATH_TEXT = /^(?:"[^"]*"|[^="])*(?==)/;

/** Applies `path=value` texts to a definition's value; the value given stays as it is. */
export function applyOverrides(value: unknown, flags: readonly string[]): Overridden {
  const root: unknown = structuredClone(value);
  const overrides: Override[] = [];
  const problems: OverrideProblem[] = [];
  for (const flag of flags) {
    const result = applyFlag(root, flag);
    if ('message' in result) problems.push(result);
    else overrides.push(result);
  }
  return {value: root, overrides, problems};
}

function applyFlag(root: unknown, flag: string): Override | OverrideProblem {
  const source = sourceText(`${FLAG}${flag}`, FLAG + flag);
  const pathText = PATH_TEXT.exec(flag)?.[0] ?? '';
  const key: Span = {offset: FLAG.length, length: Math.max(1, pathText.length || flag.length)};
  if (pathText === '') {
    const hint = 'write path=value, such as nodePools[0].count=5';
    return {source, span: key, message: `${quote(flag)} sets nothing`, hint};
  }
  const target = findTarget(root, pathText);
  if ('message' in target) return {source, span: key, ...target};

  const {path} = target;
  const start = FLAG.length + pathText.length + 1;
  const read = readFlagValue(flag.slice(pathText.length + 1), path);
  if ('problem' in read) return {source, span: shift(read.span, start), ...read.problem};
  const refusal = read.value === null ? removeAt(root, path) : setAt(root, path, read.value);
  if (refusal !== undefined) return {source, span: key, ...refusal};
  return {path, source, key, find: (below) => shiftPlace(read.find(below), start)};
}

type FlagValue = {readonly value: unknown; readonly find: FindPlace} | {readonly problem: Refusal; readonly span: Span};

/** `null` removes; text where the schema wants text, a list by commas where it wants texts; else as YAML reads it. */
function readFlagValue(text: string, path: Path): FlagValue {
  const node = schemaAt(path);
  const whole: Span = {offset: 0, length: text.length};
  if (text === 'null' || (node !== undefined && allowsType(node, 'string'))) {
    return {value: text === 'null' ? null : text, find: () => ({found: 0, value: whole, scalar: whole})};
  }
  if (node?.items?.type === 'string' && !text.trimStart().startsWith('[')) return readCommaList(text);
  if (text.trim() === '') {
    const hint = `give it one, or remove what the file says: ${formatPath(path)}=null`;
    return {span: whole, problem: {message: `${formatPath(path)} is set to no value`, hint}};
  }
  const {content, issues} = parseYaml(text);
  const [issue] = issues;
  if (content !== undefined && issue === undefined) return content;
  const hint = 'write the value as YAML on one line';
  return {span: issue?.span ?? whole, problem: {message: issue?.message ?? 'this cannot be read', hint}};
}

/** `a, b`: every item with its place. */
function readCommaList(text: string): FlagValue {
  const items: {text: string; span: Span}[] = [];
  for (const match of text.matchAll(/[^,]+/g)) {
    const item = match[0].trim();
    const offset = match.index + match[0].indexOf(item);
    if (item !== '') items.push({text: item, span: {offset, length: item.length}});
  }
  const find: FindPlace = ([index]) => {
    const span = items[Number(index)]?.span;
    if (span === undefined) return {found: 0, value: {offset: 0, length: text.length}};
    return {found: 1, key: span, value: span, scalar: span};
  };
  return {value: items.map((item) => item.text), find};
}

/** Sets a value, and makes the mappings and lists above it that are not there. */
function setAt(root: unknown, path: Path, value: unknown): Refusal | undefined {
  let container = root;
  for (const [index, part] of path.entries()) {
    if (!isContainer(container)) return undefined;
    if (index === path.length - 1) {
      setOwn(container, part, value);
      return undefined;
    }
    const next = ownValue(container, part);
    if (!isContainer(next)) {
      const above = path.slice(0, index + 1);
      if (next !== undefined && next !== null && !mayHoldMore(above)) {
        const message = `${formatPath(above)} is a single value, in which nothing can be set`;
        return {message, hint: `set ${formatPath(above)} itself`};
      }
      setOwn(container, part, typeof path[index + 1] === 'number' ? [] : {});
    }
    container = ownValue(container, part);
  }
  return undefined;
}

/** True where the schema allows a mapping or a list: `count: 3` makes way for `count.min=1`. */
function mayHoldMore(path: Path): boolean {
  const node = schemaAt(path);
  return node !== undefined && (allowsType(node, 'object') || allowsType(node, 'array'));
}

function removeAt(root: unknown, path: Path): Refusal | undefined {
  const container = path.slice(0, -1).reduce(ownValue, root);
  const key = path.at(-1);
  if (!isContainer(container) || key === undefined) return undefined;
  if (Array.isArray(container)) {
    // The entries behind would move up, and every problem with them would be shown at the wrong place.
    const hint = `set the whole list instead: ${formatPath(path.slice(0, -1))}=[...]`;
    return {message: `${formatPath(path)} is an entry of a list, which cannot be removed alone`, hint};
  }
  delete container[key];
  return undefined;
}

function shift({offset, length}: Span, by: number): Span {
  return {offset: offset + by, length};
}

function shiftPlace({found, key, value, scalar}: ReturnType<FindPlace>, by: number): ReturnType<FindPlace> {
  return {
    found,
    ...(key === undefined ? {} : {key: shift(key, by)}),
    ...(value === undefined ? {} : {value: shift(value, by)}),
    ...(scalar === undefined ? {} : {scalar: shift(scalar, by)}),
  };
}
