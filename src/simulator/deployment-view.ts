import type {JsonObject} from '../template/value.ts';
import {statusName} from './deployment-errors.ts';
import {guidOf} from './guid.ts';
import type {DeploymentRecord, Step} from './saved-state.ts';
import {timeText} from './simulation.ts';

/** States in which a deployment stays. */
const FINAL = new Set(['Succeeded', 'Failed', 'Canceled']);

/** Whether a deployment has come to an end. */
export function isFinal({state}: Pick<DeploymentRecord, 'state'>): boolean {
  return FINAL.has(state);
}

/** A deployment as GET shows it (Azure: REST API, deployments/get). */
export function showDeployment(record: DeploymentRecord): JsonObject {
  const {id, name, tags, state, timestamp, created, correlationId, parameters, outputs, error, templateHash} = record;
  return {
    id,
    name,
    type: 'Microsoft.Resources/deployments',
    ...(Object.keys(tags).length === 0 ? {} : {tags}),
    properties: {
      templateHash,
      parameters,
      mode: 'Incremental',
      provisioningState: state,
      timestamp: timeText(timestamp),
      duration: durationText(timestamp - created),
      correlationId,
      providers: providersOf(record),
      dependencies: [],
      ...(isFinal(record) ? {outputs} : {}),
      ...(state === 'Succeeded' ? {outputResources: record.made.map((made) => ({id: made}))} : {}),
      ...(error === undefined ? {} : {error: {...error} as unknown as JsonObject}),
    },
  };
}

function providersOf({steps}: DeploymentRecord): readonly JsonObject[] {
  const types = Map.groupBy(new Set(steps.map(({type}) => type)), (type) => type.slice(0, type.indexOf('/')));
  return [...types].map(([namespace, all]) => ({
    namespace,
    resourceTypes: all.map((type) => ({resourceType: type.slice(namespace.length + 1)})),
  }));
}

/** Operations of a deployment: what was begun, in the order in which it was (Azure: REST API, deployment-operations). */
export function showOperations(record: DeploymentRecord, now: number): readonly JsonObject[] {
  const begun = record.steps.filter(({state}) => state !== 'waiting');
  const inOrder = begun.toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0));
  return [
    ...inOrder.map((step) => showStep(record, step, now)),
    ...(record.outputStep === undefined ? [] : [showOutputs(record, record.outputStep)]),
  ];
}

const STATES = {waiting: 'NotStarted', running: 'Running', succeeded: 'Succeeded', failed: 'Failed'};

function showStep(record: DeploymentRecord, step: Step, now: number): JsonObject {
  const {id, type, name} = step;
  const shown = showOutputs(record, step, now);
  const properties = shown['properties'] as JsonObject;
  const {statusCode, statusMessage, ...rest} = properties;
  return {
    ...shown,
    properties: {
      ...rest,
      provisioningOperation: 'Create',
      ...(statusCode === undefined ? {} : {statusCode}),
      ...(statusMessage === undefined ? {} : {statusMessage}),
      targetResource: {id, resourceType: type, resourceName: name},
    },
  };
}

function showOutputs({id}: DeploymentRecord, step: Step, now = step.ended ?? 0): JsonObject {
  const {operationId, state, started = 0, ended, status, error} = step;
  return {
    id: `${id}/operations/${operationId}`,
    operationId,
    properties: {
      provisioningOperation: 'EvaluateDeploymentOutput',
      provisioningState: STATES[state],
      timestamp: timeText(ended ?? started),
      duration: durationText((ended ?? now) - started),
      trackingId: guidOf(`tracking ${operationId}`),
      ...(state === 'running' ? {} : {statusCode: status ?? statusName(200)}),
      ...(error === undefined ? {} : {statusMessage: {status: 'Failed', error: {...error} as unknown as JsonObject}}),
    },
  };
}

const SECOND = 1_000;
const MINUTE = 60;

/** A duration of ISO 8601, as Azure writes it: `PT1M5.25S`. */
export function durationText(ms: number): string {
  const seconds = ms / SECOND;
  const [hours, minutes] = [Math.floor(seconds / MINUTE / MINUTE), Math.floor(seconds / MINUTE) % MINUTE];
  const rest = Math.round((seconds % MINUTE) * SECOND) / SECOND;
  const before = `${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}`;
  return `PT${before}${rest === 0 && before !== '' ? '' : `${rest}S`}`;
}
