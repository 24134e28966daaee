import {isObject, type Json, type JsonObject, type Value, type ValueObject} from '../template/value.ts';
import {plainJson} from './deployment-plan.ts';
import {objectAt, textAt, valueAt} from './fields.ts';
import {textsIn} from './masked-body.ts';

/** Types as Azure shows them. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'Array',
  bool: 'Bool',
  int: 'Int',
  object: 'Object',
  secureobject: 'SecureObject',
  securestring: 'SecureString',
  string: 'String',
};

/** Values of a deployment's parameters: `{"name": {"value": …}}` without what stands around them. */
export function givenValues(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, given]): [string, Json][] => {
      const value = isObject(given) ? given['value'] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Parameters as GET shows them: those of secure types without values. */
export function showParameters(template: JsonObject, values: ValueObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const type = typeIn(template, 'parameters', name);
      return [name, {type: typeText(type), ...(isSecure(type) ? {} : {value: plainJson(value)})}];
    }),
  );
}

/** An output as GET shows it; those of secure types have no value. */
export function showOutput(type: string, value: Json): JsonObject {
  return {type: typeText(type), ...(isSecure(type) ? {} : {value})};
}

/** The texts in the values of secure parameters. */
export function secretsIn(template: JsonObject, values: ValueObject): readonly string[] {
  return Object.entries(values).flatMap(([name, value]: [string, Value]) =>
    isSecure(typeIn(template, 'parameters', name)) ? textsIn(plainJson(value)) : [],
  );
}

function typeIn(template: JsonObject, part: string, name: string): string {
  const definitions = objectAt(template, part);
  const key = Object.keys(definitions).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
  return textAt(valueAt(definitions, key), 'type') ?? 'string';
}

function typeText(type: string): string {
  return TYPES[type.toLowerCase()] ?? type;
}

function isSecure(type: string): boolean {
  return type.toLowerCase().startsWith('secure');
}
