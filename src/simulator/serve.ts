import {once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {SimulatedRequest, Simulator} from './simulator.ts';

/** How a simulated Azure is served. */
export interface ServeOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly pki: {readonly key: string; readonly cert: string};
  /** What time it is, in ms from any beginning, such as `performance.now`. Nothing in this folder knows it by itself. */
  readonly clock: () => number;
  /** How many times as fast as the clock simulated time goes: 1 if left out. */
  readonly speed?: number;
}

/** Where it is, until it is closed. */
export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a simulated Azure to other processes of this machine, over HTTPS. Its time goes on as the clock does. */
export async function serveSimulator(
  simulator: Simulator,
  {port, pki, clock, speed = 1}: ServeOptions,
): Promise<Served> {
  let last = clock();
  const server = createServer(pki, (request, response) => {
    readBody(request).then(
      (body) => {
        const now = clock();
        simulator.advance((now - last) * speed);
        last = now;
        answer(simulator, requestOf(request, body), response);
      },
      () => response.destroy(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
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

function answer(simulator: Simulator, request: SimulatedRequest, response: ServerResponse): void {
  const given = simulator.handle(request);
  if ('connection' in given) {
    response.destroy();
    return;
  }
  response.writeHead(given.status, given.headers);
  response.end(given.body);
}
