import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT, startProcess} from './run-process.ts';

const SLOW = fileURLToPath(new URL('../cli/slow-simulator.js', import.meta.url));

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a deployment that gets %s says how to go on, and ends with %i', async (signal, code) => {
  const file = `${ROOT}examples/minimal.yaml`;
  const args = ['deploy', file, '--simulate', '--resource-group', 'clusters'];
  const child = startProcess(args, {cwd: await temporaryFolder(), env: {NODE_OPTIONS: `--import=${SLOW}`}});
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    if (!stderr.includes('creating resources') && chunk.includes('creating resources')) child.kill(signal);
    stderr += chunk;
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));

  expect(exitCode).toBe(code);
  expect(stderr.slice(stderr.indexOf('error:')).replace(/\s+/g, ' ')).toBe(
    `error: interrupted: nothing was undone, and Azure goes on with what it was given go on: vnetk8s deploy ${file} --resource-group clusters look at it: vnetk8s status ${file} --resource-group clusters `,
  );
});
