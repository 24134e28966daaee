import type {Cluster, NodePool} from '../cluster/cluster.ts';
import {describeVmSize, type VmSize} from '../cluster/vm-sizes.ts';

/** What a machine is for: the control plane, or one of the pools. Machines of a role get the same files. */
export type MachineRole =
  | {readonly kind: 'control-plane'; readonly vmSize: string; readonly maxPods: number}
  | {readonly kind: 'pool'; readonly vmSize: string; readonly maxPods: number; readonly pool: NodePool};

/** The role of the control plane's machines. */
export function controlPlaneRole({controlPlane}: Cluster): MachineRole {
  return {kind: 'control-plane', vmSize: controlPlane.vmSize, maxPods: controlPlane.maxPods};
}

/** The role of a pool's machines. */
export function poolRole(pool: NodePool): MachineRole {
  return {kind: 'pool', vmSize: pool.vmSize, maxPods: pool.maxPods, pool};
}

/**
 * In names of sizes with Arm processors a `p` stands among the letters after the number: `D4ps_v5`, `E8pdsv6`
 * (Azure: virtual-machines/vm-naming-conventions).
 */
const ARM_SIZE = /^Standard_[A-Z]+\d+(?:-\d+)?[a-z]*p[a-z]*(?:_|$)/i;

/** The processor of a size; that of one that is not known to this release, by its name. */
export function architectureOf(vmSize: string): VmSize['architecture'] {
  return describeVmSize(vmSize)?.architecture ?? (ARM_SIZE.test(vmSize) ? 'arm64' : 'amd64');
}
