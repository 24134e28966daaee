import {find} from '../src/definition/vlabs/source.ts';
import {formatAddress, parseAddress} from '../src/ipv4/address.ts';

/** What a cluster has of the network, of pods and of disks, in the words of both formats. */
export interface ClusterFacts {
  /** The first machine of the control plane; scale sets of machines had theirs from Azure. */
  readonly firstMachine: string | undefined;
  readonly subnet: string | undefined;
  readonly services: string;
  readonly etcdGiB: number;
  readonly controlPlane: {readonly count: number; readonly pods: number};
  readonly pools: readonly {
    readonly name: string;
    readonly count: number;
    readonly pods: number;
    readonly single: boolean;
  }[];
}

/** Of a definition of aks-engine in which every default is filled in. */
export function factsOfOld(root: unknown): ClusterFacts {
  const kubernetes = ['properties', 'orchestratorProfile', 'kubernetesConfig'];
  const machines = ['properties', 'masterProfile'];
  const podsOf = (profile: readonly (string | number)[]): number =>
    Number(read(root, ...profile, 'kubernetesConfig', 'kubeletConfig', '--max-pods'));
  const inScaleSet = read(root, ...machines, 'availabilityProfile') === 'VirtualMachineScaleSets';
  const subnetOf = (key: string): string | undefined =>
    inScaleSet ? undefined : textOf(read(root, ...kubernetes, key));
  return {
    firstMachine: inScaleSet ? undefined : textOf(read(root, ...machines, 'firstConsecutiveStaticIP')),
    subnet: subnetOf('clusterSubnet'),
    services: String(read(root, ...kubernetes, 'serviceCidr')),
    etcdGiB: Number(read(root, ...kubernetes, 'etcdDiskSizeGB')),
    controlPlane: {count: Number(read(root, ...machines, 'count')), pods: podsOf(machines)},
    pools: listOf(read(root, 'properties', 'agentPoolProfiles')).map((pool, index) => ({
      name: String(read(pool, 'name')),
      count: Number(read(pool, 'count')),
      pods: podsOf(['properties', 'agentPoolProfiles', index]),
      single: read(pool, 'availabilityProfile') === 'AvailabilitySet',
    })),
  };
}

/** Of a definition that `import` has made. */
export function factsOfImported(root: unknown): ClusterFacts {
  const loadBalancer = parseAddress(String(read(root, 'controlPlane', 'firstAddress')));
  return {
    firstMachine: loadBalancer === undefined ? undefined : formatAddress(loadBalancer + 1),
    subnet: loadBalancer === undefined ? undefined : textOf(read(root, 'network', 'subnets', 0, 'cidr')),
    services: String(read(root, 'network', 'serviceCidr')),
    etcdGiB: Number(read(root, 'controlPlane', 'etcdDisk', 'sizeGiB')),
    controlPlane: {
      count: Number(read(root, 'controlPlane', 'count')),
      pods: Number(read(root, 'controlPlane', 'maxPods')),
    },
    pools: listOf(read(root, 'nodePools')).map((pool) => ({
      name: String(read(pool, 'name')),
      // A pool that is scaled begins where it was.
      count: Number(read(pool, 'count', 'min') ?? read(pool, 'count')),
      pods: Number(read(pool, 'maxPods')),
      single: read(pool, 'type') === 'virtualMachines',
    })),
  };
}

function read(root: unknown, ...path: readonly (string | number)[]): unknown {
  return find(root, path)?.value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
