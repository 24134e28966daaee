import {DEPLOYMENT_TYPE} from './expand-resource.ts';
import {isJsonList, isJsonObject} from './expand-value.ts';
import {isSecureType} from './parameter-types.ts';
import {isExpression} from './parse-expression.ts';
import {type TemplatePath, within} from './template-path.ts';
import type {Json, JsonObject} from './value.ts';

/** An expression as it is written in a template. */
export interface TemplateText {
  readonly text: string;
  readonly path: TemplatePath;
  /** The section of its template that it stands in. */
  readonly section: 'parameters' | 'variables' | 'functions' | 'resources' | 'outputs';
  /** The parameter, variable or output that it belongs to; of a resource, nothing. */
  readonly owner: string;
  /** Whether it stands in a nested template of the outer scope. */
  readonly outer: boolean;
  /** Whether it is the value of a secure parameter of a nested deployment. */
  readonly sealed: boolean;
}

/** A template whose expressions see the same parameters and variables: the root, or a nested one of the inner scope. */
export interface TemplateUnit {
  readonly template: JsonObject;
  readonly path: TemplatePath | undefined;
  readonly texts: readonly TemplateText[];
}

interface Draft extends TemplateUnit {
  readonly texts: TemplateText[];
}

type Place = Omit<TemplateText, 'text' | 'path'>;

/** The root template and all nested ones of the inner scope, with their expressions as written, evaluated or not. */
export function collectUnits(template: JsonObject): TemplateUnit[] {
  const units: Draft[] = [];
  addUnit(template, undefined, units);
  return units;
}

function addUnit(template: JsonObject, path: TemplatePath | undefined, units: Draft[]): void {
  const unit: Draft = {template, path, texts: []};
  units.push(unit);
  for (const section of ['parameters', 'variables', 'functions'] as const) {
    for (const [owner, value] of entriesOf(template[section])) {
      const place = {section, owner: String(owner), outer: false, sealed: false};
      const at = within(within(path, section), owner);
      if (section === 'variables' && owner === 'copy' && isJsonList(value)) addVariableCopies(value, at, unit, units);
      else if (section !== 'parameters') walk(value, at, place, unit, units);
      else if (isJsonObject(value)) walk(value['defaultValue'] ?? null, within(at, 'defaultValue'), place, unit, units);
    }
  }
  addContent(template, path, false, unit, units);
}

/** The copies of variables: each makes the variable of its name. */
function addVariableCopies(copies: readonly Json[], path: TemplatePath, unit: Draft, units: Draft[]): void {
  for (const [index, copy] of copies.entries()) {
    const owner = isJsonObject(copy) ? String(copy['name']) : '';
    walk(copy, within(path, index), {section: 'variables', owner, outer: false, sealed: false}, unit, units);
  }
}

/** Resources and outputs, which are all that a nested template of the outer scope adds to its outer one. */
function addContent(
  template: JsonObject,
  path: TemplatePath | undefined,
  outer: boolean,
  unit: Draft,
  units: Draft[],
): void {
  const place = {outer, sealed: false};
  walk(
    template['resources'] ?? null,
    within(path, 'resources'),
    {...place, section: 'resources', owner: ''},
    unit,
    units,
  );
  for (const [owner, value] of entriesOf(template['outputs'])) {
    const at = within(within(path, 'outputs'), owner);
    walk(value, at, {...place, section: 'outputs', owner: String(owner)}, unit, units);
  }
}

function entriesOf(value: Json | undefined): [string | number, Json][] {
  if (isJsonList(value)) return [...value.entries()];
  return isJsonObject(value) ? Object.entries(value) : [];
}

function walk(value: Json, path: TemplatePath, place: Place, unit: Draft, units: Draft[]): void {
  if (typeof value === 'string') {
    if (isExpression(value)) unit.texts.push({text: value, path, ...place});
    return;
  }
  if (isDeployment(value)) {
    walkDeployment(value, path, place, unit, units);
    return;
  }
  for (const [key, item] of entriesOf(value)) {
    if (typeof key === 'string') walk(key, within(path, key), place, unit, units);
    walk(item, within(path, key), place, unit, units);
  }
}

function isDeployment(value: Json): value is JsonObject & {readonly properties: JsonObject} {
  return isJsonObject(value) && value['type'] === DEPLOYMENT_TYPE && isJsonObject(value['properties']);
}

function walkDeployment(
  {properties, ...rest}: JsonObject & {readonly properties: JsonObject},
  path: TemplatePath,
  place: Place,
  unit: Draft,
  units: Draft[],
): void {
  walk(rest, path, place, unit, units);
  const {template, parameters, ...others} = properties;
  const inside = within(path, 'properties');
  walk(others, inside, place, unit, units);
  const definitions = isJsonObject(template) ? template['parameters'] : undefined;
  for (const [name, value] of entriesOf(parameters)) {
    const definition = isJsonObject(definitions) ? definitions[name] : undefined;
    const sealed = isJsonObject(definition) && isSecureType(definition);
    walk(value, within(within(inside, 'parameters'), name), {...place, sealed}, unit, units);
  }
  if (!isJsonObject(template)) return;
  const options = properties['expressionEvaluationOptions'];
  const inner = isJsonObject(options) && String(options['scope']).toLowerCase() === 'inner';
  if (inner) addUnit(template, within(inside, 'template'), units);
  else addContent(template, within(inside, 'template'), true, unit, units);
}
