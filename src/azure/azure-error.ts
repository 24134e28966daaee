import type {ErrorBody} from '../failures/error-body.ts';

/** What Azure refused, whole: the SDK loses most of it (see `arm-error-policy.ts`). */
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
  /** What is true of all that was done until then, for people. */
  readonly note: string | undefined;

  constructor(
    body: ErrorBody,
    options: {
      readonly status?: number | undefined;
      readonly request: string;
      readonly correlationId?: string | undefined;
      readonly retryAfter?: number | undefined;
      readonly cause?: unknown;
      readonly note?: string | undefined;
    },
  ) {
    super(`${body.code}: ${body.message}`, options.cause === undefined ? undefined : {cause: options.cause});
    this.body = body;
    this.status = options.status;
    this.request = options.request;
    this.correlationId = options.correlationId;
    this.retryAfter = options.retryAfter;
    this.note = options.note;
  }
}

/** Does something; what Azure refuses of it says for people what was done until then. */
export async function noting<Value>(note: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AzureError) || error.note !== undefined) throw error;
    const {body, status, request, correlationId, retryAfter} = error;
    throw new AzureError(body, {status, request, correlationId, retryAfter, note, cause: error});
  }
}
