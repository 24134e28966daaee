import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import {allDeployments, allResources, type ExpandedDeployment, type ExpandedResource} from '../template/expanded.ts';
import {targetId} from '../template/resource-id.ts';
import {isList, isObject, type Json, type JsonObject, type Resolver, resolveValue} from '../template/value.ts';
import {plainObject} from './deployment-plan.ts';
import {without} from './fields.ts';
import {isMasked, maskSecrets} from './masked-body.ts';
import {propertyChanges} from './property-changes.ts';
import {showResource} from './put-resource.ts';
import {resourcesIn} from './resource-groups.ts';
import {parentOf} from './resource-path.ts';
import {runtimeResolver} from './runtime-resolver.ts';
import type {Simulation} from './simulation.ts';
import type {StoredResource} from './store.ts';

/** What Azure writes in place of secrets. */
const HIDDEN_TEXT = '*******';

/**
 * What a deployment would change (Azure: templates/deploy-what-if). Values that only the deployment will know are
 * expressions, and are taken to be the same if the resource was made with the same expression or from a value.
 */
export function whatIf(
  simulation: Simulation,
  root: ExpandedDeployment,
  secrets: readonly string[],
): readonly JsonObject[] {
  const resources = allResources(root).filter(({deployed}) => deployed);
  const changes = resources.flatMap((resource) => {
    if (resource.type !== DEPLOYMENT_TYPE) return [changeOf(simulation, resource, secrets)];
    const isRead = allDeployments(root).some(({id}) => id.toLowerCase() === resource.id.toLowerCase());
    return isRead ? [] : [{resourceId: resource.id, changeType: 'Deploy'}];
  });
  const mentioned = new Set(resources.map(({id}) => id.toLowerCase()));
  return [...changes, ...ignored(simulation, root, mentioned)];
}

function changeOf(simulation: Simulation, resource: ExpandedResource, secrets: readonly string[]): JsonObject {
  const {id, type, apiVersion} = resource;
  const name = resource.name.slice(resource.name.lastIndexOf('/') + 1);
  const written = maskSecrets(plainObject(resource.body), secrets);
  const valued = maskSecrets(plainObject(resolveValue(resource.body, presentResolver(simulation))), secrets);
  const wanted = secretsOf(written, valued) as JsonObject;
  const after = {id, type, name, apiVersion, ...hidden(wanted)};
  const existing = simulation.store.get(id);
  if (existing === undefined) return {resourceId: id, changeType: 'Create', after};
  const before = {...showResource(simulation, existing), apiVersion};
  const delta = deltaOf(simulation, existing, wanted);
  if (delta.length === 0) return {resourceId: id, changeType: 'NoChange', before, after: before};
  return {resourceId: id, changeType: 'Modify', before, after, delta: delta.map(hidden)};
}

/** Answers from what is there, as far as it is: only hashes of secrets are made of these values, nobody is shown them. */
function presentResolver(simulation: Simulation): Resolver {
  const resolver = runtimeResolver(simulation);
  return (reference) => {
    const [id] = reference.arguments;
    const isThere = typeof id === 'string' && id.startsWith('/') && simulation.store.get(id) !== undefined;
    return isThere ? resolver(reference) : undefined;
  };
}

/** A value with its secrets as they are with all expressions evaluated: whoever cannot see them cannot compare them. */
function secretsOf(written: Json, valued: Json): Json {
  if (isMasked(written)) return valued;
  if (isList(written) && isList(valued)) return written.map((item, at) => secretsOf(item, valued[at] ?? item));
  if (!isObject(written) || !isObject(valued)) return written;
  const entries = Object.entries(written);
  return Object.fromEntries(entries.map(([name, item]) => [name, secretsOf(item, valued[name] ?? item)]));
}

/** What was asked for last is compared if it is known, and else of what is there what the template speaks of. */
function deltaOf(simulation: Simulation, existing: StoredResource, wanted: JsonObject): JsonObject[] {
  const ask = without(wanted, 'scope');
  const asked = simulation.asked.get(existing.id.toLowerCase());
  const before = asked === undefined ? likeIn(showResource(simulation, existing), ask) : without(asked, 'scope');
  return propertyChanges(known(before, ask) as JsonObject, ask);
}

/** The parts of a resource that a template speaks of. */
function likeIn(there: JsonObject, wanted: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]): [string, Json][] => {
      const found = there[name];
      if (found === undefined) return [];
      return [[name, isObject(found) && isObject(value) ? likeIn(found, value) : found]];
    }),
  );
}

/** Values in place of which the template has an expression that nobody can evaluate before it is deployed. */
function known(before: Json, after: Json): Json {
  if (isExpression(after) && before !== null) return after;
  if (isList(before) && isList(after)) return before.map((item, at) => known(item, after[at] ?? null));
  if (!isObject(before) || !isObject(after)) return before;
  return Object.fromEntries(Object.entries(before).map(([name, item]) => [name, known(item, after[name] ?? null)]));
}

function isExpression(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('[') && !value.startsWith('[[') && value.endsWith(']');
}

/** A value with the hashes of secrets as Azure shows secrets. */
function hidden<T extends Json>(value: T): T {
  const hide = (item: Json): Json => {
    if (isMasked(item)) return HIDDEN_TEXT;
    if (isList(item)) return item.map(hide);
    if (!isObject(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, each]) => [name, hide(each)]));
  };
  return hide(value) as T;
}

/** Resources of the groups that the deployment leaves as they are. */
function ignored(simulation: Simulation, root: ExpandedDeployment, mentioned: ReadonlySet<string>): JsonObject[] {
  const groups = new Map(allDeployments(root).map(({target}) => [targetId(target).toLowerCase(), targetId(target)]));
  return [...groups.values()]
    .flatMap((group) => resourcesIn(simulation, group))
    .filter(
      ({id, type}) =>
        !mentioned.has(id.toLowerCase()) && parentOf(id) === undefined && simulation.kinds.find(type)?.tracked === true,
    )
    .map((resource) => ({
      resourceId: resource.id,
      changeType: 'Ignore',
      before: showResource(simulation, resource),
    }));
}
