import {describe, expect, it} from 'vitest';
import type {ClusterHealth} from '../../src/cluster-api/cluster-health.ts';
import {healthProblems} from '../../src/cluster-api/health-problems.ts';
import {type WaitOptions, waitForCluster} from '../../src/cluster-api/wait-for-cluster.ts';

const WELL: ClusterHealth = {
  apiServer: {ok: true, detail: 'ok'},
  nodes: {ready: 3, registered: 3, wanted: 3, notReady: []},
  addons: [{name: 'coredns', ready: 2, wanted: 2}],
  source: 'run-command',
};
const DOWN: ClusterHealth = {...WELL, apiServer: {ok: false, detail: 'connection refused'}};
const JOINING: ClusterHealth = {...WELL, nodes: {ready: 1, registered: 1, wanted: 3, notReady: []}};
const STARTING: ClusterHealth = {...WELL, addons: [{name: 'coredns', ready: 0, wanted: 2}]};

const MINUTE = 60_000;

/** Waits for a cluster that answers in turn, the last for ever; each answer takes a second of a clock of the test's. */
async function wait(answers: readonly (ClusterHealth | Error)[], options: Partial<WaitOptions> = {}) {
  let now = 0;
  let index = 0;
  const told: string[] = [];
  const outcome = await waitForCluster({
    probe: async () => {
      now += 1000;
      const answer = answers[Math.min(index++, answers.length - 1)];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
    wait: async (ms) => {
      now += ms;
    },
    now: () => now,
    timeout: 60 * MINUTE,
    onProgress: ({about}) => told.push(about),
    ...options,
  });
  return {outcome, told, now};
}

describe('waitForCluster', () => {
  it('ends as soon as everything is well', async () => {
    expect(await wait([DOWN, JOINING, JOINING, STARTING, WELL])).toEqual({
      outcome: {ready: true, health: WELL},
      told: ['apiServer', 'nodes', 'nodes', 'addons'],
      now: 45_000,
    });
  });

  it.each([
    ['apiServer', DOWN, 10],
    ['nodes', JOINING, 20],
    ['addons', STARTING, 10],
  ] as const)('gives %s so much time, and says what it waited for', async (stage, health, minutes) => {
    const {outcome} = await wait([health]);

    expect(outcome).toEqual({
      ready: false,
      health,
      problems: healthProblems(health),
      bound: stage,
      waited: expect.closeTo(minutes * MINUTE, -5),
    });
  });

  it('gives a stage that comes back no more time', async () => {
    const restarts = Array.from({length: 200}, () => [DOWN, JOINING]).flat();
    const {outcome} = await wait(restarts, {timeout: 600 * MINUTE});

    expect(outcome).toMatchObject({ready: false, bound: 'apiServer', waited: expect.closeTo(20 * MINUTE, -5)});
  });

  it('ends when the time for all is over', async () => {
    const {outcome, now} = await wait([JOINING], {timeout: 3 * MINUTE});

    expect(outcome).toMatchObject({ready: false, bound: 'timeout'});
    expect(now).toBeLessThan(3 * MINUTE + 2000);
  });

  it('asks once if there is no time at all', async () => {
    expect((await wait([WELL], {timeout: 0})).outcome).toEqual({ready: true, health: WELL});
    expect((await wait([DOWN], {timeout: 0})).outcome).toMatchObject({ready: false, bound: 'timeout', waited: 1000});
  });

  it('asks again after an error that is forgiven', async () => {
    const {outcome} = await wait([new Error('busy'), WELL], {forgives: () => true});

    expect(outcome).toEqual({ready: true, health: WELL});
  });

  it('says what was forgiven too often', async () => {
    const {outcome} = await wait([new Error('busy')], {forgives: () => true, bounds: {apiServer: MINUTE}});

    expect(outcome).toMatchObject({ready: false, problems: [{about: 'apiServer', detail: 'busy'}], bound: 'apiServer'});
  });

  it('throws an error that is not', async () => {
    await expect(wait([new Error('you may not')])).rejects.toThrow('you may not');
  });
});

describe('healthProblems', () => {
  it('says nothing of nodes and add-ons while the API server does not answer', () => {
    expect(healthProblems({...JOINING, ...DOWN})).toEqual([{about: 'apiServer', detail: 'connection refused'}]);
  });

  it('wants nodes that joined to be ready, also more than there should be', () => {
    const nodes = {ready: 3, registered: 4, wanted: 3, notReady: [{name: 'a', reason: 'KubeletNotReady'}]};

    expect(healthProblems({...WELL, nodes})).toEqual([{about: 'nodes', nodes}]);
    expect(healthProblems(WELL)).toEqual([]);
  });
});
