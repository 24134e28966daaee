import type {ErrorBody} from '../failures/error-body.ts';
import type {Json} from '../template/value.ts';
import {Refusal} from './fault.ts';

/** A request as it comes from a client. */
export interface SimulatedRequest {
  readonly method: string;
  /** Absolute, or path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, or a connection that ends without one: `lost` after the request was done, `refused` before. */
export type SimulatedResponse = HttpAnswer | {readonly connection: 'lost' | 'refused'};

/** An answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer with a document. */
export function json(status: number, body: Json | object, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {status, headers: {'content-type': 'application/json; charset=utf-8', ...headers}, body: JSON.stringify(body)};
}

/** An answer without one. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {status, headers, body: ''};
}

/** An error as Azure Resource Manager sends it. */
export function failure(status: number, error: ErrorBody, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return json(status, {error}, headers);
}

/** The answer to what was refused; anything else that is thrown is a fault of the simulator's. */
export function refused(error: unknown): HttpAnswer {
  if (error instanceof Refusal) return failure(error.status, error.body, error.headers);
  throw error;
}
