import {describeType, describeValue} from '../describe-value.ts';
import {holdsPrivateKey} from '../redact.ts';
import {suggest} from '../suggest.ts';
import type {Facts} from './facts.ts';
import type {Field, FieldTable, Translate, ValueType} from './fields.ts';
import {dropped, type Finding, type Place, wrong} from './findings.ts';
import {isMapping, sameKey} from './source.ts';

/** Everything that is to be said of the field at `place` and of what is in it, in the order of the file. */
export function walk(place: Place, field: Field, facts: Facts): readonly Finding[] {
  switch (field.kind) {
    case 'covered':
      return [];
    case 'chosen':
      return walk(place, field.choose(place, facts), facts);
    case 'value':
      return check(place, field.type, field.evenEmpty) ?? said(place, field.translate, facts);
    case 'mapping':
      return (
        check(place, 'mapping', false) ?? [
          ...said(place, field.whole, facts),
          ...walkFields(place, field.fields, facts),
        ]
      );
    case 'list':
      return (
        check(place, 'list', false) ?? [...said(place, field.whole, facts), ...walkItems(place, field.item, facts)]
      );
  }
}

function said(place: Place, translate: Translate | undefined, facts: Facts): readonly Finding[] {
  const findings = translate === undefined ? [] : translate(place, facts);
  const isWritten = findings.some(({assign = []}) => assign.length > 0);
  if (isWritten && holdsPrivateKey(JSON.stringify(place.value))) return [privateKey(place)];
  return findings.map((finding) => ({from: place.path, ...finding}));
}

/** Whatever the field is for: a private key that stands there by mistake goes nowhere. */
function privateKey({path}: Place): Finding {
  const hint = 'remove it, and make a new one: this key is no longer secret';
  return wrong('VK5004', 'there is a private key in it, which is neither read nor written', hint, {from: path});
}

function walkItems(place: Place, item: Field, facts: Facts): readonly Finding[] {
  const values: readonly unknown[] = Array.isArray(place.value) ? place.value : [];
  return values.flatMap((value, index) => walk({path: [...place.path, index], value}, item, facts));
}

function walkFields(place: Place, fields: FieldTable, facts: Facts): readonly Finding[] {
  const values = isMapping(place.value) ? place.value : {};
  const keys = Object.keys(values);
  return keys.flatMap((key, index) => {
    const child: Place = {path: [...place.path, key], value: values[key]};
    const name = Object.keys(fields).find((candidate) => sameKey(candidate, key));
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || field === undefined) return [unknownField(child, key, Object.keys(fields))];
    const later = keys.slice(index + 1).find((other) => sameKey(other, key));
    return later === undefined ? walk(child, field, facts) : [repeatedField(child, key, later)];
  });
}

function unknownField({path}: Place, key: string, known: readonly string[]): Finding {
  const near = suggest(key, known);
  const hint =
    near === undefined ? 'remove it, or see how v1 does what it was for' : `did you mean ${describeValue(near)}?`;
  const message = `${describeValue(key)} is no field of acs-engine or aks-engine here, and they refused it as well`;
  return wrong('VK5001', message, hint, {from: path});
}

function repeatedField({path}: Place, key: string, later: string): Finding {
  const message = `${describeValue(key)} is here again as ${describeValue(later)}: capitals do not matter, and the last one counted`;
  return wrong('VK5003', message, 'keep one of the two', {from: path});
}

/** What is to be said instead of a translation: that nothing is there, or something of the wrong type. */
function check({path, value}: Place, type: ValueType, evenEmpty: boolean): readonly Finding[] | undefined {
  if (value === null || value === undefined) return [{...dropped('null, as if it were not written'), from: path}];
  if (!TYPES[type].has(value)) {
    const message = `${describeType(value)} stands where ${TYPES[type].words} belongs`;
    return [wrong('VK5002', message, `write ${TYPES[type].words}`, {from: path})];
  }
  if (isEmpty(value) && !evenEmpty) return [{...dropped('empty, as if it were not written'), from: path}];
  return undefined;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === '' || (isMapping(value) && Object.keys(value).length === 0);
}

const TYPES: Readonly<Record<ValueType, {readonly words: string; has(value: unknown): boolean}>> = {
  text: {words: 'text', has: (value) => typeof value === 'string'},
  number: {words: 'a number', has: (value) => typeof value === 'number'},
  numeric: {words: 'a whole number', has: (value) => typeof value === 'number' || typeof value === 'string'},
  flag: {words: 'true or false', has: (value) => typeof value === 'boolean'},
  list: {words: 'a list', has: (value) => Array.isArray(value)},
  mapping: {words: 'a mapping', has: isMapping},
  any: {words: 'anything', has: () => true},
};
