import {describe, expect, it} from 'vitest';
import {DISK_KIND} from '../../../src/simulator/compute/disks.ts';
import {VIRTUAL_MACHINE_KIND} from '../../../src/simulator/compute/virtual-machines.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {addInterface, MACHINE, machineBody} from './machine-bodies.ts';
import {idOf, make, putOf, refusalOf, simulatedWorld, stored} from './simulated-world.ts';

const DISK = idOf(DISK_KIND.type, 'data');

function withDataDisks(dataDisks: readonly JsonObject[], name = 'one'): JsonObject {
  const body = machineBody({}, {}, name);
  const storageProfile = (body['properties'] as JsonObject)['storageProfile'] as JsonObject;
  return machineBody({storageProfile: {...storageProfile, dataDisks}}, {}, name);
}

function worldWithDataDisk(deleteOption: string): World {
  const world = simulatedWorld();
  addInterface(world);
  const disk = {lun: 0, name: 'data', createOption: 'Empty', diskSizeGB: 32, deleteOption};
  make(world, VIRTUAL_MACHINE_KIND, MACHINE, withDataDisks([disk]));
  return world;
}

describe('a disk', () => {
  it('is made with its machine, which has its id', () => {
    const world = worldWithDataDisk('Detach');
    expect(stored(world, DISK)).toEqual({
      id: DISK,
      type: 'Microsoft.Compute/disks',
      name: 'data',
      location: 'westeurope',
      tags: {team: 'a'},
      sku: {name: 'Premium_LRS', tier: 'Premium'},
      managedBy: MACHINE,
      properties: {
        creationData: {createOption: 'Empty'},
        diskSizeGB: 32,
        diskState: 'Attached',
        provisioningState: 'Succeeded',
      },
    });
    expect((stored(world, MACHINE).properties['storageProfile'] as JsonObject)['dataDisks']).toEqual([
      {
        lun: 0,
        name: 'data',
        createOption: 'Empty',
        diskSizeGB: 32,
        deleteOption: 'Detach',
        toBeDetached: false,
        managedDisk: {storageAccountType: 'Premium_LRS', id: DISK},
      },
    ]);
  });

  it('is detached when its machine is deleted, or deleted with it', () => {
    for (const [option, state] of [
      ['Detach', 'Unattached'],
      ['Delete', undefined],
    ] as const) {
      const world = worldWithDataDisk(option);
      VIRTUAL_MACHINE_KIND.remove?.(world, stored(world, MACHINE));
      expect(world.store.get(DISK)?.properties['diskState']).toBe(state);
      expect(world.store.get(DISK)?.['managedBy']).toBeUndefined();
    }
  });

  it('is detached when its machine is put without it', () => {
    const world = worldWithDataDisk('Delete');
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, withDataDisks([]));
    expect(stored(world, DISK).properties['diskState']).toBe('Unattached');
  });

  it('is refused to a machine while another has it, and cannot be deleted', () => {
    const world = worldWithDataDisk('Detach');
    addInterface(world, 'two');
    const body = withDataDisks([{lun: 0, name: 'data', createOption: 'Attach', managedDisk: {id: DISK}}], 'two');
    const put = putOf(world, VIRTUAL_MACHINE_KIND.type, idOf(VIRTUAL_MACHINE_KIND.type, 'two'), body);
    expect(refusalOf(() => VIRTUAL_MACHINE_KIND.put(world, put))).toEqual({
      status: 409,
      code: 'ConflictingUserInput',
      message: `Disk 'data' cannot be attached as the disk is already owned by VM '${MACHINE}'.`,
    });
    expect(refusalOf(() => DISK_KIND.remove?.(world, stored(world, DISK)))).toEqual({
      status: 409,
      code: 'OperationNotAllowed',
      message: `Disk data is attached to VM ${MACHINE}.`,
    });
  });

  it('is no resource if it is ephemeral', () => {
    const world = simulatedWorld();
    addInterface(world);
    const osDisk = {name: 'one-os', createOption: 'FromImage', diffDiskSettings: {option: 'Local'}};
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({storageProfile: {osDisk}}));
    expect(world.store.list(DISK_KIND.type)).toEqual([]);
  });

  it('is not made smaller by its machine either, and keeps its size if that says none', () => {
    const world = worldWithDataDisk('Detach');
    const disk = {lun: 0, name: 'data', createOption: 'Empty', diskSizeGB: 16};
    expect(refusalOf(() => make(world, VIRTUAL_MACHINE_KIND, MACHINE, withDataDisks([disk])))).toEqual({
      status: 409,
      code: 'OperationNotAllowed',
      message: 'Disk data of 32 GB cannot be made smaller: 16 GB.',
    });
    const osDisk = {name: 'one-os', createOption: 'FromImage'};
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({storageProfile: {osDisk}}));
    expect(stored(world, idOf(DISK_KIND.type, 'one-os')).properties['diskSizeGB']).toBe(64);
  });

  it('can be made by itself, and made larger but not smaller', () => {
    const world = simulatedWorld();
    const body = (diskSizeGB: number) => ({location: 'westeurope', properties: {diskSizeGB}});
    expect(make(world, DISK_KIND, DISK, body(64)).properties).toEqual({
      diskSizeGB: 64,
      diskState: 'Unattached',
      provisioningState: 'Succeeded',
    });
    expect(make(world, DISK_KIND, DISK, body(128)).properties['diskSizeGB']).toBe(128);
    expect(refusalOf(() => make(world, DISK_KIND, DISK, body(32)))).toEqual({
      status: 409,
      code: 'OperationNotAllowed',
      message: 'Disk data of 128 GB cannot be made smaller: 32 GB.',
    });
  });
});
