import {evaluationError} from '../template-error.ts';
import {compareTexts, type Json, type Value} from '../value.ts';
import {allValues, listAt, objectAt, textAt} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, structural, type TemplateFunction} from './function.ts';

/** Functions for objects (Azure: template-functions-object). */
export const OBJECT_FUNCTIONS: readonly TemplateFunction[] = [
  structural('createObject', 0, ANY_NUMBER, createObject),
  plain('items', 1, 1, (values, call) => {
    const entries = Object.entries(objectAt(values, 0, call)).toSorted(([a], [b]) => compareTexts(a, b));
    return entries.map(([key, value]) => ({key, value}));
  }),
  plain('json', 1, 1, (values, call) => parseJson(textAt(values, 0, call), call)),
  plain('null', 0, 0, () => null),
  plain('objectKeys', 1, 1, (values, call) => Object.keys(objectAt(values, 0, call)).toSorted(compareTexts)),
  // Unlike union, what is in the objects is not merged.
  plain('shallowMerge', 1, 1, (values, call) => {
    const list = listAt(values, 0, call);
    return Object.assign({}, ...list.map((_, index) => objectAt(list, index, call)));
  }),
];

function createObject(values: Arguments, call: Call): Value {
  const parts = allValues(values, call);
  if (parts.length % 2 !== 0) throw evaluationError(`createObject: the key ${String(parts.at(-1))} has no value`);
  const entries: [string, Value][] = [];
  for (let index = 0; index < parts.length; index += 2) {
    entries.push([textAt(parts, index, call), parts[index + 1] ?? null]);
  }
  return Object.fromEntries(entries);
}

/** What a text of JSON holds; for `json()` and `base64ToJson()`. */
export function parseJson(text: string, call: Call): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    throw evaluationError(`${call.name}: ${JSON.stringify(text.slice(0, 40))} is not JSON`);
  }
}
