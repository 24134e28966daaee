import {addressIssue, rangeIssue} from './address-issues.ts';
import type {SchemaNode} from './cluster-schema.ts';
import {allowsType, schemaAt} from './cluster-schema.ts';
import {formatCount} from './count-words.ts';
import {describeType, describeValue} from './describe-value.ts';
import type {Issue, Path} from './issue.ts';
import {oneOf, suggest} from './suggest.ts';

/** One error of the schema validator, with everything around it that a good message needs. */
export interface SchemaError {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the value that fails stands. */
  readonly path: Path;
  readonly value: unknown;
  /** The schema that it fails. */
  readonly node: SchemaNode;
}

/** The text of a scalar as it was written: `1.30`, where the value is 1.3; undefined if it was not written there. */
export type WrittenText = (path: Path) => string | undefined;

/** Puts one error of the schema validator into words; nothing if another error says the same better. */
export function schemaIssues(error: SchemaError, written: WrittenText): readonly Issue[] {
  const {path, keyword, value} = error;
  switch (keyword) {
    case 'required':
      return missingKey(error);
    case 'additionalProperties':
      return [unknownKey(error)];
    case 'type':
      return [value === null || value === undefined ? emptyValue(error) : wrongType(error, written)];
    case 'enum':
      return [notAllowed(error)];
    case 'minimum':
    case 'maximum':
      return [outOfRange(error)];
    case 'pattern':
      return [wrongForm(error)];
    case 'format':
      return [
        error.node.format === 'ipv4-prefix' ? rangeIssue(path, String(value)) : addressIssue(path, String(value)),
      ];
    case 'uniqueItems':
      return repeatedItems(error);
    default:
      return [wrongSize(error)];
  }
}

function issue(code: Issue['code'], path: Path, message: string, hint: string): Issue {
  return {code, severity: 'error', path, message, hint};
}

function missingKey({path, params, node, value}: SchemaError): readonly Issue[] {
  const key = String(params['missingProperty']);
  // A key that was misspelt is reported as such; that it is missing too would only distract.
  const present = Object.keys(value as object);
  const known = Object.keys(node.properties ?? {});
  if (present.some((other) => !known.includes(other) && suggest(other, known) === key)) return [];

  return [issue('VK2001', [...path, key], `${key} is missing`, `add ${additionOf(key, node.properties?.[key])}`)];
}

/** What to add: an example where it is short, else what must be in it and what it is. */
function additionOf(key: string, child: SchemaNode | undefined): string {
  const example = child?.examples?.[0];
  if (typeof example === 'string' || typeof example === 'number') return `it, for example ${key}: ${example}`;
  const inside = child?.required ?? child?.items?.required ?? [];
  const what = firstSentence(child?.description);
  if (inside.length === 0) return `it: ${what}`;
  return child?.items === undefined
    ? `it, with ${inside.join(', ')}: ${what}`
    : `it, a list of items with ${inside.join(', ')}: ${what}`;
}

function unknownKey({path, params, node, value}: SchemaError): Issue {
  const key = String(params['additionalProperty']);
  const known = Object.keys(node.properties ?? {}).filter((candidate) => !Object.hasOwn(value as object, candidate));
  const meant = suggest(key, known);
  const hint =
    meant === undefined ? `known here: ${Object.keys(node.properties ?? {}).join(', ')}` : `did you mean ${meant}?`;
  return {...issue('VK2003', [...path, key], `unknown key ${describeValue(key)}`, hint), at: 'key'};
}

function wrongType({path, node, value}: SchemaError, written: WrittenText): Issue {
  if (allowsType(node, 'string') && (typeof value === 'number' || typeof value === 'boolean')) {
    const text = written(path) ?? String(value);
    const reads = text === String(value) ? '' : `, which YAML reads as ${value}`;
    const kind = typeof value === 'number' ? 'a number' : 'a boolean';
    return issue('VK2013', path, `${text} without quotes is ${kind}${reads}`, quotesHint(node, text));
  }
  const message =
    typeof value === 'object'
      ? `${describeValue(value)} does not fit here`
      : `${describeValue(value)} is ${describeType(value)}`;
  return issue('VK2002', path, message, typeHint(node, value));
}

/** Quotes, and what would still be wrong in them. */
function quotesHint({pattern, patternErrorMessage, enum: words}: SchemaNode, text: string): string {
  if (words !== undefined && !words.includes(text)) return `use ${oneOf(words.map((word) => `"${word}"`))}`;
  const isRight = pattern === undefined || new RegExp(pattern, 'u').test(text);
  return isRight || patternErrorMessage === undefined
    ? `put it in quotes: "${text}"`
    : `put it in quotes, and write ${patternErrorMessage}`;
}

