import {knownGroup} from './answer-groups.ts';
import {empty, type HttpAnswer, json} from './answers.ts';
import {isRunning} from './deployment-engine.ts';
import type {DeploymentRecord} from './deployment-record.ts';
import {checkDeployment, objectIn, recordOf, showDeployment, showOperation} from './deployment-requests.ts';
import {Refusal} from './fault.ts';
import {guidOf} from './guid.ts';
import {assertAllowed} from './permissions-check.ts';
import type {Asked} from './simulator.ts';
import {whatIf} from './what-if.ts';

const TYPE = 'Microsoft.Resources/deployments';

/** So many operations are on a page. */
const PAGE = 100;

/** ms that Azure takes for a what-if. */
const WHAT_IF_TIME = 8_000;

/** Answers what is about deployments to a resource group; undefined if it is about something else. */
export function answerDeployment(asked: Asked): HttpAnswer | undefined {
  const {path, method, simulator} = asked;
  const [namespace = '', type = '', name, verb, operation] = path.parts;
  if (`${namespace}/${type}`.toLowerCase() !== TYPE.toLowerCase() || path.resourceGroup === undefined) return undefined;
  if (method === 'HEAD' && simulator.engine.get(path.path) === undefined) return empty(404);
  knownGroup(asked);
  const action = verb === undefined ? ({PUT: 'write', DELETE: 'delete'}[method] ?? 'read') : `${verb}/action`;
  assertAllowed(simulator.settings, `${TYPE}/${verb === 'operations' ? 'operations/read' : action}`, path.scope);
  if (name === undefined) return list(asked);
  const id = `${path.scope}/providers/${TYPE}/${name}`;
  if (verb === undefined) return answerOne(asked, id, name);
  if (verb === 'operations') return operations(asked, id, operation);
  switch (verb.toLowerCase()) {
    case 'validate':
      return validate(asked, id, name);
    case 'whatif':
      return preview(asked, id, name);
    case 'cancel':
      simulator.engine.cancel(known(asked, id).id, simulator.now());
      return empty(204);
    default:
      return undefined;
  }
}

function list({simulator, path}: Asked): HttpAnswer {
  const prefix = `${path.scope}/`.toLowerCase();
  const found = simulator.engine.records().filter(({id}) => id.toLowerCase().startsWith(prefix));
  return json(200, {value: found.map(showDeployment)});
}

function answerOne(asked: Asked, id: string, name: string): HttpAnswer {
  const {method, simulator} = asked;
  if (method === 'PUT') return put(asked, id, name);
  const record = known(asked, id);
  if (method === 'HEAD') return empty(204);
  if (method !== 'DELETE') return json(200, showDeployment(record));
  if (isRunning(record)) throw active(record);
  simulator.engine.remove(id);
  return empty(204);
}

function put(asked: Asked, id: string, name: string): HttpAnswer {
  const {simulator} = asked;
  const before = simulator.engine.get(id);
  if (before !== undefined && isRunning(before)) throw active(before);
  const record = checked(asked, id, name);
  const others = simulator.engine.records().filter(({parent}) => parent?.toLowerCase() === id.toLowerCase());
  for (const {id: inner} of others) simulator.engine.remove(inner);
  simulator.engine.start(record);
  const {subscriptionId} = record;
  const status = `https://management.azure.com${id}/operationStatuses/${guidOf(record.correlationId)}?api-version=2025-04-01`;
  const shown = showDeployment(simulator.engine.get(id) ?? record);
  const accepted = {...shown, properties: {...objectIn(shown, 'properties'), provisioningState: 'Accepted'}};
  return json(before === undefined ? 201 : 200, accepted, {
    'azure-asyncoperation': status.replace(
      id,
      `/subscriptions/${subscriptionId}/resourcegroups/${record.resourceGroup}/providers/${TYPE}/${name}`,
    ),
    'retry-after': '5',
  });
}

function validate(asked: Asked, id: string, name: string): HttpAnswer {
  const record = checked(asked, id, name);
  const {properties = {}, ...rest} = showDeployment(record);
  return json(200, {...rest, properties: {...(properties as object), provisioningState: 'Succeeded'}});
}

function preview(asked: Asked, id: string, name: string): HttpAnswer {
  const {simulator} = asked;
  const record = checked(asked, id, name);
  const result = whatIf(simulator.world(), record, simulator.place());
  const until = simulator.now() + WHAT_IF_TIME * simulator.settings.pace;
  const {location = '', 'retry-after': after = '5'} = simulator.begin({kind: 'result', resourceId: id, until, result});
  return empty(202, {location, 'retry-after': after});
}

/** The record of a request whose template and resources were checked. */
function checked({simulator, path, body}: Asked, id: string, name: string): DeploymentRecord {
  const properties = objectIn(body, 'properties') ?? {};
  const tags = (objectIn(body, 'tags') ?? {}) as Record<string, string>;
  const {subscriptionId = '', resourceGroup = ''} = path;
  const asked = {id, name, subscriptionId, resourceGroup, properties, tags};
  const record = recordOf(asked, simulator.place(), simulator.now(), guidOf);
  checkDeployment(simulator.world(), record, simulator.place(), simulator.failureCounts);
  return record;
}

function operations(asked: Asked, id: string, single: string | undefined): HttpAnswer {
  const {simulator, query, path} = asked;
  const record = known(asked, id);
  const started = record.operations.filter(({state}) => state !== 'Waiting' && state !== 'Skipped');
  const shown = started.map((operation) => showOperation(record, operation, simulator.now()));
  if (single !== undefined) {
    const found = shown.find(({operationId}) => operationId === single);
    if (found !== undefined) return json(200, found);
    throw new Refusal(404, {
      code: 'DeploymentOperationNotFound',
      message: `The operation '${single}' could not be found.`,
    });
  }
  const skip = Number(query.get('$skiptoken') ?? 0);
  const next = `https://management.azure.com${path.path}?api-version=${query.get('api-version')}&$skiptoken=${skip + PAGE}`;
  const page = shown.slice(skip, skip + PAGE);
  return json(200, {value: page, ...(skip + PAGE < shown.length ? {nextLink: next} : {})});
}

function known({simulator}: Asked, id: string): DeploymentRecord {
  const record = simulator.engine.get(id);
  if (record !== undefined) return record;
  throw new Refusal(404, {
    code: 'DeploymentNotFound',
    message: `Deployment '${id.slice(id.lastIndexOf('/') + 1)}' could not be found.`,
  });
}

function active({name, id}: DeploymentRecord): Refusal {
  return new Refusal(409, {
    code: 'DeploymentActive',
    message: `Unable to edit or replace deployment '${name}': previous deployment from the same user is still active (expiration time is unknown). Please see https://aka.ms/arm-deploy for usage details. Deployment: ${id}`,
  });
}
