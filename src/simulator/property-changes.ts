import {isList, isObject, type Json, type JsonObject, sameValue} from '../template/value.ts';

/** What is compared: as what-if of Azure tells it (Azure: REST API, deployments/what-if, "WhatIfPropertyChange"). */
export function propertyChanges(before: JsonObject, after: JsonObject, prefix = ''): JsonObject[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name) => changeOf(before[name], after[name], `${prefix}${name}`));
}

function changeOf(before: Json | undefined, after: Json | undefined, path: string): JsonObject[] {
  if (before === undefined || before === null) {
    return after === undefined || after === null ? [] : [{path, propertyChangeType: 'Create', after}];
  }
  if (after === undefined || after === null) return [{path, propertyChangeType: 'Delete', before}];
  if (sameValue(before, after)) return [];
  if (isObject(before) && isObject(after)) return propertyChanges(before, after, `${path}.`);
  if (isList(before) && isList(after)) {
    return [{path, propertyChangeType: 'Array', children: itemChanges(before, after)}];
  }
  return [{path, propertyChangeType: 'Modify', before, after}];
}

/** Items of lists, by their names where they have some, by their places otherwise. */
function itemChanges(before: readonly Json[], after: readonly Json[]): JsonObject[] {
  const named = [...before, ...after].every((item) => nameOf(item) !== undefined);
  if (!named) {
    const places = [...Array(Math.max(before.length, after.length)).keys()];
    return places.flatMap((at) => itemChange(before[at], after[at], String(at)));
  }
  const afterByName = new Map(after.map((item) => [nameOf(item), item]));
  const beforeNames = new Set(before.map(nameOf));
  return [
    ...before.flatMap((item, at) => itemChange(item, afterByName.get(nameOf(item)), String(at))),
    ...after.flatMap((item, at) => (beforeNames.has(nameOf(item)) ? [] : itemChange(undefined, item, String(at)))),
  ];
}

function nameOf(item: Json): string | undefined {
  const name = isObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name.toLowerCase() : undefined;
}

/** A change of an object in a list is one, with the changes of its properties as children. */
function itemChange(before: Json | undefined, after: Json | undefined, path: string): JsonObject[] {
  if (before === undefined || after === undefined || !isObject(before) || !isObject(after)) {
    return changeOf(before, after, path);
  }
  const children = propertyChanges(before, after);
  return children.length === 0 ? [] : [{path, propertyChangeType: 'Modify', children}];
}
