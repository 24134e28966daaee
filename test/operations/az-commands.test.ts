import {describe, expect, it} from 'vitest';
import {azFor} from '../../src/operations/az-commands.ts';

const CLI = {subscriptionId: 's-1', method: 'Azure CLI', simulated: false};

describe('a command of az', () => {
  it('names the subscription where az may have chosen another', () => {
    expect(azFor({azure: {}}, CLI)('lock list')).toBe('az lock list');
    expect(azFor({azure: {subscription: 'Test'}}, CLI)('lock list')).toBe('az lock list --subscription s-1');
    expect(azFor({azure: {env: {ARM_SUBSCRIPTION_ID: 's-1'}}}, CLI)('lock list')).toBe(
      'az lock list --subscription s-1',
    );
    expect(azFor({azure: {}}, {...CLI, method: 'workload identity'})('lock list')).toBe(
      'az lock list --subscription s-1',
    );
  });
});
