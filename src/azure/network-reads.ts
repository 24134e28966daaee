import type {Route, RouteTable, Subnet, VirtualNetwork, VirtualNetworkPeering} from '@azure/arm-network';
import type {
  LivePeering,
  LiveRoute,
  LiveRouteTable,
  LiveSecurityRule,
  LiveSubnet,
  LiveVirtualNetwork,
  NetworkReads,
} from './azure.ts';
import {orUndefined, signalled} from './calls.ts';
import {type ClientFor, gatewayReadsOf} from './gateway-reads.ts';
import {all, partsOfId} from './lazy.ts';

/** What Azure knows of networks, by the SDK's client. */
export function networkReadsOf(clientFor: ClientFor): NetworkReads {
  return {
    ...virtualNetworkReads(clientFor),
    ...tableReads(clientFor),
    ...gatewayReadsOf(clientFor),
    ...regionReads(clientFor),
  };
}

function virtualNetworkReads(
  clientFor: ClientFor,
): Pick<NetworkReads, 'findVirtualNetwork' | 'subnetUsages' | 'checkAddress'> {
  return {
    findVirtualNetwork: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const found = await orUndefined(client.virtualNetworks.get(group, name, signalled(signal)));
      return found === undefined ? undefined : networkOf(found);
    },
    subnetUsages: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const usages = await all(client.virtualNetworks.listUsage(group, name, signalled(signal)));
      return usages.map(({id: subnetId = '', currentValue = 0, limit = 0}) => ({subnetId, used: currentValue, limit}));
    },
    checkAddress: async (id, address, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const answer = await client.virtualNetworks.checkIPAddressAvailability(group, name, address, signalled(signal));
      return {available: answer.available ?? false, others: answer.availableIPAddresses ?? []};
    },
  };
}

function tableReads(clientFor: ClientFor): Pick<NetworkReads, 'findRouteTable' | 'findSecurityRules'> {
  return {
    findRouteTable: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const table = await orUndefined(client.routeTables.get(group, name, signalled(signal)));
      return table === undefined ? undefined : tableOf(table);
    },
    findSecurityRules: async (id, signal) => {
      const {subscription, group, name} = partsOfId(id);
      const client = await clientFor(subscription);
      const found = await orUndefined(client.networkSecurityGroups.get(group, name, signalled(signal)));
      return found === undefined ? undefined : (found.securityRules ?? []).map(ruleOf);
    },
  };
}

function regionReads(clientFor: ClientFor): Pick<NetworkReads, 'checkDnsLabel' | 'usages' | 'publicIps'> {
  return {
    checkDnsLabel: async (location, label, signal) => {
      const client = await clientFor();
      return (await client.checkDnsNameAvailability(location, label, signalled(signal))).available ?? false;
    },
    usages: async (location, signal) => {
      const client = await clientFor();
      const usages = await all(client.usages.list(location, signalled(signal)));
      return usages.map(({name, currentValue, limit}) => ({
        name: name?.value ?? '',
        localizedName: name?.localizedValue ?? '',
        used: currentValue,
        limit,
      }));
    },
    publicIps: async (group, signal) => {
      const client = await clientFor();
      const found = await all(client.publicIPAddresses.list(group, signalled(signal)));
      return found.map(({id = '', name = '', ipAddress, dnsSettings}) => ({
        id,
        name,
        ...(ipAddress === undefined ? {} : {ipAddress}),
        ...(dnsSettings?.fqdn === undefined ? {} : {fqdn: dnsSettings.fqdn}),
      }));
    },
  };
}

function networkOf({
  id = '',
  name = '',
  location = '',
  addressSpace,
  dhcpOptions,
  subnets,
  virtualNetworkPeerings,
}: VirtualNetwork): LiveVirtualNetwork {
  return {
    id,
    name,
    location,
    addressPrefixes: addressSpace?.addressPrefixes ?? [],
    dnsServers: dhcpOptions?.dnsServers ?? [],
    subnets: (subnets ?? []).map(subnetOf),
    peerings: (virtualNetworkPeerings ?? []).map(peeringOf),
  };
}

/** The gateway of an ipConfiguration: of all that is in a subnet, Azure names the parts that have addresses. */
const GATEWAY = /^(.+\/virtualNetworkGateways\/[^/]+)\/ipConfigurations\//i;

