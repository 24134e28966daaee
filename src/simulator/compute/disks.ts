import {Refusal} from '../fault.ts';
import {numberAt, objectAt, present, textAt, valueAt, without, withState} from '../fields.ts';
import type {ResourceKind} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';

export const DISKS = 'Microsoft.Compute/disks';

/** Simulated ms until a disk is made, changed or gone. */
const DISK_MS = 3_000;

/** Microsoft.Compute/disks: those that machines made, and others. */
export const DISK_KIND: ResourceKind = {
  type: DISKS,
  tracked: true,
  put: (world, {id, type, name, body, existing}) => {
    checkGrowth(name, existing, numberAt(body, 'properties', 'diskSizeGB'));
    world.store.put({
      id,
      type,
      name,
      ...present({...without(body, 'properties'), managedBy: valueAt(existing, 'managedBy')}),
      properties: {
        diskState: 'Unattached',
        ...existing?.properties,
        ...objectAt(body, 'properties'),
        provisioningState: 'Updating',
      },
    });
    return DISK_MS;
  },
  finish: (world, disk) => {
    world.store.put(withState(disk, 'Succeeded'));
  },
  remove: (_world, disk) => {
    const machine = textAt(disk, 'managedBy');
    if (machine === undefined) return DISK_MS;
    throw notAllowed(`Disk ${disk.name} is attached to VM ${machine}.`);
  },
};

/** Refuses to make a disk smaller (Azure: expand-disks). */
export function checkGrowth(name: string, disk: StoredResource | undefined, wanted: number | undefined): void {
  const had = numberAt(disk?.properties, 'diskSizeGB') ?? 0;
  if (wanted === undefined || wanted >= had) return;
  throw notAllowed(`Disk ${name} of ${had} GB cannot be made smaller: ${wanted} GB.`);
}

function notAllowed(message: string): Refusal {
  return new Refusal(409, {code: 'OperationNotAllowed', message});
}
