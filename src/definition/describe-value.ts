import {holdsPrivateKey} from './redact.ts';

/** Values longer than this many characters are cut in messages: the code frame shows the rest. */
const LONGEST_SHOWN = 60;

/** A value as messages show it: strings in quotes, long ones cut, and never a private key. */
export function describeValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  if (holdsPrivateKey(value)) return '(a private key, not shown)';
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/** The kind of a value in the words of YAML: what people call what they wrote. */
export function describeType(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a mapping';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    default:
      return Number.isInteger(value) ? 'a whole number' : 'a number';
  }
}
