import type {JsonObject} from '../template/value.ts';
import {checkLocks} from './access/locks.ts';
import {checkPermission} from './access/permissions.ts';
import {type Answer, type Ask, found, pageOf} from './answer.ts';
import {beginOperation, operationHeaders} from './async-operations.ts';
import {checkEtag, etagHeader} from './etags.ts';
import {Refusal} from './fault.ts';
import {objectAt, without, withState} from './fields.ts';
import {beginPut, checkPlace, checkStays, endPut, isGoing, kindOf, notFound, showResource} from './put-resource.ts';
import type {ResourceKind} from './resource-kind.ts';
import {lastPart, namesOf, parentOf, type ResourcePath, readPath, spellGroups, typeOf} from './resource-path.ts';
import {type Simulation, worldOf} from './simulation.ts';
import type {StoredResource} from './store.ts';

/** Answers for resources, their lists and their actions; undefined for paths without a provider. */
export function answerResources(simulation: Simulation, ask: Ask): Answer | undefined {
  const path = readPath(ask.path);
  if (path === undefined || path.segments.length === 0) return undefined;
  const action = actionIn(simulation, path);
  if (action !== undefined) return act(simulation, ask, action);
  const kind = kindOf(simulation, typeOf(path), ask.query.get('api-version') ?? '');
  if (path.segments.length % 2 === 1) return list(simulation, ask, kind);
  return answerResource(simulation, ask, kind, idIn(path, kind));
}

/** The id with the type spelt as the kind's. */
function idIn(path: ResourcePath, kind: ResourceKind): string {
  const [namespace = '', ...types] = kind.type.split('/');
  const names = namesOf(path);
  return [path.scope, 'providers', namespace, ...types.flatMap((type, index) => [type, names[index] ?? ''])].join('/');
}

function answerResource(simulation: Simulation, ask: Ask, kind: ResourceKind, id: string): Answer | undefined {
  const may = (verb: string) => {
    checkPermission(simulation.settings, `${kind.type}/${verb}`, id);
    checkPlace(simulation, id);
  };
  switch (ask.method) {
    case 'GET':
    case 'HEAD':
      may('read');
      return ask.method === 'GET'
        ? shownAnswer(200, showExpanded(simulation, ask, kind, resourceAt(simulation, id)))
        : {status: simulation.store.get(id) === undefined ? 404 : 204};
    case 'PUT':
      may('write');
      checkSeen(simulation, ask, id);
      return put(simulation, ask, kind, id);
    case 'PATCH':
      may('write');
      checkSeen(simulation, ask, id);
      return patch(simulation, ask, kind, resourceAt(simulation, id));
    case 'DELETE':
      may('delete');
      checkSeen(simulation, ask, id);
      return remove(simulation, ask, kind, id);
    default:
      return undefined;
  }
}

function checkSeen(simulation: Simulation, ask: Ask, id: string): void {
  const resource = simulation.store.get(id);
  checkEtag(ask, id, resource === undefined ? undefined : showResource(simulation, resource));
}

function shownAnswer(status: number, body: JsonObject, headers: Readonly<Record<string, string>> = {}): Answer {
  return {status, headers: {...etagHeader(body), ...headers}, body};
}

function resourceAt({store}: Simulation, id: string): StoredResource {
  const resource = store.get(id);
  if (resource !== undefined) return resource;
  const parent = parentOf(id);
  const isParentMissing = parent !== undefined && store.get(parent) === undefined && readPath(parent) !== undefined;
  throw new Refusal(404, notFound(isParentMissing ? parent : id));
}

/** As GET shows it; a machine with what Azure knows of it running, if that was asked for (`$expand=instanceView`). */
function showExpanded(simulation: Simulation, {query}: Ask, kind: ResourceKind, resource: StoredResource): JsonObject {
  const shown = showResource(simulation, resource);
  const view = kind.type.endsWith('/virtualMachines') ? kind.actions?.['instanceview'] : undefined;
  if (view === undefined || query.get('$expand')?.toLowerCase() !== 'instanceview') return shown;
  const {result} = view(worldOf(simulation), resource, {method: 'GET', query, body: {}, rest: []});
  return {...shown, properties: {...objectAt(shown, 'properties'), instanceView: result}};
}

function put(simulation: Simulation, ask: Ask, kind: ResourceKind, id: string): Answer {
  const existing = simulation.store.get(id);
  const apiVersion = ask.query.get('api-version') ?? '';
  // Clients write back what they were shown.
  const body = without(ask.body, 'etag');
  const ms = beginPut(simulation, {id, type: kind.type, name: lastPart(id), apiVersion, body, existing});
  const headers = end(simulation, ask, id, ms);
  return shownAnswer(existing === undefined ? 201 : 200, showResource(simulation, resourceAt(simulation, id)), headers);
}

