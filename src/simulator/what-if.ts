import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import {allDeployments, allResources} from '../template/expanded.ts';
import type {Json, JsonObject} from '../template/value.ts';
import {bodyOf, expandRecord, type JobPlace, resolverFor} from './deployment-job.ts';
import type {DeploymentRecord} from './deployment-record.ts';
import type {World} from './resource-kind.ts';
import {showResource} from './resources.ts';

/** What a deployment would change (Azure: REST API, deployments/what-if). Like Azure's, it compares what is asked for with what is shown. */
export function whatIf(world: World, record: DeploymentRecord, place: JobPlace): JsonObject {
  const root = expandRecord(record, place);
  const resolver = resolverFor(world.store, allDeployments(root));
  const resources = allResources(root).filter(({deployed, type}) => deployed && type !== DEPLOYMENT_TYPE);
  const asked = new Set(resources.map(({id}) => id.toLowerCase()));
  const changes = resources.map((resource): JsonObject => {
    const after: JsonObject = {
      ...bodyOf(resource, resolver),
      id: resource.id,
      type: resource.type,
      name: resource.name,
      apiVersion: resource.apiVersion,
    };
    const existing = world.store.get(resource.id);
    if (existing === undefined) return {resourceId: resource.id, changeType: 'Create', after};
    const before = showResource(world, existing);
    const delta = deltaOf(before, after, '');
    return {
      resourceId: resource.id,
      changeType: delta.length === 0 ? 'NoChange' : 'Modify',
      before,
      after,
      delta,
    };
  });
  const prefix = `/subscriptions/${record.subscriptionId}/resourcegroups/${record.resourceGroup}/`.toLowerCase();
  const others = world.store
    .all()
    .filter(({id}) => id.toLowerCase().startsWith(prefix) && !asked.has(id.toLowerCase()) && isTopLevel(id));
  const ignored = others.map((resource): JsonObject => {
    const shown = showResource(world, resource);
    return {resourceId: resource.id, changeType: 'Ignore', before: shown, after: shown};
  });
  return {status: 'Succeeded', properties: {correlationId: record.correlationId, changes: [...changes, ...ignored]}};
}

/** Never compared: they say what a resource is, or how it is written. */
const IDENTIFYING = new Set(['id', 'type', 'name', 'apiVersion', 'dependsOn', 'scope']);

/** Values that a resource never shows again (Azure: secrets, and custom data). */
const WRITE_ONLY = new Set(['customData', 'protectedSettings', 'sharedKey', 'adminPassword']);

/** Only what is asked for is compared: what Azure adds by itself is no change. */
function deltaOf(before: JsonObject, after: JsonObject, path: string): JsonObject[] {
  return Object.entries(after).flatMap(([key, wanted]): JsonObject[] => {
    if ((path === '' && IDENTIFYING.has(key)) || WRITE_ONLY.has(key) || wanted === null) return [];
    const place = path === '' ? key : `${path}.${key}`;
    const found = propertyOf(before, key);
    if (found === undefined) {
      return isEmpty(wanted) ? [] : [{path: place, propertyChangeType: 'Create', after: wanted}];
    }
    return changeOf(found, wanted, place);
  });
}

function changeOf(before: Json, after: Json, path: string): JsonObject[] {
  if (isObject(before) && isObject(after)) return deltaOf(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return listChange(before, after, path);
  if (same(before, after)) return [];
  return [{path, propertyChangeType: 'Modify', before, after}];
}

function listChange(before: readonly Json[], after: readonly Json[], path: string): JsonObject[] {
  const children = after.flatMap((item, index): JsonObject[] => {
    const other = counterpart(before, item, index);
    if (other === undefined) return [{path: String(index), propertyChangeType: 'Create', after: item}];
    const changes = changeOf(other, item, '');
    return changes.length === 0 ? [] : [{path: String(index), propertyChangeType: 'Modify', children: changes}];
  });
  const removed = before
    .slice(after.length)
    .map(
      (item, index): JsonObject => ({path: String(after.length + index), propertyChangeType: 'Delete', before: item}),
    );
  const all = [...children, ...removed];
  return all.length === 0 ? [] : [{path, propertyChangeType: 'Array', children: all}];
}

/** Named things are compared by name, others by place. */
function counterpart(list: readonly Json[], item: Json, index: number): Json | undefined {
  const name = isObject(item) ? item['name'] : undefined;
  if (typeof name !== 'string') return list[index];
  return list.find((other) => isObject(other) && other['name'] === name);
}

function same(a: Json, b: Json): boolean {
  // Ids and enumerations are the same whatever their capitals.
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return JSON.stringify(a) === JSON.stringify(b);
}

function propertyOf(object: JsonObject, key: string): Json | undefined {
  if (Object.hasOwn(object, key)) return object[key];
  const found = Object.keys(object).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : object[found];
}

function isEmpty(value: Json): boolean {
  return (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTopLevel(id: string): boolean {
  const parts = id.slice(id.toLowerCase().lastIndexOf('/providers/') + '/providers/'.length).split('/');
  return parts.length === 3;
}
