import {once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import {type AddressInfo, isIPv6} from 'node:net';
import {UserError} from '../user-error.ts';
import {scaledWait, waitOf} from './retry-after.ts';
import type {SimulatedRequest, SimulatedResponse, Simulator} from './simulator.ts';

/** How a simulated Azure is served. */
export interface ServeOptions {
  /** An address of this machine: 127.0.0.1 if left out. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly pki: {readonly key: string; readonly cert: string};
  /** What time it is, in ms from any beginning, such as `performance.now`. Nothing in this folder knows it by itself. */
  readonly clock: () => number;
  /**
   * How many times as fast as the clock simulated time goes: 1 if left out. Clients that are told to wait are told to wait
   * less by that. `Infinity`: they wait no time, after which as much has passed as Azure would have them wait.
   */
  readonly speed?: number;
}

/** What is served. What it cannot keep, it throws UserErrors for: they end the server. */
export type ServedSimulator = Pick<Simulator, 'handle' | 'advance'>;

/** Where it is, until it is closed. */
export interface Served {
  readonly url: string;
  /** Resolves with why it cannot go on. */
  readonly failed: Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Serves a simulated Azure to other processes, over HTTPS. Its time goes on as the clock does. */
export async function serveSimulator(simulator: ServedSimulator, options: ServeOptions): Promise<Served> {
  const {host = '127.0.0.1', port, pki} = options;
  const failed = Promise.withResolvers<unknown>();
  const ask = askerOf(simulator, options);
  const server = createServer(pki, (request, response) => {
    readBody(request).then(
      (body) => {
        try {
          send(response, ask(requestOf(request, body)));
        } catch (error) {
          response.destroy();
          failed.resolve(error);
        }
      },
      () => response.destroy(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const {port: bound} = server.address() as AddressInfo;
  return {
    url: `https://${isIPv6(host) ? `[${host}]` : host}:${bound}`,
    failed: failed.promise,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Asks the simulator, at the time that it is by then. */
function askerOf(simulator: ServedSimulator, {clock, speed = 1}: ServeOptions) {
  const isInstant = speed === Number.POSITIVE_INFINITY;
  let last = clock();
  return (request: SimulatedRequest): SimulatedResponse => {
    const now = clock();
    simulator.advance((now - last) * (isInstant ? 1 : speed));
    last = now;
    const given = answerOf(simulator, request);
    if (isInstant) simulator.advance(waitOf(given));
    return scaledWait(given, speed);
  };
}

/** A fault of the simulator's own is told as Azure tells one of its own, and whoever asks for something else is served. */
function answerOf(simulator: ServedSimulator, request: SimulatedRequest): SimulatedResponse {
  try {
    return simulator.handle(request);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const message = `The simulator itself failed: ${error instanceof Error ? error.message : String(error)}`;
    return {
      status: 500,
      headers: {'content-type': 'application/json; charset=utf-8'},
      body: JSON.stringify({error: {code: 'InternalServerError', message}}),
    };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function requestOf(request: IncomingMessage, body: string): SimulatedRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(headers),
    ...(body === '' ? {} : {body}),
  };
}

function send(response: ServerResponse, given: SimulatedResponse): void {
  if ('connection' in given) {
    response.destroy();
    return;
  }
  response.writeHead(given.status, given.headers);
  response.end(given.body);
}
