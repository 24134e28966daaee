import {evaluateText} from './evaluate-expression.ts';
import {MAX_COPY_COUNT} from './limits.ts';
import {type Run, reportError} from './run.ts';
import type {CopyRound, Scope} from './scope.ts';
import {type TemplatePath, within} from './template-path.ts';
import {
  Deferred,
  describeType,
  failedValue,
  isList,
  isObject,
  type Json,
  type JsonObject,
  type Value,
} from './value.ts';

/**
 * The value of a part of the template: expressions evaluated, copies of properties expanded. What cannot be evaluated is
 * reported, and stands as a failed value.
 */
export function expandValue(value: Json, scope: Scope, path: TemplatePath, run: Run): Value {
  if (typeof value === 'string') return expandText(value, scope, path, run);
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonList(value)) return value.map((item, index) => expandValue(item, scope, within(path, index), run));
  return expandObject(value, scope, path, run);
}

/** `Array.isArray` that narrows readonly lists. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a part of a template is an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expandText(text: string, scope: Scope, path: TemplatePath, run: Run): Value {
  if (!text.startsWith('[')) return text;
  try {
    return evaluateText(text, scope);
  } catch (error) {
    reportError(run, path, error);
    return failedValue(text.slice(1, -1));
  }
}

function expandObject(value: JsonObject, scope: Scope, path: TemplatePath, run: Run): Value {
  const entries: [string, Value][] = [];
  for (const [key, item] of Object.entries(value)) {
    const inner = within(path, key);
    if (key === 'copy' && isPropertyCopy(item)) {
      entries.push(...item.map((copy, index) => expandCopy(copy, scope, within(inner, index), run)));
    } else {
      entries.push([expandKey(key, scope, inner, run), expandValue(item, scope, inner, run)]);
    }
  }
  const twin = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index);
  if (twin !== undefined) run.report('duplicate-property', path, `there are two properties ${JSON.stringify(twin[0])}`);
  return Object.fromEntries(entries);
}

function expandKey(key: string, scope: Scope, path: TemplatePath, run: Run): string {
  const expanded = expandText(key, scope, path, run);
  if (typeof expanded === 'string') return expanded;
  if (!(expanded instanceof Deferred)) {
    run.report('evaluation', path, `the name of a property must be a string, not ${describeType(expanded)}`);
  }
  return key;
}

/** Whether the value of a property `copy` is a loop, and not a property of the resource that has this name. */
function isPropertyCopy(value: Json): value is readonly JsonObject[] {
  return isJsonList(value) && value.length > 0 && value.every((each) => isJsonObject(each) && 'count' in each);
}

/** One copy of a property or variable: its name and the array that it makes. */
function expandCopy(copy: JsonObject, scope: Scope, path: TemplatePath, run: Run): [string, Value] {
  const {name} = copy;
  if (typeof name === 'string') return [name, expandRounds(name, copy, scope, path, run)];
  run.report('invalid-copy', path, 'a copy needs a name');
  return ['copy', null];
}

/** The array that a copy makes of its input. */
export function expandRounds(name: string, copy: JsonObject, scope: Scope, path: TemplatePath, run: Run): Value {
  const {input} = copy;
  if (input === undefined) run.report('invalid-copy', path, `the copy ${JSON.stringify(name)} has no input`);
  const count = expandCount(copy['count'] ?? null, scope, within(path, 'count'), run);
  if (input === undefined || count === undefined) return failedValue(`copy ${name}`);
  // An output's copy has no name of its own, so that copyIndex() without one means it.
  const nameless = scope.part === 'output';
  return Array.from({length: count}, (_, index) => {
    const round: CopyRound = {name, index, nameless, outer: scope.round};
    return expandValue(input, {...scope, round}, within(path, 'input'), run);
  });
}

/** How many rounds a copy has; undefined, and reported, if that is no number that Azure takes. */
export function expandCount(count: Json, scope: Scope, path: TemplatePath, run: Run): number | undefined {
  const value = expandValue(count, {...scope, part: scope.part === 'properties' ? 'resource' : scope.part}, path, run);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_COPY_COUNT) return value;
  if (value instanceof Deferred && value.failed) return undefined;
  const found = typeof value === 'number' ? String(value) : describeType(value);
  run.report('invalid-copy', path, `the count of a copy must be an integer from 0 to ${MAX_COPY_COUNT}, not ${found}`);
  return undefined;
}

/** Whether all texts of a value satisfy a test, keys left out. */
export function everyText(value: Value, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (isList(value)) return value.every((item) => everyText(item, test));
  return !isObject(value) || Object.values(value).every((item) => everyText(item, test));
}
