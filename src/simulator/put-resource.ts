import type {JsonObject} from '../template/value.ts';
import {checkLocks} from './access/locks.ts';
import {checkPolicies} from './access/policies.ts';
import {checkRegistration} from './access/providers.ts';
import {sameLocation} from './compute/resource-ids.ts';
import {withEtag} from './etags.ts';
import {Refusal} from './fault.ts';
import {shown, textAt, withState} from './fields.ts';
import {maskSecrets} from './masked-body.ts';
import {failAsAsked} from './resource-failures.ts';
import type {Put, ResourceKind} from './resource-kind.ts';
import {groupIdOf, lastPart, parentOf, placeOf, readPath, typeOf} from './resource-path.ts';
import {type Simulation, worldOf} from './simulation.ts';
import type {StoredResource} from './store.ts';

/** The kind of a type; refuses types that nobody knows, in Azure's words. */
export function kindOf({kinds}: Simulation, type: string, apiVersion: string): ResourceKind {
  const kind = kinds.find(type);
  if (kind !== undefined) return kind;
  const [namespace = '', ...rest] = type.split('/');
  if (!kinds.hasNamespace(namespace)) {
    throw new Refusal(404, {
      code: 'InvalidResourceNamespace',
      message: `The resource namespace '${namespace}' is invalid.`,
    });
  }
  throw new Refusal(404, {
    code: 'InvalidResourceType',
    message: `The resource type '${rest.join('/')}' could not be found in the namespace '${namespace}' for api version '${apiVersion}'. The supported api-versions are ''.`,
  });
}

/** Refuses an id in a subscription or a resource group that is not there. */
export function checkPlace({settings, store}: Simulation, id: string): void {
  const {subscriptionId, resourceGroup} = placeOf(id);
  if (subscriptionId === undefined) return;
  const group = groupIdOf(id);
  if (group !== undefined && store.get(group) !== undefined) return;
  if (subscriptionId.toLowerCase() !== settings.subscriptionId.toLowerCase() && !isOther(store.all(), subscriptionId)) {
    throw new Refusal(404, {
      code: 'SubscriptionNotFound',
      message: `The subscription '${subscriptionId}' could not be found.`,
    });
  }
  if (resourceGroup === undefined) return;
  throw new Refusal(404, {
    code: 'ResourceGroupNotFound',
    message: `Resource group '${resourceGroup}' could not be found.`,
  });
}

/** Subscriptions that resources of the settings are in are there too. */
function isOther(resources: readonly StoredResource[], subscriptionId: string): boolean {
  const prefix = `/subscriptions/${subscriptionId}/`.toLowerCase();
  return resources.some(({id}) => id.toLowerCase().startsWith(prefix));
}

/** Takes a PUT, by itself or in a deployment. Gives the simulated ms until `endPut`. */
export function beginPut(simulation: Simulation, put: Put, secrets: readonly string[] = []): number {
  const kind = kindOf(simulation, put.type, put.apiVersion);
  checkRegistration(worldOf(simulation), put.type);
  checkLocks(simulation.store, put.id, 'write');
  checkStays(simulation, put.id);
  checkLocation(kind, put);
  checkParent(simulation, put);
  checkScope(simulation, put.id);
  checkPolicies(simulation.settings, put);
  failAsAsked(simulation, put, 'start');
  const ms = kind.put(worldOf(simulation), put);
  simulation.asked.set(put.id.toLowerCase(), maskSecrets(put.body, secrets));
  return ms;
}

/** The end of a PUT. Throws what it failed with. */
export function endPut(simulation: Simulation, id: string): void {
  const resource = simulation.store.get(id);
  if (resource === undefined) throw new Refusal(404, notFound(id));
  try {
    failAsAsked(simulation, resource, 'end');
  } catch (error) {
    simulation.store.put(withState(resource, 'Failed'));
    throw error;
  }
  finishPut(simulation, resource);
}

/** What the end of a PUT makes of a resource. Throws what it failed with. */
export function finishPut(simulation: Simulation, resource: StoredResource): void {
  const kind = simulation.kinds.find(resource.type);
  if (kind?.finish !== undefined) kind.finish(worldOf(simulation), resource);
  else if (textAt(resource.properties, 'provisioningState') !== undefined) {
    simulation.store.put(withState(resource, 'Succeeded'));
  }
}

/** Refuses to write what is being deleted, or is in a group that is. */
export function checkStays({store}: Simulation, id: string): void {
  const group = store.get(groupIdOf(id) ?? '');
  if (group !== undefined && isGoing(group)) {
    throw new Refusal(409, {
      code: 'ResourceGroupBeingDeleted',
      message: `The resource group '${group.name}' is in deprovisioning state and cannot perform this operation.`,
    });
  }
  const resource = store.get(id);
  if (resource === undefined || !isGoing(resource)) return;
  throw new Refusal(409, {
    code: 'AnotherOperationInProgress',
    message: `Another operation on this or dependent resource is in progress: '${id}' is being deleted.`,
  });
}

/** Whether somebody has had it deleted, and it is there yet. */
export function isGoing({properties}: StoredResource): boolean {
  return textAt(properties, 'provisioningState') === 'Deleting';
}

function checkLocation(kind: ResourceKind, {name, body, existing, id}: Put): void {
  if (!kind.tracked) return;
  const location = textAt(body, 'location');
  if (location === undefined) {
    throw new Refusal(400, {
      code: 'LocationRequired',
      message: 'The location property is required for this definition.',
    });
  }
  const before = textAt(existing, 'location');
  if (before === undefined || sameLocation(before, location)) return;
  throw new Refusal(409, {
    code: 'InvalidResourceLocation',
    message: `The resource '${name}' already exists in location '${before}' in resource group '${placeOf(id).resourceGroup}'. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
  });
}

function checkParent({store, kinds}: Simulation, {id, type}: Put): void {
  const parent = parentOf(id);
  if (parent === undefined || store.get(parent) !== undefined) return;
  if (kinds.find(type.slice(0, type.lastIndexOf('/'))) === undefined) return;
  throw new Refusal(404, {
    code: 'ParentResourceNotFound',
    message: `Failed to perform 'write' on resource(s) of type '${type.slice(type.indexOf('/') + 1)}', because the parent resource '${parent}' could not be found.`,
  });
}

/** Refuses what is written at a resource, such as a role assignment, that is not there. */
function checkScope({store, kinds}: Simulation, id: string): void {
  const scope = readPath(id)?.scope ?? '';
  const path = readPath(scope);
  if (path === undefined || kinds.find(typeOf(path)) === undefined || store.get(scope) !== undefined) return;
  throw new Refusal(404, notFound(scope));
}

/** What Azure says of a resource that is not there. */
export function notFound(id: string) {
  const path = readPath(id);
  const parts = path === undefined ? lastPart(id) : [path.namespace, ...path.segments].join('/');
  const {resourceGroup} = placeOf(id);
  const where = resourceGroup === undefined ? '' : ` under resource group '${resourceGroup}'`;
  return {
    code: 'ResourceNotFound',
    message: `The Resource '${parts}'${where} was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  };
}

/** A resource as GET shows it. */
export function showResource(simulation: Simulation, resource: StoredResource): JsonObject {
  const show = simulation.kinds.find(resource.type)?.show;
  return withEtag(resource.type, show === undefined ? shown(resource) : show(worldOf(simulation), resource));
}
