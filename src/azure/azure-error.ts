import {EXIT} from '../exit-codes.ts';
import type {ErrorBody} from '../failures/error-body.ts';
import {UserError} from '../user-error.ts';

/** How things stand when Azure refuses something on the way. */
export interface Standing {
  /** What was done until then, for people. */
  readonly facts: readonly string[];
  /** How to go on, once whatever it is has been mended. */
  readonly again: readonly string[];
  /** False: nothing was created or changed. */
  readonly isChanged: boolean;
}

/** What Azure refused, whole: the SDK loses most of it (see `errorPolicy` in `pipeline.ts`). */
export class AzureError extends Error {
  override readonly name = 'AzureError';
  /** HTTP status; undefined if there was no answer at all. */
  readonly status: number | undefined;
  readonly body: ErrorBody;
  /** What was asked, such as `PUT /subscriptions/…`, without secrets. */
  readonly request: string;
  /** For Azure's support. */
  readonly correlationId: string | undefined;
  /** Seconds that Azure asked to wait for. */
  readonly retryAfter: number | undefined;
  readonly standing: Standing | undefined;

  constructor(
    body: ErrorBody,
    options: {
      readonly status?: number | undefined;
      readonly request: string;
      readonly correlationId?: string | undefined;
      readonly retryAfter?: number | undefined;
      readonly cause?: unknown;
      readonly standing?: Standing | undefined;
    },
  ) {
    super(`${body.code}: ${body.message}`, options.cause === undefined ? undefined : {cause: options.cause});
    this.body = body;
    this.status = options.status;
    this.request = options.request;
    this.correlationId = options.correlationId;
    this.retryAfter = options.retryAfter;
    this.standing = options.standing;
  }
}

/**
 * Does something; what Azure refuses of it says how things stand, and so does what ends it because nobody can be authenticated
 * any more: a token may end in the midst of a deployment.
 */
export async function noting<Value>(standing: Standing, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AzureError && error.standing === undefined) {
      const {body, status, request, correlationId, retryAfter} = error;
      throw new AzureError(body, {status, request, correlationId, retryAfter, standing, cause: error});
    }
    if (error instanceof UserError && error.exitCode === EXIT.notAuthenticated) {
      const {message, code, exitCode} = error;
      throw new UserError(message, {
        code,
        exitCode,
        suggestions: [...standing.facts, ...error.suggestions, ...standing.again],
        cause: error,
      });
    }
    throw error;
  }
}
