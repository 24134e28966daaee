import {once} from 'node:events';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {createServer, type IncomingMessage} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Duplex} from 'node:stream';
import {describe, expect, it, onTestFinished} from 'vitest';
import {SIMULATED_SUBSCRIPTION} from '../../src/simulator/default-settings.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT, runProcess, startProcess} from './run-process.ts';

const FILE = `${ROOT}examples/minimal.yaml`;

/** A simulated Azure with Azure's own name, behind a proxy; `az` has somebody's token for it. */
async function azureBehindProxy() {
  const folder = await temporaryFolder();
  const flags = [
    '--listen',
    '127.0.0.1:0',
    '--host',
    'management.azure.com',
    '--ca-file',
    'ca.crt',
    '--speed',
    'instant',
  ];
  const child = startProcess(['simulator', ...flags], {cwd: folder});
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('no stdout');
  const [url] = await once(createInterface({input: child.stdout}), 'line');
  const asked: string[] = [];
  const proxy = createServer().listen(0, '127.0.0.1');
  proxy.on('connect', ({url: host = ''}: IncomingMessage, client: Duplex) => {
    asked.push(host);
    const upstream = connect(Number(new URL(String(url)).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const {port} = proxy.address() as AddressInfo;
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

/** What of a file of parameters nobody may read: a line from the middle of each key, and each token. */
async function secretsIn(file: string): Promise<readonly string[]> {
  const {parameters} = JSON.parse(await readFile(file, 'utf8'));
  const values = Object.values<{value: unknown}>(parameters).map(({value}) => value);
  return values.flatMap((value) => {
    if (typeof value !== 'string' || value.includes('CERTIFICATE')) return [];
    return value.split('\n')[1] ?? (value.length > 15 ? [value] : []);
  });
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

describe('the way to Azure', {timeout: 60_000}, () => {
  it('leads through a proxy whose authority is named, and no log shows a secret', async () => {
    const {folder, env, asked} = await azureBehindProxy();
    const {exitCode, stdout, stderr} = await runProcess(['deploy', FILE, '--auth', 'cli', '--yes', '--no-wait'], {
      cwd: folder,
      env: {...env, AZURE_LOG_LEVEL: 'verbose'},
    });

    expect([exitCode, stderr.split('\n').slice(-4)]).toEqual([
      0,
      [
        'Azure has taken it, and works on it in resource group minimal',
        `follow it: vnetk8s deploy ${FILE} --auth cli`,
        `look at it: vnetk8s status ${FILE} --auth cli`,
        '',
      ],
    ]);
    expect([...new Set(asked)]).toEqual(['management.azure.com:443']);
    const secrets = [
      'very-secret-token',
      ...(await secretsIn(join(folder, '_output/minimal/azuredeploy.parameters.json'))),
    ];
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter((secret) => stdout.includes(secret) || stderr.includes(secret))).toEqual([]);
  });

  it('says what helps where the authority of a proxy is not known', async () => {
    const {folder, env} = await azureBehindProxy();
    const options = {cwd: folder, env: {...env, NODE_EXTRA_CA_CERTS: undefined}};
    const {exitCode, stderr} = await runProcess(['deploy', FILE, '--auth', 'cli', '--yes'], options);

    expect(`${stderr}exit code ${exitCode}\n`.replaceAll(ROOT, '')).toMatchInlineSnapshot(`
      "error: Azure does not answer: unable to verify the first certificate; if the
        root CA is installed locally, try running Node.js with --use-system-ca
        nothing was changed
        nothing here trusts its certificate: somebody between here and Azure reads
          along, such as a proxy
        name the certificate of their authority: NODE_EXTRA_CA_CERTS=FILE
          (docs/azure.md, "Proxies")
        run this again: vnetk8s deploy examples/minimal.yaml --auth cli
        asked for: GET https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000001
      exit code 8
      "
    `);
  });

  it('says what helps where the proxy is not there', async () => {
    const {folder, env} = await azureBehindProxy();
    const options = {cwd: folder, env: {...env, HTTPS_PROXY: 'http://127.0.0.1:1'}};
    const {exitCode, stderr} = await runProcess(['deploy', FILE, '--auth', 'cli', '--yes'], options);

    expect(`${stderr}exit code ${exitCode}\n`.replaceAll(ROOT, '')).toMatchInlineSnapshot(`
      "error: Azure does not answer: connect ECONNREFUSED 127.0.0.1:1
        nothing was changed
        look whether a firewall lets it through
        behind a proxy, name it: HTTPS_PROXY=http://HOST:PORT (docs/azure.md,
          "Proxies")
        run this again: vnetk8s deploy examples/minimal.yaml --auth cli
        asked for: GET https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000001
      exit code 8
      "
    `);
  });
});
