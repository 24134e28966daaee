import type {ErrorBody} from '../failures/error-body.ts';
import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import type {ExpandedDeployment, ExpandedResource} from '../template/expanded.ts';
import {isObject, type JsonObject} from '../template/value.ts';
import {checkPermission} from './access/permissions.ts';
import {endedFailed, statusName} from './deployment-errors.ts';
import {secretsIn} from './deployment-parameters.ts';
import {type DeploymentPlan, deploymentsOf, expandFor, makePlan} from './deployment-plan.ts';
import {Refusal} from './fault.ts';
import {finishDeployment} from './finish-deployment.ts';
import {beginNested} from './nested-deployment.ts';
import {beginPut, checkPlace, endPut} from './put-resource.ts';
import {lastPart} from './resource-path.ts';
import {evaluate} from './runtime-resolver.ts';
import type {DeploymentRecord, Step} from './saved-state.ts';
import {paced, type Simulation} from './simulation.ts';

/** Seconds after which Azure Resource Manager asks a resource provider again that was too busy. */
const RETRY_SECONDS = 10;

/** Begins a deployment whose time has come, and all of it that waits for nothing. */
export function beginDeployment(simulation: Simulation, id: string): void {
  const record = simulation.deployments.get(id.toLowerCase());
  if (record?.state !== 'Accepted') return;
  record.state = 'Running';
  record.timestamp = simulation.now;
  const plan = planOf(simulation, record);
  for (const key of plan.resources.keys()) if (plan.waiting.get(key) === 0) beginStep(simulation, record, plan, key);
  endIfDone(simulation, record, plan);
}

/** The plan of a deployment that runs; made anew in a process that goes on with it. */
export function planOf(simulation: Simulation, record: DeploymentRecord): DeploymentPlan {
  const known = simulation.plans.get(record.id.toLowerCase());
  if (known !== undefined) return known;
  const root = simulation.deployments.get(record.root.toLowerCase());
  const {subscriptionId, resourceGroup = '', name, source, created} = root ?? record;
  if (source === undefined) throw new Error(`the template of ${record.root} is not there`);
  const expanded = expandFor(simulation, {subscriptionId, resourceGroup, name, ...source, at: created});
  followAll(simulation, expanded, secretsIn(source.template, expanded.parameters));
  const plan = simulation.plans.get(record.id.toLowerCase());
  if (plan === undefined) throw new Error(`${record.id} is not in the template of ${record.root}`);
  return plan;
}

/** Makes the plans of a deployment and of those nested in it that have begun. */
function followAll(simulation: Simulation, root: ExpandedDeployment, secrets: readonly string[]): void {
  for (const [id, expanded] of deploymentsOf(root)) {
    const record = simulation.deployments.get(id);
    const isOurs = record?.root.toLowerCase() === root.id.toLowerCase();
    if (record !== undefined && isOurs) simulation.plans.set(id, makePlan(expanded, record, secrets));
  }
}

function beginStep(simulation: Simulation, record: DeploymentRecord, plan: DeploymentPlan, key: string): void {
  const step = plan.steps.get(key);
  const resource = plan.resources.get(key);
  if (step === undefined || resource === undefined || step.state !== 'waiting') return;
  step.state = 'running';
  step.started = simulation.now;
  plan.running += 1;
  tryStep(simulation, record, plan, resource);
}

function tryStep(
  simulation: Simulation,
  record: DeploymentRecord,
  plan: DeploymentPlan,
  resource: ExpandedResource,
): void {
  const key = resource.id.toLowerCase();
  try {
    if (resource.type === DEPLOYMENT_TYPE) {
      const nested = beginNested(simulation, record, plan, resource);
      simulation.timeline.enter(simulation.now, 'begin', nested.id);
      return;
    }
    const ms = putStep(simulation, plan, resource);
    simulation.timeline.enter(simulation.now + paced(simulation, ms), 'resource', record.id, key);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 429 || error.body.code === 'RetryableError') {
      const seconds = Number(error.headers['retry-after'] ?? RETRY_SECONDS);
      simulation.timeline.enter(simulation.now + Math.max(1, seconds) * 1_000, 'retry', record.id, key);
      return;
    }
    const step = plan.steps.get(key);
    if (step !== undefined) failStep(simulation, record, plan, step, statusName(error.status), error.body);
  }
}

