import type {Azure, Deployment, DeploymentOperation} from '../azure/azure.ts';
import {orUndefined} from '../azure/calls.ts';
import type {ErrorBody} from '../failures/error-body.ts';
import type {FailedResource} from '../failures/explain-failure.ts';
import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import type {ResourceProgress} from './deploy-events.ts';
import {Outage} from './deploy-outage.ts';
import type {ExpectedResource} from './deploy-resources.ts';

/** What to watch, and who is told. */
export interface WatchOptions {
  readonly azure: Azure;
  readonly group: string;
  readonly name: string;
  readonly resources: readonly ExpectedResource[];
  /** Ends with the first error, or only when Azure has come to an end with everything. */
  readonly until: 'first-error' | 'end';
  /** ms since 1970 after which nobody waits any longer. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (resource: ResourceProgress) => void;
  /** Told about once a minute in which nothing has changed. */
  readonly onSilence: (waitingFor: readonly ResourceProgress[]) => void;
  /** Told when Azure does not answer for a while: the deployment goes on all the same. */
  readonly onOutage: (reason: string) => void;
}

/** A resource that could not be made, and why. */
export interface ResourceFailure {
  readonly error: ErrorBody;
  readonly resource?: FailedResource;
}

/** How it ended. `failed`: with the first error, while Azure may still be working on the rest (`final` false). */
export type WatchEnd =
  | {readonly kind: 'succeeded'; readonly deployment: Deployment}
  | {readonly kind: 'failed'; readonly failures: readonly ResourceFailure[]; readonly final: boolean}
  | {readonly kind: 'canceled'}
  /** Azure has no such deployment any more: it was deleted, alone or with its resource group. */
  | {readonly kind: 'gone'}
  | {readonly kind: 'timed-out'; readonly waitingFor: readonly ResourceProgress[]};

/**
 * ms between two looks. A look is two reads, and one more for each deployment within; Azure gives a subscription back 25
 * reads a second (Azure: request-limits-and-throttling).
 */
const INTERVAL = 5_000;

/** ms without any change after which people are told what is being waited for. */
const SILENCE = 60_000;

/** Follows a deployment to its end. Throws AzureError, or the signal's reason. */
export async function watchDeployment(options: WatchOptions): Promise<WatchEnd> {
  const {azure, group, name, deadline, signal, until} = options;
  const progress = new Progress(options);
  let heard = azure.now();
  const outage = new Outage(azure, options.onOutage);
  let absences = 0;
  for (;;) {
    const seen = await outage.survive(() => look(azure, group, name, signal));
    absences = seen === 'absent' ? absences + 1 : 0;
    if (absences >= MOST_ABSENCES) return {kind: 'gone'};
    if (seen !== undefined && seen !== 'absent') {
      const {deployment, operations} = seen;
      if (progress.update(operations)) heard = azure.now();
      const end = endOf(deployment, failuresOf(operations), until);
      if (end !== undefined) return end;
    }
    if (azure.now() >= deadline) return {kind: 'timed-out', waitingFor: progress.running()};
    if (azure.now() - heard >= SILENCE) {
      options.onSilence(progress.running());
      heard = azure.now();
    }
    await azure.wait(INTERVAL, signal);
  }
}

/** Looks in a row that find no deployment, after which it is gone: what was made a moment ago is not known everywhere yet. */
const MOST_ABSENCES = 3;

async function look(azure: Azure, group: string, name: string, signal: AbortSignal | undefined) {
  const deployment = await azure.deployments.find(group, name, signal);
  if (deployment === undefined) return 'absent';
  const operations = await orUndefined(operationsOf(azure, deployment, signal));
  return operations === undefined ? 'absent' : {deployment, operations};
}

function endOf(
  deployment: Deployment,
  failures: readonly ResourceFailure[],
  until: WatchOptions['until'],
): WatchEnd | undefined {
  const {state, error} = deployment;
  if (state === 'Succeeded') return {kind: 'succeeded', deployment};
  if (state === 'Canceled') return {kind: 'canceled'};
  if (state === 'Failed') {
    const reasons = failures.length > 0 ? failures : [{error: error ?? UNEXPLAINED}];
    return {kind: 'failed', failures: reasons, final: true};
  }
  if (failures.length > 0 && until === 'first-error') return {kind: 'failed', failures, final: false};
  return undefined;
}

const UNEXPLAINED: ErrorBody = {code: 'DeploymentFailed', message: 'Azure does not say why'};

/** What became of each resource, those of deployments within included as far as they are in the same subscription. */
async function operationsOf(
  azure: Azure,
  {group, name, id}: Pick<Deployment, 'group' | 'name' | 'id'>,
  signal: AbortSignal | undefined,
): Promise<readonly DeploymentOperation[]> {
  const operations = await azure.deployments.operations(group, name, signal);
  const own = operations.filter(({target, kind}) => target !== undefined && kind !== 'Read');
  const lists = await Promise.all(
    own.map(async (operation) => {
      const inner = nestedIn(operation, id);
      if (inner === undefined) return [operation];
      const found = await operationsOf(azure, inner, signal);
      return found.length === 0 ? [operation] : found;
    }),
  );
  return lists.flat();
}

/** The deployment that an operation is about, if it is one that can be asked for. */
function nestedIn({target}: DeploymentOperation, parent: string) {
  if (target?.type.toLowerCase() !== DEPLOYMENT_TYPE.toLowerCase()) return undefined;
  const [, subscription, group] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\//i.exec(target.id) ?? [];
  const same =
    subscription !== undefined && parent.toLowerCase().startsWith(`/subscriptions/${subscription.toLowerCase()}/`);
  return same && group !== undefined ? {id: target.id, group, name: target.name} : undefined;
}

function failuresOf(operations: readonly DeploymentOperation[]): readonly ResourceFailure[] {
  return operations.flatMap(({state, error, target}) =>
    state === 'Failed' && error !== undefined ? [{error, ...(target === undefined ? {} : {resource: target})}] : [],
  );
}

/** What is known of each resource, and what has changed since. */
class Progress {
  readonly #resources = new Map<string, ResourceProgress>();
  readonly #onProgress: WatchOptions['onProgress'];

  constructor({resources, onProgress}: Pick<WatchOptions, 'resources' | 'onProgress'>) {
    this.#onProgress = onProgress;
    for (const resource of resources) this.#resources.set(resource.id.toLowerCase(), {...resource, state: 'waiting'});
  }

  /** Tells of everything that has changed, and whether anything has. */
  update(operations: readonly DeploymentOperation[]): boolean {
    let changed = false;
    for (const {target, state, duration} of operations) {
      const known = target === undefined ? undefined : this.#resources.get(target.id.toLowerCase());
      const now = stateOf(state);
      if (known === undefined || known.state === now) continue;
      const next = {...known, state: now, ...(duration === undefined ? {} : {duration})};
      this.#resources.set(known.id.toLowerCase(), next);
      this.#onProgress(next);
      changed = true;
    }
    return changed;
  }

  running(): readonly ResourceProgress[] {
    return [...this.#resources.values()].filter(({state}) => state === 'running');
  }
}

function stateOf(state: string): ResourceProgress['state'] {
  if (state === 'Succeeded') return 'succeeded';
  return state === 'Failed' || state === 'Canceled' ? 'failed' : 'running';
}
