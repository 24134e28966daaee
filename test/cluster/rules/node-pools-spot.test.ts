import {describe, expect, it} from 'vitest';
import {
  forbidKeepingEphemeralDisks,
  forbidSpotInAvailabilitySet,
  forbidSpotInChina,
  forbidSpotSizes,
  requireSpotPrice,
} from '../../../src/cluster/rules/node-pools.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidSpotInAvailabilitySet', () => {
  it('refuses spot machines in an availability set', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', type: 'virtualMachines', spot: {maxPrice: -1}}]});

    const issues = findIssues(forbidSpotInAvailabilitySet, definition);

    expect(issues).toEqual([
      {
        code: 'VK3514',
        severity: 'error',
        path: ['nodePools', 0, 'spot'],
        message: 'spot machines cannot be in an availability set, where virtualMachines without zones are',
        hint: 'write type: scaleSet, or add zones',
        related: [
          {path: ['nodePools', 0, 'type'], message: 'single machines'},
          {path: ['nodePools', 0, 'zones'], message: 'in no zone'},
        ],
        at: 'key',
      },
    ]);
  });

  it('accepts a scale set', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', type: 'scaleSet', spot: {maxPrice: -1}}]});

    const issues = findIssues(forbidSpotInAvailabilitySet, definition);

    expect(issues).toEqual([]);
  });

  it('accepts single machines in zones', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', type: 'virtualMachines', zones: ['1'], spot: {}}]});

    const issues = findIssues(forbidSpotInAvailabilitySet, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidSpotSizes', () => {
  it('refuses series B', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', vmSize: 'Standard_B4ms', spot: {maxPrice: -1}}]});

    const issues = findIssues(forbidSpotSizes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3515',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: 'Azure has no spot machines of size Standard_B4ms: none of series B, and no promotional ones',
        hint: 'use another series, such as Standard_D4s_v5',
        related: [{path: ['nodePools', 0, 'spot'], message: 'spot machines'}],
      },
    ]);
  });

  it('accepts series D', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', vmSize: 'Standard_D4s_v5', spot: {maxPrice: -1}}]});

    const issues = findIssues(forbidSpotSizes, definition);

    expect(issues).toEqual([]);
  });

  it('refuses promotional sizes', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', vmSize: 'Standard_D4_v2_Promo', spot: {}}]});

    const issues = findIssues(forbidSpotSizes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3515',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: 'Azure has no spot machines of size Standard_D4_v2_Promo: none of series B, and no promotional ones',
        hint: 'use another series, such as Standard_D4s_v5',
        related: [{path: ['nodePools', 0, 'spot'], message: 'spot machines'}],
      },
    ]);
  });

  it('accepts series B for regular machines', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', vmSize: 'Standard_B4ms'}]});

    const issues = findIssues(forbidSpotSizes, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidSpotInChina', () => {
  it('refuses spot machines in China', () => {
    const definition = buildDefinition({
      location: 'chinanorth3',
      cloud: 'AzureChinaCloud',
      nodePools: [{name: 'batch', spot: {maxPrice: -1}}],
    });

    const issues = findIssues(forbidSpotInChina, definition);

    expect(issues).toEqual([
      {
        code: 'VK3516',
        severity: 'error',
        path: ['nodePools', 0, 'spot'],
        message: 'there are no spot machines in AzureChinaCloud',
        hint: 'remove spot',
        related: [{path: ['cloud'], message: 'AzureChinaCloud'}],
        at: 'key',
      },
    ]);
  });

  it('accepts regular machines there', () => {
    const definition = buildDefinition({
      location: 'chinanorth3',
      cloud: 'AzureChinaCloud',
      nodePools: [{name: 'batch'}],
    });

    const issues = findIssues(forbidSpotInChina, definition);

    expect(issues).toEqual([]);
  });

  it('accepts spot machines elsewhere', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', spot: {}}]});

    const issues = findIssues(forbidSpotInChina, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireSpotPrice', () => {
  it('refuses a price of nothing', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', spot: {maxPrice: 0}}]});

    const issues = findIssues(requireSpotPrice, definition);

    expect(issues).toEqual([
      {
        code: 'VK3517',
        severity: 'error',
        path: ['nodePools', 0, 'spot', 'maxPrice'],
        message: '0 is no price: nothing is sold for it',
        hint: 'use -1 for up to the regular price, or dollars an hour, such as 0.25',
      },
    ]);
  });

  it('accepts a price', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', spot: {maxPrice: 0.25}}]});

    const issues = findIssues(requireSpotPrice, definition);

    expect(issues).toEqual([]);
  });

  it('accepts the regular price', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', spot: {maxPrice: -1}}]});

    const issues = findIssues(requireSpotPrice, definition);

    expect(issues).toEqual([]);
  });

  it('refuses less than nothing', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', spot: {maxPrice: -0.5}}]});

    const issues = findIssues(requireSpotPrice, definition);

    expect(issues).toEqual([
      {
        code: 'VK3517',
        severity: 'error',
        path: ['nodePools', 0, 'spot', 'maxPrice'],
        message: '-0.5 is no price: nothing is sold for it',
        hint: 'use -1 for up to the regular price, or dollars an hour, such as 0.25',
      },
    ]);
  });
});

describe('forbidKeepingEphemeralDisks', () => {
  it('refuses to keep a machine with an ephemeral disk', () => {
    const definition = buildDefinition({
      nodePools: [
        {
          name: 'batch',
          vmSize: 'Standard_D4ds_v5',
          osDisk: {storage: 'Ephemeral'},
          spot: {evictionPolicy: 'Deallocate'},
        },
      ],
    });

    const issues = findIssues(forbidKeepingEphemeralDisks, definition);

    expect(issues).toEqual([
      {
        code: 'VK3519',
        severity: 'error',
        path: ['nodePools', 0, 'spot', 'evictionPolicy'],
        message: 'a machine with an Ephemeral disk cannot be kept switched off: Deallocate needs a managed disk',
        hint: 'use Delete, or another osDisk.storage',
        related: [{path: ['nodePools', 0, 'osDisk', 'storage'], message: 'Ephemeral'}],
      },
    ]);
  });

  it('accepts to delete it', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'batch', vmSize: 'Standard_D4ds_v5', osDisk: {storage: 'Ephemeral'}, spot: {evictionPolicy: 'Delete'}},
      ],
    });

    const issues = findIssues(forbidKeepingEphemeralDisks, definition);

    expect(issues).toEqual([]);
  });

  it('accepts to keep a machine with a managed disk', () => {
    const definition = buildDefinition({nodePools: [{name: 'batch', spot: {evictionPolicy: 'Deallocate'}}]});

    const issues = findIssues(forbidKeepingEphemeralDisks, definition);

    expect(issues).toEqual([]);
  });
});
