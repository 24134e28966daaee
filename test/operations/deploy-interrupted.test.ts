import {describe, expect, it} from 'vitest';
import type {DeployEvent} from '../../src/operations/deploy-events.ts';
import {DeployProgress} from '../../src/operations/deploy-interrupted.ts';

const AIM = {source: {file: 'a.yaml'}, azure: {}};
const GO = 'go on: vnetk8s deploy a.yaml';
const LOOK = 'look at it: vnetk8s status a.yaml';

function told(events: readonly DeployEvent[], aim: Parameters<DeployProgress['interruption']>[0] = AIM) {
  const progress = new DeployProgress();
  const heard: DeployEvent[] = [];
  const listener = progress.hearing(({at: _, ...event}) => heard.push(event));
  for (const event of events) listener({...event, at: 0});
  expect(heard).toEqual(events);
  const {message, suggestions, exitCode, code} = progress.interruption(aim, 130);
  expect([exitCode, code]).toEqual([130, 'INTERRUPTED']);
  return [message.replace('interrupted: ', ''), ...suggestions];
}

function step(name: Extract<DeployEvent, {kind: 'step'}>['step'], state: 'started' | 'done' = 'started'): DeployEvent {
  return {kind: 'step', step: name, state, text: ''};
}

describe('who interrupts a deployment', () => {
  it.each([
    ['before anything was heard', [], 'nothing was changed', [GO]],
    ['during the checks', [step('check')], 'nothing was changed', [GO]],
    ['while Azure is asked what would change', [step('check', 'done'), step('compare')], 'nothing was changed', [GO]],
    ['at the question', [step('confirm')], 'nothing was changed', [GO]],
    [
      'while keys are written',
      [step('confirm', 'done'), step('write')],
      'nothing was changed in Azure; keys and template are used again',
      [GO],
    ],
    [
      'while the group is made',
      [step('write', 'done'), step('group')],
      'of Azure, no more than the resource group was made; it is used again',
      [GO],
    ],
    [
      'while it is handed over',
      [step('group', 'done'), step('submit')],
      'nobody knows whether Azure has taken the deployment; if so, it goes on',
      [GO, LOOK],
    ],
    [
      'while Azure works',
      [step('submit', 'done'), step('resources'), {kind: 'heartbeat', text: ''}],
      'nothing was undone, and Azure goes on with what it was given',
      [GO, LOOK],
    ],
    [
      'while one that was under way is followed',
      [step('resources')],
      'nothing was undone, and Azure goes on with what it was given',
      [GO, LOOK],
    ],
    [
      'after one that was under way has failed',
      [step('resources'), step('resources', 'done'), step('check')],
      'nothing was changed',
      [GO],
    ],
    [
      'while the cluster comes up',
      [step('resources', 'done'), step('cluster')],
      'all resources are there, but whether the cluster is well was not seen',
      [GO, LOOK],
    ],
  ] as const)('%s is told what is true', (_, events, message, suggestions) => {
    expect(told(events)).toEqual([message, ...suggestions]);
  });

  it('of a simulated Azure that nobody keeps is told that', () => {
    expect(told([step('resources')], {...AIM, azure: {simulate: {}}})).toEqual([
      'the simulated Azure is forgotten',
      'go on: vnetk8s deploy a.yaml --simulate',
    ]);
  });
});
