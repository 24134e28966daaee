import type {ClusterDefinition} from '../../definition/cluster-definition.generated.ts';
import {countOf, formatCount} from '../../definition/count-words.ts';
import type {Issue, Path} from '../../definition/issue.ts';
import type {Cluster, ControlPlane, NodePool} from '../cluster.ts';
import {defaults} from '../defaults.ts';
import {findLocation} from '../locations.ts';
import {describeVmSize, suggestVmSize} from '../vm-sizes.ts';
import {error, type Rule, warning} from './rule.ts';

/** Largest ephemeral disk in GiB (Azure: ephemeral-os-disks, "Size limit for OS disk"). */
const MAX_EPHEMERAL_DISK_GIB = 2_040;

/** Fewest vCPUs of a control-plane machine (Kubernetes: kubeadm, ControlPlaneNumCPU). */
const MIN_CONTROL_PLANE_VCPUS = 2;

/** Least memory of a control-plane machine: kubeadm wants 1,700 MB (ControlPlaneMem), sizes come in whole GiB. */
const MIN_CONTROL_PLANE_GIB = 2;

/** Machines that are alike: the control plane, or a node pool. */
type Machines = ControlPlane | NodePool;

function machinesOf({controlPlane, nodePools}: Cluster): readonly Machines[] {
  return [controlPlane, ...nodePools];
}

/** Azure knows its sizes by one spelling, and by their whole name. */
export function requireVmSizeSpelling(cluster: Cluster): Issue[] {
  const meant = suggestSizes(cluster);
  return machinesOf(cluster).flatMap(({vmSize, path}) => {
    const right = meant.get(vmSize);
    if (right === undefined || !isSameSize(right, vmSize)) return [];
    return [error('VK3511', sizePath(path), `"${vmSize}" is not how Azure spells this size`, {hint: `use ${right}`})];
  });
}

/** New sizes come several times a year, so that an unknown one may be right; what needs the table is then not checked. */
export function warnOfUnknownVmSizes(cluster: Cluster): Issue[] {
  const meant = suggestSizes(cluster);
  return machinesOf(cluster).flatMap(({vmSize, path}) => {
    const near = meant.get(vmSize);
    if (!meant.has(vmSize) || (near !== undefined && isSameSize(near, vmSize))) return [];
    const message = `"${vmSize}" is no size known to this release; nothing is checked that depends on it`;
    const list = `compare with: az vm list-skus --location ${cluster.location}`;
    return [warning('VK3510', sizePath(path), message, {hint: near === undefined ? list : `did you mean ${near}?`})];
  });
}

/** Premium disks go to sizes made for them (Azure: virtual-machines/disks-types, premium SSD). */
export function requirePremiumStorage(cluster: Cluster): Issue[] {
  return cluster.nodePools.flatMap(({vmSize, osDisk, path}) => {
    if (describeVmSize(vmSize)?.premiumStorage !== false || osDisk.storage !== 'Premium_LRS') return [];
    const message = `${vmSize} takes no Premium_LRS disks, which osDisk has`;
    const hint = `use ${premiumSize(vmSize)}, or osDisk: {storage: StandardSSD_LRS}`;
    const related = [{path: [...path, 'osDisk', 'storage'], message: 'Premium_LRS'}];
    return [error('VK3512', sizePath(path), message, {hint, related})];
  });
}

/** The disk of etcd is a premium one, whatever that of the operating system (etcd: op-guide/hardware, "Disks"). */
export function requirePremiumStorageOfEtcd({controlPlane}: Cluster): Issue[] {
  const {vmSize, path} = controlPlane;
  if (describeVmSize(vmSize)?.premiumStorage !== false) return [];
  const message = `${vmSize} takes no premium disks, and that of etcd is one`;
  return [error('VK3408', sizePath(path), message, {hint: `use ${premiumSize(vmSize)}`})];
}

/** Azure starts them with an image and a security profile of their own, which vnetk8s does not write. */
export function forbidConfidentialSizes(cluster: Cluster): Issue[] {
  return machinesOf(cluster).flatMap(({vmSize, path}) => {
    if (describeVmSize(vmSize)?.confidential !== true) return [];
    const message = `${vmSize} is a size for confidential machines, which vnetk8s does not make`;
    const plain = vmSize.replace(/^(Standard_[A-Z])C/, '$1');
    const hint = `use ${describeVmSize(plain) === undefined ? 'a size of another series' : plain}`;
    return [error('VK3523', sizePath(path), message, {hint})];
  });
}

/** With less, kubeadm refuses to make a control plane (Kubernetes: kubeadm, preflight checks NumCPU and Mem). */
export function requireControlPlaneSize({controlPlane}: Cluster): Issue[] {
  const size = describeVmSize(controlPlane.vmSize);
  if (size === undefined) return [];
  if (size.vcpus >= MIN_CONTROL_PLANE_VCPUS && size.memoryGiB >= MIN_CONTROL_PLANE_GIB) return [];
  const message = `${controlPlane.vmSize} (${countOf(size.vcpus, 'vCPU')}, ${size.memoryGiB} GiB) is too small for a control plane`;
  const hint = `use at least ${MIN_CONTROL_PLANE_VCPUS} vCPUs and ${MIN_CONTROL_PLANE_GIB} GiB, such as ${defaults.controlPlane.vmSize}`;
  return [error('VK3407', sizePath(controlPlane.path), message, {hint})];
}

