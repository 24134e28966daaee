import type {JsonObject} from '../template/value.ts';
import {checkLocks} from './access/locks.ts';
import {checkPermission} from './access/permissions.ts';
import {checkPolicies} from './access/policies.ts';
import {type Answer, type Ask, found, pageOf} from './answer.ts';
import {beginOperation, operationHeaders} from './async-operations.ts';
import {objectAt, present, shown, textAt} from './fields.ts';
import {checkPlace, checkStays} from './put-resource.ts';
import {groupAt, putGroup, RESOURCE_GROUPS, resourcesIn} from './resource-groups.ts';
import {lastPart, parentOf, spellGroups} from './resource-path.ts';
import type {Simulation} from './simulation.ts';
import type {StoredResource} from './store.ts';

/** How long Azure takes to delete a group, ms. */
const DELETE_MS = 120_000;

const GROUP = /^\/subscriptions\/[^/]+\/resourcegroups(?:\/([^/]+))?(\/resources)?$/i;
const RESOURCES = /^\/subscriptions\/[^/]+\/resources$/i;

/** Answers for resource groups and lists of what is in them; undefined for other paths. */
export function answerGroups(simulation: Simulation, ask: Ask): Answer | undefined {
  if (RESOURCES.test(ask.path))
    return listResources(simulation, ask, spellGroups(ask.path.replace(/\/resources$/i, '')));
  const match = GROUP.exec(ask.path);
  if (match === null) return undefined;
  const id = spellGroups(ask.path.replace(/\/resources$/i, ''));
  if (match[1] === undefined) return listGroups(simulation, ask);
  if (match[2] !== undefined) {
    checkPermission(simulation.settings, 'Microsoft.Resources/subscriptions/resourceGroups/read', id);
    groupAt(simulation, id);
    return listResources(simulation, ask, id);
  }
  return answerGroup(simulation, ask, id);
}

function answerGroup(simulation: Simulation, ask: Ask, id: string): Answer | undefined {
  const may = (verb: string) =>
    checkPermission(simulation.settings, `Microsoft.Resources/subscriptions/resourceGroups/${verb}`, id);
  switch (ask.method) {
    case 'HEAD':
      may('read');
      return {status: simulation.store.get(id) === undefined ? 404 : 204};
    case 'GET':
      may('read');
      checkPlace(simulation, id);
      return found(shown(groupAt(simulation, id)));
    case 'PUT':
      may('write');
      return createGroup(simulation, ask, id);
    case 'PATCH':
      may('write');
      return patchGroup(simulation, ask, id);
    case 'DELETE':
      may('delete');
      return removeGroup(simulation, ask, id);
    default:
      return undefined;
  }
}

function createGroup(simulation: Simulation, ask: Ask, id: string): Answer {
  checkPlace(simulation, id.slice(0, id.lastIndexOf('/resourceGroups/')));
  checkLocks(simulation.store, id, 'write');
  checkStays(simulation, id);
  const existing = simulation.store.get(id);
  const type = 'Microsoft.Resources/subscriptions/resourceGroups';
  // Policies of tags and locations leave groups alone unless they name them (Azure: policy, "Resource Manager modes").
  const policies = simulation.settings.policies.filter(({types}) => types !== undefined);
  checkPolicies(
    {...simulation.settings, policies},
    {id, type, name: lastPart(id), apiVersion: '', body: ask.body, existing},
  );
  const {isNew} = putGroup(simulation, id, ask.body);
  return {status: isNew ? 201 : 200, body: shown(groupAt(simulation, id))};
}

function patchGroup(simulation: Simulation, {body}: Ask, id: string): Answer {
  const group = groupAt(simulation, id);
  checkLocks(simulation.store, id, 'write');
  checkStays(simulation, id);
  if (body['tags'] !== undefined) simulation.store.put({...group, tags: objectAt(body, 'tags')});
  return found(shown(groupAt(simulation, id)));
}

function removeGroup(simulation: Simulation, ask: Ask, id: string): Answer {
  const group = groupAt(simulation, id);
  checkLocks(simulation.store, id, 'delete');
  simulation.store.put({...group, properties: {provisioningState: 'Deleting'}});
  const operation = beginOperation(simulation, {action: 'delete-group', target: group.id, ms: DELETE_MS});
  const {location = '', 'retry-after': after = ''} = operationHeaders(ask, operation);
  return {status: 202, headers: {location, 'retry-after': after}};
}

function listGroups(simulation: Simulation, ask: Ask): Answer {
  const subscription = ask.path.slice(0, ask.path.lastIndexOf('/'));
  checkPlace(simulation, subscription);
  return pageOf(simulation.store.list(RESOURCE_GROUPS, subscription).map(shown), ask);
}

/**
 * Lists tell of resources with a location, which some are that are parts of others: extensions of machines, links of private
 * zones (Azure: REST API, resources/list). Of types that nobody knows here, resources of their own.
 */
function listResources(simulation: Simulation, ask: Ask, id: string): Answer {
  const wanted = /resourceType eq '([^']+)'/i.exec(ask.query.get('$filter') ?? '')?.[1]?.toLowerCase();
  const listed = resourcesIn(simulation, id).filter((resource) => {
    if (wanted !== undefined && resource.type.toLowerCase() !== wanted) return false;
    return textAt(resource, 'location') !== undefined && isListed(simulation, resource);
  });
  return pageOf(listed.map(summarize), ask);
}

function isListed({kinds}: Simulation, {id, type}: StoredResource): boolean {
  if (type === RESOURCE_GROUPS) return false;
  return kinds.find(type)?.tracked ?? parentOf(id) === undefined;
}

function summarize(resource: StoredResource): JsonObject {
  const {id, type} = resource;
  const segments = id.slice(id.toLowerCase().lastIndexOf('/providers/') + 1).split('/');
  const name = segments.filter((_, index) => index > 1 && index % 2 === 1).join('/');
  const {location, tags, sku, zones, identity} = resource;
  return present({id, name, type, location, tags, sku, zones, identity});
}
