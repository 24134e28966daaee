import {knownGroup} from './answer-groups.ts';
import {empty, type HttpAnswer, json} from './answers.ts';
import {objectIn} from './deployment-requests.ts';
import {Refusal} from './fault.ts';
import {kindOf} from './kinds.ts';
import {actionOf, assertAllowed} from './permissions-check.ts';
import {typeOf} from './request-path.ts';
import type {ResourceKind} from './resource-kind.ts';
import {knownKind, putResource, showResource} from './resources.ts';
import type {Asked} from './simulator.ts';
import type {StoredResource} from './store.ts';

/** Answers how far something is that takes a while; undefined if it is about something else. */
export function answerOperation({simulator, path}: Asked): HttpAnswer | undefined {
  const [, kind, id] =
    /\/providers\/Microsoft\.Resources\/(operationStatuses|operationResults)\/([^/]+)$/i.exec(path.path) ?? [];
  if (kind === undefined || id === undefined) return deploymentStatus({simulator, path});
  const operation = simulator.operations.get(id);
  if (operation === undefined) {
    throw new Refusal(404, {code: 'OperationNotFound', message: `The operation '${id}' could not be found.`});
  }
  const {state, error, result} = operation;
  if (kind.toLowerCase() === 'operationresults') {
    const again = `https://management.azure.com${path.path}?api-version=2025-04-01`;
    if (state === 'InProgress') return empty(202, {location: again, 'retry-after': '5'});
    if (error !== undefined) return json(409, {error});
    return result === undefined ? empty(204) : json(200, result);
  }
  const document = {
    status: state,
    ...(error === undefined ? {} : {error}),
    ...(result === undefined || state === 'InProgress' ? {} : {properties: {output: result}}),
  };
  return json(200, document, state === 'InProgress' ? {'retry-after': '5'} : {});
}

/** How far a deployment is, as its asynchronous operation tells. */
function deploymentStatus({simulator, path}: Pick<Asked, 'simulator' | 'path'>): HttpAnswer | undefined {
  const [, id] =
    /^(.*\/providers\/Microsoft\.Resources\/deployments\/[^/]+)\/operationStatuses\/[^/]+$/i.exec(path.path) ?? [];
  const record = id === undefined ? undefined : simulator.engine.get(id);
  if (record === undefined) return undefined;
  return json(200, {status: record.state, ...(record.error === undefined ? {} : {error: record.error})});
}

/** Answers what is about a resource, a list of them, or an action; undefined if no type that is known is asked for. */
export function answerResource(asked: Asked): HttpAnswer | undefined {
  const {path, method, simulator} = asked;
  if (path.parts.length < 2) return undefined;
  if (path.parts.length % 2 === 1) {
    const resource = simulator.store.get(path.path);
    return resource === undefined && method !== 'PUT' && actionPlace(asked) !== undefined
      ? act(asked)
      : answerOne(asked, typeOf(path.parts), resource);
  }
  return kindOf(typeOf(path.parts)) === undefined ? act(asked) : listOf(asked, typeOf(path.parts));
}

function answerOne(asked: Asked, type: string, resource: StoredResource | undefined): HttpAnswer {
  const {simulator, path, method, body, query} = asked;
  const kind = knownKind(type);
  assertAllowed(simulator.settings, actionOf(method, kind.type, undefined), path.path);
  if (method === 'PUT') {
    if (path.resourceGroup !== undefined) knownGroup(asked);
    const name = path.parts.at(-1) ?? '';
    const put = {id: path.path, type: kind.type, name, apiVersion: query.get('api-version') ?? '', body};
    const time = putResource(simulator.world(), put, simulator.failureCounts);
    return taken(asked, time, resource === undefined ? 201 : 200);
  }
  const found = resource ?? missing(asked);
  switch (method) {
    case 'GET':
      return json(200, showResource(simulator.world(), found));
    case 'HEAD':
      return empty(204);
    case 'PATCH':
      return patch(asked, kind, found);
    case 'DELETE':
      return remove(asked, kind, found);
    default:
      throw new Refusal(405, {code: 'MethodNotAllowed', message: `The method ${method} is not allowed.`});
  }
}

function taken({simulator, path}: Asked, time: number, status: number): HttpAnswer {
  const resource = simulator.store.get(path.path);
  const body = resource === undefined ? {} : showResource(simulator.world(), resource);
  if (time <= 0) return json(status, body);
  return json(status, body, simulator.begin({kind: 'put', resourceId: path.path, until: simulator.now() + time}));
}

function patch(asked: Asked, kind: ResourceKind, resource: StoredResource): HttpAnswer {
  const {simulator, body} = asked;
  const tags = objectIn(body, 'tags');
  if (kind.patch === undefined || (tags !== undefined && Object.keys(body).length === 1)) {
    simulator.store.put({...resource, ...(tags === undefined ? {} : {tags})});
    return taken(asked, 0, 200);
  }
  return taken(asked, kind.patch(simulator.world(), resource, body) * simulator.settings.pace, 200);
}

function remove({simulator, path}: Asked, kind: ResourceKind, resource: StoredResource): HttpAnswer {
  const time = (kind.remove?.(simulator.world(), resource) ?? 0) * simulator.settings.pace;
  if (time > 0)
    return empty(202, simulator.begin({kind: 'delete', resourceId: path.path, until: simulator.now() + time}));
  simulator.store.remove(path.path);
  return empty(200);
}

function listOf({simulator, path}: Asked, type: string): HttpAnswer {
  const kind = knownKind(type);
  const parent = path.path.slice(0, path.path.lastIndexOf('/'));
  const isTop = path.parts.length === 2;
  const prefix = isTop ? path.scope : parent;
  const found = simulator.store.list(kind.type, prefix);
  return json(200, {value: found.map((resource) => showResource(simulator.world(), resource))});
}

/** The resource that an action is below, and the action's name. */
function actionPlace({simulator, path}: Asked) {
  const ends = [...path.path.matchAll(/\//g)].map(({index}) => index).reverse();
  for (const end of ends) {
    const resource = simulator.store.get(path.path.slice(0, end));
    if (resource === undefined) continue;
    const [name = '', ...rest] = path.path.slice(end + 1).split('/');
    return {resource, name, rest};
  }
  return undefined;
}

function act(asked: Asked): HttpAnswer {
  const {simulator, method, query, body, path} = asked;
  const place = actionPlace(asked);
  if (place === undefined) return missing(asked);
  const {resource, name, rest} = place;
  const action = kindOf(resource.type)?.actions?.[name.toLowerCase()];
  if (action === undefined) return missing(asked);
  assertAllowed(simulator.settings, actionOf(method, resource.type, name), resource.id);
  const {result, after = 0} = action(simulator.world(), resource, {method, query, body, rest});
  if (after <= 0) return json(200, result);
  const until = simulator.now() + after * simulator.settings.pace;
  return empty(202, simulator.begin({kind: 'result', resourceId: path.path, until, result}));
}

function missing(asked: Asked): never {
  const {path} = asked;
  if (path.resourceGroup !== undefined) knownGroup(asked);
  throw new Refusal(404, {
    code: 'ResourceNotFound',
    message: `The Resource '${path.parts.join('/')}' under resource group '${path.resourceGroup ?? '<null>'}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  });
}
