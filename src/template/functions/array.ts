import {MAX_RANGE_COUNT, MAX_RANGE_VALUE} from '../limits.ts';
import {ExpressionError, evaluationError} from '../template-error.ts';
import {describeType, findKey, isList, isObject, sameValue, type Value, type ValueObject} from '../value.ts';
import {allValues, integerAt, listAt, textAt, valueAt, wrongArgument} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, structural, type TemplateFunction} from './function.ts';

/** Functions for arrays, and those that take arrays, objects and strings alike (Azure: template-functions-array). */
export const ARRAY_FUNCTIONS: readonly TemplateFunction[] = [
  plain('array', 1, 1, (values, call) => {
    const value = valueAt(values, 0, call);
    return isList(value) ? value : [value];
  }),
  plain('concat', 1, ANY_NUMBER, concat),
  plain('contains', 2, 2, contains),
  structural('createArray', 0, ANY_NUMBER, allValues),
  plain('empty', 1, 1, (values, call) => values[0] === null || sizeOf(values, call) === 0),
  plain('first', 1, 1, (values, call) => elementAt(values, call, 0)),
  plain('flatten', 1, 1, flatten),
  plain('indexFromEnd', 2, 2, (values, call) => {
    const element = fromEnd(values, call);
    if (element === undefined)
      throw evaluationError(`indexFromEnd: there is no element ${String(values[1])} from the end`);
    return element;
  }),
  plain('indexOf', 2, 2, (values, call) => indexOf(values, call, false)),
  plain('intersection', 2, ANY_NUMBER, intersection),
  plain('last', 1, 1, (values, call) => elementAt(values, call, -1)),
  plain('lastIndexOf', 2, 2, (values, call) => indexOf(values, call, true)),
  plain('length', 1, 1, sizeOf),
  plain('range', 2, 2, range),
  plain('skip', 2, 2, (values, call) => slice(values, call, (count) => [count])),
  plain('take', 2, 2, (values, call) => slice(values, call, (count) => [0, count])),
  plain('tryGet', 2, ANY_NUMBER, tryGet),
  plain('tryIndexFromEnd', 2, 2, (values, call) => fromEnd(values, call) ?? null),
  plain('union', 2, ANY_NUMBER, union),
];

function concat(values: Arguments, call: Call): Value {
  const parts = allValues(values, call);
  if (isList(parts[0])) return parts.flatMap((_, index) => listAt(parts, index, call));
  return parts.map((part, index) => plainText(part, index, call)).join('');
}

function plainText(part: Value, index: number, call: Call): string {
  if (typeof part === 'string') return part;
  if (typeof part === 'number') return String(part);
  // As .NET writes it: True, False.
  if (typeof part === 'boolean') return part ? 'True' : 'False';
  throw wrongArgument(index, 'a string like the first', part, call);
}

function contains(values: Arguments, call: Call): boolean {
  const container = valueAt(values, 0, call);
  const item = valueAt(values, 1, call);
  if (isList(container)) return container.some((element) => sameValue(element, item));
  if (isObject(container)) return findKey(container, textAt(values, 1, call)) !== undefined;
  if (typeof container !== 'string') throw wrongArgument(0, 'an array, an object or a string', container, call);
  if (typeof item !== 'string' && typeof item !== 'number')
    throw wrongArgument(1, 'a string or an integer', item, call);
  return container.includes(String(item));
}

function sizeOf(values: Arguments, call: Call): number {
  const value = valueAt(values, 0, call);
  if (isList(value) || typeof value === 'string') return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw wrongArgument(0, 'an array, an object or a string', value, call);
}

function elementAt(values: Arguments, call: Call, index: number): Value {
  const value = valueAt(values, 0, call);
  if (isList(value)) return value.at(index) ?? null;
  if (typeof value === 'string') return value.at(index) ?? '';
  throw wrongArgument(0, 'an array or a string', value, call);
}

function fromEnd(values: Arguments, call: Call): Value | undefined {
  const list = listAt(values, 0, call);
  const index = integerAt(values, 1, call);
  return index < 1 ? undefined : list.at(-index);
}

