import {diskController, securityProfile} from '../arm/machine-settings.ts';
import type {Sku} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {describeVmSize} from '../cluster/vm-sizes.ts';
import {formatCount} from '../definition/count-words.ts';
import {architectureOf} from '../node/machine-role.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {type MachineGroup, machineGroupsOf} from './own-use.ts';

/** VM sizes: whether they are offered, in their zones, and have what the definition wants of them. */
export function machineFindings({skus}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  if (!skus.known) return [unread('VK6006', 'VM sizes', skus, ['nodePools'])];
  const sizes = machineGroupsOf(cluster).flatMap((group) => [
    ...sizeFindings(group, skus.value, cluster),
    ...domainFindings(group, skus.value, cluster),
  ]);
  if (sizes.length > 0) return sizes;
  return [{code: 'VK6006', state: 'ok', title: 'VM sizes are offered, in their zones', path: ['nodePools']}];
}

/** The size of that name, whatever its capitals. */
export function findSku(skus: readonly Sku[], vmSize: string): Sku | undefined {
  return skus.find((each) => each.name.toLowerCase() === vmSize.toLowerCase());
}

/** Makes a finding about a size. */
type Failed = (title: string, remedy: readonly string[]) => Finding;

function sizeFindings(group: MachineGroup, skus: readonly Sku[], {location}: Cluster): readonly Finding[] {
  const {name, path, vmSize} = group;
  const sku = findSku(skus, vmSize);
  const command = `az vm list-skus --location ${shellWord(location)} --size ${shellWord(vmSize)} --all --output table`;
  const failed: Failed = (title, remedy) => ({
    code: 'VK6006',
    state: 'failed',
    title,
    path: [...path, 'vmSize'],
    remedy,
    command,
  });
  if (sku === undefined)
    return [failed(`${vmSize} of ${name} is not offered in ${location}`, ['use another vmSize or location'])];
  if (sku.restriction !== undefined) {
    return [
      failed(`${vmSize} of ${name} cannot be used in ${location}: ${sku.restriction}`, [
        'use another vmSize or location',
        'or ask Azure for access to it',
      ]),
    ];
  }
  return [...zoneFindings(group, sku, failed), ...capabilityFindings(group, sku, failed)];
}

/** Some regions have two fault domains only: those of `Aligned`, as Azure calls availability sets with managed disks. */
function domainFindings(
  {name, path, faultDomains = 1}: MachineGroup,
  skus: readonly Sku[],
  {location}: Cluster,
): readonly Finding[] {
  const most = Number(findSku(skus, 'Aligned')?.capabilities['MaximumPlatformFaultDomainCount'] ?? faultDomains);
  if (faultDomains <= most) return [];
  return [
    {
      code: 'VK6006',
      state: 'failed',
      title: `availability sets in ${location} have at most ${most} fault domains, and that of ${name} is to have ${faultDomains}`,
      path: [...path, 'faultDomains'],
      remedy: [`use faultDomains: ${most}`],
      command: `az vm list-skus --location ${shellWord(location)} --resource-type availabilitySets --query "[].{name: name, capabilities: capabilities}"`,
    },
  ];
}

function zoneFindings({name, vmSize, zones}: MachineGroup, sku: Sku, failed: Failed): readonly Finding[] {
  const usable = sku.zones.filter((zone) => !sku.restrictedZones.includes(zone));
  const missing = zones.filter((zone) => !usable.includes(zone));
  if (missing.length === 0) return [];
  return [
    failed(`${vmSize} of ${name} cannot be had in zone ${missing.join(', ')}`, [
      usable.length === 0 ? 'leave zones out' : `use zones ${usable.join(', ')}`,
    ]),
  ];
}

