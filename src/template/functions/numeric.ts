import type {CopyRound} from '../scope.ts';
import {ExpressionError, evaluationError} from '../template-error.ts';
import type {Value} from '../value.ts';
import {integerAt, listAt, textAt, valueAt, wrongArgument} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, type TemplateFunction} from './function.ts';

/** Functions for numbers (Azure: template-functions-numeric). */
export const NUMERIC_FUNCTIONS: readonly TemplateFunction[] = [
  plain('add', 2, 2, (values, call) => whole(integerAt(values, 0, call) + integerAt(values, 1, call), call)),
  plain('copyIndex', 0, 2, copyIndex),
  plain('div', 2, 2, (values, call) => whole(Math.trunc(integerAt(values, 0, call) / divisor(values, call)), call)),
  plain('float', 1, 1, float),
  plain('int', 1, 1, int),
  plain('max', 1, ANY_NUMBER, (values, call) => Math.max(...numbers(values, call))),
  plain('min', 1, ANY_NUMBER, (values, call) => Math.min(...numbers(values, call))),
  // The sign of the result is that of the first argument, as in .NET.
  plain('mod', 2, 2, (values, call) => whole(integerAt(values, 0, call) % divisor(values, call), call)),
  plain('mul', 2, 2, (values, call) => whole(integerAt(values, 0, call) * integerAt(values, 1, call), call)),
  plain('sub', 2, 2, (values, call) => whole(integerAt(values, 0, call) - integerAt(values, 1, call), call)),
];

function whole(result: number, call: Call): number {
  if (!Number.isSafeInteger(result)) throw evaluationError(`${call.name}: the result ${result} is too large`);
  // JavaScript has a negative zero, JSON of the deployment has none.
  return result === 0 ? 0 : result;
}

function divisor(values: Arguments, call: Call): number {
  const value = integerAt(values, 1, call);
  if (value === 0) throw evaluationError(`${call.name}: cannot divide by 0`);
  return value;
}

function numbers(values: Arguments, call: Call): number[] {
  const list = Array.isArray(values[0]) ? listAt(values, 0, call) : values;
  if (list.length === 0) throw evaluationError(`${call.name}: the array is empty`);
  return list.map((_, index) => integerAt(list, index, call));
}

function int(values: Arguments, call: Call): number {
  const value = valueAt(values, 0, call);
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return whole(Number(value), call);
  throw wrongArgument(0, 'an integer or a string of digits', value, call);
}

function float(values: Arguments, call: Call): number {
  const value = valueAt(values, 0, call);
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value)) return Number(value);
  throw wrongArgument(0, 'a number or a string of one', value, call);
}

/** `copyIndex()`, `copyIndex(1)`, `copyIndex('loop')`, `copyIndex('loop', 1)`. */
function copyIndex(values: Arguments, call: Call): Value {
  const named = typeof values[0] === 'string';
  if (!named && values.length === 2) textAt(values, 0, call);
  const offsetAt = named ? 1 : 0;
  const offset = values.length > offsetAt ? integerAt(values, offsetAt, call) : 0;
  return findRound(named ? textAt(values, 0, call) : undefined, call).index + offset;
}

function findRound(name: string | undefined, call: Call): CopyRound {
  const wanted = name?.toLowerCase();
  for (let round = call.scope.round; round !== undefined; round = round.outer) {
    if (wanted === undefined ? round.nameless : round.name.toLowerCase() === wanted) return round;
  }
  const reason =
    name === undefined
      ? 'copyIndex() stands in no copy of a resource or an output; the copy of a property needs its name'
      : `copyIndex: there is no copy ${JSON.stringify(name)} around it`;
  throw new ExpressionError('misplaced-function', reason);
}
