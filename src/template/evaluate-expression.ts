import {findFunction} from './function-table.ts';
import {type Call, Lambda, type TemplateFunction} from './functions/function.ts';
import {type CallExpression, type Expression, isExpression, printExpression, unescapeText} from './parse-expression.ts';
import {printCall, printValue} from './print-value.ts';
import type {Scope, UserFunction} from './scope.ts';
import {ExpressionError, evaluationError} from './template-error.ts';
import {
  Deferred,
  deferredIn,
  describeType,
  findKey,
  getProperty,
  hasDeferred,
  isList,
  isObject,
  resolveValue,
  type Value,
  type ValueObject,
} from './value.ts';

/** The value of a text of the template: an expression's value, or the text as it is meant. */
export function evaluateText(text: string, scope: Scope): Value {
  if (!text.startsWith('[')) return text;
  if (!isExpression(text)) return unescapeText(text);
  const {template, part} = scope;
  const parsed = template.parse(text);
  // Parameters must not see variables, so that what they may not see is no constant of theirs.
  if (!parsed.constant || part === 'parameter') return evaluate(parsed.expression, scope);
  const known = template.constants?.get(text);
  if (known !== undefined) return known;
  const value = evaluate(parsed.expression, scope);
  template.constants?.set(text, value);
  return value;
}

/** The value of an expression. Throws ExpressionError, and nothing else, with the place where it cannot be had. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const value = evaluateArgument(expression, scope);
  if (value instanceof Lambda) {
    throw new ExpressionError('evaluation', 'lambda: is an argument of map, filter and the like only', expression.at);
  }
  return value;
}

function evaluateArgument(expression: Expression, scope: Scope): Value | Lambda {
  try {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'call':
        return evaluateCall(expression, scope);
      case 'property':
        return readStep(evaluate(expression.of, scope), expression.name);
      case 'index':
        return readStep(evaluate(expression.of, scope), evaluate(expression.index, scope));
    }
  } catch (error) {
    throw locate(error, expression);
  }
}

function evaluateCall(expression: CallExpression, scope: Scope): Value | Lambda {
  const callee = findFunction(expression.name);
  if (callee === undefined) return callUserFunction(expression, scope);
  const call: Call = {name: callee.name, scope, evaluate};
  checkCount(call.name, callee, expression.arguments.length);
  if (callee.kind === 'special') return callee.apply(expression.arguments, call);
  return callFunction(
    callee,
    expression.arguments.map((argument) => evaluateArgument(argument, scope)),
    call,
  );
}

/** Calls a function, or puts the call off if it waits for something that only the deployment knows. */
function callFunction(
  callee: Extract<TemplateFunction, {kind: 'plain'}>,
  values: readonly (Value | Lambda)[],
  call: Call,
): Value | Lambda {
  const waiting = callee.structural === true || !values.some(isComposite) ? [] : values.flatMap(waitsFor);
  if (waiting.length === 0) return callee.call(values, call);
  return new Deferred({
    expression: printCall(call.name, values),
    references: waiting.flatMap(({references}) => references),
    failed: waiting.some(({failed}) => failed),
    resolve: (resolver) => {
      const known = values.map((value) => (value instanceof Lambda ? value : resolveValue(value, resolver)));
      const result = callFunction(callee, known, call);
      return result instanceof Lambda ? null : result;
    },
  });
}

function isComposite(value: Value | Lambda): boolean {
  return typeof value === 'object' && value !== null;
}

function waitsFor(value: Value | Lambda): readonly Deferred[] {
  if (typeof value !== 'object' || value === null || value instanceof Lambda) return [];
  if (value instanceof Deferred) return [value];
  return hasDeferred(value) ? deferredIn(value) : [];
}

/** `a.b`, `a['b']` or `a[0]`. */
function readStep(of: Value, step: Value): Value {
  if (of instanceof Deferred || step instanceof Deferred) {
    const waiting = [of, step].filter((part) => part instanceof Deferred);
    return new Deferred({
      expression: `${printValue(of)}${typeof step === 'string' ? `.${step}` : `[${printValue(step)}]`}`,
      references: waiting.flatMap(({references}) => references),
      failed: waiting.some(({failed}) => failed),
      resolve: (resolver) => readStep(resolveValue(of, resolver), resolveValue(step, resolver)),
    });
  }
  if (typeof step === 'number') return readElement(of, step);
  if (typeof step !== 'string') throw evaluationError(`an index is a string or an integer, not ${describeType(step)}`);
  if (!isObject(of))
    throw evaluationError(`the property ${JSON.stringify(step)} of ${describeType(of)} does not exist`);
  const value = getProperty(of, step);
  if (value !== undefined) return value;
  throw evaluationError(`the property ${JSON.stringify(step)} does not exist; there ${listKeys(of)}`);
}

function readElement(of: Value, index: number): Value {
  if (!isList(of)) throw evaluationError(`${describeType(of)} has no elements: the index ${index} needs an array`);
  const element = of[index];
  if (element !== undefined) return element;
  const range = of.length === 0 ? 'the array is empty' : `the array has the elements 0 to ${of.length - 1}`;
  throw evaluationError(`the index ${index} is out of bounds: ${range}`);
}

function listKeys(of: ValueObject): string {
  const keys = Object.keys(of);
  return keys.length === 0 ? 'is none' : `${keys.length === 1 ? 'is' : 'are'} ${keys.join(', ')}`;
}

function callUserFunction(expression: CallExpression, scope: Scope): Value {
  const callee = scope.template.userFunction(expression.name);
  if (callee === undefined) {
    throw new ExpressionError('unknown-function', `there is no function ${expression.name}`);
  }
  const {parameters} = callee;
  checkCount(expression.name, {min: parameters.length, max: parameters.length}, expression.arguments.length);
  const values = expression.arguments.map((argument) => evaluate(argument, scope));
  return evaluateBody(callee, values, scope);
}

/**
 * A function of the template's own sees its parameters, and nothing else of the template, not even the other functions of
 * its own (Azure: templates/user-defined-functions, "Limitations").
 */
function evaluateBody(callee: UserFunction, values: readonly Value[], scope: Scope): Value {
  const given = Object.fromEntries(callee.parameters.map((name, index) => [name, values[index] ?? null]));
  const template = {
    ...scope.template,
    constants: undefined,
    userFunction: () => undefined,
    parameter: (name: string) => {
      const key = findKey(given, name);
      if (key !== undefined) return given[key] ?? null;
      throw new ExpressionError('unknown-parameter', `the function has no parameter ${JSON.stringify(name)}`);
    },
  };
  const inner: Scope = {template, part: 'function', round: undefined, lambda: undefined};
  return typeof callee.output === 'string' ? evaluateText(callee.output, inner) : callee.output;
}

/** Throws ExpressionError unless a function can be called with this many arguments. */
export function checkCount(
  name: string,
  {min, max}: {readonly min: number; readonly max: number},
  count: number,
): void {
  if (count >= min && count <= max) return;
  const most = max === Number.POSITIVE_INFINITY ? `at least ${min}` : min === max ? `${min}` : `${min} to ${max}`;
  throw new ExpressionError('wrong-arguments', `${name} takes ${most} arguments, not ${count}`);
}

/** An error with its place in the text. What is no error of an expression, such as a stack that is full, becomes one. */
function locate(error: unknown, expression: Expression): ExpressionError {
  if (error instanceof ExpressionError) return error.at(expression.at);
  return new ExpressionError(
    'evaluation',
    `${printExpression(expression).slice(0, 80)} cannot be evaluated`,
    expression.at,
  );
}
