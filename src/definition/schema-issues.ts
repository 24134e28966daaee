import type {ErrorObject} from 'ajv';
import {formatAddress, parseAddress} from '../ipv4/address.ts';
import {formatPrefix, readPrefix} from '../ipv4/prefix.ts';
import type {SchemaNode} from './cluster-schema.ts';
import {allowsType} from './cluster-schema.ts';
import {describeType, describeValue} from './describe-value.ts';
import type {Issue, Path} from './issue.ts';
import {oneOf, suggest} from './suggest.ts';

/** One error of the schema validator, with everything around it that a good message needs. */
export interface SchemaError {
  readonly keyword: string;
  readonly params: ErrorObject['params'];
  /** Where the value that fails stands. */
  readonly path: Path;
  readonly value: unknown;
  /** The schema that it fails. */
  readonly node: SchemaNode;
}

/** The text of a scalar as it was written: `1.30`, where the value is 1.3; undefined if it was not written there. */
export type WrittenText = (path: Path) => string | undefined;

/** Puts one error of the schema validator into words; undefined if another error says the same better. */
export function schemaIssue(error: SchemaError, written: WrittenText): Issue | undefined {
  const {path, keyword, value} = error;
  if (value === null && keyword !== 'type') return undefined;
  switch (keyword) {
    case 'required':
      return missingKey(error);
    case 'additionalProperties':
      return unknownKey(error);
    case 'type':
      return wrongType(error, written);
    case 'enum':
      return notAllowed(error);
    case 'minimum':
    case 'maximum':
      return outOfRange(error);
    case 'pattern':
      return issue(
        'VK2006',
        path,
        `${describeValue(value)} has the wrong form`,
        `write ${error.node.patternErrorMessage}`,
      );
    case 'format':
      return error.node.format === 'ipv4-prefix' ? notARange(path, String(value)) : notAnAddress(path, String(value));
    case 'uniqueItems':
      return repeatedItem(error);
    default:
      return wrongSize(error);
  }
}

function issue(code: Issue['code'], path: Path, message: string, hint?: string): Issue {
  return {code, severity: 'error', path, message, ...(hint === undefined ? {} : {hint})};
}

function missingKey({path, params, node, value}: SchemaError): Issue | undefined {
  const key = String(params['missingProperty']);
  // A key that was misspelt is reported as such; that it is missing too would only distract.
  const present = Object.keys(value as object);
  const known = Object.keys(node.properties ?? {});
  if (present.some((other) => !known.includes(other) && suggest(other, known) === key)) return undefined;

  const child = node.properties?.[key];
  const example = child?.examples?.[0];
  const scalar = typeof example === 'string' || typeof example === 'number';
  const hint = scalar ? `add it, for example ${key}: ${example}` : `add it: ${firstSentence(child?.description)}`;
  return issue('VK2001', [...path, key], `${key} is missing`, hint);
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
  if (value === null || value === undefined) return emptyValue(path, node);
  if (allowsType(node, 'string') && (typeof value === 'number' || typeof value === 'boolean')) {
    const text = written(path) ?? String(value);
    const reads = text === String(value) ? '' : `, which YAML reads as ${value}`;
    const kind = typeof value === 'number' ? 'a number' : 'true or false';
    return issue('VK2013', path, `${text} without quotes is ${kind}${reads}`, `put it in quotes: "${text}"`);
  }
  return issue('VK2002', path, `${describeValue(value)} is ${describeType(value)}`, typeHint(node, value));
}

function typeHint(node: SchemaNode, value: unknown): string {
  const example = node.examples?.[0];
  if (allowsType(node, 'boolean')) return 'write true or false, without quotes';
  if (allowsType(node, 'integer') && typeof value === 'string' && /^\d+$/.test(value))
    return `write it without quotes: ${value}`;
  if (allowsType(node, 'integer')) return `write a whole number, such as ${example}`;
  if (allowsType(node, 'number')) return `write a number, such as ${example}`;
  if (allowsType(node, 'array') && typeof value !== 'object') return `write a list: [${value}]`;
  if (allowsType(node, 'array')) return 'write a list, each item on its own line after "- "';
  if (allowsType(node, 'object')) return `write a mapping of ${Object.keys(node.properties ?? {key: 0}).join(', ')}`;
  return `write text, such as ${example}`;
}

