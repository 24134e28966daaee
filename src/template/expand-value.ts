import {evaluateText} from './evaluate-expression.ts';
import {MAX_COPY_COUNT} from './limits.ts';
import {isExpression} from './parse-expression.ts';
import {type Run, reportError} from './run.ts';
import type {CopyRound, Scope} from './scope.ts';
import {type TemplatePath, within} from './template-path.ts';
import {Deferred, describeType, failedValue, type Json, type JsonObject, type Value} from './value.ts';

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

/**
 * An object whose texts mean the same everywhere in the template is expanded once and shared: in the rounds of a copy most
 * of what is in them is such.
 */
function expandObject(value: JsonObject, scope: Scope, path: TemplatePath, run: Run): Value {
  const {constants} = scope.template;
  if (constants === undefined || scope.part === 'parameter' || !isConstantPart(value, run)) {
    return expandProperties(value, scope, path, run);
  }
  const known = constants.get(value);
  if (known !== undefined) return known;
  const expanded = expandProperties(value, scope, path, run);
  constants.set(value, expanded);
  return expanded;
}

function expandProperties(value: JsonObject, scope: Scope, path: TemplatePath, run: Run): Value {
  const expanded: Record<string, Value> = {};
  const add = (key: string, item: Value) => {
    if (Object.hasOwn(expanded, key)) {
      run.report('duplicate-property', path, `there are two properties ${JSON.stringify(key)}`);
    }
    expanded[key] = item;
  };
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    const inner = within(path, key);
    if (key === 'copy' && isPropertyCopy(item)) {
      for (const [index, copy] of item.entries()) add(...expandCopy(copy, scope, within(inner, index), run));
    } else {
      add(expandKey(key, scope, inner, run), expandValue(item, scope, inner, run));
    }
  }
  return expanded;
}

function isConstantPart(value: Json, run: Run): boolean {
  if (typeof value === 'string') return !isExpression(value) || isConstantText(value, run);
  if (typeof value !== 'object' || value === null) return true;
  let constant = run.constantParts.get(value);
  if (constant === undefined) {
    const parts: readonly Json[] = isJsonList(value) ? value : [...Object.keys(value), ...Object.values(value)];
    constant = parts.every((part) => isConstantPart(part, run));
    run.constantParts.set(value, constant);
  }
  return constant;
}

function isConstantText(text: string, run: Run): boolean {
  try {
    return run.parse(text).constant;
  } catch {
    // What is wrong with it is reported when it is evaluated.
    return false;
  }
}

function expandKey(key: string, scope: Scope, path: TemplatePath, run: Run): string {
  if (!key.startsWith('[')) return key;
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