/** Ends what takes no time at once, and gives the headers of what does. */
function end(simulation: Simulation, ask: Ask, id: string, ms: number): Record<string, string> {
  if (ms > 0 && simulation.settings.pace > 0) {
    const {location: _, ...headers} = operationHeaders(
      ask,
      beginOperation(simulation, {action: 'put', target: id, ms}),
    );
    return headers;
  }
  endPut(simulation, id);
  return {};
}

function patch(simulation: Simulation, ask: Ask, kind: ResourceKind, resource: StoredResource): Answer {
  checkLocks(simulation.store, resource.id, 'write');
  checkStays(simulation, resource.id);
  const {tags, ...rest} = without(ask.body, 'etag');
  const onlyTags = Object.keys(rest).length === 0;
  if (!onlyTags && kind.patch === undefined) {
    throw new Refusal(405, {
      code: 'MethodNotAllowed',
      message: `The resource type '${kind.type}' does not support the method PATCH for anything but tags.`,
    });
  }
  if (tags !== undefined) simulation.store.put({...resource, tags: objectAt(ask.body, 'tags')});
  const ms = onlyTags ? 0 : (kind.patch?.(worldOf(simulation), resourceAt(simulation, resource.id), rest) ?? 0);
  const headers = ms > 0 ? end(simulation, ask, resource.id, ms) : {};
  return shownAnswer(200, showResource(simulation, resourceAt(simulation, resource.id)), headers);
}

function remove(simulation: Simulation, ask: Ask, kind: ResourceKind, id: string): Answer {
  const resource = simulation.store.get(id);
  if (resource === undefined) return {status: 204};
  checkLocks(simulation.store, id, 'delete');
  const ms = isGoing(resource) ? 1 : (kind.remove?.(worldOf(simulation), resource) ?? 0);
  if (ms === 0 || simulation.settings.pace === 0) {
    simulation.store.remove(id);
    simulation.asked.delete(id.toLowerCase());
    return {status: 200};
  }
  const kept = simulation.store.get(id);
  if (kept !== undefined) simulation.store.put(withState(kept, 'Deleting'));
  const operation = beginOperation(simulation, {action: 'delete', target: resource.id, ms});
  return {status: 202, headers: operationHeaders(ask, operation)};
}

function list(simulation: Simulation, ask: Ask, kind: ResourceKind): Answer | undefined {
  if (ask.method !== 'GET') return undefined;
  const scope = scopeOfList(ask.path, kind);
  checkPermission(simulation.settings, `${kind.type}/read`, scope);
  checkPlace(simulation, scope);
  const parent = readPath(scope);
  if (parent !== undefined && parent.segments.length > 0) resourceAt(simulation, scope);
  return pageOf(
    simulation.store.list(kind.type, scope).map((resource) => showExpanded(simulation, ask, kind, resource)),
    ask,
  );
}

/** Of a child the resource that it is a part of; of others the scope before the provider. */
function scopeOfList(path: string, kind: ResourceKind): string {
  const spelt = spellGroups(path.slice(0, path.lastIndexOf('/')));
  return kind.type.split('/').length > 2 ? spelt : spelt.slice(0, spelt.toLowerCase().lastIndexOf('/providers/'));
}

/** An action below a resource. */
interface ActionPath {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly rest: readonly string[];
}

/** The action that a path means: of the resource furthest down that has one of that name. */
function actionIn({kinds}: Simulation, path: ResourcePath): ActionPath | undefined {
  for (let length = path.segments.length - 1; length >= 2; length -= 1) {
    if (length % 2 === 1) continue;
    const upper = {...path, segments: path.segments.slice(0, length)};
    const kind = kinds.find(typeOf(upper));
    const [name = '', ...rest] = path.segments.slice(length);
    const isResource = path.segments.length % 2 === 0 && kinds.find(typeOf(path)) !== undefined;
    if (kind?.actions?.[name.toLowerCase()] === undefined || isResource) continue;
    return {id: idIn(upper, kind), kind, name: name.toLowerCase(), rest};
  }
  return undefined;
}

function act(simulation: Simulation, ask: Ask, {id, kind, name, rest}: ActionPath): Answer {
  const {method, query, body} = ask;
  const operation = method === 'GET' ? 'read' : 'action';
  checkPermission(
    simulation.settings,
    `${kind.type}/${[name, ...rest.filter((_, at) => at % 2 === 1)].join('/')}/${operation}`,
    id,
  );
  checkPlace(simulation, id);
  const resource = resourceAt(simulation, id);
  // A scope that is read-only takes no POST either (Azure: lock-resources, "Considerations before applying your locks").
  if (method !== 'GET') checkLocks(simulation.store, id, method === 'DELETE' ? 'delete' : 'write');
  const answer = kind.actions?.[name]?.(worldOf(simulation), resource, {method, query, body, rest});
  const result: JsonObject = answer?.result ?? {};
  const after = answer?.after ?? 0;
  if (after <= 0 || simulation.settings.pace === 0) return found(result);
  const begun = beginOperation(simulation, {action: 'answer', target: id, ms: after, result});
  return {status: 202, headers: operationHeaders(ask, begun)};
}
