import {readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT, runProcess} from './run-process.ts';

const EXAMPLES = readdirSync(join(ROOT, 'examples')).map((file) => file.replace(/\.yaml$/, ''));

/** Deploys into one simulated Azure, again and again. */
async function simulation(example: string) {
  const folder = await temporaryFolder();
  const state = join(folder, 'azure.json');
  const flags = ['--simulate-state', state, '-d', join(folder, 'out'), '-o', 'json'];
  return {
    deploy: async (...more: string[]) => {
      const run = await runProcess(['deploy', `examples/${example}.yaml`, ...flags, ...more]);
      const events = run.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return {exitCode: run.exitCode, stderr: run.stderr, events, result: events.at(-1)};
    },
    resources: async () => {
      const saved = JSON.parse(await readFile(state, 'utf8'));
      return saved.resources.map(({id}: {id: string}) => id.toLowerCase()).toSorted();
    },
    authority: () => readFile(join(folder, 'out/pki/ca.crt'), 'utf8'),
  };
}

describe.each(EXAMPLES)('deploy of example %s in a simulated Azure', (example) => {
  it('makes a cluster, and nothing when it is run again', {timeout: 60_000}, async () => {
    const azure = await simulation(example);

    const first = await azure.deploy();
    const made = await azure.resources();
    const authority = await azure.authority();
    const second = await azure.deploy();

    expect([first.stderr, first.exitCode, first.result.result, first.result.changed]).toEqual(['', 0, 'ready', true]);
    expect([second.stderr, second.exitCode, second.result.result, second.result.changed]).toEqual([
      '',
      0,
      'ready',
      false,
    ]);
    expect(await azure.resources()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(await azure.authority()).toBe(authority);
  });
});
