import {describe, expect, it} from 'vitest';
import {
  limitEphemeralDisks,
  requireLocalStorage,
  requirePremiumStorage,
  requirePremiumStorageOfEtcd,
} from '../../../src/cluster/rules/machines.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('requirePremiumStorage', () => {
  it('refuses a premium disk for a size without', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_D4_v5'}]});

    const issues = findIssues(requirePremiumStorage, definition);

    expect(issues).toEqual([
      {
        code: 'VK3512',
        severity: 'error',
        path: ['nodePools', 0, 'vmSize'],
        message: 'Standard_D4_v5 takes no Premium_LRS disks, which osDisk has',
        hint: 'use Standard_D4s_v5, or osDisk: {storage: StandardSSD_LRS}',
        related: [{path: ['nodePools', 0, 'osDisk', 'storage'], message: 'Premium_LRS'}],
      },
    ]);
  });

  it('accepts a size with premium storage', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', vmSize: 'Standard_D4s_v5'}]});

    const issues = findIssues(requirePremiumStorage, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a standard disk', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_D4_v5', osDisk: {storage: 'StandardSSD_LRS'}}],
    });

    const issues = findIssues(requirePremiumStorage, definition);

    expect(issues).toEqual([]);
  });
});

describe('requirePremiumStorageOfEtcd', () => {
  it('refuses a size without premium disks', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_D2_v5'}});

    const issues = findIssues(requirePremiumStorageOfEtcd, definition);

    expect(issues).toEqual([
      {
        code: 'VK3408',
        severity: 'error',
        path: ['controlPlane', 'vmSize'],
        message: 'Standard_D2_v5 takes no premium disks, and that of etcd is one',
        hint: 'use Standard_D2s_v5',
      },
    ]);
  });

  it('accepts a size with premium disks', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_D2s_v5'}});

    const issues = findIssues(requirePremiumStorageOfEtcd, definition);

    expect(issues).toEqual([]);
  });

  it('refuses it whichever disk the operating system has', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Standard_A2_v2', osDisk: {storage: 'Standard_LRS'}}});

    const issues = findIssues(requirePremiumStorageOfEtcd, definition);

    expect(issues).toEqual([
      {
        code: 'VK3408',
        severity: 'error',
        path: ['controlPlane', 'vmSize'],
        message: 'Standard_A2_v2 takes no premium disks, and that of etcd is one',
        hint: 'use a size with an s in its name',
      },
    ]);
  });

  it('says nothing of an unknown size', () => {
    const definition = buildDefinition({controlPlane: {vmSize: 'Huge'}});

    const issues = findIssues(requirePremiumStorageOfEtcd, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireLocalStorage', () => {
  it('refuses an ephemeral disk for a size without storage', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_D4s_v5', osDisk: {storage: 'Ephemeral'}}],
    });

    const issues = findIssues(requireLocalStorage, definition);

    expect(issues).toEqual([
      {
        code: 'VK3513',
        severity: 'error',
        path: ['nodePools', 0, 'osDisk', 'storage'],
        message: 'Standard_D4s_v5 has no local disk for an Ephemeral operating system disk',
        hint: 'use Standard_D4ds_v5, or storage: Premium_LRS',
        related: [{path: ['nodePools', 0, 'vmSize'], message: 'the size'}],
      },
    ]);
  });

  it('accepts a size with storage', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_D4ds_v5', osDisk: {storage: 'Ephemeral'}}],
    });

    const issues = findIssues(requireLocalStorage, definition);

    expect(issues).toEqual([]);
  });

  it('says nothing of an unknown size', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_X4_v9', osDisk: {storage: 'Ephemeral'}}],
    });

    const issues = findIssues(requireLocalStorage, definition);

    expect(issues).toEqual([]);
  });
});

describe('limitEphemeralDisks', () => {
  it('refuses an ephemeral disk of more than 2,040 GiB', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_D64ds_v5', osDisk: {storage: 'Ephemeral', sizeGiB: 2400}}],
    });

    const issues = findIssues(limitEphemeralDisks, definition);

    expect(issues).toEqual([
      {
        code: 'VK3518',
        severity: 'error',
        path: ['nodePools', 0, 'osDisk', 'sizeGiB'],
        message: 'an Ephemeral disk of 2,400 GiB is too large',
        hint: "write at most 2040, and no more than the size's local disk has",
        related: [{path: ['nodePools', 0, 'osDisk', 'storage'], message: 'Ephemeral'}],
      },
    ]);
  });

  it('accepts a smaller one', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_D64ds_v5', osDisk: {storage: 'Ephemeral', sizeGiB: 1200}}],
    });

    const issues = findIssues(limitEphemeralDisks, definition);

    expect(issues).toEqual([]);
  });

  it('accepts 2,040 GiB', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', vmSize: 'Standard_D64ds_v5', osDisk: {storage: 'Ephemeral', sizeGiB: 2040}}],
    });

    const issues = findIssues(limitEphemeralDisks, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a larger managed disk', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', osDisk: {sizeGiB: 4095}}]});

    const issues = findIssues(limitEphemeralDisks, definition);

    expect(issues).toEqual([]);
  });
});
