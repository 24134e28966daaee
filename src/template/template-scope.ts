import {computeOnce, makeParameters, type Parameters} from './expand-parameters.ts';
import {expandRounds, expandValue, isJsonList, isJsonObject} from './expand-value.ts';
import type {Run} from './run.ts';
import type {DeploymentTarget, Scope, TemplateScope, UserFunction} from './scope.ts';
import {type TemplatePath, within} from './template-path.ts';
import {failedValue, type Json, type JsonObject, type Value, type ValueObject} from './value.ts';

/** A template and where it is deployed. */
export interface ScopedTemplate {
  readonly template: JsonObject;
  /** Where the template stands in the root template; undefined: it is the root. */
  readonly path: TemplatePath | undefined;
  readonly name: string;
  readonly id: string;
  readonly target: DeploymentTarget;
  readonly given: ValueObject;
  readonly givenPath: TemplatePath;
}

/** The scope that a template's expressions are evaluated in, and its parameters. */
export function makeTemplateScope(source: ScopedTemplate, run: Run): {scope: TemplateScope; parameters: Parameters} {
  const {template, path, target} = source;
  const inPart = (part: Scope['part']): Scope => ({template: scope, part, round: undefined, lambda: undefined});
  const parameters = makeParameters(
    {
      definitions: template['parameters'],
      given: source.given,
      path: within(path, 'parameters'),
      givenPath: source.givenPath,
      scope: () => inPart('parameter'),
    },
    run,
  );
  const functions = readFunctions(template['functions']);
  const scope: TemplateScope = {
    world: run.world,
    target,
    deploymentId: source.id,
    deployment: describeDeployment(source),
    parameter: parameters.get,
    variable: makeVariables(template['variables'], within(path, 'variables'), () => inPart('variable'), run),
    userFunction: (name) => functions.get(name.toLowerCase()),
    parse: run.parse,
    constants: new Map(),
  };
  return {scope, parameters};
}

/** What `deployment()` gives. Its `templateHash` is left out: how Azure computes it is not documented. */
function describeDeployment({name, template, given}: ScopedTemplate): Json {
  return {
    name,
    properties: {
      template,
      parameters: Object.fromEntries(Object.keys(given).map((key) => [key, {}])),
      mode: 'Incremental',
      provisioningState: 'Accepted',
    },
  };
}

/** The variables of a template, those that `copy` makes included. */
function makeVariables(
  definitions: Json | undefined,
  path: TemplatePath,
  scope: () => Scope,
  run: Run,
): (name: string) => Value {
  const {copy, ...plain}: JsonObject = isJsonObject(definitions) ? definitions : {};
  const loops = readLoops(copy);
  return computeOnce('variable', {...plain, ...Object.fromEntries(loops.map(({name}) => [name, true]))}, (name) => {
    const loop = loops.find((each) => each.name === name);
    if (loop === undefined) return expandValue(plain[name] ?? null, scope(), within(path, name), run);
    if (name in plain) {
      run.report('duplicate-property', within(path, name), `there are two variables ${JSON.stringify(name)}`);
      return failedValue(`variables('${name}')`);
    }
    return expandRounds(name, loop.copy, scope(), within(within(path, 'copy'), loop.index), run);
  });
}

interface Loop {
  readonly name: string;
  readonly index: number;
  readonly copy: JsonObject;
}

function readLoops(copies: Json | undefined): Loop[] {
  if (!isJsonList(copies)) return [];
  return copies.flatMap((copy, index) => {
    const name = isJsonObject(copy) ? copy['name'] : undefined;
    return isJsonObject(copy) && typeof name === 'string' ? [{name, index, copy}] : [];
  });
}

/** Names of all variables of a template, those that `copy` makes included. */
export function variableNames(definitions: Json | undefined): string[] {
  if (!isJsonObject(definitions)) return [];
  const {copy, ...plain} = definitions;
  return [...Object.keys(plain), ...readLoops(copy).map(({name}) => name)];
}

function readFunctions(namespaces: Json | undefined): ReadonlyMap<string, UserFunction> {
  const found = new Map<string, UserFunction>();
  for (const each of isJsonList(namespaces) ? namespaces : []) {
    if (!isJsonObject(each) || !isJsonObject(each['members'])) continue;
    for (const [name, member] of Object.entries(each['members'])) {
      if (!isJsonObject(member)) continue;
      const {parameters, output} = member;
      const names = isJsonList(parameters)
        ? parameters.map((one) => (isJsonObject(one) ? String(one['name']) : ''))
        : [];
      const value = isJsonObject(output) ? output['value'] : undefined;
      found.set(`${String(each['namespace'])}.${name}`.toLowerCase(), {parameters: names, output: value ?? null});
    }
  }
  return found;
}
