import type {Azure, Deployment, DeploymentOperation} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import type {ErrorBody} from '../failures/error-body.ts';
import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import type {ResourceProgress} from './deploy-events.ts';
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
  readonly resource?: {readonly id: string; readonly type: string; readonly name: string};
}

/** How it ended. `failed`: with the first error, while Azure may still be working on the rest (`final` false). */
export type WatchEnd =
  | {readonly kind: 'succeeded'; readonly deployment: Deployment}
  | {readonly kind: 'failed'; readonly failures: readonly ResourceFailure[]; readonly final: boolean}
  | {readonly kind: 'canceled'}
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
  for (;;) {
    const seen = await outage.survive(() => look(azure, group, name, signal));
    if (seen === undefined) {
      await azure.wait(INTERVAL, signal);
      continue;
    }
    const {deployment, operations} = seen;
    if (progress.update(operations)) heard = azure.now();
    const failures = failuresOf(operations);
    const end = endOf(deployment, failures, until);
    if (end !== undefined) return end;
    if (azure.now() >= deadline) return {kind: 'timed-out', waitingFor: progress.running()};
    if (azure.now() - heard >= SILENCE) {
      options.onSilence(progress.running());
      heard = azure.now();
    }
    await azure.wait(INTERVAL, signal);
  }
}

async function look(azure: Azure, group: string, name: string, signal: AbortSignal | undefined) {
  const deployment = await azure.deployments.find(group, name, signal);
  if (deployment === undefined) throw new Error(`deployment ${name} has disappeared`);
  return {deployment, operations: await operationsOf(azure, deployment, signal)};
}

/** ms for which Azure may not answer before people are told to look again later. */
const LONGEST_OUTAGE = 10 * 60_000;

/** Looks that fail are tried again: a deployment does not care whether anybody is looking. */
class Outage {
  readonly #azure: Azure;
  readonly #tell: (reason: string) => void;
  #since: number | undefined;

  constructor(azure: Azure, tell: (reason: string) => void) {
    this.#azure = azure;
    this.#tell = tell;
  }

  /** The result, or undefined if it should be tried again. Throws what cannot be waited out. */
  async survive<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
    try {
      const result = await act();
      this.#since = undefined;
      return result;
    } catch (error) {
      const now = this.#azure.now();
      if (!passes(error) || now - (this.#since ?? now) >= LONGEST_OUTAGE) throw error;
      if (this.#since === undefined) this.#tell(error instanceof Error ? error.message : String(error));
      this.#since ??= now;
      return undefined;
    }
  }
}

/** Errors that say nothing of the deployment: of servers that are down, throttled or not reached. */
function passes(error: unknown): boolean {
  if (error instanceof AzureError) return error.status === undefined || error.status >= 500 || error.status === 429;
  return error instanceof Error && error.name === 'RestError';
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
