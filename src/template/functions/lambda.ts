import type {CallExpression, Expression} from '../parse-expression.ts';
import type {LambdaVariable, Scope} from '../scope.ts';
import {ExpressionError, evaluationError} from '../template-error.ts';
import {describeType, type Value, type ValueObject} from '../value.ts';
import {lambdaAt, listAt, objectAt, textAt, valueAt} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, Lambda, plain, type TemplateFunction} from './function.ts';

/** Lambdas and the functions that take them (Azure: template-functions-lambda). */
export const LAMBDA_FUNCTIONS: readonly TemplateFunction[] = [
  {kind: 'special', name: 'lambda', min: 1, max: ANY_NUMBER, apply: makeLambda},
  plain('lambdaVariables', 1, 1, (values, call) => lambdaVariable(textAt(values, 0, call), call.scope)),
  plain('filter', 2, 2, (values, call) => {
    const test = lambdaAt(values, 1, [1, 2], call);
    return listAt(values, 0, call).filter((item, index) => truth(test.call([item, index]), call));
  }),
  plain('groupBy', 2, 2, groupBy),
  plain('map', 2, 2, (values, call) => {
    const change = lambdaAt(values, 1, [1, 2], call);
    return listAt(values, 0, call).map((item, index) => change.call([item, index]));
  }),
  plain('mapValues', 2, 2, (values, call) => {
    const change = lambdaAt(values, 1, [1], call);
    const entries = Object.entries(objectAt(values, 0, call));
    return Object.fromEntries(entries.map(([key, value]) => [key, change.call([value])]));
  }),
  plain('reduce', 3, 3, (values, call) => {
    const join = lambdaAt(values, 2, [2, 3], call);
    return listAt(values, 0, call).reduce<Value>(
      (current, next, index) => join.call([current, next, index]),
      valueAt(values, 1, call),
    );
  }),
  plain('sort', 2, 2, sort),
  plain('toObject', 2, 3, toObject),
];

function makeLambda(expressions: readonly Expression[], call: Call): Lambda {
  const variables = expressions.slice(0, -1).map((variable, index) => {
    if (variable.kind === 'literal' && typeof variable.value === 'string') return variable.value;
    throw evaluationError(`lambda: argument ${index + 1} must be the name of a variable in quotes`);
  });
  const body = expressions[expressions.length - 1];
  if (body === undefined) throw evaluationError('lambda: has no body');
  const expression: CallExpression = {kind: 'call', at: body.at, name: 'lambda', arguments: expressions};
  return new Lambda(expression, variables, (values) => {
    const lambda = variables.reduce<LambdaVariable | undefined>(
      (outer, name, index) => ({name, value: values[index] ?? null, outer}),
      call.scope.lambda,
    );
    return call.evaluate(body, {...call.scope, lambda});
  });
}

function lambdaVariable(name: string, scope: Scope): Value {
  const wanted = name.toLowerCase();
  for (let variable = scope.lambda; variable !== undefined; variable = variable.outer) {
    if (variable.name.toLowerCase() === wanted) return variable.value;
  }
  throw new ExpressionError('misplaced-function', `lambdaVariables: no lambda around it has ${JSON.stringify(name)}`);
}

function truth(value: Value, call: Call): boolean {
  if (typeof value === 'boolean') return value;
  throw evaluationError(`${call.name}: the lambda must give a boolean, not ${describeType(value)}`);
}

function keyOf(value: Value, call: Call): string {
  if (typeof value === 'string') return value;
  throw evaluationError(`${call.name}: the lambda must give a string as key, not ${describeType(value)}`);
}

function groupBy(values: Arguments, call: Call): Value {
  const key = lambdaAt(values, 1, [1], call);
  const groups: Record<string, Value[]> = {};
  for (const item of listAt(values, 0, call)) {
    const name = keyOf(key.call([item]), call);
    if (!Object.hasOwn(groups, name)) groups[name] = [];
    groups[name]?.push(item);
  }
  return groups;
}

function sort(values: Arguments, call: Call): Value {
  const isBefore = lambdaAt(values, 1, [2], call);
  return listAt(values, 0, call).toSorted((a, b) => {
    if (truth(isBefore.call([a, b]), call)) return -1;
    return truth(isBefore.call([b, a]), call) ? 1 : 0;
  });
}

function toObject(values: Arguments, call: Call): Value {
  const key = lambdaAt(values, 1, [1], call);
  const value = values.length > 2 ? lambdaAt(values, 2, [1], call) : undefined;
  const entries = listAt(values, 0, call).map((item): [string, Value] => [
    keyOf(key.call([item]), call),
    value === undefined ? item : value.call([item]),
  ]);
  return Object.fromEntries(entries) satisfies ValueObject;
}
