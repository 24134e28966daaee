import {describe, expect, it} from 'vitest';
import {cloudOf} from '../../src/operations/azure-connection.ts';

describe('the cloud that is asked', () => {
  it.each([
    ['the public one, if nothing says another', {}, undefined, 'AzureCloud'],
    ["the one of Terraform's environment", {env: {ARM_ENVIRONMENT: 'usgovernment'}}, undefined, 'AzureUSGovernment'],
    [
      'the one that was asked for, before that',
      {cloud: 'AzureChinaCloud', env: {ARM_ENVIRONMENT: 'usgovernment'}},
      undefined,
      'AzureChinaCloud',
    ],
    ['the one of the definition', {env: {ARM_ENVIRONMENT: 'china'}}, {cloud: 'AzureUSGovernment'}, 'AzureUSGovernment'],
    ['the one that both say', {cloud: 'AzureChinaCloud'}, {cloud: 'AzureChinaCloud'}, 'AzureChinaCloud'],
  ] as const)('is %s', (_, options, cluster, cloud) => {
    expect(cloudOf({env: {}, ...options}, cluster)).toBe(cloud);
  });

  it('cannot be two', () => {
    expect(() => cloudOf({cloud: 'AzureChinaCloud', env: {}}, {cloud: 'AzureCloud'})).toThrow(
      '--cloud says AzureChinaCloud, and the definition AzureCloud',
    );
  });
});
