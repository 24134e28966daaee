import {printExpression} from '../parse-expression.ts';
import {evaluationError} from '../template-error.ts';
import {Deferred, describeType, resolveValue, type Value} from '../value.ts';
import {booleanAt, valueAt, wrongArgument} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, type TemplateFunction} from './function.ts';

/** Functions of truth (Azure: template-functions-logical). */
export const LOGICAL_FUNCTIONS: readonly TemplateFunction[] = [
  // Azure says nowhere that these stop at the first that decides, so that all arguments must be right.
  plain('and', 2, ANY_NUMBER, (values, call) =>
    values.map((_, index) => booleanAt(values, index, call)).every(Boolean),
  ),
  plain('or', 2, ANY_NUMBER, (values, call) => values.map((_, index) => booleanAt(values, index, call)).some(Boolean)),
  plain('not', 1, 1, (values, call) => !booleanAt(values, 0, call)),
  plain('xor', 2, 2, (values, call) => booleanAt(values, 0, call) !== booleanAt(values, 1, call)),
  plain('bool', 1, 1, bool),
  plain('true', 0, 0, () => true),
  plain('false', 0, 0, () => false),
  // Only the branch that is taken is evaluated.
  {
    kind: 'special',
    name: 'if',
    min: 3,
    max: 3,
    apply: ([condition, yes, no], call) => {
      if (condition === undefined || yes === undefined || no === undefined) return null;
      const choose = (truth: Value): Value => {
        if (typeof truth === 'boolean') return call.evaluate(truth ? yes : no, call.scope);
        if (!(truth instanceof Deferred)) {
          throw evaluationError(`if: argument 1 must be a boolean, not ${describeType(truth)}`);
        }
        return new Deferred({
          expression: `if(${truth.expression}, ${printExpression(yes)}, ${printExpression(no)})`,
          references: truth.references,
          failed: truth.failed,
          resolve: (resolver) => {
            const known = truth.resolve(resolver);
            return known instanceof Deferred ? choose(known) : resolveValue(choose(known), resolver);
          },
        });
      };
      return choose(call.evaluate(condition, call.scope));
    },
  },
];

function bool(values: Arguments, call: Call): boolean {
  const value = valueAt(values, 0, call);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw wrongArgument(0, "a boolean, an integer, 'true' or 'false'", value, call);
}
