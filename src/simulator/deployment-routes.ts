import type {JsonObject} from '../template/value.ts';
import {checkLocks} from './access/locks.ts';
import {checkPermission} from './access/permissions.ts';
import {type Answer, type Ask, found, pageOf} from './answer.ts';
import {beginOperation, operationHeaders} from './async-operations.ts';
import {secretsIn, showParameters} from './deployment-parameters.ts';
import {makePlan, stepsOf} from './deployment-plan.ts';
import {checkInactive, deploymentAt, hashOf} from './deployment-record.ts';
import {isFinal, showDeployment, showOperations} from './deployment-view.ts';
import {Refusal} from './fault.ts';
import {objectAt, textAt} from './fields.ts';
import {guidOf} from './guid.ts';
import {preflight} from './preflight.ts';
import {checkPlace, checkStays} from './put-resource.ts';
import {lastPart, spellGroups} from './resource-path.ts';
import {endIfDone, planOf} from './run-deployment.ts';
import type {DeploymentRecord} from './saved-state.ts';
import {paced, type Simulation} from './simulation.ts';
import {readDeployment, type SubmittedDeployment} from './submitted-deployment.ts';
import {whatIf} from './what-if.ts';

/** How long Azure takes to begin a deployment, and to say what one would change, ms. */
const BEGIN_MS = 2_000;
const WHAT_IF_MS = 10_000;
/** Seconds after which Azure wants to be asked again. */
const RETRY_AFTER = '5';

const DEPLOYMENTS = /^(.*\/providers\/Microsoft\.Resources\/deployments)(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?)?$/i;

/** Answers for deployments; undefined for other paths. */
export function answerDeployments(simulation: Simulation, ask: Ask): Answer | undefined {
  const match = DEPLOYMENTS.exec(ask.path);
  if (match === null) return undefined;
  const [, list = '', name, verb, item] = match;
  checkPlace(simulation, list);
  if (name === undefined) return listDeployments(simulation, ask, list);
  const scope = spellGroups(list.slice(0, list.toLowerCase().lastIndexOf('/providers/')));
  const id = `${scope}/providers/Microsoft.Resources/deployments/${name}`;
  if (verb === undefined) return answerDeployment(simulation, ask, id);
  return answerVerb(simulation, ask, {id, verb: verb.toLowerCase(), item});
}

function may({settings}: Simulation, action: string, id: string): void {
  checkPermission(settings, `Microsoft.Resources/deployments/${action}`, id);
}

function listDeployments(simulation: Simulation, ask: Ask, list: string): Answer | undefined {
  if (ask.method !== 'GET') return undefined;
  const prefix = `${list}/`.toLowerCase();
  may(simulation, 'read', spellGroups(list));
  const all = [...simulation.deployments].filter(([id]) => id.startsWith(prefix)).map(([, record]) => record);
  return pageOf(all.toSorted((a, b) => b.timestamp - a.timestamp).map(showDeployment), ask);
}

function answerDeployment(simulation: Simulation, ask: Ask, id: string): Answer | undefined {
  switch (ask.method) {
    case 'HEAD':
      may(simulation, 'read', id);
      return {status: simulation.deployments.has(id.toLowerCase()) ? 204 : 404};
    case 'GET':
      may(simulation, 'read', id);
      return found(showDeployment(deploymentAt(simulation, id)));
    case 'PUT':
      may(simulation, 'write', id);
      return putDeployment(simulation, ask, id);
    case 'DELETE':
      may(simulation, 'delete', id);
      return removeDeployment(simulation, ask, id);
    default:
      return undefined;
  }
}

function answerVerb(
  simulation: Simulation,
  ask: Ask,
  {id, verb, item}: {readonly id: string; readonly verb: string; readonly item: string | undefined},
): Answer | undefined {
  switch (`${ask.method} ${verb}`) {
    case 'POST validate':
      may(simulation, 'validate/action', id);
      return validate(simulation, ask, id);
    case 'POST whatif':
      may(simulation, 'whatIf/action', id);
      return answerWhatIf(simulation, ask, id);
    case 'POST cancel':
      may(simulation, 'cancel/action', id);
      return cancel(simulation, id);
    case 'GET operations':
      may(simulation, 'operations/read', id);
      return answerOperations(simulation, ask, id, item);
    case 'GET operationstatuses':
      may(simulation, 'operationstatuses/read', id);
      return deploymentStatus(deploymentAt(simulation, id));
    default:
      return undefined;
  }
}

function putDeployment(simulation: Simulation, ask: Ask, id: string): Answer {
  checkLocks(simulation.store, id, 'write');
  checkStays(simulation, id);
  checkInactive(simulation, id);
  const submitted = readDeployment(simulation, ask, id);
  preflight(simulation, submitted.expanded);
  const isNew = !simulation.deployments.has(id.toLowerCase());
  const record = enterDeployment(simulation, ask, id, submitted);
  simulation.timeline.enter(simulation.now + paced(simulation, BEGIN_MS), 'begin', id);
  const status = `${ask.origin}${id}/operationStatuses/${record.correlationId}`;
  return {
    status: isNew ? 201 : 200,
    headers: {
      'azure-asyncoperation': `${status}?api-version=${ask.query.get('api-version')}`,
      'retry-after': RETRY_AFTER,
    },
    body: showDeployment(record),
  };
}