function typeHint(node: SchemaNode, value: unknown): string {
  const example = node.examples?.[0];
  if (allowsType(node, 'boolean')) return 'write true or false, without quotes';
  if (allowsType(node, 'integer') && typeof value === 'string' && /^\d+$/.test(value))
    return `write it without quotes: ${value}`;
  const [, amount] = typeof value === 'string' ? (/^(\d{1,9}) ?[A-Za-z]+$/.exec(value) ?? []) : [];
  if (allowsType(node, 'integer') && amount !== undefined) return `write the number alone: ${amount}`;
  if (allowsType(node, 'integer')) return `write a whole number, such as ${example}`;
  if (allowsType(node, 'number')) return `write a number, such as ${example}`;
  if (allowsType(node, 'array') && typeof value === 'string' && node.items?.type === 'string')
    return `write a list: [${describeValue(value)}]`;
  if (allowsType(node, 'array')) return 'write a list, each item on its own line after "- "';
  if (allowsType(node, 'object')) return mappingHint(node);
  return `write text, such as ${example ?? 'value'}`;
}

function mappingHint({properties}: SchemaNode): string {
  return properties === undefined
    ? 'write a mapping of keys to texts, such as {key: value}'
    : `write a mapping of ${Object.keys(properties).join(', ')}`;
}

function emptyValue({path, node}: SchemaError): Issue {
  const key = path.at(-1);
  const required = schemaAt(path.slice(0, -1))?.required?.includes(String(key)) === true;
  const example = node.examples?.[0];
  const fallback = isScalar(node.default) ? ` (the default is ${node.default})` : '';
  const give = isScalar(example) ? `give it a value, such as ${example}` : 'give it a value';
  const remove = typeof key === 'number' ? ', or remove the entry' : `, or remove the key${fallback}`;
  const message = typeof key === 'number' ? 'this entry is empty' : `${key} is empty`;
  return issue('VK2014', path, message, required ? give : `${give}${remove}`);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function notAllowed({path, node, value}: SchemaError): Issue {
  const allowed = node.enum ?? [];
  const meant = typeof value === 'string' ? suggest(value, allowed.map(String)) : undefined;
  const list = oneOf(allowed);
  const hint = meant === undefined ? `use ${list}` : `did you mean ${meant}? Allowed: ${list}`;
  return issue('VK2004', path, `${describeValue(value)} is not allowed here`, hint);
}

function outOfRange({path, node, value, keyword}: SchemaError): Issue {
  const range = node.maximum === undefined ? `${node.minimum} or more` : `${node.minimum} to ${node.maximum}`;
  return issue('VK2005', path, `${value} is too ${keyword === 'minimum' ? 'small' : 'large'}`, `use ${range}`);
}

function wrongForm({path, node, value}: SchemaError): Issue {
  return issue('VK2006', path, `${describeValue(value)} has the wrong form`, `write ${node.patternErrorMessage}`);
}

/** Every repetition in a list: the validator reports only one. */
function repeatedItems({path, value}: SchemaError): readonly Issue[] {
  const firsts = new Map<unknown, number>();
  const issues: Issue[] = [];
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const first = firsts.get(item);
    if (first === undefined) firsts.set(item, index);
    else if (typeof item === 'string') {
      const repeated = issue('VK2012', [...path, index], `${describeValue(item)} is in the list twice`, 'remove one');
      issues.push({...repeated, related: [{path: [...path, first], message: 'the first'}]});
    }
  }
  return issues;
}

function wrongSize({path, params, value, keyword}: SchemaError): Issue {
  const length = typeof value === 'string' ? Array.from(value).length : Object.keys(value as object).length;
  const limit = Number(params['limit']);
  const shown = typeof value === 'string' ? `${describeValue(value)} has` : 'it has';
  const have = length === 0 ? 'no' : formatCount(length);
  const [one, several] = typeof value === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  const unit = (count: number) => (count === 1 ? one : several);
  const bound = keyword.startsWith('min') ? 'at least' : 'at most';
  return issue(
    'VK2011',
    path,
    `${shown} ${have} ${unit(length)}`,
    `write ${bound} ${formatCount(limit)} ${unit(limit)}`,
  );
}

function firstSentence(text: string | undefined): string {
  const [first = ''] = (text ?? '').split('. ');
  return first.replace(/\.$/, '').replace(/^./, (letter) => letter.toLowerCase());
}
