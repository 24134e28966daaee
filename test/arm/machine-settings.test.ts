import {describe, expect, it} from 'vitest';
import {
  acceleratedNetworking,
  diskController,
  imageReference,
  osDisk,
  securityProfile,
} from '../../src/arm/machine-settings.ts';

describe('settings of a VM size', () => {
  it('have the image of its processor and generation', () => {
    const sizes = ['Standard_D4s_v5', 'Standard_D4ps_v5', 'Standard_D4_v3', 'Standard_D4ps_v99', 'Standard_X1_v99'];

    const found = sizes.map((size) => [size, imageReference(size).sku]);

    expect(found).toEqual([
      ['Standard_D4s_v5', 'server'],
      ['Standard_D4ps_v5', 'server-arm64'],
      ['Standard_D4_v3', 'server-gen1'],
      ['Standard_D4ps_v99', 'server-arm64'],
      ['Standard_X1_v99', 'server'],
    ]);
  });

  it('have trusted launch where the size is known to allow it, without secure boot on GPUs', () => {
    const sizes = [
      'Standard_D4s_v5',
      'Standard_NC40ads_H100_v5',
      'Standard_D4ps_v6',
      'Standard_D4_v3',
      'Standard_X1_v99',
    ];

    const found = sizes.map((size) => [size, securityProfile(size)]);

    expect(found).toEqual([
      [
        'Standard_D4s_v5',
        {securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}}},
      ],
      [
        'Standard_NC40ads_H100_v5',
        {securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: false, vTpmEnabled: true}}},
      ],
      ['Standard_D4ps_v6', {}],
      ['Standard_D4_v3', {}],
      ['Standard_X1_v99', {}],
    ]);
  });

  it('say so where disks are NVMe', () => {
    const sizes = ['Standard_D4s_v5', 'Standard_D4s_v6', 'Standard_X1_v99'];

    const found = sizes.map((size) => [size, diskController(size), acceleratedNetworking(size)]);

    expect(found).toEqual([
      ['Standard_D4s_v5', {}, {enableAcceleratedNetworking: true}],
      ['Standard_D4s_v6', {diskControllerType: 'NVMe'}, {enableAcceleratedNetworking: true}],
      ['Standard_X1_v99', {}, {}],
    ]);
  });

  it('put an ephemeral disk where the machine has one', () => {
    const disk = {sizeGiB: 64, storage: 'Ephemeral'} as const;

    const found = ['Standard_D8ads_v5', 'Standard_D8ads_v6', 'Standard_X1_v99'].map((size) => [
      size,
      osDisk(size, disk),
    ]);

    expect(found).toEqual([
      [
        'Standard_D8ads_v5',
        {
          createOption: 'FromImage',
          diskSizeGB: 64,
          caching: 'ReadOnly',
          diffDiskSettings: {option: 'Local', placement: 'ResourceDisk'},
        },
      ],
      [
        'Standard_D8ads_v6',
        {
          createOption: 'FromImage',
          diskSizeGB: 64,
          caching: 'ReadOnly',
          diffDiskSettings: {option: 'Local', placement: 'NvmeDisk'},
        },
      ],
      [
        'Standard_X1_v99',
        {createOption: 'FromImage', diskSizeGB: 64, caching: 'ReadOnly', diffDiskSettings: {option: 'Local'}},
      ],
    ]);
  });
});
