import {type ExpressionError, evaluationError} from '../template-error.ts';
import {describeType, isList, isObject, type Value, type ValueObject} from '../value.ts';
import {type Arguments, type Call, Lambda} from './function.ts';

// How functions get at their arguments. Each throws ExpressionError with the function, the number of the argument, what
// it must be and what it is.

/** Any value; an argument that was left out is null. */
export function valueAt(values: Arguments, index: number, call: Call): Value {
  const value = values[index] ?? null;
  if (value instanceof Lambda) throw wrongArgument(index, 'a value', value, call);
  return value;
}

/** All arguments as values. */
export function allValues(values: Arguments, call: Call): Value[] {
  return values.map((_, index) => valueAt(values, index, call));
}

/** A string. */
export function textAt(values: Arguments, index: number, call: Call): string {
  const value = values[index] ?? null;
  if (typeof value !== 'string') throw wrongArgument(index, 'a string', value, call);
  return value;
}

/** All arguments as strings. */
export function allTexts(values: Arguments, call: Call): string[] {
  return values.map((_, index) => textAt(values, index, call));
}

/** An integer. */
export function integerAt(values: Arguments, index: number, call: Call): number {
  const value = values[index] ?? null;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongArgument(index, 'an integer', value, call);
  return value;
}

/** A boolean. */
export function booleanAt(values: Arguments, index: number, call: Call): boolean {
  const value = values[index] ?? null;
  if (typeof value !== 'boolean') throw wrongArgument(index, 'a boolean', value, call);
  return value;
}

/** An array. */
export function listAt(values: Arguments, index: number, call: Call): readonly Value[] {
  const value = valueAt(values, index, call);
  if (!isList(value)) throw wrongArgument(index, 'an array', value, call);
  return value;
}

/** An object. */
export function objectAt(values: Arguments, index: number, call: Call): ValueObject {
  const value = valueAt(values, index, call);
  if (!isObject(value)) throw wrongArgument(index, 'an object', value, call);
  return value;
}

/** A lambda with as many variables as one of `counts`. */
export function lambdaAt(values: Arguments, index: number, counts: readonly number[], call: Call): Lambda {
  const value = values[index] ?? null;
  if (!(value instanceof Lambda)) throw wrongArgument(index, 'a lambda', value, call);
  if (counts.includes(value.variables.length)) return value;
  const reason = `${counts.join(' or ')} variables, not ${value.variables.length}`;
  throw evaluationError(`${call.name}: the lambda of argument ${index + 1} must have ${reason}`);
}

/** The error of an argument that is of the wrong type. */
export function wrongArgument(index: number, wanted: string, value: Value | Lambda, call: Call): ExpressionError {
  const found = value instanceof Lambda ? 'a lambda' : describeType(value);
  return evaluationError(`${call.name}: argument ${index + 1} must be ${wanted}, not ${found}`);
}