/** An ephemeral disk is on the machine's own storage, which not every size has (Azure: ephemeral-os-disks). */
export function requireLocalStorage(cluster: Cluster): Issue[] {
  return cluster.nodePools.flatMap(({vmSize, osDisk, path}) => {
    const size = describeVmSize(vmSize);
    if (osDisk.storage !== 'Ephemeral' || size === undefined || size.temporaryDisk) return [];
    const message = `${vmSize} has no local disk for an Ephemeral operating system disk`;
    const hint = `use ${localDiskSibling(vmSize) ?? 'a size with a d in its name'}, or storage: Premium_LRS`;
    const related = [{path: sizePath(path), message: 'the size'}];
    return [error('VK3513', [...path, 'osDisk', 'storage'], message, {hint, related})];
  });
}

/** Whatever the size, Azure makes no larger ones. */
export function limitEphemeralDisks(cluster: Cluster): Issue[] {
  return cluster.nodePools.flatMap(({osDisk, path}) => {
    if (osDisk.storage !== 'Ephemeral' || osDisk.sizeGiB <= MAX_EPHEMERAL_DISK_GIB) return [];
    const message = `an Ephemeral disk of ${formatCount(osDisk.sizeGiB)} GiB is too large`;
    const hint = `write at most ${MAX_EPHEMERAL_DISK_GIB}, and no more than the size's local disk has`;
    const related = [{path: [...path, 'osDisk', 'storage'], message: 'Ephemeral'}];
    return [error('VK3518', [...path, 'osDisk', 'sizeGiB'], message, {hint, related})];
  });
}

/** Regions gain zones now and then, so that this may have become wrong. */
export function warnOfZonesWithoutZones(cluster: Cluster): Issue[] {
  const location = findLocation(cluster.location);
  if (location === undefined || location.zones) return [];
  return machinesOf(cluster).flatMap(({zones, path}) => {
    if (zones.length === 0) return [];
    const message = `${cluster.location} had no availability zones when this release was made`;
    const hint = 'remove zones, or choose a region that has them';
    return [
      warning('VK3520', [...path, 'zones'], message, {hint, related: [{path: ['location'], message: 'the region'}]}),
    ];
  });
}

/** Fault domains are those of an availability set, and machines in zones are in none (Azure: availability-set-overview). */
export const forbidFaultDomainsBesideZones: Rule = (cluster, definition) =>
  writtenFaultDomains(cluster, definition).flatMap(({zones, path}) => {
    if (zones.length === 0) return [];
    const message = 'faultDomains and zones exclude each other: machines in zones are in no availability set';
    const related = [{path: [...path, 'zones'], message: 'the zones'}];
    return [error('VK3521', [...path, 'faultDomains'], message, {hint: 'remove one of them', related, at: 'key'})];
  });

/** A scale set spreads its instances by itself. */
export const warnOfFaultDomainsOfScaleSets: Rule = (cluster, definition) =>
  writtenFaultDomains(cluster, definition).flatMap((machines) => {
    if (!('type' in machines) || machines.type !== 'scaleSet' || machines.zones.length > 0) return [];
    const message = 'faultDomains has no effect on a scale set, which spreads its nodes by itself';
    const related = [{path: [...machines.path, 'type'], message: 'scaleSet'}];
    const hint = 'remove it, or write type: virtualMachines';
    return [warning('VK3522', [...machines.path, 'faultDomains'], message, {hint, related, at: 'key'})];
  });

function writtenFaultDomains(cluster: Cluster, definition: ClusterDefinition): Machines[] {
  const written = [definition.controlPlane ?? {}, ...definition.nodePools];
  return machinesOf(cluster).filter((_, index) => written[index]?.faultDomains !== undefined);
}

/** What each unknown size was probably meant to be; once a size, since nothing else here takes as long to find out. */
function suggestSizes(cluster: Cluster): ReadonlyMap<string, string | undefined> {
  const unknown = machinesOf(cluster).filter(({vmSize}) => describeVmSize(vmSize) === undefined);
  const names = new Set(unknown.map(({vmSize}) => vmSize));
  return new Map([...names].map((name) => [name, suggestVmSize(name)]));
}

/** Whether two names differ in capitals, in hyphens or in the prefix only. */
function isSameSize(one: string, other: string): boolean {
  const bare = (name: string) =>
    name
      .toLowerCase()
      .replace(/^(?:standard|basic)[_-]/, '')
      .replaceAll('-', '_');
  return bare(one) === bare(other);
}

/** The same size with premium storage, such as `Standard_D4s_v5` for `Standard_D4_v5`, or how to tell one. */
function premiumSize(name: string): string {
  const sibling = name.replace(/^(Standard_[A-Z]+\d+[a-z]*?)(_v\d+)?$/, '$1s$2');
  return describeVmSize(sibling)?.premiumStorage === true ? sibling : 'a size with an s in its name';
}

/** The same size with a local disk, if there is one: `Standard_D4ds_v5` for `Standard_D4s_v5`. */
function localDiskSibling(name: string): string | undefined {
  const sibling = name.replace(/s(_v\d+)?$/, 'ds$1');
  return describeVmSize(sibling)?.temporaryDisk === true ? sibling : undefined;
}

function sizePath(path: Path): Path {
  return [...path, 'vmSize'];
}
