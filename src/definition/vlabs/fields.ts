import type {Facts} from './facts.ts';
import {dropped, type Finding, lost, type Place} from './findings.ts';

/** What the old tools took for the value of a field; `numeric` is a whole number or text with one. */
export type ValueType = 'text' | 'number' | 'numeric' | 'flag' | 'list' | 'mapping' | 'any';

/** Makes of a field what it is in v1. */
export type Translate = (place: Place, facts: Facts) => readonly Finding[];

/**
 * How a field of vlabs is answered for:
 * - `value`: as a whole, by a function
 * - `mapping`: field by field, and the mapping itself by `whole`, if there is one
 * - `list`: item by item
 * - `covered`: by what is said of the mapping or list around it
 * - `chosen`: in one of these ways, depending on its value
 */
export type Field =
  | {readonly kind: 'value'; readonly type: ValueType; readonly evenEmpty: boolean; readonly translate: Translate}
  | {readonly kind: 'mapping'; readonly fields: FieldTable; readonly whole?: Translate}
  | {readonly kind: 'list'; readonly item: Field; readonly whole?: Translate}
  | {readonly kind: 'covered'}
  | {readonly kind: 'chosen'; readonly choose: (place: Place, facts: Facts) => Field};

/** The fields of a mapping by name, as the old tools wrote them; they read any mixture of capitals. */
export type FieldTable = Readonly<Record<string, Field>>;

/** A field with a function of its own. What is empty (`""`, `[]`, `{}`) counts as not written. */
export function value(type: ValueType, translate: Translate): Field {
  return {kind: 'value', type, evenEmpty: false, translate};
}

/** The same, for fields in which something empty is a fault rather than the same as nothing. */
export function valueEvenEmpty(type: ValueType, translate: Translate): Field {
  return {kind: 'value', type, evenEmpty: true, translate};
}

/** A mapping whose fields are looked at one by one. */
export function mapping(fields: FieldTable, whole?: Translate): Field {
  return {kind: 'mapping', fields, ...(whole === undefined ? {} : {whole})};
}

/** A list whose items are looked at one by one. */
export function list(item: Field, whole?: Translate): Field {
  return {kind: 'list', item, ...(whole === undefined ? {} : {whole})};
}

/** A field of a mapping that is answered for as a whole. */
export const covered: Field = {kind: 'covered'};

/** A mapping answered for as a whole; its fields are named so that others are still reported. */
export function wholeMapping(names: string, whole: Translate): Field {
  return mapping(coveredFields(names), whole);
}

/** A list of mappings that is answered for as a whole. */
export function wholeList(names: string, whole: Translate): Field {
  return list(mapping(coveredFields(names)), whole);
}

/** Fields that are answered for with the mapping around them; names with blanks between them. */
export function coveredFields(names: string): FieldTable {
  return sameField(names, covered);
}

/** Several fields that are answered for alike; names with blanks between them. */
export function sameField(names: string, field: Field): FieldTable {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, field]),
  );
}

/** A field that nothing stands for, which does no harm. */
export function harmless(reason: string, type: ValueType = 'any'): Field {
  return value(type, () => [dropped(reason)]);
}

/** A field that nothing stands for, so that something has to make up for it. */
export function missed(message: string, hint: string, type: ValueType = 'any'): Field {
  return value(type, () => [lost(message, hint)]);
}

/** A switch: harmless when it is off, or when it is on, with what to say of the other case. */
export function flag(says: {readonly on: string | Finding; readonly off: string | Finding}): Field {
  return value('flag', (place) => {
    const said = place.value === true ? says.on : says.off;
    return [typeof said === 'string' ? dropped(said) : said];
  });
}
