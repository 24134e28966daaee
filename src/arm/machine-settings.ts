import type {Linux, OsDisk} from '../cluster/cluster.ts';
import {describeVmSize, type VmSize} from '../cluster/vm-sizes.ts';
import {architectureOf} from '../node/machine-role.ts';
import {plain} from './expressions.ts';
import type {Part} from './wire.ts';

/*
 * What virtual machines and the model of a scale set have in common.
 */

/** The image of Ubuntu 24.04 for a size (Canonical: azure/on-azure-images). */
export function imageReference(vmSize: string) {
  return {
    publisher: 'Canonical',
    offer: 'ubuntu-24_04-lts',
    sku: imageSku(vmSize),
    version: 'latest',
  } satisfies Part<'ImageReference'>;
}

function imageSku(vmSize: string): string {
  if (architectureOf(vmSize) === 'arm64') return 'server-arm64';
  return describeVmSize(vmSize)?.generation2 === false ? 'server-gen1' : 'server';
}

/** Families that start images of generation 2 and yet no trusted ones (Azure: virtual-machines/trusted-launch, "Virtual machines sizes"). */
const WITHOUT_TRUSTED_LAUNCH = /^(?:M|ND(?:asr|m)_A100_v4)/;

/**
 * Secure boot and a virtual TPM, where the size is known to have them. Not on arm64: the image is not known to. Drivers of
 * GPUs are not signed, so that secure boot would keep them out.
 */
export function securityProfile(vmSize: string): {readonly securityProfile?: Part<'SecurityProfile'>} {
  const size = describeVmSize(vmSize);
  if (size === undefined || !hasTrustedLaunch(size)) return {};
  return {
    securityProfile: {
      securityType: 'TrustedLaunch',
      uefiSettings: {secureBootEnabled: !size.gpu, vTpmEnabled: true},
    },
  };
}

function hasTrustedLaunch({generation2, confidential, architecture, family}: VmSize): boolean {
  return generation2 && !confidential && architecture === 'amd64' && !WITHOUT_TRUSTED_LAUNCH.test(family);
}

/** Sizes that have NVMe have nothing else, and must be told (Azure: virtual-machines/nvme-overview). */
export function diskController(vmSize: string) {
  return describeVmSize(vmSize)?.diskController === 'NVMe' ? ({diskControllerType: 'NVMe'} as const) : {};
}

/** The disk to boot from. An ephemeral one is on the machine's own disk, where nothing else is (Azure: ephemeral-os-disks). */
export function osDisk(vmSize: string, {sizeGiB, storage}: OsDisk): Part<'OSDisk'> {
  const common = {createOption: 'FromImage', diskSizeGB: sizeGiB} as const;
  if (storage !== 'Ephemeral') {
    return {...common, caching: 'ReadWrite', managedDisk: {storageAccountType: storage}};
  }
  return {...common, caching: 'ReadOnly', diffDiskSettings: {option: 'Local', ...placement(vmSize)}};
}

function placement(vmSize: string) {
  const size = describeVmSize(vmSize);
  if (size?.temporaryDisk !== true) return {};
  return {placement: size.diskController === 'NVMe' ? 'NvmeDisk' : 'ResourceDisk'} as const;
}

/** Where NICs can pass packets by the host; that of a size that is not known is Azure's to decide. */
export function acceleratedNetworking(vmSize: string) {
  const size = describeVmSize(vmSize);
  return size === undefined ? {} : {enableAcceleratedNetworking: size.acceleratedNetworking};
}

/** The administrator's account, which only keys open. */
export function administrator({adminUsername, sshPublicKeys}: Linux) {
  return {
    adminUsername,
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      provisionVMAgent: true,
      ssh: {
        publicKeys: sshPublicKeys.map((key) => ({
          path: `/home/${adminUsername}/.ssh/authorized_keys`,
          keyData: plain(key.trim()),
        })),
      },
    } satisfies Part<'LinuxConfiguration'>,
  };
}

/** The serial console's log and a picture of the screen, in a storage account that Azure keeps. */
export const BOOT_DIAGNOSTICS = {bootDiagnostics: {enabled: true}} as const satisfies Part<'DiagnosticsProfile'>;

/** Reads and runs the script that delivers what custom data must not hold. */
export function scriptExtension(script: string) {
  return {
    publisher: 'Microsoft.Azure.Extensions',
    type: 'CustomScript',
    typeHandlerVersion: '2.1',
    autoUpgradeMinorVersion: true,
    settings: {},
    // Not `commandToExecute`: command lines can be read by everybody on the machine.
    protectedSettings: {script},
  } satisfies Part<'ExtensionProperties'>;
}

/** The name of that extension, on machines and in scale sets. */
export const SCRIPT_EXTENSION = 'bootstrap';
