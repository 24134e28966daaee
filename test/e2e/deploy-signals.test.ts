import {existsSync} from 'node:fs';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it, vi} from 'vitest';
import {isRunning} from '../azure/is-running.ts';
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
] as const)(
  'a deployment that gets %s says how to go on, and ends with %i',
  {timeout: 30_000},
  async (signal, code) => {
    const args = ['--simulate-state', 'azure.json', '--resource-group', 'clusters'];
    const env = {NODE_OPTIONS: `--import=${SLOW}`};
    const {exitCode, end} = await interrupted(args, env, {signal, at: 'creating resources'});

    expect(exitCode).toBe(code);
    expect(end).toBe(`error: interrupted: nothing was undone, and Azure goes on with what it was
  given
  go on: vnetk8s deploy ${FILE} --resource-group clusters --simulate-state azure.json
  look at it: vnetk8s status ${FILE} --resource-group clusters --simulate-state azure.json
`);
  },
);

describe('while az keeps it waiting', {timeout: 30_000}, () => {
  /** Whoever logs in by a browser lets az wait, and az is a script that starts something else. Gives what became of a command and of that. */
  async function interruptedAtAz(command: string, signal: NodeJS.Signals) {
    const folder = await temporaryFolder();
    const asked = join(folder, 'asked');
    await writeFile(
      join(folder, 'az'),
      `#!/bin/sh\nsleep 60 & echo $! > '${asked}.new'; mv '${asked}.new' '${asked}'; wait\n`,
    );
    await chmod(join(folder, 'az'), 0o700);
    const env = {PATH: `${folder}:${process.env['PATH']}`};
    const child = startProcess([command, FILE, '--auth', 'cli'], {cwd: folder, env});
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    }
    await vi.waitUntil(() => existsSync(asked), {timeout: 15_000});
    const at = Date.now();
    child.kill(signal);
    const end = await new Promise((resolve) => child.on('close', (code, by) => resolve(code ?? by)));
    const isPrompt = Date.now() - at < 4_500;
    const started = Number(await readFile(asked, 'utf8'));
    await vi.waitUntil(() => !isRunning(started), {timeout: 5_000}).catch(() => undefined);
    return {end, text, isPrompt, isLeft: isRunning(started)};
  }

  it.each([
    ['deploy', 'SIGINT', 130, `interrupted: nothing was changed\n  go on: vnetk8s deploy ${FILE} --auth cli`],
    ['deploy', 'SIGTERM', 143, `interrupted: nothing was changed\n  go on: vnetk8s deploy ${FILE} --auth cli`],
    ['delete', 'SIGINT', 130, `interrupted: nothing was deleted\n  go on: vnetk8s delete ${FILE} --auth cli`],
    ['delete', 'SIGTERM', 143, `interrupted: nothing was deleted\n  go on: vnetk8s delete ${FILE} --auth cli`],
  ] as const)('%s ends at once by %s, and leaves no process', async (command, signal, end, text) => {
    expect(await interruptedAtAz(command, signal)).toEqual({
      end,
      text: `error: ${text}\n`,
      isPrompt: true,
      isLeft: false,
    });
  });

  // They change nothing, and have nothing to tell: as a shell reports it, 130, 143 and 129.
  it.each([
    ['check', 'SIGINT'],
    ['check', 'SIGTERM'],
    ['status', 'SIGHUP'],
    ['diff', 'SIGINT'],
  ] as const)('%s is ended by %s, and leaves no process', async (command, signal) => {
    expect(await interruptedAtAz(command, signal)).toEqual({end: signal, text: '', isPrompt: true, isLeft: false});
  });
});
