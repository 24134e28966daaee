import {type ChildProcess, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {ResourceManagementClient} from '@azure/arm-resources';
import {createDefaultHttpClient} from '@azure/core-rest-pipeline';
import {describe, expect, it, onTestFinished} from 'vitest';
import {SIMULATED_SUBSCRIPTION} from '../../src/simulator/default-settings.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {sendTo} from '../simulator/send-to.ts';
import {runProcess, startProcess} from './run-process.ts';

const GROUP = `/subscriptions/${SIMULATED_SUBSCRIPTION}/resourceGroups/g`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;
const SPACE = {location: 'westeurope', properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}};

/** A served simulation, in a process of its own. */
interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  /** What clients must trust. */
  readonly ca: string;
  readonly end: (signal: NodeJS.Signals) => Promise<readonly unknown[]>;
}

async function serve(folder: string, ...flags: string[]): Promise<Serving> {
  const child = startProcess(['simulator', '--listen', '127.0.0.1:0', '--ca-file', 'ca.crt', ...flags], {cwd: folder});
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('no stdout');
  const [url] = await once(createInterface({input: child.stdout}), 'line');
  return {
    child,
    url: String(url),
    ca: await readFile(join(folder, 'ca.crt'), 'utf8'),
    end: (signal) => {
      child.kill(signal);
      return once(child, 'exit');
    },
  };
}

/** Azure's own client of resource groups and resources. */
function clientOf({url, ca}: Serving): ResourceManagementClient {
  const credential = {getToken: async () => ({token: 'any', expiresOnTimestamp: Number.MAX_SAFE_INTEGER})};
  const http = createDefaultHttpClient();
  return new ResourceManagementClient(credential, SIMULATED_SUBSCRIPTION, {
    endpoint: url,
    httpClient: {sendRequest: (request) => http.sendRequest({...request, tlsSettings: {ca}})},
  });
}

async function namesIn(serving: Serving): Promise<readonly unknown[]> {
  const names: unknown[] = [];
  for await (const {name} of clientOf(serving).resources.list()) names.push(name);
  return names;
}

describe('simulator', () => {
  it('has everything that it answered to after it was killed', async () => {
    const folder = await temporaryFolder();
    const first = await serve(folder, '--state', 'azure.json');
    await clientOf(first).resourceGroups.createOrUpdate('g', {location: 'westeurope'});
    const begun = await sendTo(first, 'PUT', `${NETWORK}?api-version=2025-05-01`, SPACE);
    const status = new URL(String(begun.headers['azure-asyncoperation'])).pathname;
    await first.end('SIGKILL');

    const second = await serve(folder, '--state', 'azure.json', '--speed', 'instant');
    const names = await namesIn(second);
    const running = await sendTo(second, 'GET', `${status}?api-version=2025-05-01`);
    const done = await sendTo(second, 'GET', `${status}?api-version=2025-05-01`);
    await second.end('SIGKILL');
    const third = await serve(folder, '--state', 'azure.json');

    expect(begun.status).toBe(201);
    expect(names).toEqual(['v']);
    expect([running.body, done.body]).toMatchObject([{status: 'InProgress'}, {status: 'Succeeded'}]);
    expect((await sendTo(third, 'GET', `${status}?api-version=2025-05-01`)).body).toMatchObject({status: 'Succeeded'});
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends well at %s, and keeps its state', async (signal) => {
    const folder = await temporaryFolder();
    const serving = await serve(folder, '--state', 'azure.json', '--speed', '60');
    await sendTo(serving, 'PUT', `${GROUP}?api-version=2025-04-01`, {location: 'westeurope'});

    const ended = await serving.end(signal);

    const kept = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));
    expect([ended, kept.resources.map(({id}: {id: string}) => id)]).toEqual([[0, null], [GROUP]]);
  });

  it('tells clients less to wait, as much as its time goes faster', async () => {
    const folder = await temporaryFolder();
    const serving = await serve(folder, '--speed', '10');
    await sendTo(serving, 'PUT', `${GROUP}?api-version=2025-04-01`, {location: 'westeurope'});
    const {headers} = await sendTo(serving, 'PUT', `${NETWORK}?api-version=2025-05-01`, SPACE);
    expect([headers['retry-after'], headers['retry-after-ms']]).toEqual(['1', '500']);
  });

  it('serves with a certificate of its owner, what goes wrong in it, and the subscription that it is asked for', async () => {
    const folder = await temporaryFolder();
    const [cert, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
    const made = ['-subj', '/CN=a', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert];
    spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...made]);
    await writeFile(
      join(folder, 'faults.yaml'),
      'http: [{path: /locations$, status: 418, code: Teapot, message: t}]\n',
    );
    const flags = ['--tls-cert-file', cert, '--tls-key-file', key, '--faults', 'faults.yaml', '-s', 'a-b'];
    const child = startProcess(['simulator', '--listen', '127.0.0.1:0', '--json', ...flags], {cwd: folder});
    onTestFinished(() => void child.kill('SIGKILL'));
    if (child.stdout === null) throw new Error('no stdout');
    let text = '';
    for await (const chunk of child.stdout) {
      text += chunk;
      if (text.endsWith('}\n')) break;
    }
    const serving = {url: JSON.parse(text).url, ca: await readFile(cert, 'utf8')};

    const own = await sendTo(serving, 'GET', '/subscriptions/a-b?api-version=2022-12-01');
    const fault = await sendTo(serving, 'GET', '/subscriptions/a-b/locations?api-version=2022-12-01');

    expect(own.body).toMatchObject({subscriptionId: 'a-b'});
    expect([fault.status, fault.body]).toEqual([418, {error: {code: 'Teapot', message: 't'}}]);
  });

  it('cannot listen where another process does, nor where there is no port', async () => {
    const serving = await serve(await temporaryFolder());
    const taken = new URL(serving.url).host;

    const runs = [
      await runProcess(['simulator', '--listen', taken]),
      await runProcess(['simulator', '--listen', 'here']),
      await runProcess(['simulator', '--speed', 'fast']),
    ];

    expect(runs.map(({exitCode}) => exitCode)).toEqual([2, 2, 2]);
    expect(runs.map(({stderr}) => stderr).join('')).toBe(`error: cannot listen on ${taken}: another process does
  name another port, or 0 for any that is free
error: here is no address with a port
  write it as in --listen 127.0.0.1:8443
error: fast is no speed
  write how many times as fast as the clock, as in --speed 60, or --speed
    instant
`);
  });
});
