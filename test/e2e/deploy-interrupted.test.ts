import {randomBytes} from 'node:crypto';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {deploy} from '../../src/operations/deploy.ts';
import type {TimedEvent} from '../../src/operations/deploy-events.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT} from './run-process.ts';

/** Deploys the smallest example into a simulated Azure that is kept in a folder; `stopAt`: the event at which somebody presses Ctrl-C. */
async function run(
  folder: string,
  stopAt?: number,
): Promise<{readonly events: readonly TimedEvent[]; readonly end: string}> {
  const events: TimedEvent[] = [];
  const abort = new AbortController();
  const generate = {
    file: 'examples/minimal.yaml',
    set: [],
    stdin: process.stdin,
    cwd: ROOT,
    directory: join(folder, 'out'),
  };
  const sources = {pki: undefined, viewer: false, version: '0.1.0', now: new Date(), random: randomBytes};
  const azure = {
    auth: 'auto',
    simulate: {state: join(folder, 'azure.json')},
    env: {},
    cwd: ROOT,
    version: '0.1.0',
  } as const;
  try {
    const {end} = await deploy({
      generate: {...generate, ...sources},
      azure,
      confirm: async () => true,
      wait: true,
      timeout: 7_200_000,
      listener: (event) => {
        events.push(event);
        if (events.length === stopAt) abort.abort(new Error('stopped'));
      },
      signal: abort.signal,
    });
    return {events, end: end.kind};
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    return {events, end: 'stopped'};
  }
}

async function resourcesOf(folder: string): Promise<readonly string[]> {
  const {resources} = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));
  return resources.map(({id}: {readonly id: string}) => id.toLowerCase()).toSorted();
}

describe('a deployment that is stopped', () => {
  it('at whatever moment ends the same when it is run again', {timeout: 240_000}, async () => {
    const undisturbed = await temporaryFolder();
    const {events, end} = await run(undisturbed);
    const made = await resourcesOf(undisturbed);
    expect(end).toBe('ready');

    for (let stopAt = 1; stopAt <= events.length; stopAt += 1) {
      const folder = await temporaryFolder();
      const authority = join(folder, 'out/pki/ca.crt');
      await run(folder, stopAt);
      const before = existsSync(authority) ? await readFile(authority, 'utf8') : undefined;

      const again = await run(folder);

      expect([stopAt, again.end]).toEqual([stopAt, 'ready']);
      expect(await resourcesOf(folder)).toEqual(made);
      if (before !== undefined) expect(await readFile(authority, 'utf8')).toBe(before);
    }
  });
});
