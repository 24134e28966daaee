import type {ErrorBody} from '../failures/error-body.ts';
import type {JsonObject} from '../template/value.ts';
import type {StoredResource} from './store.ts';
import type {Due} from './timeline.ts';

/** One resource of a deployment, and what became of it so far. */
export interface Step {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly operationId: string;
  state: 'waiting' | 'running' | 'succeeded' | 'failed';
  started?: number;
  ended?: number;
  /** HTTP status as operations show it, such as `Conflict`. */
  status?: string;
  error?: ErrorBody;
}

/** A deployment as it is kept: the outermost ones, and those nested in them. */
export interface DeploymentRecord {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup?: string;
  /** Id of the outermost deployment; its own for that. */
  readonly root: string;
  /** Id of the deployment that it is nested in. */
  readonly parent?: string;
  readonly correlationId: string;
  readonly templateHash: string;
  readonly tags: JsonObject;
  readonly created: number;
  state: 'Accepted' | 'Running' | 'Canceling' | 'Succeeded' | 'Failed' | 'Canceled';
  timestamp: number;
  /** Of the outermost one, while it runs: with the values of secrets. */
  source?: {readonly template: JsonObject; readonly parameters: JsonObject};
  /** As GET shows them: without secrets. */
  parameters: JsonObject;
  outputs: JsonObject;
  /** Ids of all that it made, those of nested deployments included. */
  made: readonly string[];
  error?: ErrorBody;
  readonly steps: Step[];
  /** The evaluation of outputs, once it took place. */
  outputStep?: Step;
}

/** An operation on a single resource or group, which whoever asked for it can ask about. */
export interface AsyncOperation {
  readonly id: string;
  readonly action: 'put' | 'delete' | 'delete-group' | 'answer';
  /** Id of the resource or group. */
  readonly target: string;
  state: 'Running' | 'Succeeded' | 'Failed';
  readonly started: number;
  ended?: number;
  /** What the `Location` gives at the end. */
  readonly result?: JsonObject;
  error?: ErrorBody;
}

/** Tokens of one bucket at a time. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * All of a simulated Azure, as JSON. Of deployments that run it has the secret parameters: a file of it must be readable
 * by its owner only.
 */
export interface SavedState {
  readonly version: 1;
  readonly now: number;
  /** How many requests were made: seeds of their ids. */
  readonly requests: number;
  readonly resources: readonly StoredResource[];
  readonly deployments: readonly DeploymentRecord[];
  readonly operations: readonly AsyncOperation[];
  readonly due: readonly Due[];
  /** What each resource was last asked to be, secrets as hashes, by id in lower case: what-if compares with it. */
  readonly asked: Readonly<Record<string, JsonObject>>;
  /** How often each fault of the settings took place. */
  readonly counts: Readonly<Record<string, number>>;
  readonly buckets: Readonly<Record<string, Bucket>>;
}
