import {describe, expect, it} from 'vitest';
import {
  forbidExclusiveServiceEndpoints,
  requireKnownServiceEndpoints,
} from '../../../src/cluster/rules/service-endpoints.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('requireKnownServiceEndpoints', () => {
  it('refuses an unknown service and suggests the nearest', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', serviceEndpoints: ['Microsoft.KeyVaults']}]},
    });

    const issues = findIssues(requireKnownServiceEndpoints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3313',
        severity: 'error',
        path: ['network', 'subnets', 0, 'serviceEndpoints', 0],
        message: '"Microsoft.KeyVaults" is no service endpoint',
        hint: 'did you mean Microsoft.KeyVault?',
      },
    ]);
  });

  it('accepts a known service', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', serviceEndpoints: ['Microsoft.KeyVault']}]},
    });

    const issues = findIssues(requireKnownServiceEndpoints, definition);

    expect(issues).toEqual([]);
  });

  it('corrects capitals', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', serviceEndpoints: ['Microsoft.Sql', 'microsoft.storage']}]},
    });

    const issues = findIssues(requireKnownServiceEndpoints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3313',
        severity: 'error',
        path: ['network', 'subnets', 0, 'serviceEndpoints', 1],
        message: '"microsoft.storage" has the wrong capitals',
        hint: 'did you mean Microsoft.Storage?',
      },
    ]);
  });

  it('lists all where none is near', () => {
    const definition = buildDefinition({network: {subnets: [{name: 'apps', serviceEndpoints: ['Postgres']}]}});

    const issues = findIssues(requireKnownServiceEndpoints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3313',
        severity: 'error',
        path: ['network', 'subnets', 0, 'serviceEndpoints', 0],
        message: '"Postgres" is no service endpoint',
        hint: 'known: Microsoft.AzureActiveDirectory, Microsoft.AzureCosmosDB, Microsoft.CognitiveServices, Microsoft.ContainerRegistry, Microsoft.EventHub, Microsoft.KeyVault, Microsoft.ServiceBus, Microsoft.Sql, Microsoft.Storage, Microsoft.Storage.Global, Microsoft.Web',
      },
    ]);
  });
});

describe('forbidExclusiveServiceEndpoints', () => {
  it('refuses two endpoints of one service', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', serviceEndpoints: ['Microsoft.Storage', 'Microsoft.Storage.Global']}]},
    });

    const issues = findIssues(forbidExclusiveServiceEndpoints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3314',
        severity: 'error',
        path: ['network', 'subnets', 0, 'serviceEndpoints', 1],
        message: 'subnet "apps" has both Microsoft.Storage and Microsoft.Storage.Global, which exclude each other',
        hint: 'keep Microsoft.Storage.Global for storage accounts in any region, Microsoft.Storage for those in this one and its pair',
        related: [{path: ['network', 'subnets', 0, 'serviceEndpoints', 0], message: 'Microsoft.Storage'}],
      },
    ]);
  });

  it('accepts one of them', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', serviceEndpoints: ['Microsoft.Storage.Global']}]},
    });

    const issues = findIssues(forbidExclusiveServiceEndpoints, definition);

    expect(issues).toEqual([]);
  });
});
