import {describe, expect, it} from 'vitest';
import {commandFor, isForgotten} from '../../src/operations/again.ts';

describe('the command that goes on', () => {
  it('is as short as what was typed', () => {
    expect(commandFor('deploy', {source: {}, azure: {}})).toBe('vnetk8s deploy');
  });

  it('is about the same cluster, in the same place', () => {
    const source = {file: 'my cluster.yaml', set: ['nodePools[0].count=3'], directory: 'out'};
    const azure = {group: 'clusters', subscription: "Ada's", simulate: {state: 'azure.json'}};

    expect(commandFor('deploy', {source, azure})).toBe(
      "vnetk8s deploy 'my cluster.yaml' --set 'nodePools[0].count=3' --output-directory out --resource-group clusters --subscription 'Ada'\\''s' --simulate-state azure.json",
    );
  });

  it('asks as the same person, with the same values', () => {
    const aim = {source: {file: 'a.yaml'}, azure: {auth: 'env'}, parameters: 'keys.json'} as const;

    expect(commandFor('deploy', aim)).toBe('vnetk8s deploy a.yaml --parameters keys.json --auth env');
    expect(commandFor('check', aim)).toBe('vnetk8s check a.yaml --auth env');
    expect(commandFor('plan', aim)).toBe('vnetk8s plan a.yaml');
    expect(commandFor('check', {source: {}, azure: {auth: 'auto'}})).toBe('vnetk8s check');
  });

  it('of a simulation never is about a real Azure', () => {
    const aim = {source: {}, azure: {simulate: {faults: 'faults.yaml'}, auth: 'auto'}} as const;

    expect(commandFor('deploy', aim)).toBe('vnetk8s deploy --simulate');
    expect(commandFor('plan', aim)).toBe('vnetk8s plan');
    expect([isForgotten(aim), isForgotten({azure: {simulate: {state: 'a'}}}), isForgotten({azure: {}})]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('names a cluster without a definition, and its cloud', () => {
    const azure = {cloud: 'AzureChinaCloud'} as const;

    expect(commandFor('delete', {source: {name: 'prod'}, azure})).toBe(
      'vnetk8s delete --name prod --cloud AzureChinaCloud',
    );
  });
});
