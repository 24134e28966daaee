import type {
  Outbound,
  PeeringModel,
  PublicIpModel,
  SecurityRule,
  SubnetModel,
  UserDefinedRoute,
  VirtualNetworkModel,
} from '../fabric/model.ts';
import {at, idsAt, isSame, listAt, nameOf, textAt} from './json.ts';
import type {ResourceManager} from './resource-manager.ts';

/** The virtual networks of some groups, with all that is attached to their subnets, from whichever group. */
export function virtualNetworksOf(groups: readonly ResourceManager[]): readonly VirtualNetworkModel[] {
  const balanced = new Map(groups.flatMap((azure) => [...outboundRulesOf(azure)]));
  return groups.flatMap((azure) => networksIn(azure, balanced));
}

function networksIn(azure: ResourceManager, balanced: ReadonlyMap<string, string>): readonly VirtualNetworkModel[] {
  return azure.list('Microsoft.Network/virtualNetworks').map((network) => ({
    name: textAt(network, 'name'),
    addressSpace: listAt(network, 'properties', 'addressSpace', 'addressPrefixes').map(String),
    subnets: listAt(network, 'properties', 'subnets').map((subnet) => subnetOf(azure, subnet, balanced)),
  }));
}

/** The addresses of load balancers' outbound rules, by the ids of subnets in lower case whose machines are behind them. */
function outboundRulesOf(azure: ResourceManager): ReadonlyMap<string, string> {
  const members = ipConfigurationsOf(azure).flatMap(({configuration}) =>
    idsAt(configuration, 'properties', 'loadBalancerBackendAddressPools').map((pool) => ({
      pool,
      subnet: textAt(configuration, 'properties', 'subnet', 'id'),
    })),
  );
  return new Map(
    azure.list('Microsoft.Network/loadBalancers').flatMap((balancer) =>
      listAt(balancer, 'properties', 'outboundRules').flatMap((rule): (readonly [string, string])[] => {
        const [frontend = ''] = idsAt(rule, 'properties', 'frontendIPConfigurations');
        const described = listAt(balancer, 'properties', 'frontendIPConfigurations').find((each) =>
          isSame(textAt(each, 'id'), frontend),
        );
        const address = addressOf(azure, textAt(described, 'properties', 'publicIPAddress', 'id'));
        const pool = textAt(rule, 'properties', 'backendAddressPool', 'id');
        const behind = members.filter((member) => isSame(member.pool, pool));
        return behind.map(({subnet}) => [subnet.toLowerCase(), address] as const);
      }),
    ),
  );
}

function subnetOf(azure: ResourceManager, subnet: unknown, balanced: ReadonlyMap<string, string>): SubnetModel {
  const gateway = at(subnet, 'properties', 'natGateway', 'id');
  const table = at(subnet, 'properties', 'routeTable', 'id');
  const group = at(subnet, 'properties', 'networkSecurityGroup', 'id');
  const address = balanced.get(textAt(subnet, 'id').toLowerCase());
  const behindBalancer = address === undefined ? undefined : ({kind: 'loadBalancer', address} as const);
  const outbound = typeof gateway === 'string' ? behindNatGateway(azure, gateway) : behindBalancer;
  return {
    name: textAt(subnet, 'name'),
    cidr: textAt(subnet, 'properties', 'addressPrefix'),
    serviceEndpoints: listAt(subnet, 'properties', 'serviceEndpoints').map((endpoint) => textAt(endpoint, 'service')),
    ...(typeof table === 'string' ? {routes: routesOf(azure.get(table))} : {}),
    ...(typeof group === 'string' ? {securityRules: securityRulesOf(azure, group)} : {}),
    ...(outbound === undefined ? {} : {outbound}),
  };
}

function behindNatGateway(azure: ResourceManager, id: string): Outbound {
  const [address = ''] = idsAt(azure.get(id), 'properties', 'publicIpAddresses');
  return {kind: 'natGateway', address: addressOf(azure, address)};
}

/** The address of a public IP. */
export function addressOf(azure: ResourceManager, publicIp: string): string {
  return textAt(azure.get(publicIp), 'properties', 'ipAddress');
}

function routesOf(table: unknown): readonly UserDefinedRoute[] {
  return listAt(table, 'properties', 'routes').map((route) => {
    const nextHop = at(route, 'properties', 'nextHopIpAddress');
    return {
      addressPrefix: textAt(route, 'properties', 'addressPrefix'),
      nextHopType: textAt(route, 'properties', 'nextHopType') as UserDefinedRoute['nextHopType'],
      ...(typeof nextHop === 'string' ? {nextHopIpAddress: nextHop} : {}),
    };
  });
}

