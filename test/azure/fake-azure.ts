import type {Azure} from '../../src/azure/azure.ts';
import {type ConnectOptions, connectAzure} from '../../src/azure/connect-azure.ts';
import {inProcess} from '../../src/azure/in-process-http-client.ts';
import type {SimulatorPort} from '../../src/azure/simulator-port.ts';

export const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
export const ENDPOINT = 'https://management.azure.com';

export type Asked = Parameters<SimulatorPort['handle']>[0];
export type Answer = ReturnType<SimulatorPort['handle']>;

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {status, headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(body)};
}

/** An error as Azure words it. */
export function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return json(status, {error: {code, message: `${code} it is`}}, headers);
}

/** An Azure that answers as a test says; of itself it knows but the subscription. */
export class FakeAzure implements SimulatorPort {
  readonly asked: Asked[] = [];
  #now = 0;
  readonly #answer: (request: Asked, count: number) => Answer;

  constructor(answer: (request: Asked, count: number) => Answer) {
    this.#answer = answer;
  }

  handle(request: Asked): Answer {
    if (new URL(request.url).pathname === `/subscriptions/${SUBSCRIPTION}`) {
      return json(200, {subscriptionId: SUBSCRIPTION, displayName: 'test', state: 'Enabled', tenantId: 'tenant'});
    }
    this.asked.push(request);
    return this.#answer(request, this.asked.length);
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  now(): number {
    return this.#now;
  }

  /** What was asked, without the query. */
  lines(): readonly string[] {
    return this.asked.map(({method, url}) => `${method} ${new URL(url).pathname.split('/').slice(3).join('/')}`);
  }
}

/** A connection to it, as to a simulator. */
export function connectTo(fake: FakeAzure, options: Partial<ConnectOptions> = {}): Promise<Azure> {
  return connectAzure({
    cloud: 'AzureCloud',
    subscription: SUBSCRIPTION,
    auth: 'auto',
    env: {},
    userAgentVersion: '1.2.3',
    simulator: fake,
    ...options,
  });
}

/** A connection that takes it for a real Azure: by real time, with a token that is worth stealing. */
export function connectReally(fake: FakeAzure, options: Partial<ConnectOptions> = {}): Promise<Azure> {
  const token = {token: 'very-secret-token', expiresOnTimestamp: Date.now() + 3_600_000};
  return connectTo(fake, {
    simulator: undefined,
    httpClient: inProcess(fake),
    credential: {getToken: async () => token},
    retryDelay: 1,
    ...options,
  });
}

/** What was thrown. */
export async function thrownBy(task: Promise<unknown>): Promise<unknown> {
  try {
    await task;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
