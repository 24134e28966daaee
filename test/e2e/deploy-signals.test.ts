import {existsSync} from 'node:fs';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, it, vi} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT, startProcess} from './run-process.ts';

const SLOW = fileURLToPath(new URL('../cli/slow-simulator.js', import.meta.url));
const FILE = `${ROOT}examples/minimal.yaml`;

/** Starts a deployment, sends a signal once the moment is told, and gives how it ended. */
async function interrupted(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  {signal, at}: {readonly signal: NodeJS.Signals; readonly at: string},
) {
  const child = startProcess(['deploy', FILE, ...args], {cwd: await temporaryFolder(), env});
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const before = stderr.includes(at);
    stderr += chunk;
    if (!before && stderr.includes(at)) child.kill(signal);
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  return {exitCode, end: stderr.slice(stderr.indexOf('error:'))};
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a deployment that gets %s says how to go on, and ends with %i', async (signal, code) => {
  const args = ['--simulate-state', 'azure.json', '--resource-group', 'clusters'];
  const env = {NODE_OPTIONS: `--import=${SLOW}`};
  const {exitCode, end} = await interrupted(args, env, {signal, at: 'creating resources'});

  expect(exitCode).toBe(code);
  expect(end).toBe(`error: interrupted: nothing was undone, and Azure goes on with what it was
  given
  go on: vnetk8s deploy ${FILE} --resource-group clusters --simulate-state azure.json
  look at it: vnetk8s status ${FILE} --resource-group clusters --simulate-state azure.json
`);
});

it('a deployment that is interrupted while az keeps it waiting ends at once', {timeout: 30_000}, async () => {
  const folder = await temporaryFolder();
  // Whoever logs in by a browser lets az wait.
  const az = join(folder, 'az');
  await writeFile(az, `#!/bin/sh\ntouch '${folder}/asked'\nexec sleep 25\n`);
  await chmod(az, 0o700);
  const env = {PATH: `${folder}:${process.env['PATH']}`};
  const child = startProcess(['deploy', FILE, '--auth', 'cli'], {cwd: folder, env});
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  await vi.waitUntil(() => existsSync(join(folder, 'asked')), {timeout: 15_000});
  const asked = Date.now();
  child.kill('SIGINT');
  const exitCode = await new Promise((resolve) => child.on('exit', resolve));

  expect([exitCode, stderr]).toEqual([
    130,
    `error: interrupted: nothing was changed\n  go on: vnetk8s deploy ${FILE} --auth cli\n`,
  ]);
  expect(Date.now() - asked).toBeLessThan(12_000);
});
