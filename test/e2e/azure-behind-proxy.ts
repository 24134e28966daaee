import {once} from 'node:events';
import {chmod, writeFile} from 'node:fs/promises';
import {createServer, type IncomingMessage} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Duplex} from 'node:stream';
import {onTestFinished} from 'vitest';
import {SIMULATED_SUBSCRIPTION} from '../../src/simulator/default-settings.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {startProcess} from './run-process.ts';

/** An Azure that commands take for a real one: what leads there, and which hosts were asked for. */
export interface AzureBehindProxy {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly asked: readonly string[];
}

/**
 * Serves a simulated Azure by Azure's own name, behind a proxy, until the test ends; `az` has somebody's token for it. `state`: what
 * is there already; `speed`: how fast time goes in it.
 */
export async function azureBehindProxy({
  state,
  speed = 'instant',
}: {
  readonly state?: string;
  readonly speed?: string;
} = {}): Promise<AzureBehindProxy> {
  const folder = await temporaryFolder();
  const asked: string[] = [];
  const port = await serveProxy(await serveAzure(folder, speed, state === undefined ? [] : ['--state', state]), asked);
  await writeAz(folder);
  const env = {
    PATH: `${folder}:${process.env['PATH']}`,
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.crt'),
    NO_PROXY: undefined,
    no_proxy: undefined,
    https_proxy: undefined,
  };
  return {folder, env, asked};
}

/** Gives the port. */
async function serveAzure(folder: string, speed: string, kept: readonly string[]): Promise<number> {
  const flags = ['--listen', '127.0.0.1:0', '--host', 'management.azure.com', '--ca-file', 'ca.crt'];
  const child = startProcess(['simulator', ...flags, '--speed', speed, ...kept], {cwd: folder});
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('no stdout');
  const [url] = await once(createInterface({input: child.stdout}), 'line');
  return Number(new URL(String(url)).port);
}

/** A proxy that leads to a port, whatever host is asked for. Gives its own port. */
async function serveProxy(target: number, asked: string[]): Promise<number> {
  const proxy = createServer().listen(0, '127.0.0.1');
  proxy.on('connect', ({url: host = ''}: IncomingMessage, client: Duplex) => {
    asked.push(host);
    const upstream = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  return (proxy.address() as AddressInfo).port;
}

async function writeAz(folder: string): Promise<void> {
  const token = {accessToken: 'very-secret-token', expires_on: Math.floor(Date.now() / 1_000) + 3_600};
  const lines = [
    '#!/bin/sh',
    'case "$*" in',
    `*get-access-token*) echo '${JSON.stringify({...token, tokenType: 'Bearer'})}' ;;`,
    `*) echo ${SIMULATED_SUBSCRIPTION} ;;`,
    'esac',
  ];
  await writeFile(join(folder, 'az'), `${lines.join('\n')}\n`);
  await chmod(join(folder, 'az'), 0o700);
}