/** The peerings of a group's virtual networks; the other side may be in another group. */
export function peeringsOf(azure: ResourceManager): readonly PeeringModel[] {
  return azure.list('Microsoft.Network/virtualNetworks').flatMap((network) =>
    listAt(network, 'properties', 'virtualNetworkPeerings').map((peering) => ({
      from: textAt(network, 'name'),
      to: nameOf(textAt(peering, 'properties', 'remoteVirtualNetwork', 'id')),
      allowForwardedTraffic: at(peering, 'properties', 'allowForwardedTraffic') === true,
      useRemoteGateways: at(peering, 'properties', 'useRemoteGateways') === true,
    })),
  );
}

/** The rules of a network security group: one for every pair of service tags, or lists of addresses. */
export function securityRulesOf(azure: ResourceManager, group: string): readonly SecurityRule[] {
  return listAt(azure.get(group), 'properties', 'securityRules').flatMap((rule) => {
    const properties = at(rule, 'properties');
    const destinations = sidesOf(azure, properties, 'destination');
    return sidesOf(azure, properties, 'source').flatMap((source) =>
      destinations.map((destination) => ({
        name: textAt(rule, 'name'),
        priority: Number(at(properties, 'priority')),
        direction: textAt(properties, 'direction') as SecurityRule['direction'],
        access: textAt(properties, 'access') as SecurityRule['access'],
        protocol: capitalised(textAt(properties, 'protocol')) as SecurityRule['protocol'],
        source,
        destination,
        ports: portsOf(properties),
      })),
    );
  });
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}

/** Addresses, tags and application security groups of one side of a rule. */
function sidesOf(azure: ResourceManager, properties: unknown, side: 'source' | 'destination'): readonly string[] {
  const one = at(properties, `${side}AddressPrefix`);
  const many = listAt(properties, `${side}AddressPrefixes`).map(String);
  const groups = idsAt(properties, `${side}ApplicationSecurityGroups`).flatMap((id) => membersOf(azure, id));
  const all = [...(typeof one === 'string' && one !== '' ? [one] : []), ...many, ...groups];
  const addresses = all.filter((entry) => /^[\d./]+$/.test(entry));
  const tags = all.filter((entry) => !addresses.includes(entry));
  return [...tags, ...(addresses.length > 0 ? [addresses.join(', ')] : [])];
}

/** The addresses of an application security group's members. */
function membersOf(azure: ResourceManager, group: string): readonly string[] {
  return ipConfigurationsOf(azure)
    .filter(({configuration}) =>
      idsAt(configuration, 'properties', 'applicationSecurityGroups').some((id) => isSame(id, group)),
    )
    .map(({configuration}) => textAt(configuration, 'properties', 'privateIPAddress'));
}

function portsOf(properties: unknown): '*' | readonly string[] {
  const one = at(properties, 'destinationPortRange');
  const many = listAt(properties, 'destinationPortRanges').map(String);
  const all = [...(typeof one === 'string' && one !== '' ? [one] : []), ...many];
  return all.includes('*') ? '*' : all;
}

/** An ipConfiguration, and the network interface that it is of. */
export interface IpConfiguration {
  readonly nic: unknown;
  readonly configuration: unknown;
}

/** All network interfaces of a group: those of its own, and those of scale sets. */
export function networkInterfacesOf(azure: ResourceManager): readonly unknown[] {
  const own = azure.list('Microsoft.Network/networkInterfaces');
  const sets = azure.list('Microsoft.Compute/virtualMachineScaleSets');
  return [...own, ...sets.flatMap((set) => azure.below(textAt(set, 'id'), 'networkInterfaces'))];
}

/** All ipConfigurations of a group. */
export function ipConfigurationsOf(azure: ResourceManager): readonly IpConfiguration[] {
  return networkInterfacesOf(azure).flatMap((nic) =>
    listAt(nic, 'properties', 'ipConfigurations').map((configuration) => ({nic, configuration})),
  );
}

/** Public addresses that belong to an ipConfiguration each. */
export function publicIpsOf(azure: ResourceManager): readonly PublicIpModel[] {
  return ipConfigurationsOf(azure).flatMap(({configuration}) => {
    const id = at(configuration, 'properties', 'publicIPAddress', 'id');
    if (typeof id !== 'string') return [];
    const dnsName = at(azure.get(id), 'properties', 'dnsSettings', 'fqdn');
    return [
      {
        address: addressOf(azure, id),
        privateAddress: textAt(configuration, 'properties', 'privateIPAddress'),
        ...(typeof dnsName === 'string' ? {dnsName} : {}),
      },
    ];
  });
}

/** Names in private zones, with their addresses. */
export function privateNamesOf(azure: ResourceManager): Readonly<Record<string, string>> {
  const zones = azure.list('Microsoft.Network/privateDnsZones');
  return Object.fromEntries(
    zones.flatMap((zone) =>
      azure.below(textAt(zone, 'id'), 'A').map((record) => {
        const name = `${textAt(record, 'name')}.${textAt(zone, 'name')}`.toLowerCase();
        return [name, textAt(record, 'properties', 'aRecords', 0, 'ipv4Address')];
      }),
    ),
  );
}