/** What a template asks of a size and Azure refuses, by the capabilities of SKUs (Azure: REST API, resource-skus/list). */
function capabilityFindings(group: MachineGroup, {capabilities}: Sku, failed: Failed): readonly Finding[] {
  const {name, vmSize, osDisk, path, spot} = group;
  const no = (capability: string): boolean => capabilities[capability]?.toLowerCase() === 'false';
  const isControlPlane = path[0] === 'controlPlane';
  const asked: readonly (readonly [boolean, string, string])[] = [
    [
      describeVmSize(vmSize)?.acceleratedNetworking === true && no('AcceleratedNetworkingEnabled'),
      'has no accelerated networking here',
      'use another vmSize',
    ],
    [
      (osDisk.storage === 'Premium_LRS' || isControlPlane) && no('PremiumIO'),
      'takes no premium disks',
      isControlPlane
        ? 'use a vmSize with an s, which etcd needs'
        : 'use a vmSize with an s, or osDisk.storage: StandardSSD_LRS',
    ],
    [spot && no('LowPriorityCapable'), 'cannot be a spot machine', 'use another vmSize, or no spot'],
  ];
  return [
    ...imageFaults(vmSize, capabilities).map((what) => failed(`${vmSize} of ${name} ${what}`, ['use another vmSize'])),
    ...asked.flatMap(([applies, what, remedy]) => (applies ? [failed(`${vmSize} of ${name} ${what}`, [remedy])] : [])),
    ...ephemeralFindings(group, capabilities, failed),
  ];
}

/** Why a size cannot start the image that its machines would get. */
function imageFaults(vmSize: string, capabilities: Sku['capabilities']): readonly string[] {
  const architecture = architectureOf(vmSize);
  const has = capabilities['CpuArchitectureType']?.toLowerCase();
  const generations = capabilities['HyperVGenerations']?.split(',') ?? [];
  const generation = describeVmSize(vmSize)?.generation2 === false ? 'V1' : 'V2';
  const isTrusted = securityProfile(vmSize).securityProfile !== undefined;
  const controllers = (capabilities['DiskControllerTypes'] ?? '').split(',').flatMap((text) => text.trim() || []);
  const {diskControllerType: controller = 'SCSI'} = diskController(vmSize);
  return [
    ...(has !== undefined && (has === 'arm64') !== (architecture === 'arm64')
      ? [`is ${has}, and its machines would get an image for ${architecture}`]
      : []),
    ...(generations.length > 0 && !generations.includes(generation)
      ? [`starts no image of generation ${generation.slice(1)}`]
      : []),
    ...(isTrusted && capabilities['TrustedLaunchDisabled']?.toLowerCase() === 'true'
      ? ['has no trusted launch, which its machines would be told to use']
      : []),
    ...(controllers.length > 0 && !controllers.includes(controller)
      ? [`takes disks by ${controllers.join(', ')}, and its machines would have them by ${controller}`]
      : []),
  ];
}

const MIB_PER_GIB = 1_024;
const BYTES_PER_GIB = 1_024 ** 3;

/** An ephemeral disk must fit on the cache, the temporary disk or the NVMe disk of its size (Azure: virtual-machines/ephemeral-os-disks). */
function ephemeralFindings(
  {vmSize, name, osDisk: {storage, sizeGiB}}: MachineGroup,
  capabilities: Sku['capabilities'],
  failed: Failed,
): readonly Finding[] {
  if (storage !== 'Ephemeral') return [];
  if (capabilities['EphemeralOSDiskSupported']?.toLowerCase() === 'false') {
    return [
      failed(`${vmSize} of ${name} has no room for an ephemeral disk`, [
        'use a vmSize with a temporary disk',
        'or osDisk.storage: Premium_LRS',
      ]),
    ];
  }
  const amounts = [
    Number(capabilities['MaxResourceVolumeMB'] ?? 0) / MIB_PER_GIB,
    Number(capabilities['CachedDiskBytes'] ?? 0) / BYTES_PER_GIB,
    Number(capabilities['NvmeDiskSizeInMiB'] ?? 0) / MIB_PER_GIB,
  ];
  const room = Math.floor(Math.max(...amounts));
  if (room === 0 || room >= sizeGiB) return [];
  return [
    failed(
      `an ephemeral disk of ${vmSize} of ${name} has at most ${formatCount(room)} GiB, not ${formatCount(sizeGiB)}`,
      [`use osDisk.sizeGiB: ${room}`, 'or a larger vmSize'],
    ),
  ];
}
