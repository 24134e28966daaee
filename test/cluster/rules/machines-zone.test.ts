import {describe, expect, it} from 'vitest';
import {
  forbidFaultDomainsBesideZones,
  warnOfFaultDomainsOfScaleSets,
  warnOfZonesWithoutZones,
} from '../../../src/cluster/rules/machines.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('warnOfZonesWithoutZones', () => {
  it('warns of zones in a region without', () => {
    const definition = buildDefinition({location: 'westus', nodePools: [{name: 'apps', zones: ['1', '2', '3']}]});

    const issues = findIssues(warnOfZonesWithoutZones, definition);

    expect(issues).toEqual([
      {
        code: 'VK3520',
        severity: 'warning',
        path: ['nodePools', 0, 'zones'],
        message: 'westus had no availability zones when this release was made',
        hint: 'remove zones, or choose a region that has them',
        related: [{path: ['location'], message: 'the region'}],
      },
    ]);
  });

  it('accepts zones in a region that has them', () => {
    const definition = buildDefinition({location: 'westus2', nodePools: [{name: 'apps', zones: ['1', '2', '3']}]});

    const issues = findIssues(warnOfZonesWithoutZones, definition);

    expect(issues).toEqual([]);
  });

  it('says nothing of a region that it does not know', () => {
    const definition = buildDefinition({location: 'atlantis', controlPlane: {zones: ['1']}});

    const issues = findIssues(warnOfZonesWithoutZones, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidFaultDomainsBesideZones', () => {
  it('refuses fault domains beside zones', () => {
    const definition = buildDefinition({controlPlane: {zones: ['1', '2', '3'], faultDomains: 3}});

    const issues = findIssues(forbidFaultDomainsBesideZones, definition);

    expect(issues).toEqual([
      {
        code: 'VK3521',
        severity: 'error',
        path: ['controlPlane', 'faultDomains'],
        message: 'faultDomains and zones exclude each other: machines in zones are in no availability set',
        hint: 'remove one of them',
        related: [{path: ['controlPlane', 'zones'], message: 'the zones'}],
        at: 'key',
      },
    ]);
  });

  it('accepts zones alone', () => {
    const definition = buildDefinition({controlPlane: {zones: ['1', '2', '3']}});

    const issues = findIssues(forbidFaultDomainsBesideZones, definition);

    expect(issues).toEqual([]);
  });

  it('finds them in pools', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps'}, {name: 'edge', type: 'virtualMachines', zones: ['1'], faultDomains: 2}],
    });

    const issues = findIssues(forbidFaultDomainsBesideZones, definition);

    expect(issues).toEqual([
      {
        code: 'VK3521',
        severity: 'error',
        path: ['nodePools', 1, 'faultDomains'],
        message: 'faultDomains and zones exclude each other: machines in zones are in no availability set',
        hint: 'remove one of them',
        related: [{path: ['nodePools', 1, 'zones'], message: 'the zones'}],
        at: 'key',
      },
    ]);
  });
});

describe('warnOfFaultDomainsOfScaleSets', () => {
  it('warns of fault domains of a scale set', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', type: 'scaleSet', faultDomains: 3}]});

    const issues = findIssues(warnOfFaultDomainsOfScaleSets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3522',
        severity: 'warning',
        path: ['nodePools', 0, 'faultDomains'],
        message: 'faultDomains has no effect on a scale set, which spreads its nodes by itself',
        hint: 'remove it, or write type: virtualMachines',
        related: [{path: ['nodePools', 0, 'type'], message: 'scaleSet'}],
        at: 'key',
      },
    ]);
  });

  it('accepts those of an availability set', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', type: 'virtualMachines', faultDomains: 3}]});

    const issues = findIssues(warnOfFaultDomainsOfScaleSets, definition);

    expect(issues).toEqual([]);
  });

  it('accepts those of the control plane', () => {
    const definition = buildDefinition({controlPlane: {faultDomains: 3}});

    const issues = findIssues(warnOfFaultDomainsOfScaleSets, definition);

    expect(issues).toEqual([]);
  });
});
