import type {JsonObject} from '../template/value.ts';
import {answerDeployment} from './answer-deployments.ts';
import {answerGroup, groupOf} from './answer-groups.ts';
import {answerOperation, answerResource} from './answer-resources.ts';
import {failure, type HttpAnswer, json, refused, type SimulatedRequest, type SimulatedResponse} from './answers.ts';
import {DeploymentEngine} from './deployment-engine.ts';
import type {DeploymentRecord} from './deployment-record.ts';
import {isoTime} from './deployment-requests.ts';
import {Refusal} from './fault.ts';
import {guidOf} from './guid.ts';
import {applyHttpFault, type FaultCounts} from './http-faults.ts';
import {ENDPOINTS} from './kinds.ts';
import type {PendingOperation} from './pending.ts';
import {type RequestPath, readPath} from './request-path.ts';
import type {World} from './resource-kind.ts';
import {type FailureCounts, finishResource, knownKind, putResource} from './resources.ts';
import type {Settings} from './settings.ts';
import {Store, type StoredResource} from './store.ts';
import {Throttle, trafficKind} from './throttle.ts';

/** What a simulation begins with. */
export interface SimulatorOptions {
  readonly settings: Settings;
  /** Simulated ms since 1970. */
  readonly now: number;
  /** What an earlier simulation has left. */
  readonly saved?: SavedState;
}

/** Everything that a simulation knows, as JSON. A deployment that is under way has its secrets in it. */
export interface SavedState {
  readonly version: 1;
  readonly now: number;
  readonly resources: readonly StoredResource[];
  readonly deployments: readonly DeploymentRecord[];
  readonly operations: readonly PendingOperation[];
}

/** ms that a request takes. */
const REQUEST_TIME = 50;

/** An Azure Resource Manager, with what is behind it. */
export class Simulator {
  readonly store: Store;
  readonly settings: Settings;
  readonly engine: DeploymentEngine;
  /** By id. */
  readonly operations = new Map<string, PendingOperation>();
  readonly failureCounts: FailureCounts = new Map();
  readonly #faultCounts: FaultCounts = new Map();
  readonly #throttle = new Throttle();
  #now: number;
  #requests = 0;

  constructor({settings, now, saved}: SimulatorOptions) {
    this.settings = settings;
    this.#now = saved?.now ?? now;
    this.store = new Store(saved?.resources ?? []);
    for (const operation of saved?.operations ?? []) this.operations.set(operation.id, operation);
    this.engine = new DeploymentEngine(
      {
        store: this.store,
        place: () => this.place(),
        guid: guidOf,
        putResource: (put, at) => putResource(this.worldAt(at), put, this.failureCounts),
        finishResource: (id, at) => finishResource(this.worldAt(at), id, this.failureCounts),
      },
      saved?.deployments ?? [],
    );
    this.#furnish();
  }

  /** Simulated ms since 1970. */
  now(): number {
    return this.#now;
  }

  /** Lets time pass. */
  advance(ms: number): void {
    this.#now += ms;
    this.#catchUp();
  }

  save(): SavedState {
    const deployments = this.engine.records();
    return {
      version: 1,
      now: this.#now,
      resources: this.store.all(),
      deployments,
      operations: [...this.operations.values()],
    };
  }

  /** Answers a request. */
  handle(request: SimulatedRequest): SimulatedResponse {
    this.advance(REQUEST_TIME);
    this.#requests += 1;
    const url = new URL(request.url, ORIGIN);
    const fault = applyHttpFault(this.settings.http, {method: request.method, path: url.pathname}, this.#faultCounts);
    if (fault !== undefined && fault.kind !== 'lost') return fault.answer;
    const answer = fromOrigin(this.#answer(request, url), url.origin);
    return fault === undefined ? answer : {connection: 'lost'};
  }

  world(): World {
    return this.worldAt(this.#now);
  }

  worldAt(now: number): World {
    return {store: this.store, settings: this.settings, now, guid: guidOf};
  }

  /** Where deployments go. */
  place() {
    return {
      tenantId: this.settings.tenantId,
      locationOf: (subscription: string, group: string) => groupOf(this.store, subscription, group)?.['location'] ?? '',
      environment: {name: 'AzureCloud'},
      now: isoTime(this.#now),
    } as const;
  }

  /** Keeps something that takes a while, and says where to ask for it. */
  begin(operation: Omit<PendingOperation, 'id' | 'state'>): Readonly<Record<string, string>> {
    const id = guidOf(`operation ${this.#now} ${this.#requests} ${operation.resourceId}`);
    this.operations.set(id, {...operation, id, state: 'InProgress'});
    const path = `https://management.azure.com/subscriptions/${this.settings.subscriptionId}/providers/Microsoft.Resources/operationStatuses/${id}?api-version=2025-04-01`;
    return {
      'azure-asyncoperation': path,
      location: path.replace('operationStatuses', 'operationResults'),
      'retry-after': '5',
    };
  }

  #answer(request: SimulatedRequest, url: URL): HttpAnswer {
    const ids = {
      'x-ms-request-id': guidOf(`request ${this.#requests}`),
      'x-ms-correlation-request-id':
        request.headers['x-ms-correlation-request-id'] ?? guidOf(`request ${this.#requests}`),
    };
    try {
      const limits = this.#takeToken(request.method);
      this.#assertRequest(request, url);
      const answer = this.#route(request, url);
      return {...answer, headers: {...ids, ...limits, ...answer.headers}};
    } catch (error) {
      const answer = refused(error);
      return {...answer, headers: {...ids, ...answer.headers}};
    }
  }

  #route(request: SimulatedRequest, url: URL): HttpAnswer {
    const path = readPath(url.pathname);
    const body = request.body === undefined || request.body === '' ? {} : JSON.parse(request.body);
    const asked = {simulator: this, method: request.method.toUpperCase(), path, query: url.searchParams, body};
    return (
      answerOperation(asked) ??
      answerDeployment(asked) ??
      answerGroup(asked) ??
      this.#endpoint(asked) ??
      answerResource(asked) ??
      failure(404, {code: 'NotFound', message: `The simulator does not know ${path.path}.`})
    );
  }

  #endpoint({method, path, query, body}: Asked): HttpAnswer | undefined {
    for (const endpoint of ENDPOINTS) {
      const match = endpoint.method === method ? endpoint.path.exec(path.path) : null;
      if (match !== null) return json(200, endpoint.answer(this.world(), match, {query, body}));
    }
    return undefined;
  }

  #takeToken(method: string): Readonly<Record<string, string>> {
    if (!this.settings.throttling) return {};
    const kind = trafficKind(method);
    const taken = this.#throttle.take(kind, this.#now);
    if ('left' in taken) return {[`x-ms-ratelimit-remaining-subscription-${kind}`]: String(taken.left)};
    throw new Refusal(
      429,
      {
        code: 'SubscriptionRequestsThrottled',
        message: `Number of requests for subscription '${this.settings.subscriptionId}' exceeded the limit. Please try again after '${taken.retryAfter}' seconds.`,
      },
      {'retry-after': String(taken.retryAfter)},
    );
  }

