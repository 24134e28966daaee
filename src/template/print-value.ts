import {Lambda} from './functions/function.ts';
import {printExpression, printLiteral} from './parse-expression.ts';
import {Deferred, type Value} from './value.ts';

/** Writes a value as part of an expression, without brackets around it. */
export function printValue(value: Value | Lambda): string {
  if (value instanceof Deferred) return value.expression;
  if (value instanceof Lambda) return printExpression(value.expression);
  if (value === null) return 'null()';
  if (typeof value === 'string') return printLiteral(value);
  if (typeof value === 'boolean') return `${value}()`;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return printCall('createArray', value);
  return printCall('createObject', Object.entries(value).flat());
}

/** Writes a call with evaluated arguments. */
export function printCall(name: string, values: readonly (Value | Lambda)[]): string {
  return `${name}(${values.map(printValue).join(', ')})`;
}
