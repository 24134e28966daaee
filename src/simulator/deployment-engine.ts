import type {ErrorBody} from '../failures/error-body.ts';
import {allDeployments, allResources, type ExpandedDeployment} from '../template/expanded.ts';
import {type JsonObject, resolveValue} from '../template/value.ts';
import {
  bodyOf,
  expandRecord,
  type GraphNode,
  type JobPlace,
  plain,
  resolverFor,
  resourceGraph,
} from './deployment-job.ts';
import type {DeploymentRecord, OperationRecord} from './deployment-record.ts';
import {Refusal} from './fault.ts';
import type {Put} from './resource-kind.ts';
import type {Store} from './store.ts';

/** What the engine needs of the rest of the simulation. */
export interface EngineWorld {
  readonly store: Store;
  readonly place: () => JobPlace;
  readonly guid: (seed: string) => string;
  /** Puts one resource at a time and gives the ms that takes; throws Refusal. */
  readonly putResource: (put: Omit<Put, 'existing'>, at: number) => number;
  /** Ends the making of a resource; throws Refusal. */
  readonly finishResource: (id: string, at: number) => void;
}

/** A job that is under way, with what its record leads to. */
interface Job {
  readonly root: ExpandedDeployment;
  readonly graph: ReadonlyMap<string, GraphNode>;
  readonly operations: Map<string, OperationRecord>;
}

/** How long Azure takes for a deployment itself, ms. */
const DEPLOYMENT_TIME = 1_000;

const FAILED_MESSAGE =
  'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.';

/** Runs deployments on simulated time. Everything that it knows is in their records; jobs are made from them again. */
export class DeploymentEngine {
  readonly #world: EngineWorld;
  readonly #records = new Map<string, DeploymentRecord>();
  readonly #jobs = new Map<string, Job>();

  constructor(world: EngineWorld, records: readonly DeploymentRecord[] = []) {
    this.#world = world;
    for (const record of records) this.#records.set(record.id.toLowerCase(), record);
  }

  get(id: string): DeploymentRecord | undefined {
    return this.#records.get(id.toLowerCase());
  }

  records(): readonly DeploymentRecord[] {
    return [...this.#records.values()];
  }

  remove(id: string): void {
    this.#records.delete(id.toLowerCase());
    this.#jobs.delete(id.toLowerCase());
  }

  /** Begins a deployment whose template was checked. */
  start(record: DeploymentRecord): void {
    this.#records.set(record.id.toLowerCase(), record);
    const job = this.#makeJob(record);
    for (const node of job.graph.values()) {
      const {id, type, name} = node.resource;
      job.operations.set(id.toLowerCase(), {resource: {id, type, name}, state: 'Waiting'});
    }
    this.#jobs.set(record.id.toLowerCase(), job);
    this.#startReady(record.id, record.started + DEPLOYMENT_TIME);
    this.#keep(record.id, record.started);
  }

  cancel(id: string, now: number): void {
    const record = this.#root(id);
    if (record === undefined || !isRunning(record)) {
      throw new Refusal(409, {
        code: 'DeploymentCannotBeCancelled',
        message: `The deployment '${id.slice(id.lastIndexOf('/') + 1)}' cannot be cancelled because it is not running.`,
      });
    }
    this.#records.set(record.id.toLowerCase(), {...record, state: 'Canceling', changed: now});
    this.#settle(record.id, now);
  }

  /** Moves everything on to a time. */
  advance(now: number): void {
    for (const record of this.records()) {
      if (record.parent === undefined && isRunning(record)) this.#run(record.id, now);
    }
  }

  #run(id: string, now: number): void {
    const job = this.#jobOf(id);
    for (;;) {
      const next = [...job.operations.values()]
        .filter(({state, until}) => state === 'Running' && until !== undefined && until <= now)
        .toSorted((a, b) => (a.until ?? 0) - (b.until ?? 0))[0];
      if (next === undefined) return;
      const at = next.until ?? now;
      this.#finish(job, next, at);
      this.#startReady(id, at);
      this.#settle(id, at);
    }
  }