function enterDeployment(
  simulation: Simulation,
  {body}: Ask,
  id: string,
  submitted: SubmittedDeployment,
): DeploymentRecord {
  const {template, parameters, expanded} = submitted;
  const {now} = simulation;
  const correlationId = guidOf(`deployment ${id.toLowerCase()} ${now} ${simulation.requests}`);
  const record: DeploymentRecord = {
    id,
    name: lastPart(id),
    ...expanded.target,
    root: id,
    correlationId,
    templateHash: hashOf(template),
    tags: objectAt(body, 'tags'),
    created: now,
    state: 'Accepted',
    timestamp: now,
    source: {template, parameters},
    parameters: showParameters(template, expanded.parameters),
    outputs: {},
    made: [],
    steps: stepsOf(expanded, correlationId),
  };
  simulation.deployments.set(id.toLowerCase(), record);
  simulation.plans.set(id.toLowerCase(), makePlan(expanded, record, secretsIn(template, expanded.parameters)));
  return record;
}

function validate(simulation: Simulation, ask: Ask, id: string): Answer {
  checkLocks(simulation.store, id, 'write');
  checkStays(simulation, id);
  checkInactive(simulation, id);
  const {template, expanded} = readDeployment(simulation, ask, id);
  preflight(simulation, expanded);
  const parameters = showParameters(template, expanded.parameters);
  const properties = {mode: 'Incremental', provisioningState: 'Succeeded', parameters};
  return found({id, name: lastPart(id), type: 'Microsoft.Resources/deployments', properties});
}

function answerWhatIf(simulation: Simulation, ask: Ask, id: string): Answer {
  const {template, expanded} = readDeployment(simulation, ask, id);
  preflight(simulation, expanded);
  const changes = whatIf(simulation, expanded, secretsIn(template, expanded.parameters));
  const result = {status: 'Succeeded', properties: {changes}};
  const operation = beginOperation(simulation, {action: 'answer', target: id, ms: WHAT_IF_MS, result});
  const {location = '', 'retry-after': after = ''} = operationHeaders(ask, operation);
  return {status: 202, headers: {location, 'retry-after': after}};
}

/** What runs is not stopped; nothing else of it begins (Azure: REST API, deployments/cancel). */
function cancel(simulation: Simulation, id: string): Answer {
  const record = deploymentAt(simulation, id);
  if (isFinal(record)) {
    throw new Refusal(409, {
      code: 'DeploymentCannotBeCancelled',
      message: `The deployment '${record.name}' cannot be cancelled: its state is '${record.state}'.`,
    });
  }
  const under = [...simulation.deployments.values()].filter((each) => isNestedIn(simulation, each, record));
  // From the inside out, so that each ends after those that are nested in it.
  for (const each of under.toReversed()) {
    if (isFinal(each)) continue;
    const plan = planOf(simulation, each);
    each.state = 'Canceling';
    each.timestamp = simulation.now;
    endIfDone(simulation, each, plan);
  }
  return {status: 204};
}

/** Whether a deployment is another one, or is nested in it. */
function isNestedIn(
  simulation: Pick<Simulation, 'deployments'>,
  record: DeploymentRecord,
  outer: DeploymentRecord,
): boolean {
  if (record.id === outer.id) return true;
  const parent = record.parent === undefined ? undefined : simulation.deployments.get(record.parent.toLowerCase());
  return parent !== undefined && isNestedIn(simulation, parent, outer);
}

function removeDeployment(simulation: Simulation, ask: Ask, id: string): Answer {
  const record = simulation.deployments.get(id.toLowerCase());
  if (record === undefined) return {status: 204};
  checkLocks(simulation.store, id, 'delete');
  checkInactive(simulation, id);
  simulation.deployments.delete(id.toLowerCase());
  const operation = beginOperation(simulation, {action: 'answer', target: id, ms: BEGIN_MS});
  const {location = '', 'retry-after': after = ''} = operationHeaders(ask, operation);
  return {status: 202, headers: {location, 'retry-after': after}};
}

function answerOperations(simulation: Simulation, ask: Ask, id: string, item: string | undefined): Answer {
  const operations = showOperations(deploymentAt(simulation, id), simulation.now);
  if (item === undefined) return pageOf(operations, ask);
  const operation = operations.find((each) => textAt(each, 'operationId')?.toLowerCase() === item.toLowerCase());
  if (operation !== undefined) return found(operation);
  throw new Refusal(404, {
    code: 'DeploymentOperationNotFound',
    message: `Deployment operation '${item}' could not be found.`,
  });
}

function deploymentStatus(record: DeploymentRecord): Answer {
  const {state, error} = record;
  return {
    status: 200,
    ...(isFinal(record) ? {} : {headers: {'retry-after': RETRY_AFTER}}),
    body: {status: state, ...(error === undefined ? {} : {error: {...error} as unknown as JsonObject})},
  };
}
