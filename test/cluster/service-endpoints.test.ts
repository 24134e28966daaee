import {describe, expect, it} from 'vitest';
import {
  EXCLUSIVE_SERVICE_ENDPOINTS,
  findServiceEndpoint,
  SERVICE_ENDPOINTS,
} from '../../src/cluster/service-endpoints.ts';

describe('findServiceEndpoint', () => {
  it.each([
    ['Microsoft.Storage', 'Microsoft.Storage'],
    ['microsoft.storage.global', 'Microsoft.Storage.Global'],
    ['MICROSOFT.SQL', 'Microsoft.Sql'],
    ['Microsoft.KeyVault', 'Microsoft.KeyVault'],
    ['Storage', undefined],
    ['Microsoft.Storage.West', undefined],
    ['', undefined],
  ])('spells %j as %j', (name, service) => {
    expect(findServiceEndpoint(name)).toBe(service);
  });
});

describe('SERVICE_ENDPOINTS', () => {
  it('are the services that Azure has endpoints for, in order', () => {
    expect(SERVICE_ENDPOINTS).toEqual([
      'Microsoft.AzureActiveDirectory',
      'Microsoft.AzureCosmosDB',
      'Microsoft.CognitiveServices',
      'Microsoft.ContainerRegistry',
      'Microsoft.EventHub',
      'Microsoft.KeyVault',
      'Microsoft.ServiceBus',
      'Microsoft.Sql',
      'Microsoft.Storage',
      'Microsoft.Storage.Global',
      'Microsoft.Web',
    ]);
    expect(EXCLUSIVE_SERVICE_ENDPOINTS).toEqual([['Microsoft.Storage', 'Microsoft.Storage.Global']]);
  });
});
