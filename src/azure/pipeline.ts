import type {TokenCredential} from '@azure/core-auth';
import {
  type HttpClient,
  isRestError,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type {ErrorBody} from '../failures/error-body.ts';
import type {Traffic} from './azure.ts';
import {AzureError} from './azure-error.ts';
import {ANSWERED} from './calls.ts';

/** What all clients of a connection share. */
export interface PipelineParts {
  readonly credential: TokenCredential;
  /** Azure Resource Manager, without a slash at the end. */
  readonly endpoint: string;
  readonly scope: string;
  readonly version: string;
  readonly httpClient?: HttpClient | undefined;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** ms before the SDK's first retry, in real time; it doubles. */
  readonly retryDelay: number;
  /** The same of retries of our own, by the connection's clock. */
  readonly backOff: number;
  /** ms in real time after which nobody waits for an answer any longer: a connection that was cut silently never ends. */
  readonly patience: number;
}

/** So often is a request sent again that Azure throttles without saying for how long, or that another one is in the way of. */
const MOST_RETRIES = 6;

/** Codes of 409 that mean: later. */
const LATER = ['AnotherOperationInProgress', 'RetryableError', 'ReferencedResourceNotProvisioned'];

/** Networks that fail for a moment, by codes that the SDK takes for the end: a server of DNS, a way, a connection cut in an answer. */
const UNSTEADY = ['EAI_AGAIN', 'EPIPE', 'ENETUNREACH', 'EHOSTUNREACH', 'PARSE_ERROR'];

/** So often is a request sent again then, as often as the SDK does it for others. */
const MOST_ROUTES = 3;

/** Counts of one connection. */
export class TrafficCounter {
  #traffic: Traffic = {reads: 0, writes: 0, throttled: 0};

  count({method}: PipelineRequest, {status, headers}: PipelineResponse): void {
    const isRead = method === 'GET' || method === 'HEAD';
    const {reads, writes, throttled, remainingReads, remainingWrites} = this.#traffic;
    const left = Number(
      headers.get(`x-ms-ratelimit-remaining-subscription-${isRead ? 'reads' : 'writes'}`) ?? Number.NaN,
    );
    const least = (known: number | undefined): number | undefined =>
      Number.isNaN(left) ? known : Math.min(left, known ?? left);
    const ofReads = isRead ? least(remainingReads) : remainingReads;
    const ofWrites = isRead ? remainingWrites : least(remainingWrites);
    this.#traffic = {
      reads: reads + (isRead ? 1 : 0),
      writes: writes + (isRead ? 0 : 1),
      throttled: throttled + (status === 429 ? 1 : 0),
      ...(ofReads === undefined ? {} : {remainingReads: ofReads}),
      ...(ofWrites === undefined ? {} : {remainingWrites: ofWrites}),
    };
  }

  traffic(): Traffic {
    return this.#traffic;
  }
}

/** What the SDK writes its log to, as far as it has a type for it. */
interface Silence {
  (): void;
  enabled: boolean;
  namespace: string;
  log: () => void;
  destroy: () => boolean;
  extend: () => Silence;
}

/**
 * No log of requests, whatever `AZURE_LOG_LEVEL` says: behind a proxy the SDK's shows open connections whole, with the header
 * that has the token.
 */
const SILENCE: Silence = Object.assign(() => undefined, {
  enabled: false,
  namespace: 'vnetk8s',
  log: () => undefined,
  destroy: () => true,
  extend: () => SILENCE,
});

/** Options of every client: one place for endpoint, scope and policies, which the SDK's clients each guess for themselves. */
export function clientOptions(parts: PipelineParts, counter: TrafficCounter) {
  const {endpoint, scope, version, httpClient, retryDelay} = parts;
  return {
    endpoint,
    credentials: {scopes: [scope]},
    credentialScopes: [scope],
    userAgentOptions: {userAgentPrefix: `vnetk8s/${version}`},
    retryOptions: {maxRetries: 3, retryDelayInMs: retryDelay},
    loggingOptions: {logger: SILENCE},
    ...(httpClient === undefined ? {} : {httpClient}),
    additionalPolicies: [
      {policy: sameOriginPolicy(endpoint), position: 'perRetry' as const},
      {policy: patiencePolicy(parts), position: 'perRetry' as const},
      {policy: countingPolicy(counter), position: 'perRetry' as const},
      {policy: errorPolicy(parts), position: 'perCall' as const},
    ],
  };
}

/**
 * Sends nothing, and no token, to another origin than Azure's: the SDK follows links of answers wherever they lead.
 */
function sameOriginPolicy(endpoint: string): PipelinePolicy {
  const {origin} = new URL(endpoint);
  return {
    name: 'vnetk8sSameOrigin',
    sendRequest: (request, next) => {
      if (new URL(request.url).origin === origin) return next(request);
      throw new AzureError(
        {
          code: 'ForeignOrigin',
          message: `an answer of Azure's leads to ${new URL(request.url).origin}, which is not ${origin}`,
        },
        {status: ANSWERED, request: describe(request)},
      );
    },
  };
}

/** Bytes a ms of a network that is slow, and not cut: a template of 4 MB takes seven minutes there. */
const SLOWEST = 10;

