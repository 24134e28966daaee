import {isJsonList} from './expand-value.ts';
import {Deferred, describeType, isList, isObject, type JsonObject, sameValue, type Value} from './value.ts';

/** The types of parameters and outputs (Azure: templates/data-types), in small letters, with the test of a value. */
const TYPES: ReadonlyMap<string, (value: Value) => boolean> = new Map([
  ['array', isList],
  ['bool', (value: Value) => typeof value === 'boolean'],
  ['int', (value: Value) => typeof value === 'number' && Number.isInteger(value)],
  ['object', isObject],
  ['secureobject', isObject],
  ['securestring', (value: Value) => typeof value === 'string'],
  ['string', (value: Value) => typeof value === 'string'],
]);

/** Whether a parameter or output is of a type whose values Azure keeps out of logs and histories. */
export function isSecureType(definition: JsonObject): boolean {
  const type = String(definition['type']).toLowerCase();
  return type === 'securestring' || type === 'secureobject';
}

/** Why a value is not of a type, in words that follow "the value"; undefined if it is. */
export function checkType(value: Value, definition: JsonObject): string | undefined {
  const type = String(definition['type']);
  const test = TYPES.get(type.toLowerCase());
  if (test === undefined) return `is of the unknown type ${JSON.stringify(definition['type'] ?? null)}`;
  if (value instanceof Deferred || test(value)) return undefined;
  if (value === null && definition['nullable'] === true) return undefined;
  return `must be of the type ${type}, not ${describeType(value)}`;
}

/** Why a value is none that a parameter takes, in words that follow "the value"; undefined if it is one. */
export function checkParameterValue(value: Value, definition: JsonObject): string | undefined {
  const reason = checkType(value, definition);
  if (reason !== undefined || value instanceof Deferred || value === null) return reason;
  return checkAllowed(value, definition) ?? checkBounds(value, definition);
}

function checkAllowed(value: Value, {allowedValues}: JsonObject): string | undefined {
  if (!isJsonList(allowedValues)) return undefined;
  // Of an array each element must be allowed (Azure: templates/parameters, "Allowed values").
  const found = isList(value) ? value : [value];
  const wrong = found.find((item) => !allowedValues.some((allowed) => sameValue(allowed, item)));
  if (wrong === undefined) return undefined;
  return `must be one of ${allowedValues.map((each) => JSON.stringify(each)).join(', ')}, not ${JSON.stringify(wrong)}`;
}

function checkBounds(value: Value, definition: JsonObject): string | undefined {
  if (typeof value === 'number') return checkRange(value, definition['minValue'], definition['maxValue'], 'be');
  if (typeof value !== 'string' && !isList(value)) return undefined;
  return checkRange(value.length, definition['minLength'], definition['maxLength'], 'have a length of');
}

function checkRange(size: number, min: unknown, max: unknown, verb: string): string | undefined {
  if (typeof min === 'number' && size < min) return `must ${verb} at least ${min}, not ${size}`;
  if (typeof max === 'number' && size > max) return `must ${verb} at most ${max}, not ${size}`;
  return undefined;
}
