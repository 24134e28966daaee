import type {VmSize} from '../../cluster/vm-sizes.ts';
import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, objectAt, textAt} from '../fields.ts';
import {invalidParameter} from './machine-checks.ts';
import {findSize} from './sizes.ts';

/** Refuses images and disks that a size cannot start from, or does not take. */
export function checkHardware(sizeName: string | undefined, storageProfile: JsonObject): void {
  const size = findSize(sizeName ?? '');
  if (size === undefined) return;
  checkArchitecture(size, storageProfile);
  checkGeneration(size, storageProfile);
  checkController(size, storageProfile);
  if (size.premiumStorage) return;
  for (const disk of [objectAt(storageProfile, 'osDisk'), ...listAt(storageProfile, 'dataDisks')]) {
    const type = textAt(disk, 'managedDisk', 'storageAccountType') ?? '';
    if (!type.startsWith('Premium')) continue;
    throw invalidParameter(
      `Requested operation cannot be performed because the VM size ${size.name} does not support the storage account ` +
        `type ${type} of disk '${textAt(disk, 'name') ?? ''}'. Consider updating the VM to a size that supports Premium ` +
        'storage.',
      'osDisk.managedDisk.storageAccountType',
    );
  }
}

/** Images tell their architecture by name only: there is no list of images here. */
function checkArchitecture({name, architecture}: VmSize, storageProfile: JsonObject): void {
  const sku = textAt(storageProfile, 'imageReference', 'sku');
  if (sku === undefined) return;
  const image = /arm64/i.test(sku) ? 'Arm64' : 'x64';
  const wanted = architecture === 'arm64' ? 'Arm64' : 'x64';
  if (image === wanted) return;
  throw new Refusal(400, {
    code: 'BadRequest',
    message:
      `Cannot create a VM of size '${name}' because this VM size only supports a CPU Architecture of '${wanted}', but an ` +
      `image or disk with CPU Architecture '${image}' was given. Please check that the CPU Architecture of the image or ` +
      'disk is compatible with that of the VM size.',
  });
}

/** Names of images tell their generation as well: those of the first end so (Canonical: azure/on-azure-images). */
function checkGeneration({name, generation2}: VmSize, storageProfile: JsonObject): void {
  const sku = textAt(storageProfile, 'imageReference', 'sku');
  if (sku === undefined || generation2 || sku.endsWith('-gen1')) return;
  throw new Refusal(400, {
    code: 'BadRequest',
    message:
      `The selected VM size '${name}' cannot boot Hypervisor Generation '2'. If this was a Create operation please check ` +
      'that the Hypervisor Generation of the Image matches the Hypervisor Generation of the selected VM Size. If this was ' +
      "an Update operation please select a Hypervisor Generation '2' VM Size. For more information, see https://aka.ms/azuregen2vm",
  });
}

/** Sizes that have NVMe have nothing else, and must be told (Azure: virtual-machines/nvme-overview). */
function checkController({name, diskController}: VmSize, storageProfile: JsonObject): void {
  const wanted = textAt(storageProfile, 'diskControllerType') ?? 'SCSI';
  if (wanted.toLowerCase() === diskController.toLowerCase()) return;
  throw invalidParameter(
    `The VM size '${name}' cannot boot with OS image or disk. Please check that disk controller types supported by the OS ` +
      `image or disk is one of the supported disk controller types for the VM size '${name}'. Please query sku api at ` +
      'https://aka.ms/azure-compute-skus to determine supported disk controller types for the VM size.',
    'vmSize',
  );
}
