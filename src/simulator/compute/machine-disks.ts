import type {Json, JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, numberAt, objectAt, present, textAt, valueAt, without, withProperties} from '../fields.ts';
import {referenceRefused} from '../network/refusals.ts';
import type {Put, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {checkGrowth, DISKS} from './disks.ts';
import {siblingId} from './resource-ids.ts';

/*
 * The managed disks of a machine: made with it, kept as resources of their own, and detached or deleted with it.
 */

/** GiB of a disk made from Ubuntu's image whose size nobody gave. */
const IMAGE_GIB = 30;

/** The storage profile as Azure shows it, with the ids of the disks that were made; makes them. */
export function makeDisks(world: World, put: Put): JsonObject {
  const profile = objectAt(put.body, 'properties', 'storageProfile');
  const before = objectAt(put.existing?.properties, 'storageProfile');
  const osDisk = osDiskOf(world, put, objectAt(profile, 'osDisk'), objectAt(before, 'osDisk'));
  const dataDisks = listAt(profile, 'dataDisks').map((disk) => dataDiskOf(world, put, objectAt(disk)));
  const kept = new Set([osDisk, ...dataDisks].map((disk) => textAt(disk, 'managedDisk', 'id')?.toLowerCase()));
  for (const disk of listAt(before, 'dataDisks')) {
    const id = textAt(disk, 'managedDisk', 'id');
    if (id !== undefined && !kept.has(id.toLowerCase())) detach(world, id);
  }
  return {...before, ...without(profile, 'osDisk', 'dataDisks'), osDisk, dataDisks};
}

function osDiskOf(world: World, put: Put, wanted: JsonObject, before: JsonObject): JsonObject {
  const name = textAt(wanted, 'name') ?? textAt(before, 'name') ?? `${put.name}_OsDisk_1_${plainGuid(world, put.id)}`;
  const diskSizeGB = numberAt(wanted, 'diskSizeGB') ?? numberAt(before, 'diskSizeGB') ?? IMAGE_GIB;
  const disk = {...before, ...wanted, name, osType: 'Linux', diskSizeGB};
  // An ephemeral disk is the machine's own: there is no resource of it.
  if (valueAt(disk, 'diffDiskSettings') !== undefined) return disk;
  return attach(world, put, disk, {osType: 'Linux', creationData: {createOption: 'FromImage'}});
}

function dataDiskOf(world: World, put: Put, wanted: JsonObject): JsonObject {
  const lun = numberAt(wanted, 'lun') ?? 0;
  const name = textAt(wanted, 'name') ?? `${put.name}_disk${lun + 2}_${plainGuid(world, `${put.id}/${lun}`)}`;
  const disk = {...wanted, lun, name, toBeDetached: false};
  return attach(world, put, disk, {creationData: {createOption: textAt(wanted, 'createOption') ?? 'Empty'}});
}

function plainGuid({guid}: World, seed: string): string {
  return guid(seed).replaceAll('-', '');
}

/** Makes the disk, or takes the one that is there; refuses one that another machine has. */
function attach(world: World, put: Put, disk: JsonObject, made: JsonObject): JsonObject {
  const name = textAt(disk, 'name') ?? '';
  const given = textAt(disk, 'managedDisk', 'id');
  const id = given ?? siblingId(put.id, DISKS, name);
  const existing = world.store.get(id);
  if (given !== undefined && existing === undefined) throw referenceRefused(id, put.id);
  const owner = textAt(existing, 'managedBy');
  if (owner !== undefined && owner.toLowerCase() !== put.id.toLowerCase()) throw inUse(name, owner);
  checkGrowth(name, existing, numberAt(disk, 'diskSizeGB'));
  const storageAccountType = textAt(disk, 'managedDisk', 'storageAccountType') ?? skuOf(existing) ?? 'Premium_LRS';
  const resource = existing ?? newDisk(put, {id, name, storageAccountType}, made);
  world.store.put({
    ...withProperties(resource, present({diskSizeGB: numberAt(disk, 'diskSizeGB'), diskState: 'Attached'})),
    managedBy: put.id,
  });
  return {...disk, managedDisk: {...objectAt(disk, 'managedDisk'), storageAccountType, id}};
}

function skuOf(disk: StoredResource | undefined): string | undefined {
  return textAt(disk, 'sku', 'name');
}

function newDisk(
  {body}: Put,
  {id, name, storageAccountType}: {readonly id: string; readonly name: string; readonly storageAccountType: string},
  made: JsonObject,
): StoredResource {
  const tier = storageAccountType.startsWith('Premium') ? 'Premium' : 'Standard';
  return {
    id,
    type: DISKS,
    name,
    ...present({location: body['location'], tags: body['tags'], zones: body['zones']}),
    sku: {name: storageAccountType, tier},
    properties: {...made, provisioningState: 'Succeeded'},
  };
}

function inUse(disk: string, owner: string): Refusal {
  return new Refusal(409, {
    code: 'ConflictingUserInput',
    message: `Disk '${disk}' cannot be attached as the disk is already owned by VM '${owner}'.`,
  });
}

/** What becomes of the disks of a machine that is deleted: each has its `deleteOption`. */
export function releaseDisks(world: World, storageProfile: Json | undefined): void {
  for (const disk of [valueAt(storageProfile, 'osDisk'), ...listAt(storageProfile, 'dataDisks')]) {
    const id = textAt(disk, 'managedDisk', 'id');
    if (id === undefined) continue;
    if (textAt(disk, 'deleteOption') === 'Delete') world.store.remove(id);
    else detach(world, id);
  }
}

function detach({store}: World, id: string): void {
  const disk = store.get(id);
  if (disk === undefined) return;
  const {managedBy: _, ...rest} = disk;
  store.put({...rest, properties: {...disk.properties, diskState: 'Unattached'}});
}
