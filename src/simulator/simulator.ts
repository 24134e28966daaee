import type {JsonObject} from '../template/value.ts';
import {type Answer, type Ask, refused} from './answer.ts';
import {endOperation} from './async-operations.ts';
import {cloudEndpoints} from './cloud-endpoints.ts';
import {Refusal} from './fault.ts';
import {guidOf} from './guid.ts';
import {faultOf} from './http-faults.ts';
import {putInitialResources} from './initial-resources.ts';
import {AZURE_KINDS, type Kinds} from './kinds.ts';
import {plainPath} from './request-path.ts';
import {route} from './route.ts';
import {beginDeployment, endResource, retryResource} from './run-deployment.ts';
import type {SavedState} from './saved-state.ts';
import type {HttpFault, Settings} from './settings.ts';
import type {Simulation} from './simulation.ts';
import {Store} from './store.ts';
import {principalOf, takeToken} from './throttle.ts';
import {type Due, Timeline} from './timeline.ts';

export type {SavedState} from './saved-state.ts';

/** A request as it comes over the wire. */
export interface SimulatedRequest {
  readonly method: string;
  /** With or without its origin. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, or a connection that ends without one. */
export type SimulatedResponse =
  | {readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string}
  | {readonly connection: 'lost' | 'refused'};

/** An Azure Resource Manager in this process. Its time goes on only when somebody asks or says so. */
export interface Simulator {
  readonly handle: (request: SimulatedRequest) => SimulatedResponse;
  /** Lets so many ms pass. Tells whether anything happened in them. */
  readonly advance: (ms: number) => boolean;
  /** Simulated time, ms since 1970. */
  readonly now: () => number;
  readonly save: () => SavedState;
  readonly store: Store;
  readonly settings: Settings;
}

/** Where Azure Resource Manager of the public cloud is. */
const ORIGIN = 'https://management.azure.com';

/** How long each request takes, ms. */
const REQUEST_MS = 50;

/** A simulated Azure: a new one, or one that goes on from where another was saved. */
export function createSimulator(options: {
  readonly settings: Settings;
  /** When it begins, ms since 1970; a saved one begins when it was saved. */
  readonly now: number;
  readonly saved?: SavedState;
  /** The types of resources that there are: those that clusters are made of, if left out. */
  readonly kinds?: Kinds;
}): Simulator {
  const simulation = makeSimulation(options);
  if (options.saved === undefined) putInitialResources(simulation);
  return {
    handle: (request) => handle(simulation, request),
    advance: (ms) => advanceTo(simulation, simulation.now + Math.max(0, ms)),
    now: () => simulation.now,
    save: () => save(simulation),
    store: simulation.store,
    settings: simulation.settings,
  };
}

function makeSimulation({
  settings,
  now,
  saved,
  kinds = AZURE_KINDS,
}: Parameters<typeof createSimulator>[0]): Simulation {
  // What is kept is changed as time goes on, and belongs to whoever saved it.
  const kept = saved === undefined ? undefined : structuredClone(saved);
  return {
    settings,
    kinds,
    store: new Store(kept?.resources),
    timeline: new Timeline(kept?.due),
    deployments: new Map(kept?.deployments.map((record) => [record.id.toLowerCase(), record])),
    operations: new Map(kept?.operations.map((operation) => [operation.id, operation])),
    asked: new Map(Object.entries(kept?.asked ?? {})),
    counts: new Map(Object.entries(kept?.counts ?? {})),
    buckets: new Map(Object.entries(kept?.buckets ?? {})),
    plans: new Map(),
    now: kept?.now ?? now,
    requests: kept?.requests ?? 0,
  };
}

function save(simulation: Simulation): SavedState {
  const {now, requests, store, deployments, operations, timeline, asked, counts, buckets} = simulation;
  return structuredClone({
    version: 1,
    now,
    requests,
    resources: store.all(),
    deployments: [...deployments.values()],
    operations: [...operations.values()],
    due: timeline.entries(),
    asked: Object.fromEntries(asked),
    counts: Object.fromEntries(counts),
    buckets: Object.fromEntries(buckets),
  });
}

/** Everything that happens until a time, each at its own. Tells whether anything did. */
function advanceTo(simulation: Simulation, until: number): boolean {
  let happened = false;
  for (;;) {
    const due = simulation.timeline.take(until);
    if (due === undefined) break;
    simulation.now = Math.max(simulation.now, due.at);
    happen(simulation, due);
    happened = true;
  }
  simulation.now = until;
  return happened;
}

function happen(simulation: Simulation, {event, subject, resource = ''}: Due): void {
  if (event === 'begin') beginDeployment(simulation, subject);
  else if (event === 'resource') endResource(simulation, subject, resource);
  else if (event === 'retry') retryResource(simulation, subject, resource);
  else endOperation(simulation, subject);
}

function handle(simulation: Simulation, request: SimulatedRequest): SimulatedResponse {
  advanceTo(simulation, simulation.now + REQUEST_MS);
  simulation.requests += 1;
  const method = request.method.toUpperCase();
  const url = urlOf(request);
  if (url === undefined) return respond(simulation, request, {answer: refused(badUri()), headers: {}});
  const fault = faultOf(simulation, method, url.pathname);
  if (fault?.connection === 'refused') return {connection: 'refused'};
  if (fault !== undefined && fault.connection === undefined) {
    return respond(simulation, request, {answer: faultAnswer(fault), headers: {}});
  }
  const response = respond(simulation, request, answerOf(simulation, request, method, url));
  return fault === undefined ? response : {connection: 'lost'};
}

/** Undefined for what is no URL, or is escaped so that it cannot be read. */
function urlOf(request: SimulatedRequest): URL | undefined {
  const {url, headers} = request;
  try {
    // A path may begin with two slashes, which would be a host if it were read as a link.
    const read = new URL(url.startsWith('/') ? `${originOf({headers})}${url}` : url, originOf({headers}));
    decodeURIComponent(read.pathname);
    return read;
  } catch {
    return undefined;
  }
}

function badUri(): Refusal {
  return new Refusal(400, {code: 'BadRequest', message: 'The request URI is invalid.'});
}

function originOf({headers}: Pick<SimulatedRequest, 'headers'>): string {
  return headers['host'] === undefined ? ORIGIN : `https://${headers['host']}`;
}

function faultAnswer({status = 500, code, message, retryAfter}: HttpFault): Answer {
  const isThrottled = status === 429;
  const error = {
    code: code ?? (isThrottled ? 'TooManyRequests' : 'InternalServerError'),
    message: message ?? (isThrottled ? 'The request is being throttled.' : 'The server encountered an error.'),
  };
  return {
    status,
    body: {error},
    headers: retryAfter === undefined ? {} : {'retry-after': String(retryAfter)},
  };
}

interface Answered {
  readonly answer: Answer;
  readonly headers: Readonly<Record<string, string>>;
}

function answerOf(simulation: Simulation, request: SimulatedRequest, method: string, url: URL): Answered {
  let headers: Readonly<Record<string, string>> = {};
  try {
    const endpoints = cloudEndpoints(askOf(request, method, url));
    if (endpoints !== undefined) return {answer: endpoints, headers};
    const authorization = authorizationOf(request);
    headers = takeToken(simulation, method, principalOf(authorization));
    return {answer: route(simulation, askOf(request, method, url)), headers};
  } catch (error) {
    if (error instanceof Refusal) return {answer: refused(error), headers};
    throw error;
  }
}

function authorizationOf({headers}: SimulatedRequest): string {
  const {authorization = ''} = headers;
  if (/^Bearer \S/i.test(authorization)) return authorization;
  throw new Refusal(
    401,
    {
      code: 'AuthenticationFailed',
      message: "Authentication failed. The 'Authorization' header is missing or has an invalid format.",
    },
    {'www-authenticate': 'Bearer authorization_uri="https://login.microsoftonline.com/", error="invalid_token"'},
  );
}

function askOf({body, headers}: SimulatedRequest, method: string, url: URL): Ask {
  const ifMatch = headers['if-match'];
  return {
    method,
    path: plainPath(url.pathname),
    query: url.searchParams,
    body: bodyOf(body),
    origin: url.origin,
    ...(ifMatch === undefined ? {} : {ifMatch}),
  };
}

/** The largest request that Azure takes (Azure: templates/best-practices, "Template limits"). */
const MOST_BYTES = 4 * 1024 * 1024;

function bodyOf(text: string | undefined): JsonObject {
  if (text === undefined || text.trim() === '') return {};
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new Refusal(413, {
      code: 'RequestContentTooLarge',
      message: 'The request content size exceeds the maximum size of 4 MB.',
    });
  }
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject;
  } catch {
    // Told below.
  }
  throw new Refusal(400, {
    code: 'InvalidRequestContent',
    message: 'The request content was invalid and could not be deserialized.',
  });
}

function respond(simulation: Simulation, request: SimulatedRequest, {answer, headers}: Answered): SimulatedResponse {
  const id = guidOf(`request ${simulation.requests}`);
  const {status, body} = answer;
  return {
    status,
    headers: {
      ...(body === undefined ? {} : {'content-type': 'application/json; charset=utf-8'}),
      'x-ms-request-id': id,
      'x-ms-correlation-request-id': request.headers['x-ms-correlation-request-id'] ?? id,
      ...headers,
      ...answer.headers,
    },
    body: body === undefined || request.method.toUpperCase() === 'HEAD' ? '' : JSON.stringify(body),
  };
}