/** What answers late is no answer; the SDK itself would wait for ever. */
function patiencePolicy({patience}: PipelineParts): PipelinePolicy {
  return {
    name: 'vnetk8sPatience',
    sendRequest: async (request, next) => {
      const {body} = request;
      request.timeout = patience + (typeof body === 'string' ? body.length / SLOWEST : 0);
      try {
        return await next(request);
      } catch (error) {
        // The SDK words both the same: somebody who has interrupted it, and the time that is over.
        if (!(error instanceof Error && error.name === 'AbortError') || request.abortSignal?.aborted === true)
          throw error;
        throw unanswered(
          request,
          {code: 'NoAnswerInTime', message: `no answer within ${Math.round(request.timeout / 100) / 10} seconds`},
          error,
        );
      }
    },
  };
}

function countingPolicy(counter: TrafficCounter): PipelinePolicy {
  return {
    name: 'vnetk8sTraffic',
    sendRequest: async (request, next) => {
      const response = await next(request);
      counter.count(request, response);
      return response;
    },
  };
}

/**
 * Throws what Azure says, whole: the SDK loses the details of everything that takes a while. Outside of the SDK's retries,
 * so that a poller survives an outage: it gives up only for errors of the SDK's own class.
 */
function errorPolicy({wait, backOff}: PipelineParts): PipelinePolicy {
  return {
    name: 'vnetk8sErrors',
    sendRequest: async (request, next) => {
      for (let attempt = 0; ; attempt += 1) {
        const outcome = await outcomeOf(request, next);
        if (!(outcome instanceof AzureError)) return outcome;
        if (!isWorthAnotherTry(outcome, attempt)) throw outcome;
        await wait(delayOf(outcome, attempt, backOff), signalOf(request));
      }
    },
  };
}

/** An answer, or what Azure refused. That nobody answers is an error like others: to the SDK it is one without a status. */
async function outcomeOf(
  request: PipelineRequest,
  next: (request: PipelineRequest) => Promise<PipelineResponse>,
): Promise<PipelineResponse | AzureError> {
  try {
    const response = await next(request);
    return response.status < 400 || request.method === 'HEAD' ? response : errorOf(request, response);
  } catch (error) {
    if (!isRestError(error) || error.statusCode !== undefined) throw error;
    const code = error.code ?? 'ConnectionFailed';
    // Where several addresses of a name were tried in vain, Node has no words but those of each.
    const message = error.message === '' ? `${code} at all its addresses` : error.message;
    return unanswered(request, {code, message}, error);
  }
}

/** With the host: it may be that it is not Azure at all. */
function unanswered(request: PipelineRequest, body: ErrorBody, cause: unknown): AzureError {
  const {origin, pathname} = new URL(request.url);
  return new AzureError(body, {request: `${request.method} ${origin}${pathname}`, cause});
}

function isWorthAnotherTry({status, body, retryAfter}: AzureError, attempt: number): boolean {
  if (status === undefined) return attempt < MOST_ROUTES && UNSTEADY.includes(body.code);
  if (attempt >= MOST_RETRIES) return false;
  return status === 429 ? retryAfter === undefined : status === 409 && LATER.includes(body.code);
}

function delayOf({retryAfter}: AzureError, attempt: number, delay: number): number {
  return retryAfter === undefined ? delay * 2 ** attempt : retryAfter * 1_000;
}

/** The SDK's signals are DOM's in all but name. */
function signalOf({abortSignal}: PipelineRequest): AbortSignal | undefined {
  return abortSignal as AbortSignal | undefined;
}

/** What Azure refused, as it said it. */
export function errorOf(request: PipelineRequest, {status, headers, bodyAsText}: PipelineResponse): AzureError {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  return new AzureError(bodyOf(bodyAsText, status), {
    status,
    request: describe(request),
    correlationId: headers.get('x-ms-correlation-request-id'),
    retryAfter: Number.isNaN(after) ? undefined : after,
  });
}

function bodyOf(text: string | null | undefined, status: number): ErrorBody {
  try {
    const document: unknown = JSON.parse(text ?? '');
    const error = readErrorBody(fieldOf(document, 'error')) ?? readErrorBody(document);
    if (error !== undefined) return error;
  } catch {
    // A gateway before Azure answers in HTML.
  }
  return {code: `HTTP${status}`, message: `Azure answered with status ${status} and no reason`};
}

/** An error of Azure's, if a value is one. */
export function readErrorBody(value: unknown): ErrorBody | undefined {
  const code = fieldOf(value, 'code') ?? fieldOf(value, 'Code');
  const message = fieldOf(value, 'message') ?? fieldOf(value, 'Message');
  if (typeof code !== 'string') return undefined;
  const target = fieldOf(value, 'target');
  const details = fieldOf(value, 'details');
  const inner = Array.isArray(details) ? details.flatMap((item) => readErrorBody(item) ?? []) : [];
  return {
    code,
    message: typeof message === 'string' ? message : '',
    ...(typeof target === 'string' ? {target} : {}),
    ...(inner.length === 0 ? {} : {details: inner}),
  };
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** What was asked, without the query: it may hold more than people should see. */
function describe({method, url}: PipelineRequest): string {
  return `${method} ${new URL(url).pathname}`;
}
