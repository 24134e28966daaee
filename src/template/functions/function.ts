import type {CallExpression, Expression} from '../parse-expression.ts';
import type {Scope} from '../scope.ts';
import type {Value} from '../value.ts';

/** One call of a function. */
export interface Call {
  /** The function's name as the documentation spells it. */
  readonly name: string;
  readonly scope: Scope;
  /** Evaluates an argument of a special function. */
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
}

/** A lambda as an argument: `lambda('x', ...)`. It lives as long as the call does; no value holds one. */
export class Lambda {
  readonly expression: CallExpression;
  readonly variables: readonly string[];
  readonly #call: (values: readonly Value[]) => Value;

  constructor(expression: CallExpression, variables: readonly string[], call: (values: readonly Value[]) => Value) {
    this.expression = expression;
    this.variables = variables;
    this.#call = call;
  }

  /** The lambda's value, with a value for each of its variables that there are values for. */
  call(values: readonly Value[]): Value {
    return this.#call(values);
  }
}

/** The evaluated arguments of a call. */
export type Arguments = readonly (Value | Lambda)[];

/** A function of the template language. */
export type TemplateFunction =
  | {
      readonly kind: 'plain';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      /** Whether it passes its arguments on without looking into them, so that deferred ones do not put it off. */
      readonly structural?: boolean;
      readonly call: (values: Arguments, call: Call) => Value | Lambda;
    }
  | {
      readonly kind: 'special';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      /** Gets its arguments as they are written, and evaluates those that it needs. */
      readonly apply: (expressions: readonly Expression[], call: Call) => Value | Lambda;
    };

/** No upper bound of arguments. */
export const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** A function that gets its arguments evaluated. */
export function plain(
  name: string,
  min: number,
  max: number,
  call: (values: Arguments, call: Call) => Value | Lambda,
): TemplateFunction {
  return {kind: 'plain', name, min, max, call};
}

/** A plain function that does not look into its arguments. */
export function structural(
  name: string,
  min: number,
  max: number,
  call: (values: Arguments, call: Call) => Value,
): TemplateFunction {
  return {kind: 'plain', name, min, max, call, structural: true};
}
