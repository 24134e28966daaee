import {checkCount} from '../evaluate-expression.ts';
import {unknownName} from '../expand-parameters.ts';
import {isJsonList, isJsonObject} from '../expand-value.ts';
import {findFunction} from '../function-table.ts';
import {type CallExpression, callsIn} from '../parse-expression.ts';
import {ExpressionError, type TemplateProblem} from '../template-error.ts';
import {formatPath} from '../template-path.ts';
import {variableNames} from '../template-scope.ts';
import type {TemplateText, TemplateUnit} from '../template-units.ts';
import {findKey, isObject, type JsonObject} from '../value.ts';
import type {Check, CheckContext} from './check.ts';

/**
 * Every expression parses, and calls functions, parameters and variables that there are: also where the values of this
 * deployment do not lead to.
 */
export const checkExpressions: Check = ({units, parse}) =>
  units.flatMap((unit) => {
    const names = namesOf(unit);
    return unit.texts.flatMap((text) => checkText(text, names, parse));
  });

/** The name that a call of `parameters()` or `variables()` asks for; undefined for other calls and computed names. */
export function nameCalled(call: CallExpression, callee: 'parameters' | 'variables'): string | undefined {
  if (call.name.toLowerCase() !== callee) return undefined;
  const [name] = call.arguments;
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value : undefined;
}

interface Names {
  readonly parameters: JsonObject;
  readonly variables: {readonly [name: string]: true};
  readonly functions: ReadonlyMap<string, number>;
}

function namesOf({template}: TemplateUnit): Names {
  const {parameters, variables, functions} = template;
  return {
    parameters: isJsonObject(parameters) ? parameters : {},
    variables: Object.fromEntries(variableNames(variables).map((name) => [name, true])),
    functions: new Map(
      (isJsonList(functions) ? functions : []).flatMap((each) =>
        isJsonObject(each) && isJsonObject(each['members'])
          ? Object.entries(each['members']).map(([name, member]): [string, number] => [
              `${String(each['namespace'])}.${name}`.toLowerCase(),
              isObject(member) && Array.isArray(member['parameters']) ? member['parameters'].length : 0,
            ])
          : [],
      ),
    ),
  };
}

function checkText({text, path, section}: TemplateText, names: Names, parse: CheckContext['parse']): TemplateProblem[] {
  try {
    const calls = callsIn(parse(text).expression);
    return calls.flatMap((call) => {
      const error = checkCall(call, names) ?? (section === 'functions' ? undefined : checkName(call, names));
      return error === undefined ? [] : [problemOf(error.at(call.at), path)];
    });
  } catch (error) {
    if (error instanceof ExpressionError) return [problemOf(error, path)];
    throw error;
  }
}

function problemOf(error: ExpressionError, path: TemplateText['path']): TemplateProblem {
  return {code: error.code, path: formatPath(path), message: error.describe()};
}

function checkCall({name, arguments: list}: CallExpression, {functions}: Names): ExpressionError | undefined {
  const own = functions.get(name.toLowerCase());
  const bounds = own === undefined ? findFunction(name) : {min: own, max: own};
  if (bounds === undefined) return new ExpressionError('unknown-function', `there is no function ${name}`);
  try {
    checkCount('name' in bounds ? bounds.name : name, bounds, list.length);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

function checkName(call: CallExpression, {parameters, variables}: Names): ExpressionError | undefined {
  const parameter = nameCalled(call, 'parameters');
  if (parameter !== undefined && findKey(parameters, parameter) === undefined)
    return unknownName('parameter', parameter);
  const variable = nameCalled(call, 'variables');
  if (variable !== undefined && findKey(variables, variable) === undefined) return unknownName('variable', variable);
  return undefined;
}
