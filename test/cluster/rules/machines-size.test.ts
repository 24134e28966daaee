import {describe, expect, it} from 'vitest';
import {
  forbidConfidentialSizes,
  requireControlPlaneSize,
  requireVmSizeSpelling,
  warnOfUnknownVmSizes,
} from '../../../src/cluster/rules/machines.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('requireVmSizeSpelling', () => {
  it('refuses a size without Standard_', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'D4s_v5'}]});

    const issues = findIssues(requireVmSizeSpelling, definition);

    expect(issues).toEqual([
      {
        code: 'VK3511',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: '"D4s_v5" is not how Azure spells this size',
        hint: 'use Standard_D4s_v5',
      },
    ]);
  });

  it('accepts a size in full', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_D4s_v5'}]});

    const issues = findIssues(requireVmSizeSpelling, definition);

    expect(issues).toEqual([]);
  });

  it('corrects capitals, of the control plane too', () => {
    const definition = buildDefinition({
      controlPlane: {vmSize: 'standard_d2s_V5'},
      nodePools: [{name: 'apps', vmSize: 'STANDARD_D4S_V5'}],
    });

    const issues = findIssues(requireVmSizeSpelling, definition);

    expect(issues).toEqual([
      {
        code: 'VK3511',
        severity: 'error',
        path: ['controlPlane', 'vmSize'],
        message: '"standard_d2s_V5" is not how Azure spells this size',
        hint: 'use Standard_D2s_v5',
      },
      {
        code: 'VK3511',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: '"STANDARD_D4S_V5" is not how Azure spells this size',
        hint: 'use Standard_D4s_v5',
      },
    ]);
  });

  it('corrects a hyphen', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard-D4s-v5'}]});

    const issues = findIssues(requireVmSizeSpelling, definition);

    expect(issues).toEqual([
      {
        code: 'VK3511',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: '"Standard-D4s-v5" is not how Azure spells this size',
        hint: 'use Standard_D4s_v5',
      },
    ]);
  });
});

describe('warnOfUnknownVmSizes', () => {
  it('warns of an unknown size and suggests the nearest', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_D4sv5'}]});

    const issues = findIssues(warnOfUnknownVmSizes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3510',
        severity: 'warning',
        path: ['nodePools', 0, 'vmSize'],
        message: '"Standard_D4sv5" is no size known to this release; nothing is checked that depends on it',
        hint: 'did you mean Standard_D4s_v5?',
      },
    ]);
  });

  it('accepts a known size', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_D4s_v5'}]});

    const issues = findIssues(warnOfUnknownVmSizes, definition);

    expect(issues).toEqual([]);
  });

  it('says how to look where no size is near', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Huge'}});

    const issues = findIssues(warnOfUnknownVmSizes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3510',
        severity: 'warning',
        path: ['controlPlane', 'vmSize'],
        message: '"Huge" is no size known to this release; nothing is checked that depends on it',
        hint: 'compare with: az vm list-skus --location westeurope',
      },
    ]);
  });
});

describe('forbidConfidentialSizes', () => {
  it('refuses a size for confidential machines', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_DC4as_v5'}]});

    const issues = findIssues(forbidConfidentialSizes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3523',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: 'Standard_DC4as_v5 is a size for confidential machines, which vnetk8s does not make',
        hint: 'use Standard_D4as_v5',
      },
    ]);
  });

  it('accepts the ordinary one', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_D4as_v5'}]});

    const issues = findIssues(forbidConfidentialSizes, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireControlPlaneSize', () => {
  it('refuses a size with one vCPU', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_B1s'}});

    const issues = findIssues(requireControlPlaneSize, definition);

    expect(issues).toEqual([
      {
        code: 'VK3407',
        severity: 'error',
        path: ['controlPlane', 'vmSize'],
        message: 'Standard_B1s (1 vCPU, 1 GiB) is too small for a control plane',
        hint: 'use at least 2 vCPUs and 2 GiB, such as Standard_D2s_v5',
      },
    ]);
  });

  it('accepts a size with two', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_B2s'}});

    const issues = findIssues(requireControlPlaneSize, definition);

    expect(issues).toEqual([]);
  });

  it('refuses a size with too little memory', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_B2ats_v2'}});

    const issues = findIssues(requireControlPlaneSize, definition);

    expect(issues).toEqual([
      {
        code: 'VK3407',
        severity: 'error',
        path: ['controlPlane', 'vmSize'],
        message: 'Standard_B2ats_v2 (2 vCPUs, 1 GiB) is too small for a control plane',
        hint: 'use at least 2 vCPUs and 2 GiB, such as Standard_D2s_v5',
      },
    ]);
  });

  it('refuses a size with one vCPU and enough memory', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_B1ms'}});

    const issues = findIssues(requireControlPlaneSize, definition);

    expect(issues).toEqual([
      {
        code: 'VK3407',
        severity: 'error',
        path: ['controlPlane', 'vmSize'],
        message: 'Standard_B1ms (1 vCPU, 2 GiB) is too small for a control plane',
        hint: 'use at least 2 vCPUs and 2 GiB, such as Standard_D2s_v5',
      },
    ]);
  });

  it('accepts such a size for nodes', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_B1s'}]});

    const issues = findIssues(requireControlPlaneSize, definition);

    expect(issues).toEqual([]);
  });
});
