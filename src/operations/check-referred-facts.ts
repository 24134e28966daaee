import type {Azure} from '../azure/azure.ts';
import {gatewayName, virtualNetworkName} from '../cluster/names.ts';
import type {ExistingFacts, OwnNetworkFacts, PlannedSite, ReferredFacts} from '../preflight/facts.ts';
import {findSubnet, gatewaySubnetOf} from '../preflight/live-network.ts';
import {ownNetworkId} from '../preflight/resource-ids.ts';
import {eachOf, lower} from './check-network-facts.ts';
import type {Reads} from './check-reads.ts';

/** What Azure says of the cluster's own network: of one of its name, whoever made it. */
export async function ownNetworkFacts(
  azure: Azure,
  {read}: Reads,
  {cluster}: PlannedSite,
  {group: groupName, signal}: {readonly group: string; readonly signal?: AbortSignal | undefined},
): Promise<OwnNetworkFacts | undefined> {
  if (cluster.network.virtualNetwork.kind !== 'new') return undefined;
  const place = {account: azure.account, groupName};
  const id = ownNetworkId(place, 'virtualNetworks', virtualNetworkName(cluster));
  const network = await read(() => azure.network.findVirtualNetwork(id, signal));
  const live = network.known ? network.value : undefined;
  const ids = (live === undefined ? undefined : gatewaySubnetOf(live))?.gatewayIds ?? [];
  const own = lower(ownNetworkId(place, 'virtualNetworkGateways', gatewayName(cluster)));
  const isThere = ids.some((each) => lower(each) === own);
  const [gateways, connections] = await Promise.all([
    eachOf(ids, (each) => read(() => azure.network.findGateway(each, signal))),
    isThere ? read(() => azure.network.gatewayConnections(own, signal)) : ({known: true, value: []} as const),
  ]);
  return {network, gateways, connections};
}

/** What Azure says of resources that the template refers to, and has not made. */
export async function referredFacts(
  azure: Azure,
  {read, readKnown}: Reads,
  {cluster, plan}: PlannedSite,
  existing: ExistingFacts | undefined,
  signal: AbortSignal | undefined,
): Promise<ReferredFacts> {
  const {virtualNetwork, subnets} = cluster.network;
  const live = existing?.network.known === true ? existing.network.value : undefined;
  const joined = live === undefined ? [] : plan.subnets.flatMap(({name}) => findSubnet(live, name)?.routeTableId ?? []);
  const written = virtualNetwork.kind === 'new' ? subnets.flatMap(({routeTableId}) => routeTableId ?? []) : [];
  const gateway = virtualNetwork.kind === 'new' ? virtualNetwork.gateway : undefined;
  const circuitIds = gateway?.connections.flatMap(({circuitId}) => circuitId ?? []) ?? [];
  const identityIds = cluster.identity.id === undefined ? [] : [cluster.identity.id];
  const scopes = [...written, ...circuitIds, ...identityIds];
  const [routeTables, circuits, permissions] = await Promise.all([
    eachOf([...joined, ...written], (id) => read(() => azure.network.findRouteTable(id, signal)), lower),
    eachOf(circuitIds, (id) => read(() => azure.network.findCircuit(id, signal)), lower),
    eachOf(scopes, (scope) => readKnown(() => azure.access.permissions(scope, signal)), lower),
  ]);
  return {routeTables, circuits, permissions};
}
