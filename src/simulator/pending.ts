import type {ErrorBody} from '../failures/error-body.ts';
import type {JsonObject} from '../template/value.ts';

/** Something that a request began and that takes a while. */
export interface PendingOperation {
  readonly id: string;
  readonly kind: 'put' | 'delete' | 'group' | 'result';
  /** What it is about. */
  readonly resourceId: string;
  /** Simulated ms since 1970. */
  readonly until: number;
  readonly state: 'InProgress' | 'Succeeded' | 'Failed';
  readonly result?: JsonObject;
  readonly error?: ErrorBody;
}
