import {empty, type HttpAnswer, json} from './answers.ts';
import {isRunning} from './deployment-engine.ts';
import {objectIn} from './deployment-requests.ts';
import {Refusal} from './fault.ts';
import {assertAllowed} from './permissions-check.ts';
import {showResource} from './resources.ts';
import type {Asked} from './simulator.ts';
import type {Store, StoredResource} from './store.ts';

const GROUP_TYPE = 'Microsoft.Resources/resourceGroups';

/** ms that Azure takes to delete a group. */
const DELETE_TIME = 120_000;

/** A resource group; undefined if there is none of that name. */
export function groupOf(
  store: Store,
  subscription: string,
  group: string,
): (StoredResource & {location?: string}) | undefined {
  return store.get(`/subscriptions/${subscription}/resourceGroups/${group}`) as
    | (StoredResource & {location?: string})
    | undefined;
}

/** Answers what is about resource groups and what is in them; undefined if it is about something else. */
export function answerGroup(asked: Asked): HttpAnswer | undefined {
  const {path, method, simulator} = asked;
  if (path.parts.length > 0) return undefined;
  if (/^\/subscriptions\/[^/]+\/resourcegroups$/i.test(path.path)) {
    return json(200, {value: simulator.store.list(GROUP_TYPE, path.path.replace(/\/resourcegroups$/i, ''))});
  }
  if (/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/resources$/i.test(path.path)) return listResources(asked);
  if (!/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/i.test(path.path)) return undefined;
  const action = {GET: 'read', HEAD: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete'}[method];
  if (action === undefined) return undefined;
  assertAllowed(simulator.settings, `Microsoft.Resources/subscriptions/resourceGroups/${action}`, path.path);
  if (method === 'PUT') return putGroup(asked);
  const found = simulator.store.get(path.path);
  if (found === undefined && method === 'HEAD') return empty(404);
  const group = knownGroup(asked);
  if (method === 'HEAD') return empty(204);
  if (method === 'PATCH') return patchGroup(asked, group);
  return method === 'DELETE' ? deleteGroup(asked, group) : json(200, group);
}

/** The group of a path. Throws Refusal if there is none. */
export function knownGroup({simulator, path}: Pick<Asked, 'simulator' | 'path'>): StoredResource {
  const {subscriptionId = '', resourceGroup = ''} = path;
  const group = groupOf(simulator.store, subscriptionId, resourceGroup);
  if (group !== undefined) return group;
  throw new Refusal(404, {
    code: 'ResourceGroupNotFound',
    message: `Resource group '${resourceGroup}' could not be found.`,
  });
}

function putGroup({simulator, path, body}: Asked): HttpAnswer {
  const existing = simulator.store.get(path.path);
  const location = body['location'];
  if (typeof location !== 'string') {
    throw new Refusal(400, {
      code: 'LocationRequired',
      message: 'The location property is required for this definition.',
    });
  }
  const before = existing?.['location'];
  if (typeof before === 'string' && before.toLowerCase() !== location.toLowerCase()) {
    throw new Refusal(409, {
      code: 'InvalidResourceGroupLocation',
      message: `Invalid resource group location '${location}'. The Resource group already exists in location '${before}'.`,
    });
  }
  const group = simulator.store.put({
    id: `/subscriptions/${path.subscriptionId}/resourceGroups/${path.resourceGroup}`,
    type: GROUP_TYPE,
    name: path.resourceGroup ?? '',
    location,
    tags: objectIn(body, 'tags') ?? {},
    properties: {provisioningState: 'Succeeded'},
  });
  return json(existing === undefined ? 201 : 200, group);
}

function patchGroup({simulator, body}: Asked, group: StoredResource): HttpAnswer {
  return json(200, simulator.store.put({...group, tags: objectIn(body, 'tags') ?? {}}));
}

function deleteGroup({simulator, path}: Asked, group: StoredResource): HttpAnswer {
  const {settings, engine, store} = simulator;
  const locks = store
    .list('Microsoft.Authorization/locks')
    .filter(({id}) => id.toLowerCase().startsWith(`${group.id.toLowerCase()}/`));
  if (locks.length > 0) {
    throw new Refusal(409, {
      code: 'ScopeLocked',
      message: `The scope '${group.id}' cannot perform delete operation because following scope(s) are locked: '${group.id}'. Please remove the lock and try again.`,
    });
  }
  const busy = engine
    .records()
    .find((each) => isRunning(each) && each.id.toLowerCase().startsWith(`${group.id.toLowerCase()}/`));
  if (busy !== undefined) engine.cancel(busy.parent ?? busy.id, simulator.now());
  store.put({...group, properties: {provisioningState: 'Deleting'}});
  const until = simulator.now() + DELETE_TIME * settings.pace;
  return empty(202, simulator.begin({kind: 'group', resourceId: path.path, until}));
}

/** Only tracked resources are listed, as Azure does: no children, no assignments. */
function listResources(asked: Asked): HttpAnswer {
  const {simulator} = asked;
  const group = knownGroup(asked);
  const prefix = `${group.id.toLowerCase()}/providers/`;
  const found = simulator.store
    .all()
    .filter(({id, type}) => id.toLowerCase().startsWith(prefix) && isListed(id, prefix, type))
    .map((resource) => {
      const {properties: _, ...rest} = showResource(simulator.world(), resource);
      return rest;
    });
  return json(200, {value: found});
}

function isListed(id: string, prefix: string, type: string): boolean {
  const depth = id.slice(prefix.length).split('/').length;
  return depth === 3
    ? !type.toLowerCase().startsWith('microsoft.authorization/')
    : /virtualMachines\/extensions$/i.test(type);
}
