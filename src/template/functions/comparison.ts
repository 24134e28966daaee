import {compareTexts, sameValue, type Value} from '../value.ts';
import {allValues, valueAt, wrongArgument} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, type TemplateFunction} from './function.ts';

/** Functions that compare (Azure: template-functions-comparison). */
export const COMPARISON_FUNCTIONS: readonly TemplateFunction[] = [
  plain('coalesce', 1, ANY_NUMBER, (values, call) => allValues(values, call).find((value) => value !== null) ?? null),
  plain('equals', 2, 2, (values, call) => sameValue(valueAt(values, 0, call), valueAt(values, 1, call))),
  plain('greater', 2, 2, (values, call) => compare(values, call) > 0),
  plain('greaterOrEquals', 2, 2, (values, call) => compare(values, call) >= 0),
  plain('less', 2, 2, (values, call) => compare(values, call) < 0),
  plain('lessOrEquals', 2, 2, (values, call) => compare(values, call) <= 0),
];

function compare(values: Arguments, call: Call): number {
  const first: Value = valueAt(values, 0, call);
  const second: Value = valueAt(values, 1, call);
  if (typeof first === 'number' && typeof second === 'number') return first - second;
  if (typeof first === 'string' && typeof second === 'string') return compareTexts(first, second);
  if (typeof first !== 'number' && typeof first !== 'string')
    throw wrongArgument(0, 'an integer or a string', first, call);
  throw wrongArgument(1, `${typeof first === 'number' ? 'an integer' : 'a string'} like the first`, second, call);
}