  #assertRequest({headers}: SimulatedRequest, url: URL): void {
    if (!/^Bearer \S/i.test(headers['authorization'] ?? '')) {
      throw new Refusal(401, {
        code: 'AuthenticationFailed',
        message: "Authentication failed. The 'Authorization' header is missing.",
      });
    }
    if (url.searchParams.get('api-version') === null) {
      throw new Refusal(400, {
        code: 'MissingApiVersionParameter',
        message: 'The api-version query parameter (?api-version=) is required for all requests.',
      });
    }
  }

  /** Moves everything that takes time on to now. */
  #catchUp(): void {
    this.engine.advance(this.#now);
    for (const operation of this.operations.values()) {
      if (operation.state === 'InProgress' && operation.until <= this.#now) this.#end(operation);
    }
  }

  #end(operation: PendingOperation): void {
    try {
      if (operation.kind === 'put')
        finishResource(this.worldAt(operation.until), operation.resourceId, this.failureCounts);
      if (operation.kind === 'delete') this.store.remove(operation.resourceId);
      if (operation.kind === 'group') this.#removeGroup(operation.resourceId);
      this.operations.set(operation.id, {...operation, state: 'Succeeded'});
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.operations.set(operation.id, {...operation, state: 'Failed', error: error.body});
    }
  }

  #removeGroup(id: string): void {
    const prefix = `${id.toLowerCase()}/`;
    for (const resource of this.store.all()) {
      if (resource.id.toLowerCase().startsWith(prefix)) this.store.remove(resource.id);
    }
    for (const {id: deployment} of this.engine.records()) {
      if (deployment.toLowerCase().startsWith(prefix)) this.engine.remove(deployment);
    }
    this.store.remove(id);
  }

  /** Puts there what is there from the start, and the groups that it is in. */
  #furnish(): void {
    for (const {id, type, name, properties, ...rest} of this.settings.resources) {
      if (id === undefined || type === undefined || this.store.get(id) !== undefined) continue;
      const [group = ''] = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/i.exec(id) ?? [];
      const location = typeof rest['location'] === 'string' ? rest['location'] : 'westeurope';
      if (group !== '' && this.store.get(group) === undefined) {
        this.store.put({
          id: group,
          type: 'Microsoft.Resources/resourceGroups',
          name: group.slice(group.lastIndexOf('/') + 1),
          location,
          tags: {},
          properties: {provisioningState: 'Succeeded'},
        });
      }
      const put = {
        id,
        type,
        name: name ?? id.slice(id.lastIndexOf('/') + 1),
        apiVersion: '',
        body: {...rest, properties: properties ?? {}},
      };
      knownKind(type);
      if (
        putResource({...this.world(), settings: {...this.settings, policies: [], failures: []}}, put, new Map()) > 0
      ) {
        finishResource(this.world(), id, new Map());
      }
    }
  }
}

/** What a part of the simulator is asked. */
export interface Asked {
  readonly simulator: Simulator;
  readonly method: string;
  readonly path: RequestPath;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

/** Begins a simulation, or goes on with one. */
export function createSimulator(options: SimulatorOptions): Simulator {
  return new Simulator(options);
}

export type {SimulatedRequest, SimulatedResponse} from './answers.ts';

/** Where links in answers lead to. */
const ORIGIN = 'https://management.azure.com';

/** Links lead to where the request went: clients of other clouds follow no others. */
function fromOrigin(answer: HttpAnswer, origin: string): HttpAnswer {
  if (origin === ORIGIN) return answer;
  const moved = (text: string): string => text.replaceAll(`${ORIGIN}/`, `${origin}/`);
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, moved(value)]));
  return {...answer, headers, body: moved(answer.body)};
}
