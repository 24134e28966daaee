import type {ErrorBody} from '../failures/error-body.ts';
import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import type {ExpandedOutput} from '../template/expanded.ts';
import type {JsonObject} from '../template/value.ts';
import {deploymentFailed, outputsFailed, statusName} from './deployment-errors.ts';
import {showOutput} from './deployment-parameters.ts';
import {type DeploymentPlan, operationIdOf} from './deployment-plan.ts';
import {Refusal} from './fault.ts';
import {evaluate} from './runtime-resolver.ts';
import type {DeploymentRecord} from './saved-state.ts';
import type {Simulation} from './simulation.ts';

/** Ends a deployment of which nothing runs any more: `Failed`, `Canceled`, or `Succeeded` with its outputs. */
export function finishDeployment(simulation: Simulation, record: DeploymentRecord, plan: DeploymentPlan): void {
  const key = record.id.toLowerCase();
  record.made = madeBy(simulation, record);
  if (record.steps.some(({state}) => state === 'failed') && record.state === 'Running') {
    record.state = 'Failed';
    record.error = deploymentFailed(record);
  } else if (record.state === 'Canceling') {
    record.state = 'Canceled';
  } else {
    evaluateOutputs(simulation, record, plan);
  }
  record.timestamp = simulation.now;
  simulation.plans.delete(key);
  // Secrets are kept no longer than they are needed.
  if (record.parent === undefined) delete record.source;
}

function evaluateOutputs(simulation: Simulation, record: DeploymentRecord, plan: DeploymentPlan): void {
  const outputs = Object.entries(plan.expanded.outputs);
  const failed: {readonly name: string; readonly error: ErrorBody}[] = [];
  const values: Record<string, JsonObject> = {};
  for (const [name, output] of outputs) {
    try {
      values[name] = shownOutput(simulation, output);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push({name, error: {...error.body, target: name}});
    }
  }
  const names = failed.map(({name}) => name);
  const details = failed.map(({error}) => error);
  const error = failed.length === 0 ? undefined : outputsFailed(names, details);
  enterOutputStep(simulation, record, outputs.length, error);
  record.outputs = error === undefined ? values : {};
  record.state = error === undefined ? 'Succeeded' : 'Failed';
  if (error !== undefined) record.error = error;
}

function shownOutput(simulation: Simulation, {type, value}: ExpandedOutput): JsonObject {
  return showOutput(type, evaluate(simulation, value));
}

function enterOutputStep({now}: Simulation, record: DeploymentRecord, count: number, error?: ErrorBody): void {
  if (count === 0) return;
  record.outputStep = {
    id: record.id,
    type: DEPLOYMENT_TYPE,
    name: record.name,
    operationId: operationIdOf(`${record.correlationId} ${record.id} outputs`),
    state: error === undefined ? 'succeeded' : 'failed',
    started: now,
    ended: now,
    status: statusName(error === undefined ? 200 : 400),
    ...(error === undefined ? {} : {error}),
  };
}

function madeBy({deployments}: Simulation, {steps}: DeploymentRecord): readonly string[] {
  return steps
    .filter(({state}) => state === 'succeeded')
    .flatMap(({id, type}) => (type === DEPLOYMENT_TYPE ? (deployments.get(id.toLowerCase())?.made ?? []) : [id]));
}
