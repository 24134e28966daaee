import type {ExpressRouteCircuit, NetworkManagementClient, VirtualNetworkGateway} from '@azure/arm-network';
import type {LiveCircuit, LiveGateway, NetworkReads} from './azure.ts';
import {orUndefined, signalled} from './calls.ts';
import {all, partsOfId} from './lazy.ts';

/** A client for a subscription: networks may be in another one than the cluster. */
export type ClientFor = (subscription?: string) => Promise<NetworkManagementClient>;

/** What Azure knows of gateways and of what is behind them, by the SDK's client. */
export function gatewayReadsOf(
  clientFor: ClientFor,
): Pick<NetworkReads, 'findGateway' | 'gatewayConnections' | 'findSite' | 'findCircuit'> {
  return {
    findGateway: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const found = await orUndefined(client.virtualNetworkGateways.get(group, name, signalled(signal)));
      return found === undefined ? undefined : gatewayOf(id, found);
    },
    gatewayConnections: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const found = await all(client.virtualNetworkGateways.listConnections(group, name, signalled(signal)));
      return found.map(({name: own = '', peer, localNetworkGateway2: site}) => ({
        name: own,
        ...(peer?.id === undefined ? {} : {circuitId: peer.id}),
        ...(site?.id === undefined ? {} : {siteId: site.id}),
      }));
    },
    findSite: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const found = await orUndefined(client.localNetworkGateways.get(group, name, signalled(signal)));
      return found === undefined
        ? undefined
        : {name: found.name ?? name, prefixes: found.localNetworkAddressSpace?.addressPrefixes ?? []};
    },
    findCircuit: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const found = await orUndefined(client.expressRouteCircuits.get(group, name, signalled(signal)));
      return found === undefined ? undefined : circuitOf(found);
    },
  };
}

function gatewayOf(
  id: string,
  {name = '', gatewayType = '', sku, vpnType, bgpSettings}: VirtualNetworkGateway,
): LiveGateway {
  return {
    id,
    name,
    type: gatewayType,
    sku: sku?.name ?? '',
    ...(vpnType === undefined ? {} : {vpnType}),
    ...(bgpSettings?.asn === undefined ? {} : {asn: bgpSettings.asn}),
  };
}

function circuitOf({
  name = '',
  serviceProviderProvisioningState = '',
  serviceProviderProperties,
  peerings,
}: ExpressRouteCircuit): LiveCircuit {
  const {peeringLocation} = serviceProviderProperties ?? {};
  return {
    name,
    providerState: serviceProviderProvisioningState,
    ...(peeringLocation === undefined ? {} : {peeringLocation}),
    peerings: (peerings ?? []).flatMap(({peeringType}) => peeringType ?? []),
  };
}