function emptyValue(path: Path, node: SchemaNode): Issue {
  const key = String(path.at(-1) ?? 'the definition');
  const fallback = node.default;
  const scalar = ['string', 'number', 'boolean'].includes(typeof fallback);
  const hint = scalar
    ? `give it a value, or remove the key (the default is ${fallback})`
    : 'give it a value, or remove the key';
  return issue('VK2014', path, `${key} is empty`, hint);
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

function notARange(path: Path, text: string): Issue {
  const parse = readPrefix(text);
  const shown = describeValue(text);
  switch (parse.problem) {
    case 'ipv6':
      return ipv6Issue(path, shown);
    case 'host-bits': {
      const network = formatPrefix(parse.network);
      const message = `${shown} has host bits set: a range begins with its network address`;
      return issue('VK2008', path, message, `use ${network}`);
    }
    case 'address-without-length':
      return issue(
        'VK2007',
        path,
        `${shown} is an address without a prefix length`,
        `use ${formatPrefix(parse.network)} for this one address`,
      );
    case 'length':
      return issue(
        'VK2007',
        path,
        `${shown} has no prefix length from 0 to 32`,
        'write address/length, such as 10.240.0.0/16',
      );
    default: {
      const network = parse.problem === 'not-a-prefix' ? parse.network : undefined;
      const hint =
        network === undefined ? 'write address/length, such as 10.240.0.0/16' : `write ${formatPrefix(network)}`;
      return issue('VK2007', path, `${shown} is not a range of IPv4 addresses`, hint);
    }
  }
}

function notAnAddress(path: Path, text: string): Issue {
  if (text.includes(':')) return ipv6Issue(path, describeValue(text));
  const withoutLength = parseAddress(text.trim().split('/')[0] ?? '');
  const hint =
    withoutLength === undefined
      ? 'write four numbers from 0 to 255, such as 10.0.0.4'
      : `write ${formatAddress(withoutLength)}`;
  return issue('VK2010', path, `${describeValue(text)} is not an IPv4 address`, hint);
}

// Azure gives a network interface one private IPv6 address, and only if it has no other secondary ipConfiguration.
function ipv6Issue(path: Path, shown: string): Issue {
  const hint = 'use IPv4: an Azure network interface cannot have an IPv6 address for every pod';
  return issue('VK2009', path, `${shown} is IPv6, which is not supported`, hint);
}

function repeatedItem({path, params, value}: SchemaError): Issue {
  const first = Math.min(Number(params['i']), Number(params['j']));
  const second = Math.max(Number(params['i']), Number(params['j']));
  const item = (value as readonly unknown[])[second];
  return {
    ...issue('VK2012', [...path, second], `${describeValue(item)} is in the list twice`, 'remove one of them'),
    related: [{path: [...path, first], message: 'the first'}],
  };
}

function wrongSize({path, node, value, keyword}: SchemaError): Issue {
  const least = node.minItems ?? node.minLength;
  const most = node.maxItems ?? node.maxLength ?? node.maxProperties;
  const length = typeof value === 'string' ? value.length : Object.keys(value as object).length;
  const unit = typeof value === 'string' ? 'characters' : 'entries';
  const shown = typeof value === 'string' ? `${describeValue(value)} has` : 'it has';
  const hint = keyword.startsWith('min') ? `at least ${least ?? 1}` : `at most ${most ?? 512}`;
  return issue(
    'VK2011',
    path,
    `${shown} ${length === 0 ? 'no' : length.toLocaleString('en')} ${unit}`,
    `write ${hint}`,
  );
}

function firstSentence(text: string | undefined): string {
  return (
    (text ?? '')
      .split('. ')[0]
      ?.replace(/\.$/, '')
      .replace(/^./, (letter) => letter.toLowerCase()) ?? ''
  );
}
