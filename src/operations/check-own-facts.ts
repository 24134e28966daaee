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
  {cluster, group, signal}: OwnPlace,
  {scaleSets, machines}: Pick<OwnFacts, 'scaleSets' | 'machines'>,
): Promise<OwnFacts['addresses']> {
  if (!scaleSets.known) return scaleSets;
  if (!machines.known) return machines;
  const prefix = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network`;
  const find = (
    id: string,
    type:
      | 'Microsoft.Compute/virtualMachineScaleSets'
      | 'Microsoft.Network/networkInterfaces'
      | 'Microsoft.Network/loadBalancers',
  ) => read(() => azure.groups.findResource(id, API_VERSIONS[type], signal));
  const interfaceOf = ({name}: LiveMachine): string => `${prefix}/networkInterfaces/${networkInterfaceName(name)}`;
  const [control, ...pools] = machineGroupsOf(cluster).map(({owns}) => ({
    sets: scaleSets.value.filter((each) => owns(each.name)),
    single: machines.value.filter((each) => owns(each.name)),
  }));
  const models = pools.flatMap(({sets}) => sets).filter(({capacity}) => capacity > 0);
  // cloud-provider-azure: pkg/consts, InternalLoadBalancerNameSuffix.
  const balancers = [apiLoadBalancerName(cluster), `${serviceLoadBalancerName(cluster)}-internal`];
  const asked: readonly Promise<Known<readonly OwnAddresses[]>>[] = [
    ...(control?.single ?? []).map(async (machine) =>
      counted(await find(interfaceOf(machine), 'Microsoft.Network/networkInterfaces'), 1),
    ),
    ...pools.flatMap(({single}) =>
      single
        .slice(0, 1)
        .map(async (machine) =>
          counted(await find(interfaceOf(machine), 'Microsoft.Network/networkInterfaces'), single.length),
        ),
    ),
    ...models.map(async (set: LiveScaleSet) =>
      counted(await find(set.id, 'Microsoft.Compute/virtualMachineScaleSets'), set.capacity),
    ),
    ...balancers.map(async (name) =>
      counted(await find(`${prefix}/loadBalancers/${name}`, 'Microsoft.Network/loadBalancers'), 1),
    ),
  ];
  const answers = await Promise.all(asked);
  const missing = answers.find((answer) => !answer.known);
  if (missing !== undefined && !missing.known) return missing;
  return {known: true, value: answers.flatMap((answer) => (answer.known ? answer.value : []))};
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
