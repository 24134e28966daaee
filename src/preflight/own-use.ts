import type {LiveMachine, LiveScaleSet} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {poolMachineName, scaleSetName} from '../cluster/names.ts';
import type {Path} from '../definition/issue.ts';
import type {OwnFacts} from './facts.ts';
import {isSame} from './resource-ids.ts';

/** Machines of one kind that a cluster has. */
export interface MachineGroup {
  readonly name: string;
  readonly path: Path;
  readonly vmSize: string;
  readonly zones: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Spot machines have a quota of their own, of which Azure tells the sum only. */
  readonly spot: boolean;
  readonly osDisk: Cluster['controlPlane']['osDisk'];
  /** Of its availability set; absent: it has none. */
  readonly faultDomains?: number;
  /** What the names of its machines or scale sets match. */
  readonly owns: (name: string) => boolean;
}

/** All machines of a cluster: those of the control plane, and of each pool. */
export function machineGroupsOf(cluster: Cluster): readonly MachineGroup[] {
  const {count, path, vmSize, zones, osDisk, faultDomains} = cluster.controlPlane;
  const prefix = `${cluster.name}-control-plane-`;
  return [
    {
      name: 'the control plane',
      path,
      vmSize,
      zones,
      osDisk,
      ...(zones.length === 0 ? {faultDomains} : {}),
      min: count,
      max: count,
      spot: false,
      owns: numbered(prefix),
    },
    ...cluster.nodePools.map((pool) => ({
      name: `pool ${pool.name}`,
      path: pool.path,
      vmSize: pool.vmSize,
      zones: pool.zones,
      osDisk: pool.osDisk,
      ...(pool.type === 'virtualMachines' && pool.zones.length === 0 ? {faultDomains: pool.faultDomains} : {}),
      min: pool.count.min,
      max: pool.count.max,
      spot: pool.spot !== undefined,
      owns:
        pool.type === 'scaleSet'
          ? (name: string) =>
              isSame(name, scaleSetName(cluster, pool, 0)) || numbered(`${scaleSetName(cluster, pool, 0)}-`)(name)
          : numbered(poolMachineName(cluster, pool, '{0}').replace('{0}', '')),
    })),
  ];
}

function numbered(prefix: string): (name: string) => boolean {
  return (name) => isSame(name.slice(0, prefix.length), prefix) && /^\d+$/.test(name.slice(prefix.length));
}

/** Machines that are there already: their size, and how many. */
export interface OwnMachines {
  readonly vmSize: string;
  readonly count: number;
}

/**
 * What a group has already, which a deployment does not take from a quota again. Azure counts machines that are deallocated too
 * (Azure: virtual-machines/quotas).
 */
export function ownMachines({owns}: MachineGroup, {scaleSets, machines}: OwnFacts): readonly OwnMachines[] {
  const sets: readonly LiveScaleSet[] = scaleSets.known ? scaleSets.value : [];
  const single: readonly LiveMachine[] = machines.known ? machines.value : [];
  return [
    ...sets.filter(({name}) => owns(name)).map(({vmSize, capacity}) => ({vmSize, count: capacity})),
    ...single.filter(({name}) => owns(name)).map(({vmSize}) => ({vmSize, count: 1})),
  ];
}
