import {API_VERSIONS} from '../arm/api-versions.ts';
import type {Azure, LiveMachine, LiveScaleSet} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {apiLoadBalancerName, networkInterfaceName, serviceLoadBalancerName} from '../cluster/names.ts';
import type {Known, OwnAddresses, OwnFacts} from '../preflight/facts.ts';
import {machineGroupsOf} from '../preflight/own-use.ts';
import {isObject, type Json, type JsonObject} from '../template/value.ts';
import type {Reads} from './check-reads.ts';

const NOTHING = {known: true, value: []} as const;

/** Where the cluster's resources are, or would be. */
interface OwnPlace {
  readonly cluster: Cluster;
  readonly group: string;
  readonly signal?: AbortSignal | undefined;
}

/** What the cluster has, if it was deployed before, whatever came of that. */
export async function ownFacts(azure: Azure, {read}: Reads, place: OwnPlace, isThere: boolean): Promise<OwnFacts> {
  if (!isThere) return {scaleSets: NOTHING, machines: NOTHING, resources: NOTHING, addresses: NOTHING};
  const {group, cluster, signal} = place;
  const [scaleSets, machines, resources] = await Promise.all([
    read(() => azure.compute.scaleSets(group, signal)),
    read(() => azure.compute.machineModels(group, signal)),
    read(() => azure.groups.resources(group, signal)),
  ]);
  const isExisting = cluster.network.virtualNetwork.kind === 'existing';
  const addresses = isExisting ? await ownAddresses(azure, read, place, {scaleSets, machines}) : NOTHING;
  return {scaleSets, machines, resources, addresses};
}

/**
 * Addresses by scale sets' models, network interfaces and internal load balancers. Machines of a pool are alike, so that one
 * interface tells for all of them; those of the control plane have static addresses, which each tells.
 */
async function ownAddresses(
  azure: Azure,
  read: Reads['read'],
  place: OwnPlace,
  found: Pick<OwnFacts, 'scaleSets' | 'machines'>,
): Promise<OwnFacts['addresses']> {
  const {scaleSets, machines} = found;
  if (!scaleSets.known) return scaleSets;
  if (!machines.known) return machines;
  const {subscriptionId} = azure.account;
  const prefix = `/subscriptions/${subscriptionId}/resourceGroups/${place.group}/providers/Microsoft.Network`;
  const holders = holdersOf(place.cluster, prefix, scaleSets.value, machines.value);
  const answers = await Promise.all(
    holders.map(async ({id, type, times}) =>
      counted(await read(() => azure.groups.findResource(id, API_VERSIONS[type], place.signal)), times),
    ),
  );
  const missing = answers.find((answer) => !answer.known);
  if (missing !== undefined && !missing.known) return missing;
  return {known: true, value: answers.flatMap((answer) => (answer.known ? answer.value : []))};
}

/** A resource that has addresses, and how many others are like it, with it. */
interface Holder {
  readonly id: string;
  readonly type:
    | 'Microsoft.Compute/virtualMachineScaleSets'
    | 'Microsoft.Network/networkInterfaces'
    | 'Microsoft.Network/loadBalancers';
  readonly times: number;
}

function holdersOf(
  cluster: Cluster,
  prefix: string,
  scaleSets: readonly LiveScaleSet[],
  machines: readonly LiveMachine[],
): readonly Holder[] {
  const interfaceOf = ({name}: LiveMachine, times: number): Holder => ({
    id: `${prefix}/networkInterfaces/${networkInterfaceName(name)}`,
    type: 'Microsoft.Network/networkInterfaces',
    times,
  });
  const [control, ...pools] = machineGroupsOf(cluster).map(({owns}) => ({
    sets: scaleSets.filter(({name, capacity}) => owns(name) && capacity > 0),
    single: machines.filter(({name}) => owns(name)),
  }));
  // cloud-provider-azure: pkg/consts, InternalLoadBalancerNameSuffix.
  const balancers = [apiLoadBalancerName(cluster), `${serviceLoadBalancerName(cluster)}-internal`];
  return [
    ...(control?.single ?? []).map((machine) => interfaceOf(machine, 1)),
    ...pools.flatMap(({single}) => single.slice(0, 1).map((machine) => interfaceOf(machine, single.length))),
    ...pools
      .flatMap(({sets}) => sets)
      .map(({id, capacity}) => ({id, type: 'Microsoft.Compute/virtualMachineScaleSets', times: capacity}) as const),
    ...balancers.map(
      (name) => ({id: `${prefix}/loadBalancers/${name}`, type: 'Microsoft.Network/loadBalancers', times: 1}) as const,
    ),
  ];
}

/** What a resource has of addresses in subnets, so many times. */
function counted(answer: Known<JsonObject | undefined>, times: number): Known<readonly OwnAddresses[]> {
  if (!answer.known) return answer;
  const configurations = answer.value === undefined ? [] : configurationsIn(answer.value);
  const subnets = [...new Set(configurations.map(({subnetId}) => subnetId))];
  return {
    known: true,
    value: subnets.map((subnetId) => {
      const inSubnet = configurations.filter((each) => each.subnetId === subnetId);
      const addresses = inSubnet.flatMap(({address}) => address ?? []);
      return {subnetId, count: inSubnet.length * times, addresses};
    }),
  };
}

interface Configuration {
  readonly subnetId: string;
  readonly address?: string;
}

/** All ipConfigurations and front ends in a resource: whatever has a subnet among its properties. */
function configurationsIn(value: Json): readonly Configuration[] {
  if (Array.isArray(value)) return value.flatMap(configurationsIn);
  if (!isObject(value)) return [];
  const {subnet, privateIPAddress} = value;
  const id = isObject(subnet) ? subnet['id'] : undefined;
  if (typeof id === 'string')
    return [{subnetId: id, ...(typeof privateIPAddress === 'string' ? {address: privateIPAddress} : {})}];
  return Object.values(value).flatMap((each) => (each === undefined ? [] : configurationsIn(each)));
}