  #finish(job: Job, operation: OperationRecord, at: number): void {
    const key = operation.resource.id.toLowerCase();
    try {
      this.#world.finishResource(operation.resource.id, at);
      job.operations.set(key, {...operation, state: 'Succeeded', ended: at});
    } catch (error) {
      job.operations.set(key, {...operation, state: 'Failed', ended: at, error: refusalOf(error)});
    }
  }

  /** Begins all that waits for nothing any longer; what ends at once lets others begin. */
  #startReady(id: string, at: number): void {
    const job = this.#jobOf(id);
    if (this.#root(id)?.state === 'Canceling') return;
    let changed = true;
    while (changed) {
      changed = false;
      for (const [key, operation] of job.operations) {
        if (operation.state === 'Waiting' && this.#isReady(job, key)) {
          this.#startOne(job, key, operation, at);
          changed = true;
        } else if (operation.state === 'Running' && operation.until === undefined) {
          changed = this.#endNested(job, key, operation, at) || changed;
        }
      }
    }
  }

  #isReady(job: Job, key: string): boolean {
    const node = job.graph.get(key);
    if (node === undefined) return false;
    const parent = job.operations.get(node.deployment.id.toLowerCase());
    if (node.deployment.parent !== undefined && parent?.state !== 'Running') return false;
    return node.waits.every((id) => {
      const other = job.operations.get(id);
      return other === undefined || other.state === 'Succeeded';
    });
  }

  #startOne(job: Job, key: string, operation: OperationRecord, at: number): void {
    const node = job.graph.get(key);
    if (node === undefined) return;
    if (node.nested !== undefined) {
      job.operations.set(key, {...operation, state: 'Running', begun: at});
      return;
    }
    const {id, type, name, apiVersion} = node.resource;
    try {
      const body = bodyOf(node.resource, resolverFor(this.#world.store, allDeployments(job.root)));
      const time = this.#world.putResource({id, type, name: lastOf(name), apiVersion, body}, at);
      const done = {...operation, state: 'Running' as const, begun: at, until: at + time};
      job.operations.set(key, time > 0 ? done : {...done, state: 'Succeeded', ended: at});
    } catch (error) {
      job.operations.set(key, {...operation, state: 'Failed', begun: at, ended: at, error: refusalOf(error)});
    }
  }

  /** A deployment within ends when all that is in it has. */
  #endNested(job: Job, key: string, operation: OperationRecord, at: number): boolean {
    const nested = job.graph.get(key)?.nested;
    if (nested === undefined) return false;
    const own = nested.resources.filter(({deployed}) => deployed).map(({id}) => job.operations.get(id.toLowerCase()));
    if (own.some((each) => each?.state === 'Running')) return false;
    const failed = own.find((each) => each?.state === 'Failed');
    if (failed?.error !== undefined) {
      const error = failureOf([failed.error]);
      job.operations.set(key, {...operation, state: 'Failed', ended: at, error});
      return true;
    }
    if (own.some((each) => each?.state === 'Waiting')) return false;
    job.operations.set(key, {...operation, state: 'Succeeded', ended: at});
    return true;
  }

  /** Whether a deployment has come to an end, and how. */
  #settle(id: string, at: number): void {
    const record = this.#root(id);
    const job = this.#jobOf(id);
    if (record === undefined) return;
    const operations = [...job.operations.values()];
    const failures = operations.filter(({state}) => state === 'Failed');
    // Deployments within stay as they are until everything in them has ended.
    const busy = operations.some(({state, until}) => state === 'Running' && until !== undefined);
    const idle = !busy && (failures.length > 0 || record.state === 'Canceling');
    const done = operations.every(({state}) => state === 'Succeeded');
    if (!busy && (idle || done)) this.#end(record, job, failures, at);
    this.#keep(record.id, at);
  }

  #end(record: DeploymentRecord, job: Job, failures: readonly OperationRecord[], at: number): void {
    for (const [key, operation] of job.operations) {
      if (operation.state === 'Waiting') job.operations.set(key, {...operation, state: 'Skipped'});
    }
    const state = failures.length > 0 ? 'Failed' : record.state === 'Canceling' ? 'Canceled' : 'Succeeded';
    const leaves = failures.filter(({resource}) => job.graph.get(resource.id.toLowerCase())?.nested === undefined);
    this.#records.set(record.id.toLowerCase(), {
      ...record,
      state,
      changed: at,
      given: {},
      ...(state === 'Failed' ? {error: failureOf(leaves.flatMap(({error}) => error ?? []))} : {}),
      ...(state === 'Succeeded' ? {outputs: this.#outputs(job)} : {}),
      outputResources: [...job.operations.values()]
        .filter((each) => each.state === 'Succeeded')
        .map((each) => each.resource.id),
    });
  }

  #outputs(job: Job): JsonObject {
    const resolver = resolverFor(this.#world.store, allDeployments(job.root));
    return Object.fromEntries(
      Object.entries(job.root.outputs).map(([name, {type, value}]) => {
        return [name, {type: typeName(type), value: plain(resolveValue(value, resolver))}];
      }),
    );
  }

  /** Writes what a job knows into the records: its own, and those of deployments within. */
  #keep(id: string, at: number): void {
    const record = this.#root(id);
    if (record === undefined) return;
    const job = this.#jobOf(id);
    for (const deployment of allDeployments(job.root)) {
      const own = deployment.resources.flatMap((each) => job.operations.get(each.id.toLowerCase()) ?? []);
      const key = deployment.id.toLowerCase();
      if (deployment === job.root) {
        const current = this.#records.get(key);
        if (current !== undefined) this.#records.set(key, {...current, operations: own});
        continue;
      }
      const operation = job.operations.get(key);
      if (operation === undefined || operation.state === 'Waiting' || operation.state === 'Skipped') continue;
      this.#records.set(key, {
        id: deployment.id,
        name: deployment.name,
        subscriptionId: deployment.target.subscriptionId,
        resourceGroup: deployment.target.resourceGroup ?? '',
        parent: record.id,
        state: operation.state,
        started: operation.begun ?? at,
        changed: operation.ended ?? operation.begun ?? at,
        correlationId: record.correlationId,
        tags: {},
        parameters: {},
        operations: own,
        outputResources: own.filter(({state}) => state === 'Succeeded').map(({resource}) => resource.id),
        ...(operation.error === undefined ? {} : {error: operation.error}),
      });
    }
  }

  #root(id: string): DeploymentRecord | undefined {
    return this.#records.get(id.toLowerCase());
  }

  #jobOf(id: string): Job {
    const key = id.toLowerCase();
    const known = this.#jobs.get(key);
    if (known !== undefined) return known;
    const record = this.#records.get(key);
    if (record === undefined) throw new Error(`no deployment ${id}`);
    const job = this.#makeJob(record);
    const kept = [record, ...this.records().filter(({parent}) => parent?.toLowerCase() === key)];
    for (const operation of kept.flatMap(({operations}) => operations)) {
      job.operations.set(operation.resource.id.toLowerCase(), operation);
    }
    for (const {id: resourceId, type, name} of allResources(job.root).filter(({deployed}) => deployed)) {
      const own = resourceId.toLowerCase();
      if (!job.operations.has(own)) job.operations.set(own, {resource: {id: resourceId, type, name}, state: 'Waiting'});
    }
    this.#jobs.set(key, job);
    return job;
  }

  #makeJob(record: DeploymentRecord): Job {
    const root = expandRecord(record, this.#world.place());
    return {root, graph: resourceGraph(root), operations: new Map()};
  }
}

/** Whether a deployment is under way. */
export function isRunning({state}: Pick<DeploymentRecord, 'state'>): boolean {
  return state === 'Running' || state === 'Canceling';
}

/** What a deployment fails with: the reasons of its resources, in a wrapper of Azure Resource Manager's. */
export function failureOf(errors: readonly ErrorBody[]): ErrorBody {
  const details = errors.map(
    (error): ErrorBody =>
      error.code === 'ResourceDeploymentFailure' || error.code === 'DeploymentFailed'
        ? error
        : {
            code: 'ResourceDeploymentFailure',
            message:
              "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
            details: [error],
          },
  );
  return {code: 'DeploymentFailed', message: FAILED_MESSAGE, details};
}

function refusalOf(error: unknown): ErrorBody {
  if (error instanceof Refusal) return error.body;
  throw error;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Types as Azure writes them in outputs. */
function typeName(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
