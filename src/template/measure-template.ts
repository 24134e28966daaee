import {textAt} from './checks/check.ts';
import {isJsonObject} from './expand-value.ts';
import {allDeployments, allResources, type ExpandedDeployment, type ExpandedResource} from './expanded.ts';
import {
  MAX_CUSTOM_DATA_BYTES,
  MAX_DEPLOYMENTS,
  MAX_EXPRESSION_LENGTH,
  MAX_OUTPUTS,
  MAX_PARAMETERS,
  MAX_RESOURCE_BYTES,
  MAX_RESOURCES,
  MAX_TEMPLATE_BYTES,
  MAX_VARIABLES,
} from './limits.ts';
import {variableNames} from './template-scope.ts';
import {collectUnits} from './template-units.ts';
import type {Json, JsonObject, Value} from './value.ts';

/** A number and the most that Azure takes. */
export interface Measure {
  readonly value: number;
  readonly limit: number;
}

/** How large a template is, and how large it may be. Of several templates nested in one, each number is the largest. */
export interface TemplateMeasures {
  /** Resources of one deployment, each round of a copy counted. */
  readonly resources: Measure;
  /** The template as written, without spaces. */
  readonly templateBytes: Measure;
  /** One deployment with its copies expanded. */
  readonly expandedBytes: Measure;
  /** One resource with its copies expanded. */
  readonly largestResourceBytes: Measure;
  readonly parameters: Measure;
  readonly variables: Measure;
  readonly outputs: Measure;
  /** Characters of an expression, its brackets included. */
  readonly longestExpression: Measure;
  /** Nested deployments, at any depth. */
  readonly deployments: Measure;
  /** Custom data of one machine or scale set, before base64. */
  readonly customDataBytes: Measure;
}

/** Measures a template against ARM's limits. */
export function measureTemplate(template: JsonObject, root: ExpandedDeployment): TemplateMeasures {
  const units = collectUnits(template);
  const deployments = allDeployments(root);
  const resources = allResources(root);
  const most = (limit: number, values: readonly number[]): Measure => ({
    value: values.reduce((largest, value) => Math.max(largest, value), 0),
    limit,
  });
  const sizes = new Map(resources.map((resource) => [resource, bytesOf(wireForm(resource))]));
  const expanded = deployments.map((each) => expandedBytes(each, sizes));
  return {
    resources: most(
      MAX_RESOURCES,
      deployments.map((each) => each.resources.length),
    ),
    templateBytes: most(MAX_TEMPLATE_BYTES, [bytesOf(template)]),
    expandedBytes: most(MAX_TEMPLATE_BYTES, expanded),
    largestResourceBytes: most(MAX_RESOURCE_BYTES, [...sizes.values()]),
    parameters: most(
      MAX_PARAMETERS,
      deployments.map((each) => countKeys(each.template['parameters'])),
    ),
    variables: most(
      MAX_VARIABLES,
      deployments.map((each) => variableNames(each.template['variables']).length),
    ),
    outputs: most(
      MAX_OUTPUTS,
      deployments.map((each) => countKeys(each.template['outputs'])),
    ),
    longestExpression: most(
      MAX_EXPRESSION_LENGTH,
      units.flatMap(({texts}) => texts.map(({text}) => text.length)),
    ),
    deployments: most(MAX_DEPLOYMENTS, [deployments.length - 1]),
    customDataBytes: most(MAX_CUSTOM_DATA_BYTES, resources.map(customDataBytes)),
  };
}

/** Names of the measures that are above their limits. */
export function exceededMeasures(measures: TemplateMeasures): (keyof TemplateMeasures)[] {
  return (Object.keys(measures) as (keyof TemplateMeasures)[]).filter(
    (name) => measures[name].value > measures[name].limit,
  );
}

/** A resource as it stands in the expanded template that Azure keeps for a deployment. */
function wireForm({name, type, apiVersion, body, dependsOn}: ExpandedResource): Value {
  return {name, type, apiVersion, ...body, ...(dependsOn.length === 0 ? {} : {dependsOn})};
}

/** All of a deployment but its resources, plus these with a comma each. */
function expandedBytes(
  {template, resources, outputs}: ExpandedDeployment,
  sizes: ReadonlyMap<ExpandedResource, number>,
): number {
  const {resources: _resources, outputs: _outputs, ...rest} = template;
  const values = Object.fromEntries(Object.entries(outputs).map(([name, {type, value}]) => [name, {type, value}]));
  const frame = bytesOf({...rest, resources: [], outputs: values});
  return resources.reduce((sum, resource) => sum + (sizes.get(resource) ?? 0) + 1, frame);
}

function bytesOf(value: Value): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

function countKeys(value: Json | undefined): number {
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function customDataBytes({properties}: ExpandedResource): number {
  const text =
    textAt(properties, 'osProfile', 'customData') ??
    textAt(properties, 'virtualMachineProfile', 'osProfile', 'customData');
  return text === undefined ? 0 : Buffer.from(text, 'base64').length;
}
