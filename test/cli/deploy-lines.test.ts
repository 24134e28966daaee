import {describe, expect, it} from 'vitest';
import {durationWords, eventLines} from '../../src/cli/deploy-lines.ts';
import type {DeployEvent, ResourceProgress} from '../../src/operations/deploy-events.ts';

const AT = Date.UTC(2026, 10, 27, 12, 0, 5, 250);
const SCALE_SET: ResourceProgress = {
  id: '/x',
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  name: 'prod-apps',
  branch: 'pool apps',
  state: 'succeeded',
  duration: 312_000,
};

describe('lines of a deployment in a log', () => {
  it.each<readonly [DeployEvent, readonly string[]]>([
    [{kind: 'step', step: 'check', state: 'started', text: 'checking'}, []],
    [{kind: 'step', step: 'check', state: 'done', text: '7 checks passed'}, ['7 checks passed']],
    [
      {
        kind: 'branches',
        branches: [
          {name: 'network', resources: 9},
          {name: 'pool apps', resources: 1},
        ],
      },
      ['10 resources: network 9, pool apps 1'],
    ],
    [{kind: 'resource', resource: {...SCALE_SET, state: 'running'}}, []],
    [{kind: 'resource', resource: SCALE_SET}, ['pool apps: virtualMachineScaleSets prod-apps is there after 5m12s']],
    [
      {kind: 'resource', resource: {...SCALE_SET, state: 'failed'}},
      ['pool apps: virtualMachineScaleSets prod-apps has failed after 5m12s'],
    ],
    [{kind: 'heartbeat', text: 'waiting for prod-apps'}, ['waiting for prod-apps']],
    [{kind: 'notice', text: 'something'}, ['warning: something']],
  ])('say of %j', (event, words) => {
    expect(eventLines({...event, at: AT})).toEqual(words.map((each) => `2026-11-27T12:00:05Z ${each}`));
  });

  it('write lengths of time shortly', () => {
    expect([0, 59_400, 60_000, 3_599_000, 3_720_000].map(durationWords)).toEqual([
      '0s',
      '59s',
      '1m00s',
      '59m59s',
      '1h02m',
    ]);
  });
});
