import {expandValue, isJsonObject} from './expand-value.ts';
import {checkParameterValue} from './parameter-types.ts';
import type {Run} from './run.ts';
import type {Scope} from './scope.ts';
import {ExpressionError} from './template-error.ts';
import {type TemplatePath, within} from './template-path.ts';
import {failedValue, findKey, type Json, type JsonObject, type Value, type ValueObject} from './value.ts';

/** The parameters of a template, each computed when it is first asked for. */
export interface Parameters {
  /** Throws ExpressionError if there is none of this name, or if it depends on itself. */
  readonly get: (name: string) => Value;
  readonly all: () => ValueObject;
}

/** What parameters are made of. */
export interface ParameterSource {
  readonly definitions: Json | undefined;
  readonly given: ValueObject;
  readonly path: TemplatePath;
  /** Where the given values stand, for those that no parameter takes. */
  readonly givenPath: TemplatePath;
  readonly scope: () => Scope;
}

/** Reads the parameters of a template; reports values that no parameter takes. */
export function makeParameters(source: ParameterSource, run: Run): Parameters {
  const definitions: JsonObject = isJsonObject(source.definitions) ? source.definitions : {};
  for (const name of Object.keys(source.given)) {
    if (findKey(definitions, name) === undefined) {
      run.report(
        'unknown-parameter',
        within(source.givenPath, name),
        `the template has no parameter ${JSON.stringify(name)}`,
      );
    }
  }
  const get = computeOnce('parameter', definitions, (name) => {
    const definition = definitions[name];
    if (!isJsonObject(definition)) {
      run.report('invalid-template', within(source.path, name), 'a parameter must be an object');
      return failedValue(`parameters('${name}')`);
    }
    return computeParameter(name, definition, source, run);
  });
  return {get, all: () => Object.fromEntries(Object.keys(definitions).map((name) => [name, get(name)]))};
}

function computeParameter(name: string, definition: JsonObject, source: ParameterSource, run: Run): Value {
  const path = within(source.path, name);
  const key = findKey(source.given, name);
  const given = key === undefined ? undefined : source.given[key];
  const {defaultValue} = definition;
  if (given === undefined && defaultValue === undefined) {
    if (definition['nullable'] === true) return null;
    run.report('missing-parameter', path, `the parameter ${JSON.stringify(name)} has neither a value nor a default`);
    return failedValue(`parameters('${name}')`);
  }
  const value = given ?? expandValue(defaultValue ?? null, source.scope(), within(path, 'defaultValue'), run);
  const reason = checkParameterValue(value, definition);
  if (reason === undefined) return value;
  run.report('wrong-value', path, `the value of the parameter ${JSON.stringify(name)} ${reason}`);
  return failedValue(`parameters('${name}')`);
}

/**
 * A look-up by name, without regard to capitals, that computes a value when it is first asked for. It throws
 * ExpressionError for an unknown name, and for a value that is asked for while it is computed.
 */
export function computeOnce(
  kind: 'parameter' | 'variable',
  definitions: {readonly [name: string]: unknown},
  compute: (name: string) => Value,
): (name: string) => Value {
  const known = new Map<string, Value>();
  const underWay: string[] = [];
  return (asked) => {
    const name = findKey(definitions, asked);
    if (name === undefined) throw unknownName(kind, asked);
    const value = known.get(name);
    if (value !== undefined) return value;
    if (underWay.includes(name)) {
      const circle = [...underWay.slice(underWay.indexOf(name)), name].join(' -> ');
      throw new ExpressionError('circular-value', `the ${kind} ${JSON.stringify(name)} depends on itself: ${circle}`);
    }
    underWay.push(name);
    try {
      const computed = compute(name);
      known.set(name, computed);
      return computed;
    } finally {
      underWay.pop();
    }
  };
}

/** The error of a name that the template does not have. */
export function unknownName(kind: 'parameter' | 'variable', name: string): ExpressionError {
  return new ExpressionError(`unknown-${kind}`, `the template has no ${kind} ${JSON.stringify(name)}`);
}
