import type {Azure, LiveSubnet, SubnetUsage} from '../azure/azure.ts';
import {formatAddress} from '../ipv4/address.ts';
import {findSubnet} from '../preflight/existing-subnet.ts';
import type {ExistingFacts, OwnFacts, PlannedSite, RemoteFacts} from '../preflight/facts.ts';
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
  if (found === undefined) return {network, usages: NOTHING, addresses: none, rules: none, permissions: none};
  const subnets = plan.subnets.flatMap(({name}) => findSubnet(found, name) ?? []);
  const groups = subnets.flatMap(({networkSecurityGroupId}) => networkSecurityGroupId ?? []);
  const scopes = subnets.map((subnet) => subnet.id);
  const usages = await read(() => azure.network.subnetUsages(id, signal));
  const isAlone = usages.known && isAloneIn(findSubnet(found, cluster.controlPlane.subnet), usages.value, own);
  const [addresses, rules, permissions] = await Promise.all([
    eachOf(missingAddresses(plan, own), (address) =>
      isAlone ? FREE : read(async () => (await azure.network.checkAddress(id, address, signal)).available),
    ),
    eachOf(groups, (group) => read(() => azure.network.findSecurityRules(group, signal)), lower),
    eachOf(scopes, (scope) => readKnown(() => azure.access.permissions(scope, signal)), lower),
  ]);
  return {network, usages, addresses, rules, permissions};
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
  const ids = virtualNetwork.kind === 'new' ? virtualNetwork.peerings.map((each) => each.remoteVirtualNetworkId) : [];
  return eachOf(ids, async (id) => {
    const [network, permissions, locks] = await Promise.all([
      read(() => azure.network.findVirtualNetwork(id, signal)),
      readKnown(() => azure.access.permissions(id, signal)),
      read(() => azure.access.locks(id, signal)),
    ]);
    return {network, permissions, locks};
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