function flatten(values: Arguments, call: Call): Value {
  return listAt(values, 0, call).flatMap((item) => {
    if (isList(item)) return item;
    throw evaluationError(`flatten: every element must be an array, not ${describeType(item)}`);
  });
}

function indexOf(values: Arguments, call: Call, last: boolean): number {
  const where = valueAt(values, 0, call);
  if (isList(where)) {
    const item = valueAt(values, 1, call);
    const same = (element: Value) => sameValue(element, item);
    return last ? where.findLastIndex(same) : where.findIndex(same);
  }
  if (typeof where !== 'string') throw wrongArgument(0, 'a string or an array', where, call);
  const text = where.toLowerCase();
  const wanted = textAt(values, 1, call).toLowerCase();
  return last ? text.lastIndexOf(wanted) : text.indexOf(wanted);
}

function intersection(values: Arguments, call: Call): Value {
  if (isList(valueAt(values, 0, call))) {
    const [first = [], ...others] = values.map((_, index) => listAt(values, index, call));
    const common = first.filter((item) => others.every((other) => other.some((element) => sameValue(element, item))));
    return withoutTwins(common);
  }
  const [first = {}, ...others] = values.map((_, index) => objectLikeFirst(values, index, call));
  const same = Object.entries(first).filter(([key, value]) =>
    others.every((other) => Object.hasOwn(other, key) && sameValue(other[key] ?? null, value)),
  );
  return Object.fromEntries(same);
}

function union(values: Arguments, call: Call): Value {
  if (isList(valueAt(values, 0, call))) {
    return withoutTwins(values.flatMap((_, index) => listAt(values, index, call)));
  }
  return values.map((_, index) => objectLikeFirst(values, index, call)).reduce<ValueObject>(merge, {});
}

/** Objects within objects are merged, arrays are replaced. */
function merge(first: ValueObject, second: ValueObject): ValueObject {
  const merged: Record<string, Value> = {...first};
  for (const [key, value] of Object.entries(second)) {
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

function objectLikeFirst(values: Arguments, index: number, call: Call): ValueObject {
  const value = valueAt(values, index, call);
  if (isObject(value)) return value;
  throw wrongArgument(index, index === 0 ? 'an array or an object' : 'an object like the first', value, call);
}

function withoutTwins(list: readonly Value[]): Value[] {
  const seen: Value[] = [];
  for (const item of list) if (!seen.some((other) => sameValue(other, item))) seen.push(item);
  return seen;
}

function range(values: Arguments, call: Call): Value {
  const start = integerAt(values, 0, call);
  const count = integerAt(values, 1, call);
  if (count < 0 || count > MAX_RANGE_COUNT) {
    throw evaluationError(`range: the count ${count} is not from 0 to ${MAX_RANGE_COUNT}`);
  }
  if (start + count > MAX_RANGE_VALUE) {
    throw evaluationError(`range: ${start} + ${count} is above ${MAX_RANGE_VALUE}`);
  }
  return Array.from({length: count}, (_, index) => start + index);
}

function slice(values: Arguments, call: Call, bounds: (count: number) => [number, number?]): Value {
  const value = valueAt(values, 0, call);
  const [from, to] = bounds(Math.max(0, integerAt(values, 1, call)));
  if (isList(value) || typeof value === 'string') return value.slice(from, to);
  throw wrongArgument(0, 'an array or a string', value, call);
}

function tryGet(values: Arguments, call: Call): Value {
  let value = valueAt(values, 0, call);
  for (let index = 1; index < values.length && value !== null; index++) {
    value = tryStep(value, valueAt(values, index, call), call);
  }
  return value;
}

function tryStep(value: Value, step: Value, call: Call): Value {
  if (typeof step === 'number' && isList(value)) return value[step] ?? null;
  if (typeof step !== 'string' || !isObject(value)) {
    throw new ExpressionError(
      'evaluation',
      `${call.name}: ${describeType(value)} cannot be read with ${describeType(step)}`,
    );
  }
  const key = findKey(value, step);
  return key === undefined ? null : (value[key] ?? null);
}
