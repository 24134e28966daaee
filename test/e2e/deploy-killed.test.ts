import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {startProcess} from './run-process.ts';

/** An event as `--output json` has it. */
interface Line {
  readonly kind: string;
  readonly step?: string;
  readonly state?: string;
  readonly result?: string;
}

/** A simulated Azure as its file has it. */
interface State {
  readonly resources: readonly {readonly id: string}[];
  readonly deployments: readonly {
    readonly id: string;
    readonly state: string;
    readonly correlationId: string;
    readonly parameters: Readonly<Record<string, {readonly value?: unknown}>>;
  }[];
}

/**
 * Deploys the smallest example, in a process of its own; `isMoment`: when it is killed, as nobody can refuse to be, or so many
 * ms `later`.
 */
async function run(
  folder: string,
  isMoment: (lines: readonly Line[]) => boolean = () => false,
  later = 0,
  ...more: readonly string[]
): Promise<{readonly lines: readonly Line[]; readonly stderr: string; readonly end: number | string | null}> {
  const flags = ['--simulate-state', join(folder, 'azure.json'), '-d', join(folder, 'out'), '-o', 'json'];
  const child = startProcess(['deploy', 'examples/minimal.yaml', ...flags, ...more]);
  const lines: Line[] = [];
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  if (child.stdout === null) throw new Error('the process has no output');
  createInterface(child.stdout).on('line', (text) => {
    lines.push(JSON.parse(text));
    if (isMoment(lines)) setTimeout(() => child.kill('SIGKILL'), later);
  });
  const end = await new Promise<number | string | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done(signal ?? code));
  });
  return {lines, stderr, end};
}

async function stateOf(folder: string): Promise<State> {
  return JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));
}

async function idsOf(folder: string): Promise<readonly string[]> {
  return (await stateOf(folder)).resources.map(({id}) => id.toLowerCase()).toSorted();
}

/** Whether the last line is of a step. */
function at(step: string, state: string): (lines: readonly Line[]) => boolean {
  return (lines) => lines.at(-1)?.step === step && lines.at(-1)?.state === state;
}

/** Whether so many resources have been told of. */
function afterResources(count: number): (lines: readonly Line[]) => boolean {
  return (lines) => lines.filter(({kind}) => kind === 'resource').length === count;
}

/** Moments, and what Azure was told until then. */
const MOMENTS = [
  ['when it begins to write keys', at('write', 'started'), 'nothing'],
  ['when keys are written', at('write', 'done'), 'nothing'],
  ['when it asks for the group', at('group', 'started'), 'nothing'],
  ['when the group is there', at('group', 'done'), 'group'],
  ['when it hands the template over', at('submit', 'started'), 'group'],
  ['when Azure has the template', at('submit', 'done'), 'deployment'],
  ['when the first resource is told of', afterResources(1), 'deployment'],
  ['when some resources are told of', afterResources(15), 'deployment'],
  ['when most resources are told of', afterResources(40), 'deployment'],
  ['when all resources are there', at('resources', 'done'), 'deployment'],
  ['when it asks the cluster', at('cluster', 'started'), 'deployment'],
] as const;

describe('a deployment whose process is killed', {timeout: 120_000}, () => {
  it.each(MOMENTS)('%s ends the same when it is run again', async (_, isMoment, told) => {
    const folder = await temporaryFolder();
    const authority = join(folder, 'out/pki/ca.crt');
    const killed = await run(folder, isMoment);
    expect([killed.end, killed.stderr]).toEqual(['SIGKILL', '']);
    const before = existsSync(authority) ? await readFile(authority, 'utf8') : undefined;
    const kept = existsSync(join(folder, 'azure.json')) ? await stateOf(folder) : undefined;
    if (told !== 'nothing') expect(kept?.resources.map(({id}) => id)).toContainEqual(expect.stringMatching(/minimal$/));
    const deployment = kept?.deployments.find(({id}) => id.endsWith('/minimal'));
    if (told === 'deployment') expect(deployment).toBeDefined();

    const again = await run(folder);

    expect([again.end, again.stderr, again.lines.at(-1)?.result]).toEqual([0, '', 'ready']);
    const now = await expectWhole(folder, before);
    // Azure has begun it once: the second process has followed it.
    if (deployment !== undefined) expect(now).toBe(deployment.correlationId);
  });

  it.each([10, 80, 300])('%i ms after somebody said yes ends the same when it is run again', async (ms) => {
    const folder = await temporaryFolder();
    const authority = join(folder, 'out/pki/ca.crt');
    await run(folder, at('confirm', 'done'), ms);
    const before = existsSync(authority) ? await readFile(authority, 'utf8') : undefined;

    const again = await run(folder);

    expect([again.end, again.stderr, again.lines.at(-1)?.result]).toEqual([0, '', 'ready']);
    await expectWhole(folder, before);
  });
});

describe('a change of a cluster whose process is killed', {timeout: 120_000}, () => {
  const change = ['--set', 'nodePools[0].count=5'];

  it.each([
    ['before Azure has it', at('submit', 'started')],
    ['when Azure has it', at('submit', 'done')],
    ['when it is made', afterResources(20)],
  ])('%s ends the same when it is run again', async (_, isMoment) => {
    const folder = await temporaryFolder();
    await run(folder);
    const before = await readFile(join(folder, 'out/pki/ca.crt'), 'utf8');
    const killed = await run(folder, isMoment, 0, ...change);
    expect([killed.end, killed.stderr]).toEqual(['SIGKILL', '']);

    const again = await run(folder, undefined, 0, ...change);

    expect([again.end, again.stderr, again.lines.at(-1)?.result]).toEqual([0, '', 'ready']);
    await expectWhole(folder, before);
    expect(await readFile(join(folder, 'azure.json'), 'utf8')).toContain('"capacity":5');
  });
});

/** All is there, once, with the only authority that there ever was; gives the correlation id of the deployment. */
async function expectWhole(folder: string, before: string | undefined): Promise<string | undefined> {
  const {resources, deployments} = await stateOf(folder);
  const ids = resources.map(({id}) => id.toLowerCase());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(await undisturbed());
  const deployment = deployments.find(({id}) => id.endsWith('/minimal'));
  expect(deployment?.state).toBe('Succeeded');
  const certificate = await readFile(join(folder, 'out/pki/ca.crt'), 'utf8');
  expect(deployment?.parameters['clusterCaCertificate']?.value).toBe(certificate);
  if (before !== undefined) expect(certificate).toBe(before);
  expect((await readdir(folder)).toSorted()).toEqual(['azure.json', 'out']);
  return deployment?.correlationId;
}

let made: Promise<readonly string[]> | undefined;

/** Ids of what a deployment makes that nobody kills. */
function undisturbed(): Promise<readonly string[]> {
  made ??= (async () => {
    const folder = await temporaryFolder();
    const {end} = await run(folder);
    expect(end).toBe(0);
    return idsOf(folder);
  })();
  return made;
}
