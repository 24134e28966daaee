import type {Azure, LiveSite, LiveSubnet, SubnetUsage} from '../azure/azure.ts';
import {formatAddress} from '../ipv4/address.ts';
import type {ExistingFacts, Known, OwnFacts, PlannedSite, RemoteFacts} from '../preflight/facts.ts';
import {findSubnet, gatewaySubnetOf} from '../preflight/live-network.ts';
import type {Reads} from './check-reads.ts';

const NOTHING = {known: true, value: []} as const;

/** What Azure says of a virtual network that is there already; undefined if the cluster makes its own. */
export async function existingFacts(
  azure: Azure,
  {read, readKnown}: Reads,
  {cluster, plan}: PlannedSite,
  own: Pick<OwnFacts, 'addresses'>,
  signal: AbortSignal | undefined,
): Promise<ExistingFacts | undefined> {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind !== 'existing') return undefined;
  const {id} = virtualNetwork;
  const network = await read(() => azure.network.findVirtualNetwork(id, signal));
  const found = network.known ? network.value : undefined;
  const none = new Map();
  if (found === undefined)
    return {network, usages: NOTHING, addresses: none, sites: none, rules: none, permissions: none};
  const subnets = plan.subnets.flatMap(({name}) => findSubnet(found, name) ?? []);
  const groups = subnets.flatMap(({networkSecurityGroupId}) => networkSecurityGroupId ?? []);
  const scopes = subnets.map((subnet) => subnet.id);
  const usages = await read(() => azure.network.subnetUsages(id, signal));
  const isAlone = usages.known && isAloneIn(findSubnet(found, cluster.controlPlane.subnet), usages.value, own);
  const [addresses, sites, rules, permissions] = await Promise.all([
    eachOf(missingAddresses(plan, own), (address) =>
      isAlone ? FREE : read(async () => (await azure.network.checkAddress(id, address, signal)).available),
    ),
    sitesOf(azure, read, gatewaySubnetOf(found)?.gatewayIds ?? [], signal),
    eachOf(groups, (group) => read(() => azure.network.findSecurityRules(group, signal)), lower),
    eachOf(scopes, (scope) => readKnown(() => azure.access.permissions(scope, signal)), lower),
  ]);
  return {network, usages, addresses, sites, rules, permissions};
}

const FREE = Promise.resolve({known: true, value: true} as const);

/** Whether nobody else has an address of a subnet: then a hundred need not be asked for one by one. */
function isAloneIn(
  subnet: LiveSubnet | undefined,
  usages: readonly SubnetUsage[],
  {addresses}: Pick<OwnFacts, 'addresses'>,
): boolean {
  const isIn = ({subnetId}: {readonly subnetId: string}): boolean => lower(subnetId) === lower(subnet?.id ?? '');
  const usage = usages.find(isIn);
  if (usage === undefined || !addresses.known) return false;
  return usage.used <= addresses.value.filter(isIn).reduce((sum, {count}) => sum + count, 0);
}

/** Static addresses of the control plane, its machines', its load balancer's and its pods', that it has not got yet. */
function missingAddresses({controlPlane}: PlannedSite['plan'], {addresses}: Pick<OwnFacts, 'addresses'>): string[] {
  const {loadBalancer, nodes, pods} = controlPlane;
  const has = new Set(addresses.known ? addresses.value.flatMap((each) => each.addresses) : []);
  const wanted = [...(loadBalancer === undefined ? [] : [loadBalancer]), ...nodes, ...pods.flat()].map(formatAddress);
  return wanted.filter((address) => !has.has(address));
}

/** What Azure says of the networks that the cluster's own is to be peered with. */
export async function remoteFacts(
  azure: Azure,
  {read, readKnown}: Reads,
  {cluster}: PlannedSite,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, RemoteFacts>> {
  const {virtualNetwork} = cluster.network;
  const peerings = virtualNetwork.kind === 'new' ? virtualNetwork.peerings : [];
  const using = new Set(peerings.flatMap((each) => (each.useRemoteGateways ? each.remoteVirtualNetworkId : [])));
  const ids = peerings.map((each) => each.remoteVirtualNetworkId);
  return eachOf(ids, async (id) => {
    const [network, permissions, locks] = await Promise.all([
      read(() => azure.network.findVirtualNetwork(id, signal)),
      readKnown(() => azure.access.permissions(id, signal)),
      read(() => azure.access.locks(id, signal)),
    ]);
    const live = network.known && using.has(id) ? network.value : undefined;
    const gateways = (live === undefined ? undefined : gatewaySubnetOf(live))?.gatewayIds ?? [];
    return {network, permissions, locks, sites: await sitesOf(azure, read, gateways, signal)};
  });
}

/** What is at the other ends of tunnels, by their gateway. */
async function sitesOf(
  {network}: Azure,
  read: Reads['read'],
  gatewayIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Known<readonly LiveSite[]>>> {
  return eachOf(gatewayIds, async (gatewayId) => {
    const connections = await read(() => network.gatewayConnections(gatewayId, signal));
    if (!connections.known) return connections;
    const ids = connections.value.flatMap(({siteId}) => siteId ?? []);
    const answers = [...(await eachOf(ids, (id) => read(() => network.findSite(id, signal)), lower)).values()];
    const missing = answers.find((answer) => !answer.known);
    return missing ?? {known: true, value: answers.flatMap((answer) => (answer.known ? (answer.value ?? []) : []))};
  });
}

/** An answer for each, asked once. */
export async function eachOf<Value>(
  names: readonly string[],
  ask: (name: string) => Promise<Value>,
  keyOf: (name: string) => string = (name) => name,
): Promise<ReadonlyMap<string, Value>> {
  const byKey = new Map(names.map((name) => [keyOf(name), name]));
  return new Map(await Promise.all([...byKey].map(async ([key, name]) => [key, await ask(name)] as const)));
}

/** An id as a key: to Azure, capitals make no difference. */
export function lower(id: string): string {
  return id.toLowerCase();
}
