import {holdsPrivateKey} from './redact.ts';

/** Values longer than this many characters are cut in messages: the code frame shows the rest. */
const LONGEST_SHOWN = 60;

/** Half a character at the end of a text that was cut. */
const CUT_CHARACTER = /[\uD800-\uDBFF]$/;

/** Characters that JSON leaves as they are and that would change what a terminal shows. */
const INVISIBLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value as messages show it: strings in quotes, long ones cut, and never a private key. */
export function describeValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  if (holdsPrivateKey(value)) return '(a private key, not shown)';
  if (value.length <= LONGEST_SHOWN) return quote(value);
  return quote(`${value.slice(0, LONGEST_SHOWN).replace(CUT_CHARACTER, '')}…`);
}

/** The text in quotes, with everything escaped that would not be seen. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
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
      return 'a boolean';
    default:
      return Number.isInteger(value) ? 'a whole number' : 'a number';
  }
}
