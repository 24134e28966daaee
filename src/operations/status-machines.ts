import type {Azure, LiveMachine, LivePublicIp, LiveScaleSet} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {podPublicIpName, poolMachineName} from '../cluster/names.ts';
import {CLUSTER_TAG} from '../cluster/tags.ts';

/** A machine of its own, as it is. */
export interface MachineStatus {
  readonly name: string;
  readonly vmSize: string;
  /** Such as `running`, or what became of making it: `Failed`. */
  readonly state: string;
  readonly well: boolean;
}

/** A scale set, as it is. */
export interface ScaleSetStatus {
  readonly name: string;
  readonly vmSize: string;
  readonly capacity: number;
  readonly state: string;
  readonly well: boolean;
}

/** What of Azure a cluster consists of. */
export interface MachinesStatus {
  readonly machines: readonly MachineStatus[];
  readonly scaleSets: readonly ScaleSetStatus[];
  /** Public IPs that pods can have. */
  readonly podPublicIps: readonly {readonly name: string; readonly address: string; readonly fqdn?: string}[];
}

/** Looks at the machines of a cluster. */
export async function readMachines(
  azure: Azure,
  group: string,
  {name, cluster}: {readonly name: string; readonly cluster: Cluster | undefined},
  signal: AbortSignal | undefined,
): Promise<MachinesStatus> {
  const pods = cluster?.nodePools.some(({podPublicIPs}) => podPublicIPs !== undefined) === true;
  const [resources, machines, scaleSets, publicIps] = await Promise.all([
    azure.groups.resources(group, signal),
    azure.compute.machines(group, signal),
    azure.compute.scaleSets(group, signal),
    pods ? azure.network.publicIps(group, signal) : [],
  ]);
  const own = new Set(resources.filter(({tags}) => tags[CLUSTER_TAG] === name).map(({id}) => id.toLowerCase()));
  return {
    machines: machines.filter(({id}) => own.has(id.toLowerCase())).map(machineStatus),
    scaleSets: scaleSets.filter(({tags}) => tags[CLUSTER_TAG] === name).map(scaleSetStatus),
    podPublicIps: cluster === undefined ? [] : podPublicIps(cluster, publicIps),
  };
}

function machineStatus({name, vmSize, provisioningState, powerState}: LiveMachine): MachineStatus {
  const made = provisioningState === 'Succeeded';
  // A spot machine that Azure has taken back is deallocated: the cluster is missing a node then.
  const runs = powerState === undefined || powerState === 'running';
  return {name, vmSize, state: made ? (powerState ?? provisioningState) : provisioningState, well: made && runs};
}

function scaleSetStatus({name, vmSize, capacity, provisioningState}: LiveScaleSet): ScaleSetStatus {
  return {name, vmSize, capacity, state: provisioningState, well: provisioningState === 'Succeeded'};
}

function podPublicIps(cluster: Cluster, found: readonly LivePublicIp[]): MachinesStatus['podPublicIps'] {
  const byName = new Map(found.map((ip) => [ip.name.toLowerCase(), ip]));
  return podPublicIpNames(cluster).flatMap((name) => {
    const ip = byName.get(name.toLowerCase());
    if (ip?.ipAddress === undefined) return [];
    return [{name: ip.name, address: ip.ipAddress, ...(ip.fqdn === undefined ? {} : {fqdn: ip.fqdn})}];
  });
}

/** Those of machines; instances of scale sets have theirs inside, and Azure lists them nowhere else. */
function podPublicIpNames(cluster: Cluster): readonly string[] {
  return cluster.nodePools.flatMap((pool) => {
    if (pool.podPublicIPs === undefined || pool.type !== 'virtualMachines') return [];
    const {perNode} = pool.podPublicIPs;
    return Array.from({length: pool.count.max}, (_, node) =>
      Array.from({length: perNode}, (__, address) =>
        podPublicIpName(poolMachineName(cluster, pool, node), address + 1),
      ),
    ).flat();
  });
}
