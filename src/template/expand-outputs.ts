import {expandRounds, expandValue, isJsonObject} from './expand-value.ts';
import type {ExpandedOutput} from './expanded.ts';
import {checkType} from './parameter-types.ts';
import type {Run} from './run.ts';
import type {Scope} from './scope.ts';
import {type TemplatePath, within} from './template-path.ts';
import type {Json, JsonObject, Value} from './value.ts';

/** The outputs of a template; those whose condition does not hold are left out. */
export function expandOutputs(
  outputs: Json | undefined,
  scope: Scope,
  path: TemplatePath,
  run: Run,
): {readonly [name: string]: ExpandedOutput} {
  if (!isJsonObject(outputs)) return {};
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, output]): [string, ExpandedOutput][] => {
      const at = within(path, name);
      if (!isJsonObject(output)) {
        run.report('invalid-template', at, 'an output must be an object');
        return [];
      }
      if (output['condition'] !== undefined) {
        const condition = expandValue(output['condition'], {...scope, part: 'resource'}, within(at, 'condition'), run);
        if (condition === false) return [];
      }
      const value = outputValue(name, output, scope, at, run);
      const reason = checkType(value, output);
      if (reason !== undefined)
        run.report('wrong-value', at, `the value of the output ${JSON.stringify(name)} ${reason}`);
      return [[name, {type: String(output['type']), value}]];
    }),
  );
}

function outputValue(name: string, output: JsonObject, scope: Scope, path: TemplatePath, run: Run): Value {
  const {copy, value} = output;
  if (isJsonObject(copy)) return expandRounds(name, copy, scope, within(path, 'copy'), run);
  return expandValue(value ?? null, scope, within(path, 'value'), run);
}
