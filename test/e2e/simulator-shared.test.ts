import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {describe, expect, it, onTestFinished} from 'vitest';
import {SIMULATED_SUBSCRIPTION} from '../../src/simulator/default-settings.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {sendTo} from '../simulator/send-to.ts';
import {ROOT, runProcess, startProcess} from './run-process.ts';

const GROUP = `/subscriptions/${SIMULATED_SUBSCRIPTION}/resourceGroups/mine?api-version=2025-04-01`;
const MINIMAL = join(ROOT, 'examples/minimal.yaml');
const SHARED = ['--simulate-state', 'azure.json'];

/** A simulated Azure in a file, served by a process of its own. */
async function serve(cwd: string) {
  const flags = ['--listen', '127.0.0.1:0', '--ca-file', 'ca.crt', '--state', 'azure.json', '--speed', 'instant'];
  const child = startProcess(['simulator', ...flags], {cwd});
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('no stdout');
  const [url] = await once(createInterface({input: child.stdout}), 'line');
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return once(child, 'exit');
  };
  return {pid: child.pid, url: String(url), ca: await readFile(join(cwd, 'ca.crt'), 'utf8'), end};
}

function deploy(cwd: string) {
  return runProcess(['deploy', MINIMAL, ...SHARED, '-d', 'out', '--yes'], {cwd});
}

/** Names of resource groups in the file. */
async function groupsIn(folder: string): Promise<readonly string[]> {
  const {resources} = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));
  return resources.flatMap(({type, name}: Record<string, string>) =>
    /\/resourceGroups$/.test(type ?? '') ? name : [],
  );
}

describe('one file for two processes', () => {
  it('is refused to the second that would change it, which names the first and says what to do', async () => {
    const folder = await temporaryFolder();
    const serving = await serve(folder);
    const refused = await deploy(folder);
    await sendTo(serving, 'PUT', GROUP, {location: 'westeurope'});
    const second = await runProcess(['simulator', '--listen', '127.0.0.1:0', '--state', 'azure.json'], {cwd: folder});
    const marks = (await readdir(folder)).filter((name) => name.startsWith('.'));
    await serving.end('SIGTERM');
    const after = await deploy(folder);

    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      `error: azure.json is in use by process ${serving.pid}\n` +
        `  wait until it has ended, or end it: kill ${serving.pid}\n` +
        '  name another file: each has an Azure of its own\n',
    ]);
    expect([second.exitCode, second.stderr]).toEqual([refused.exitCode, refused.stderr]);
    expect(marks).toHaveLength(1);
    expect([after.exitCode, await groupsIn(folder)]).toEqual([0, ['mine', 'minimal']]);
    expect((await readdir(folder)).toSorted()).toEqual(['azure.json', 'ca.crt', 'out']);
  }, 120_000);

  it('may be looked at by others while one changes it, and has nothing of theirs then', async () => {
    const folder = await temporaryFolder();
    await deploy(folder);
    const serving = await serve(folder);
    await sendTo(serving, 'PUT', GROUP, {location: 'westeurope'});
    const before = await readFile(join(folder, 'azure.json'), 'utf8');
    const looks = await Promise.all(
      [
        ['status', MINIMAL],
        ['check', MINIMAL],
        ['diff', MINIMAL],
      ].map(([command = '', file = '']) => runProcess([command, file, ...SHARED], {cwd: folder})),
    );

    expect(looks.map(({exitCode, stderr}) => [exitCode, /in use/.test(stderr)])).toEqual([
      [0, false],
      [0, false],
      [0, false],
    ]);
    expect(await readFile(join(folder, 'azure.json'), 'utf8')).toBe(before);
    await serving.end('SIGTERM');
    expect(await groupsIn(folder)).toEqual(['minimal', 'mine']);
  }, 120_000);

  it('is kept by one that only looks if nobody else has it: time has passed in it', async () => {
    const folder = await temporaryFolder();
    await deploy(folder);
    const nowIn = async () => JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8')).now;
    const before = await nowIn();
    await runProcess(['status', MINIMAL, ...SHARED], {cwd: folder});
    expect(await nowIn()).toBeGreaterThan(before);
  }, 120_000);

  it('is free again when its process was killed', async () => {
    const folder = await temporaryFolder();
    const serving = await serve(folder);
    await sendTo(serving, 'PUT', GROUP, {location: 'westeurope'});
    await serving.end('SIGKILL');

    expect((await deploy(folder)).exitCode).toBe(0);
    expect(await groupsIn(folder)).toEqual(['mine', 'minimal']);
    expect((await readdir(folder)).toSorted()).toEqual(['azure.json', 'ca.crt', 'out']);
  }, 120_000);

  it('goes to one of two deployments that begin at once', async () => {
    const folder = await temporaryFolder();
    const both = await Promise.all([deploy(folder), deploy(folder)]);
    const [well, refused] = both.toSorted((a, b) => Number(a.exitCode) - Number(b.exitCode));
    expect([well?.exitCode, refused?.exitCode]).toEqual([0, 2]);
    expect(refused?.stderr).toMatch(/^error: azure\.json is in use by process \d+$/m);
  }, 120_000);
});
