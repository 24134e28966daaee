import {describe, expect, it} from 'vitest';
import {
  requireLocationOfCloud,
  requireLocationSpelling,
  warnOfUnknownLocation,
} from '../../../src/cluster/rules/location.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('warnOfUnknownLocation', () => {
  it('warns of an unknown region and suggests the nearest', () => {
    const definition = buildDefinition({location: 'westeurop'});

    const issues = findIssues(warnOfUnknownLocation, definition);

    expect(issues).toEqual([
      {
        code: 'VK3901',
        severity: 'warning',
        path: ['location'],
        message: '"westeurop" is no region known to this release',
        hint: 'did you mean westeurope?',
        related: [{path: ['cloud'], message: 'AzureCloud'}],
      },
    ]);
  });

  it('accepts a known region', () => {
    const definition = buildDefinition({location: 'westeurope'});

    const issues = findIssues(warnOfUnknownLocation, definition);

    expect(issues).toEqual([]);
  });

  it('says how to look where none is near', () => {
    const definition = buildDefinition({location: 'atlantis'});

    const issues = findIssues(warnOfUnknownLocation, definition);

    expect(issues).toEqual([
      {
        code: 'VK3901',
        severity: 'warning',
        path: ['location'],
        message: '"atlantis" is no region known to this release',
        hint: 'compare with: az account list-locations --query [].name',
        related: [{path: ['cloud'], message: 'AzureCloud'}],
      },
    ]);
  });

  it('suggests regions of the cloud only', () => {
    const definition = buildDefinition({location: 'usgovvirgina', cloud: 'AzureUSGovernment'});

    const issues = findIssues(warnOfUnknownLocation, definition);

    expect(issues).toEqual([
      {
        code: 'VK3901',
        severity: 'warning',
        path: ['location'],
        message: '"usgovvirgina" is no region known to this release',
        hint: 'did you mean usgovvirginia?',
        related: [{path: ['cloud'], message: 'AzureUSGovernment'}],
      },
    ]);
  });
});

describe('requireLocationOfCloud', () => {
  it('refuses a region of another cloud', () => {
    const definition = buildDefinition({location: 'usgovvirginia', cloud: 'AzureCloud'});

    const issues = findIssues(requireLocationOfCloud, definition);

    expect(issues).toEqual([
      {
        code: 'VK3902',
        severity: 'error',
        path: ['location'],
        message: 'usgovvirginia is a region of AzureUSGovernment, not of AzureCloud',
        hint: 'write cloud: AzureUSGovernment, or choose a region of AzureCloud',
        related: [{path: ['cloud'], message: 'AzureCloud'}],
      },
    ]);
  });

  it('accepts a region of the cloud', () => {
    const definition = buildDefinition({location: 'usgovvirginia', cloud: 'AzureUSGovernment'});

    const issues = findIssues(requireLocationOfCloud, definition);

    expect(issues).toEqual([]);
  });

  it('leaves an unknown region to a warning', () => {
    const definition = buildDefinition({location: 'atlantis', cloud: 'AzureChinaCloud'});

    const issues = findIssues(requireLocationOfCloud, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireLocationSpelling', () => {
  it('refuses the name that the portal shows', () => {
    const definition = buildDefinition({location: 'West Europe'});

    const issues = [requireLocationSpelling, warnOfUnknownLocation].flatMap((rule) => findIssues(rule, definition));

    expect(issues).toEqual([
      {
        code: 'VK3907',
        severity: 'error',
        path: ['location'],
        message: '"West Europe" is not how Azure\'s programs spell a region',
        hint: 'write westeurope',
      },
    ]);
  });

  it('accepts the name that programs use', () => {
    const definition = buildDefinition({location: 'westeurope'});

    const issues = findIssues(requireLocationSpelling, definition);

    expect(issues).toEqual([]);
  });
});
