import {describe, expect, it} from 'vitest';
import {commandFor} from '../../src/operations/again.ts';

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

  it('names a cluster without a definition, and its cloud', () => {
    const azure = {cloud: 'AzureChinaCloud'} as const;

    expect(commandFor('delete', {source: {name: 'prod'}, azure})).toBe(
      'vnetk8s delete --name prod --cloud AzureChinaCloud',
    );
  });
});
