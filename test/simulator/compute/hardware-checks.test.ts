import {describe, expect, it} from 'vitest';
import {checkHardware} from '../../../src/simulator/compute/hardware-checks.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {refusalOf} from './simulated-world.ts';

const IMAGE = {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'};

function refused(size: string, storageProfile: JsonObject): unknown {
  return refusalOf(() => checkHardware(size, storageProfile));
}

describe('a size refuses', () => {
  it('images of another architecture', () => {
    expect(refused('Standard_D4ps_v5', {imageReference: IMAGE})).toEqual({
      status: 400,
      code: 'BadRequest',
      message:
        "Cannot create a VM of size 'Standard_D4ps_v5' because this VM size only supports a CPU Architecture of 'Arm64', " +
        "but an image or disk with CPU Architecture 'x64' was given. Please check that the CPU Architecture of the image " +
        'or disk is compatible with that of the VM size.',
    });
    expect(refused('Standard_D4ps_v5', {imageReference: {...IMAGE, sku: 'server-arm64'}})).toBe('nothing was refused');
  });

  it('images of a generation that it does not start', () => {
    expect(refused('Standard_A2_v2', {imageReference: IMAGE})).toEqual({
      status: 400,
      code: 'BadRequest',
      message:
        "The selected VM size 'Standard_A2_v2' cannot boot Hypervisor Generation '2'. If this was a Create operation please " +
        'check that the Hypervisor Generation of the Image matches the Hypervisor Generation of the selected VM Size. If ' +
        "this was an Update operation please select a Hypervisor Generation '2' VM Size. For more information, see " +
        'https://aka.ms/azuregen2vm',
    });
    expect(refused('Standard_A2_v2', {imageReference: {...IMAGE, sku: 'server-gen1'}})).toBe('nothing was refused');
  });

  it('another disk controller than it has', () => {
    expect(refused('Standard_D4s_v6', {imageReference: IMAGE})).toEqual({
      status: 400,
      code: 'InvalidParameter',
      message:
        "The VM size 'Standard_D4s_v6' cannot boot with OS image or disk. Please check that disk controller types " +
        'supported by the OS image or disk is one of the supported disk controller types for the VM size ' +
        "'Standard_D4s_v6'. Please query sku api at https://aka.ms/azure-compute-skus to determine supported disk " +
        'controller types for the VM size.',
      target: 'vmSize',
    });
    expect(refused('Standard_D4s_v6', {imageReference: IMAGE, diskControllerType: 'NVMe'})).toBe('nothing was refused');
  });

  it('premium disks if it does not take them', () => {
    const osDisk = {name: 'one-os', managedDisk: {storageAccountType: 'Premium_LRS'}};
    expect(refused('Standard_D4_v3', {osDisk})).toEqual({
      status: 400,
      code: 'InvalidParameter',
      message:
        'Requested operation cannot be performed because the VM size Standard_D4_v3 does not support the storage account ' +
        "type Premium_LRS of disk 'one-os'. Consider updating the VM to a size that supports Premium storage.",
      target: 'osDisk.managedDisk.storageAccountType',
    });
    expect(refused('Standard_D4s_v3', {osDisk})).toBe('nothing was refused');
  });
});
