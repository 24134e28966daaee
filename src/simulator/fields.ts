import {isList, isObject, type Json, type JsonObject} from '../template/value.ts';
import type {StoredResource} from './store.ts';

/*
 * Reads of JSON that may hold anything. `undefined` is for what is not there, or is null, or is of another type.
 */

/** What stands at a path of names. */
export function valueAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const name of path) found = isObject(found) ? found[name] : undefined;
  return found === null ? undefined : found;
}

/** The text at a path. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The number at a path. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The object at a path; an empty one if there is none. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

/** The list at a path; an empty one if there is none. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = valueAt(value, ...path);
  return isList(found) ? found : [];
}

/** The texts of the list at a path. */
export function textsAt(value: Json | undefined, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).filter((item) => typeof item === 'string');
}

/** An object without some of its properties. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** An object without what has no value: `undefined` stands for what is left out. */
export function present(object: {readonly [name: string]: Json | undefined}): JsonObject {
  const entries: [string, Json][] = Object.entries(object).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, value]],
  );
  return Object.fromEntries(entries);
}

/** Where a stored resource has what Azure knows of it and shows to nobody, such as whether custom data changed. */
const HIDDEN = 'hidden';

/** What nobody is shown of a resource. */
export function hiddenOf(resource: StoredResource | undefined): JsonObject {
  return objectAt(resource, HIDDEN);
}

/** A resource with other things that nobody is shown. */
export function withHidden(resource: StoredResource, hidden: JsonObject): StoredResource {
  return {...resource, [HIDDEN]: hidden};
}

/** A resource as anybody may see it. */
export function shown(resource: StoredResource): JsonObject {
  return without(resource, HIDDEN);
}

/** A resource with other properties beside those that it has. */
export function withProperties(resource: StoredResource, properties: JsonObject): StoredResource {
  return {...resource, properties: {...resource.properties, ...properties}};
}

/** Whether an operation on it has come to an end, as `provisioningState` says. */
export function withState(resource: StoredResource, provisioningState: string): StoredResource {
  return withProperties(resource, {provisioningState});
}
