import type {Azure} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import {apiServerDnsLabel, podPublicIpDnsLabel} from '../cluster/names.ts';
import {formatAddress} from '../ipv4/address.ts';
import type {ExistingFacts, Known, PlannedSite, PreflightFacts} from '../preflight/facts.ts';

/** So many DNS names are asked for: a pool of hundreds of nodes has hundreds. */
const MOST_LABELS = 20;

/** Where a cluster goes to. */
export interface CheckPlace {
  readonly group: string;
  /** Whether it was deployed before. */
  readonly deployed: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Asks Azure for everything that is judged. What may not be read is not known; any other fault ends it. */
export async function gatherFacts(
  azure: Azure,
  site: PlannedSite,
  {group: groupName, deployed, signal}: CheckPlace,
): Promise<PreflightFacts> {
  const {cluster} = site;
  const {account, groups, access, compute, network} = azure;
  const group = await groups.find(groupName, signal);
  const subscription = `/subscriptions/${account.subscriptionId}`;
  const scope = group === undefined ? subscription : `${subscription}/resourceGroups/${groupName}`;
  const [providers, permissions, locks, skus, computeUsages, networkUsages, labels, existing, remotes, identity] =
    await Promise.all([
      known(() => access.providers(signal)),
      knownValue(() => access.permissions(scope, signal)),
      known(() => access.locks(scope, signal)),
      known(() => compute.skus(cluster.location, signal)),
      known(() => compute.usages(cluster.location, signal)),
      known(() => network.usages(cluster.location, signal)),
      known(() => labelFacts(azure, site, deployed, signal)),
      existingFacts(azure, site, deployed, signal),
      remoteFacts(azure, site, signal),
      identityFacts(azure, site, signal),
    ]);
  const asked = {providers, permissions, locks, skus, computeUsages, networkUsages, labels, remotes};
  return {
    account,
    group,
    groupName,
    deployed,
    ...asked,
    ...(existing === undefined ? {} : {network: existing}),
    ...(identity === undefined ? {} : {identity}),
  };
}

async function known<Value>(ask: () => Promise<Value>): Promise<Known<Value>> {
  try {
    return {known: true, value: await ask()};
  } catch (error) {
    if (error instanceof AzureError && error.status === 403) return {known: false};
    throw error;
  }
}

/** An answer of undefined says that nobody tells. */
async function knownValue<Value>(ask: () => Promise<Value | undefined>): Promise<Known<Value>> {
  const answer = await known(ask);
  return answer.known && answer.value !== undefined ? {known: true, value: answer.value} : {known: false};
}

/** DNS names are asked for only before they are the cluster's own. */
async function labelFacts(azure: Azure, {cluster}: PlannedSite, deployed: boolean, signal: AbortSignal | undefined) {
  const ofPods = cluster.nodePools.flatMap(({count, podPublicIPs}) => {
    const {dnsLabelPrefix, perNode = 0} = podPublicIPs ?? {};
    if (dnsLabelPrefix === undefined) return [];
    return Array.from({length: count.min * perNode}, (_, index) =>
      podPublicIpDnsLabel(dnsLabelPrefix, Math.floor(index / perNode), (index % perNode) + 1),
    );
  });
  const ofApi = cluster.controlPlane.endpoint.access === 'public' ? [apiServerDnsLabel(cluster)] : [];
  const labels = deployed ? [] : [...ofApi, ...ofPods].slice(0, MOST_LABELS);
  const free = await Promise.all(labels.map((label) => azure.network.checkDnsLabel(cluster.location, label, signal)));
  return new Map(labels.map((label, index) => [label, free[index] ?? true]));
}

async function existingFacts(
  azure: Azure,
  {cluster, plan}: PlannedSite,
  deployed: boolean,
  signal: AbortSignal | undefined,
): Promise<ExistingFacts | undefined> {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind !== 'existing') return undefined;
  const {id} = virtualNetwork;
  const network = await known(() => azure.network.findVirtualNetwork(id, signal));
  const found = network.known ? network.value : undefined;
  if (found === undefined) {
    return {network, usages: {known: false}, addresses: {known: false}, routes: new Map(), joins: new Map()};
  }
  const own = found.subnets.filter(({name}) => plan.subnets.some((subnet) => subnet.name === name));
  const tables = [...new Set(own.flatMap(({routeTableId}) => routeTableId ?? []))];
  const [usages, addresses, routes, joins] = await Promise.all([
    known(() => azure.network.subnetUsages(id, signal)),
    known(() => addressFacts(azure, plan, id, deployed, signal)),
    Promise.all(
      tables.map(
        async (table) => [table.toLowerCase(), await known(() => azure.network.findRoutes(table, signal))] as const,
      ),
    ),
    Promise.all(
      own.map(
        async (subnet) => [subnet.name, await knownValue(() => azure.access.permissions(subnet.id, signal))] as const,
      ),
    ),
  ]);
  const read = routes.map(([table, answer]) => [table, answer.known ? answer.value : undefined] as const);
  return {network, usages, addresses, routes: new Map(read), joins: new Map(joins)};
}

/** Static addresses of the control plane: its machines' and its load balancer's. */
async function addressFacts(
  azure: Azure,
  {controlPlane}: PlannedSite['plan'],
  networkId: string,
  deployed: boolean,
  signal: AbortSignal | undefined,
) {
  const {loadBalancer, nodes} = controlPlane;
  const wanted = deployed ? [] : [...(loadBalancer === undefined ? [] : [loadBalancer]), ...nodes].map(formatAddress);
  const answers = await Promise.all(wanted.map((address) => azure.network.checkAddress(networkId, address, signal)));
  return new Map(wanted.map((address, index) => [address, answers[index]?.available ?? true]));
}

async function remoteFacts(
  azure: Azure,
  {cluster}: PlannedSite,
  signal: AbortSignal | undefined,
): Promise<PreflightFacts['remotes']> {
  const {virtualNetwork} = cluster.network;
  const ids = virtualNetwork.kind === 'new' ? virtualNetwork.peerings.map((each) => each.remoteVirtualNetworkId) : [];
  const answers = await Promise.all(ids.map((id) => known(() => azure.network.findVirtualNetwork(id, signal))));
  return new Map(ids.map((id, index) => [id, answers[index] ?? {known: false}]));
}

async function identityFacts(
  azure: Azure,
  {cluster}: PlannedSite,
  signal: AbortSignal | undefined,
): Promise<Known<boolean> | undefined> {
  const {id} = cluster.identity;
  if (id === undefined) return undefined;
  return known(async () => (await azure.access.findIdentity(id, signal)) !== undefined);
}
