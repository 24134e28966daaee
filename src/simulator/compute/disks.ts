import {Refusal} from '../fault.ts';
import {numberAt, objectAt, present, textAt, valueAt, without, withState} from '../fields.ts';
import type {ResourceKind} from '../resource-kind.ts';

export const DISKS = 'Microsoft.Compute/disks';

/** Simulated ms until a disk is made, changed or gone. */
const DISK_MS = 3_000;

/** Microsoft.Compute/disks: those that machines made, and others. */
export const DISK_KIND: ResourceKind = {
  type: DISKS,
  tracked: true,
  put: (world, {id, type, name, body, existing}) => {
    const wanted = numberAt(body, 'properties', 'diskSizeGB') ?? 0;
    const had = numberAt(existing?.properties, 'diskSizeGB') ?? 0;
    if (wanted !== 0 && wanted < had)
      throw notAllowed(`Disk ${name} of ${had} GB cannot be made smaller: ${wanted} GB.`);
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

function notAllowed(message: string): Refusal {
  return new Refusal(409, {code: 'OperationNotAllowed', message});
}
