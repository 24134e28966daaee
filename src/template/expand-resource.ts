import {expandValue, isJsonList} from './expand-value.ts';
import type {ExpandedResource} from './expanded.ts';
import {resourceIdIn, targetId} from './resource-id.ts';
import {type Run, reportError} from './run.ts';
import type {DeploymentTarget, Scope} from './scope.ts';
import {formatPath, type TemplatePath, within} from './template-path.ts';
import {Deferred, describeType, isObject, type Json, type JsonObject, type Value, type ValueObject} from './value.ts';

/** Where a resource is declared. */
export interface ResourcePlace {
  readonly target: DeploymentTarget;
  readonly deploymentId: string;
  /** Whether the deployment itself takes place. */
  readonly deployed: boolean;
}

/** A resource within which another is declared. */
export interface ParentResource {
  readonly type: string;
  readonly name: string;
}

/** A resource whose dependencies are still as written. */
export interface DraftResource extends Omit<ExpandedResource, 'dependsOn' | 'implied'> {
  readonly waitsFor: readonly {readonly text: string; readonly path: TemplatePath}[];
  /** The batch of a serial copy that it is in. */
  readonly batch?: number;
  readonly source: JsonObject;
  readonly sourcePath: TemplatePath;
  readonly scope: Scope;
}

export const DEPLOYMENT_TYPE = 'Microsoft.Resources/deployments';

/** Fields that tell Azure Resource Manager what to do and are not sent to the resource's provider. */
const DIRECTIVES = new Set(['name', 'type', 'apiVersion', 'condition', 'copy', 'dependsOn', 'resources', 'comments']);

/** Expands one round of one resource, without the resources in it. */
export function expandResource(
  source: JsonObject,
  {scope, path, place, parent}: {scope: Scope; path: TemplatePath; place: ResourcePlace; parent?: ParentResource},
  run: Run,
): DraftResource {
  const field = (name: string) => expandValue(source[name] ?? null, scope, within(path, name), run);
  const type = fullType(textOf(field('type'), within(path, 'type'), run), parent);
  const name = fullName(textOf(field('name'), within(path, 'name'), run), parent);
  const body = expandBody(source, type, scope, path, run);
  const {properties} = body;
  const {location, tags, zones, sku, identity} = body;
  const target = targetOf(body, type, place.target);
  return {
    id: makeId({type, name, body, target}, path, run),
    name,
    type,
    apiVersion: textOf(field('apiVersion'), within(path, 'apiVersion'), run),
    deployed: place.deployed && source['existing'] !== true && conditionOf(source, scope, path, run),
    body,
    properties: isObject(properties) ? properties : {},
    ...(location === undefined ? {} : {location}),
    ...(tags === undefined ? {} : {tags}),
    ...(zones === undefined ? {} : {zones}),
    ...(sku === undefined ? {} : {sku}),
    ...(identity === undefined ? {} : {identity}),
    deployment: place.deploymentId,
    path: formatPath(path),
    waitsFor: readDependencies(source['dependsOn'], scope, within(path, 'dependsOn'), run),
    source,
    sourcePath: path,
    scope,
  };
}

/** All that is sent to the provider. The template of a nested deployment is none of the outer template's expressions. */
function expandBody(source: JsonObject, type: string, scope: Scope, path: TemplatePath, run: Run): ValueObject {
  const entries = Object.entries(source).filter(([key]) => !DIRECTIVES.has(key));
  return Object.fromEntries(
    entries.map(([key, value]): [string, Value] => {
      if (key !== 'properties') return [key, expandValue(value, scope, within(path, key), run)];
      const inner: Scope = {...scope, part: 'properties'};
      if (type !== DEPLOYMENT_TYPE || typeof value !== 'object' || value === null) {
        return [key, expandValue(value, inner, within(path, key), run)];
      }
      const {template, ...rest} = value as JsonObject;
      const expanded = expandValue(rest, inner, within(path, key), run);
      return [key, isObject(expanded) && template !== undefined ? {...expanded, template} : expanded];
    }),
  );
}

function fullType(type: string, parent: ParentResource | undefined): string {
  // A type with a namespace is complete, whatever it is declared in.
  return parent === undefined || /^[^/]*\..*\//.test(type) ? type : `${parent.type}/${type}`;
}

function fullName(name: string, parent: ParentResource | undefined): string {
  return parent === undefined ? name : `${parent.name}/${name}`;
}

/** A nested deployment may go to another subscription and resource group (Azure: templates/deploy-to-resource-group). */
export function targetOf(body: ValueObject, type: string, target: DeploymentTarget): DeploymentTarget {
  if (type !== DEPLOYMENT_TYPE) return target;
  const {subscriptionId, resourceGroup} = body;
  if (subscriptionId === undefined && resourceGroup === undefined) return target;
  const subscription = subscriptionId === undefined ? target.subscriptionId : plainText(subscriptionId);
  return resourceGroup === undefined
    ? {subscriptionId: subscription}
    : {subscriptionId: subscription, resourceGroup: plainText(resourceGroup)};
}

function makeId(
  {type, name, body, target}: {type: string; name: string; body: ValueObject; target: DeploymentTarget},
  path: TemplatePath,
  run: Run,
): string {
  try {
    return resourceIdIn(scopeId(body['scope'], target), type, name.split('/'));
  } catch (error) {
    reportError(run, within(path, 'name'), error);
    return `${targetId(target)}/providers/${type}/${name}`;
  }
}

/** An extension resource lies in another resource: its id, or type and name of one of the same group. */
function scopeId(scope: Value | undefined, target: DeploymentTarget): string {
  if (scope === undefined || scope === null) return targetId(target);
  const text = plainText(scope);
  return text.startsWith('/') ? text : `${targetId(target)}/providers/${text}`;
}

function conditionOf(source: JsonObject, scope: Scope, path: TemplatePath, run: Run): boolean {
  const {condition} = source;
  if (condition === undefined) return true;
  const at = within(path, 'condition');
  const value = expandValue(condition, scope, at, run);
  if (typeof value === 'boolean') return value;
  if (!(value instanceof Deferred))
    run.report('wrong-value', at, `a condition must be a boolean, not ${describeType(value)}`);
  return true;
}

function readDependencies(
  list: Json | undefined,
  scope: Scope,
  path: TemplatePath,
  run: Run,
): DraftResource['waitsFor'] {
  if (list === undefined || list === null) return [];
  const value = expandValue(list, scope, path, run);
  if (!Array.isArray(value)) {
    run.report('wrong-value', path, `dependsOn must be an array, not ${describeType(value)}`);
    return [];
  }
  return value.flatMap((item: Value, index) => {
    const at = isJsonList(list) ? within(path, index) : path;
    return item instanceof Deferred ? [] : [{text: textOf(item, at, run), path: at}];
  });
}

function textOf(value: Value, path: TemplatePath, run: Run): string {
  if (typeof value !== 'string' && !(value instanceof Deferred)) {
    run.report('wrong-value', path, `must be a string, not ${describeType(value)}`);
  }
  return plainText(value);
}

function plainText(value: Value): string {
  return value instanceof Deferred ? value.toJSON() : String(value);
}
