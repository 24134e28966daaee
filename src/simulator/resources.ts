import type {Json, JsonObject} from '../template/value.ts';
import {Refusal} from './fault.ts';
import {kindOf} from './kinds.ts';
import {matches} from './patterns.ts';
import type {Put, ResourceKind, World} from './resource-kind.ts';
import type {ResourceFailure} from './settings.ts';
import type {StoredResource} from './store.ts';

/** Times that each of `settings.failures` has happened, by its place in the list. */
export type FailureCounts = Map<number, number>;

/** Puts a resource, as a request does and as a deployment does. Gives simulated ms until it is done. */
export function putResource(world: World, put: Omit<Put, 'existing'>, counts: FailureCounts): number {
  const kind = knownKind(put.type);
  const whole = {...put, existing: world.store.get(put.id)};
  assertLocation(kind, put);
  assertPolicies(world, whole);
  assertNoFailure(world, put, 'start', counts);
  const time = kind.put(world, whole) * world.settings.pace;
  return world.settings.failures.some((each) => isAbout(each, put) && each.at === 'end') ? Math.max(time, 1) : time;
}

/** Ends the making of a resource. */
export function finishResource(world: World, id: string, counts: FailureCounts): void {
  const resource = world.store.get(id);
  if (resource === undefined) return;
  const {type, name} = resource;
  try {
    assertNoFailure(world, {id, type, name}, 'end', counts);
  } catch (error) {
    setState(world, resource, 'Failed');
    throw error;
  }
  const kind = knownKind(type);
  if (kind.finish === undefined) setState(world, resource, 'Succeeded');
  else kind.finish(world, resource);
}

/** Checks before a deployment begins, of one resource of it. */
export function checkResource(
  world: World,
  put: Omit<Put, 'existing'>,
  planned: ReadonlySet<string>,
  puts: readonly Put[],
  counts: FailureCounts,
): void {
  const kind = knownKind(put.type);
  const whole = {...put, existing: world.store.get(put.id)};
  assertLocation(kind, put);
  assertPolicies(world, whole);
  assertNoFailure(world, put, 'preflight', counts);
  kind.preflight?.(world, whole, planned, puts);
}

/** A resource as GET shows it. */
export function showResource(world: World, resource: StoredResource): JsonObject {
  const shown = kindOf(resource.type)?.show?.(world, resource) ?? resource;
  return shown;
}

/** The type's kind. Throws Refusal as Azure does for one that there is not. */
export function knownKind(type: string): ResourceKind {
  const kind = kindOf(type);
  if (kind !== undefined) return kind;
  const [namespace = '', ...rest] = type.split('/');
  throw new Refusal(404, {
    code: 'InvalidResourceType',
    message: `The resource type '${rest.join('/')}' could not be found in the namespace '${namespace}' for api version. The simulator does not model it.`,
  });
}

function assertLocation(kind: ResourceKind, {body, name}: Pick<Put, 'body' | 'name'>): void {
  if (!kind.tracked || typeof body['location'] === 'string') return;
  throw new Refusal(400, {
    code: 'LocationRequired',
    message: `The location property is required for this definition. Resource '${name}' has none.`,
  });
}

function assertPolicies({settings}: World, {type, name, body}: Put): void {
  for (const policy of settings.policies) {
    const {types = ['*'], requiredTag, allowedLocations} = policy;
    if (!types.some((pattern) => matches(pattern, type))) continue;
    const tags = objectOf(body['tags']);
    const hasTag = requiredTag === undefined || Object.hasOwn(tags, requiredTag);
    const location = body['location'];
    const inPlace =
      allowedLocations === undefined || typeof location !== 'string' || allowedLocations.includes(location);
    const denied = requiredTag === undefined && allowedLocations === undefined;
    if (denied || !hasTag || !inPlace) throw policyRefusal(policy.name, name);
  }
}

function policyRefusal(policy: string, name: string): Refusal {
  return new Refusal(403, {
    code: 'RequestDisallowedByPolicy',
    message: `Resource '${name}' was disallowed by policy. Policy identifiers: '[{"policyAssignment":{"name":"${policy}"},"policyDefinition":{"name":"${policy}"}}]'.`,
    target: name,
  });
}

function assertNoFailure(
  {settings}: World,
  put: Pick<Put, 'id' | 'type' | 'name'>,
  at: NonNullable<ResourceFailure['at']>,
  counts: FailureCounts,
): void {
  for (const [index, each] of settings.failures.entries()) {
    if ((each.at ?? 'start') !== at || !isAbout(each, put)) continue;
    const count = counts.get(index) ?? 0;
    if (each.times !== undefined && count >= each.times) continue;
    counts.set(index, count + 1);
    const {code, message, details, status = 409} = each;
    throw new Refusal(status, {code, message, ...(details === undefined ? {} : {details})});
  }
}

function isAbout({type, name = '*'}: ResourceFailure, put: Pick<Put, 'type' | 'name'>): boolean {
  return matches(type, put.type) && matches(name, put.name);
}

function setState({store}: World, resource: StoredResource, provisioningState: string): void {
  store.put({...resource, properties: {...resource.properties, provisioningState}});
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
