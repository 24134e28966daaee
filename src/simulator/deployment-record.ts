import type {ErrorBody} from '../failures/error-body.ts';
import type {JsonObject} from '../template/value.ts';

/** What became of one resource of a deployment. */
export interface OperationRecord {
  readonly resource: {readonly id: string; readonly type: string; readonly name: string};
  /** `Waiting`: what it depends on is not there yet; `Skipped`: it never will be. */
  readonly state: 'Waiting' | 'Running' | 'Succeeded' | 'Failed' | 'Skipped';
  /** Simulated ms since 1970. */
  readonly begun?: number;
  /** When it ends; of a deployment, that is not known. */
  readonly until?: number;
  readonly ended?: number;
  readonly error?: ErrorBody;
}

/** A deployment as it is kept, also in a file: everything that is needed to go on with it. */
export interface DeploymentRecord {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Id of the deployment that it is within. */
  readonly parent?: string;
  readonly state: 'Running' | 'Canceling' | 'Succeeded' | 'Failed' | 'Canceled';
  readonly started: number;
  /** When its state last changed. */
  readonly changed: number;
  readonly correlationId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What was asked for, of deployments that are in no other; without values that are secret once it has ended. */
  readonly template?: JsonObject;
  readonly given?: JsonObject;
  /** Values of parameters that are no secrets, with their types. */
  readonly parameters: JsonObject;
  readonly operations: readonly OperationRecord[];
  readonly outputs?: JsonObject;
  readonly outputResources: readonly string[];
  readonly error?: ErrorBody;
}