function subnetOf(subnet: Subnet): LiveSubnet {
  const {
    id = '',
    name = '',
    addressPrefix,
    addressPrefixes,
    delegations,
    routeTable,
    networkSecurityGroup,
    natGateway,
  } = subnet;
  const {serviceEndpoints, defaultOutboundAccess, ipConfigurations, applicationGatewayIPConfigurations} = subnet;
  const links = [...(subnet.serviceAssociationLinks ?? []), ...(subnet.resourceNavigationLinks ?? [])];
  return {
    id,
    name,
    addressPrefixes: addressPrefixes ?? (addressPrefix === undefined ? [] : [addressPrefix]),
    delegations: (delegations ?? []).flatMap(({serviceName}) => serviceName ?? []),
    serviceEndpoints: (serviceEndpoints ?? []).flatMap(({service}) => service ?? []),
    links: [...new Set(links.flatMap(({linkedResourceType}) => linkedResourceType ?? []))],
    hasApplicationGateways: (applicationGatewayIPConfigurations ?? []).length > 0,
    gatewayIds: [...new Set((ipConfigurations ?? []).flatMap(({id: part = ''}) => GATEWAY.exec(part)?.[1] ?? []))],
    ...(routeTable?.id === undefined ? {} : {routeTableId: routeTable.id}),
    ...(networkSecurityGroup?.id === undefined ? {} : {networkSecurityGroupId: networkSecurityGroup.id}),
    ...(natGateway?.id === undefined ? {} : {natGatewayId: natGateway.id}),
    ...(defaultOutboundAccess === undefined ? {} : {defaultOutboundAccess}),
  };
}

function peeringOf({
  name = '',
  remoteVirtualNetwork,
  remoteAddressSpace,
  peeringState,
  useRemoteGateways,
}: VirtualNetworkPeering): LivePeering {
  return {
    name,
    remoteVirtualNetworkId: remoteVirtualNetwork?.id ?? '',
    remoteAddressPrefixes: remoteAddressSpace?.addressPrefixes ?? [],
    state: peeringState ?? '',
    ...(useRemoteGateways === undefined ? {} : {usesRemoteGateways: useRemoteGateways}),
  };
}

function tableOf({location = '', routes = [], disableBgpRoutePropagation = false}: RouteTable): LiveRouteTable {
  return {location, routes: routes.map(routeOf), takesBgpRoutes: !disableBgpRoutePropagation};
}

function routeOf({name = '', addressPrefix = '', nextHopType, nextHopIpAddress}: Route): LiveRoute {
  return {
    name,
    addressPrefix,
    nextHopType: nextHopType ?? '',
    ...(nextHopIpAddress === undefined ? {} : {nextHopIpAddress}),
  };
}

function ruleOf(rule: {
  readonly name?: string;
  readonly priority?: number;
  readonly direction?: string;
  readonly access?: string;
  readonly protocol?: string;
  readonly sourcePortRange?: string;
  readonly sourcePortRanges?: readonly string[];
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: readonly string[];
  readonly destinationAddressPrefix?: string;
  readonly destinationAddressPrefixes?: readonly string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: readonly string[];
  readonly sourceApplicationSecurityGroups?: readonly {readonly id?: string}[];
  readonly destinationApplicationSecurityGroups?: readonly {readonly id?: string}[];
}): LiveSecurityRule {
  const list = (one: string | undefined, many: readonly string[] | undefined): readonly string[] =>
    many !== undefined && many.length > 0 ? many : one === undefined ? [] : [one];
  return {
    name: rule.name ?? '',
    priority: rule.priority ?? 0,
    direction: rule.direction ?? '',
    access: rule.access ?? '',
    protocol: rule.protocol ?? '',
    sourcePortRanges: list(rule.sourcePortRange, rule.sourcePortRanges),
    sourceAddressPrefixes: list(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
    destinationAddressPrefixes: list(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
    destinationPortRanges: list(rule.destinationPortRange, rule.destinationPortRanges),
    sourceGroupIds: (rule.sourceApplicationSecurityGroups ?? []).flatMap(({id}) => id ?? []),
    destinationGroupIds: (rule.destinationApplicationSecurityGroups ?? []).flatMap(({id}) => id ?? []),
  };
}