function putStep(simulation: Simulation, plan: DeploymentPlan, resource: ExpandedResource): number {
  const {id, type, apiVersion} = resource;
  const evaluated = evaluate(simulation, resource.body);
  const body: JsonObject = isObject(evaluated) ? evaluated : {};
  checkPermission(simulation.settings, `${type}/write`, id);
  checkPlace(simulation, id);
  const put = {id, type, name: lastPart(id), apiVersion, body, existing: simulation.store.get(id)};
  return beginPut(simulation, put, plan.secrets);
}

/** A resource of a deployment is done, as far as its provider is concerned. */
export function endResource(simulation: Simulation, deploymentId: string, key: string): void {
  const record = simulation.deployments.get(deploymentId.toLowerCase());
  if (record === undefined) return;
  const plan = planOf(simulation, record);
  const step = plan.steps.get(key);
  if (step === undefined) return;
  try {
    endPut(simulation, step.id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    failStep(simulation, record, plan, step, statusName(409), endedFailed(step, error.body));
    return;
  }
  succeedStep(simulation, record, plan, step);
}

/** Asks a resource provider again. */
export function retryResource(simulation: Simulation, deploymentId: string, key: string): void {
  const record = simulation.deployments.get(deploymentId.toLowerCase());
  if (record === undefined) return;
  const plan = planOf(simulation, record);
  const resource = plan.resources.get(key);
  if (resource !== undefined) tryStep(simulation, record, plan, resource);
}

function succeedStep(simulation: Simulation, record: DeploymentRecord, plan: DeploymentPlan, step: Step): void {
  endStep(simulation, record, plan, step, 'succeeded');
  step.status = statusName(step.type === DEPLOYMENT_TYPE ? 200 : 201);
  for (const next of plan.dependents.get(step.id.toLowerCase()) ?? []) {
    const open = (plan.waiting.get(next) ?? 1) - 1;
    plan.waiting.set(next, open);
    if (open === 0 && record.state === 'Running') beginStep(simulation, record, plan, next);
  }
  endIfDone(simulation, record, plan);
}

function failStep(
  simulation: Simulation,
  record: DeploymentRecord,
  plan: DeploymentPlan,
  step: Step,
  status: string,
  error: ErrorBody,
): void {
  endStep(simulation, record, plan, step, 'failed');
  step.status = status;
  step.error = error;
  endIfDone(simulation, record, plan);
}

function endStep(
  simulation: Simulation,
  record: DeploymentRecord,
  plan: DeploymentPlan,
  step: Step,
  state: Step['state'],
): void {
  step.state = state;
  step.ended = simulation.now;
  record.timestamp = simulation.now;
  plan.running -= 1;
}

/** A deployment ends when nothing of it runs and nothing of it can begin; then the one around it goes on. */
export function endIfDone(simulation: Simulation, record: DeploymentRecord, plan: DeploymentPlan): void {
  if (plan.running > 0 || (record.state !== 'Running' && record.state !== 'Canceling')) return;
  finishDeployment(simulation, record, plan);
  tellParent(simulation, record);
}

function tellParent(simulation: Simulation, record: DeploymentRecord): void {
  const parent = record.parent === undefined ? undefined : simulation.deployments.get(record.parent.toLowerCase());
  if (parent === undefined) return;
  const outer = planOf(simulation, parent);
  const step = outer.steps.get(record.id.toLowerCase());
  if (step?.state !== 'running') return;
  if (record.state === 'Succeeded') {
    succeedStep(simulation, parent, outer, step);
    return;
  }
  const reason = record.error ?? {code: 'DeploymentCanceled', message: 'The deployment was canceled.'};
  failStep(simulation, parent, outer, step, statusName(409), endedFailed(step, reason));
}
