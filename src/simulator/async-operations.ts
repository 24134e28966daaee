import type {JsonObject} from '../template/value.ts';
import type {Answer, Ask} from './answer.ts';
import {Refusal} from './fault.ts';
import {guidOf} from './guid.ts';
import {endPut} from './put-resource.ts';
import {deleteGroup} from './resource-groups.ts';
import type {AsyncOperation} from './saved-state.ts';
import {paced, type Simulation, timeText} from './simulation.ts';

/** Seconds after which Azure wants to be asked again. */
const RETRY_AFTER = '5';

/** Enters an operation that ends after so many ms of Azure's. */
export function beginOperation(
  simulation: Simulation,
  {action, target, ms, result}: Pick<AsyncOperation, 'action' | 'target' | 'result'> & {readonly ms: number},
): AsyncOperation {
  const id = guidOf(`operation ${action} ${target.toLowerCase()} ${simulation.now} ${simulation.requests}`);
  const operation: AsyncOperation = {
    id,
    action,
    target,
    state: 'Running',
    started: simulation.now,
    ...(result === undefined ? {} : {result}),
  };
  simulation.operations.set(id, operation);
  simulation.timeline.enter(simulation.now + paced(simulation, ms), 'operation', id);
  return operation;
}

/** Ends an operation whose time has come. */
export function endOperation(simulation: Simulation, id: string): void {
  const operation = simulation.operations.get(id);
  if (operation?.state !== 'Running') return;
  operation.ended = simulation.now;
  try {
    carryOut(simulation, operation);
    operation.state = 'Succeeded';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    operation.state = 'Failed';
    operation.error = error.body;
  }
}

function carryOut(simulation: Simulation, {action, target}: AsyncOperation): void {
  if (action === 'put') endPut(simulation, target);
  if (action === 'delete') {
    simulation.store.remove(target);
    simulation.asked.delete(target.toLowerCase());
  }
  if (action === 'delete-group') deleteGroup(simulation, target);
}

/** Headers that tell where to ask (Azure: async-operations). */
export function operationHeaders({origin, query}: Ask, operation: AsyncOperation): Record<string, string> {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(operation.target)?.[0] ?? '';
  const version = `?api-version=${query.get('api-version') ?? ''}`;
  return {
    'azure-asyncoperation': `${origin}${subscription}/operationstatuses/${operation.id}${version}`,
    location: `${origin}${subscription}/operationresults/${operation.id}${version}`,
    'retry-after': RETRY_AFTER,
  };
}

/** GET of an operation: its status, or its result when it has one. */
export function askOperation(simulation: Simulation, ask: Ask, id: string, wanted: 'status' | 'result'): Answer {
  const operation = simulation.operations.get(id.toLowerCase());
  if (operation === undefined) {
    throw new Refusal(404, {code: 'NotFound', message: `The operation '${id}' could not be found.`});
  }
  return wanted === 'status' ? statusAnswer(operation) : resultAnswer(ask, operation);
}

function statusAnswer({id, state, started, ended, error, result}: AsyncOperation): Answer {
  const body: JsonObject = {
    name: id,
    status: state === 'Running' ? 'InProgress' : state,
    startTime: timeText(started),
    ...(ended === undefined ? {} : {endTime: timeText(ended)}),
    ...(error === undefined ? {} : {error: {...error} as unknown as JsonObject}),
    ...(state !== 'Succeeded' || result === undefined ? {} : {properties: {output: result}}),
  };
  return {status: 200, body, ...(state === 'Running' ? {headers: {'retry-after': RETRY_AFTER}} : {})};
}

function resultAnswer(ask: Ask, operation: AsyncOperation): Answer {
  const {state, error, result} = operation;
  if (state === 'Running') {
    const {location = '', 'retry-after': after = RETRY_AFTER} = operationHeaders(ask, operation);
    return {status: 202, headers: {location, 'retry-after': after}};
  }
  if (state === 'Failed') {
    throw new Refusal(409, error ?? {code: 'Conflict', message: 'The operation failed.'});
  }
  return result === undefined ? {status: 200} : {status: 200, body: result};
}
