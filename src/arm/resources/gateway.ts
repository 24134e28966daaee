import type {Cluster, Connection, Gateway} from '../../cluster/cluster.ts';
import {GATEWAY_SUBNET} from '../../cluster/defaults.ts';
import {connectionName, gatewayIpName, gatewayName} from '../../cluster/names.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmParameter, ArmResource, Resource} from '../arm-template.ts';
import {expression, parameter, resourceId, type Term} from '../expressions.ts';
import {LOCATION, type Site, zoneRedundant} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, idOf, subnetTarget, to} from '../targets.ts';
import {networkAtRestTarget} from './peerings.ts';
import {publicIpAddress} from './public-ip-address.ts';

/** The gateway of the virtual network, and its connections. */
export function gatewayResources({cluster}: Site): readonly ArmResource[] {
  const gateway = gatewayOf(cluster);
  if (gateway === undefined) return [];
  const zones = gateway.sku.endsWith('AZ') ? zoneRedundant(cluster) : {};
  return [
    publicIpAddress({name: gatewayIpName(cluster), ...zones}),
    gatewayResource(cluster, gateway),
    ...gateway.connections.flatMap((connection) =>
      gateway.type === 'Vpn' ? tunnel(cluster, connection) : circuit(cluster, connection),
    ),
  ];
}

/** A parameter for the shared key of every tunnel: whoever deploys is asked for it, and no file has it. */
export function sharedKeyParameters(cluster: Cluster): Readonly<Record<string, ArmParameter>> {
  const gateway = gatewayOf(cluster);
  if (gateway?.type !== 'Vpn') return {};
  return Object.fromEntries(
    gateway.connections.map(({name}) => [
      sharedKeyName(name),
      {type: 'securestring', metadata: {description: `Pre-shared key of the tunnel ${name}`}},
    ]),
  );
}

/** Names of parameters are identifiers; those of connections have hyphens, and no underscores. */
function sharedKeyName(connection: string): string {
  return `sharedKey_${connection.replaceAll('-', '_')}`;
}

function gatewayOf({network}: Cluster): Gateway | undefined {
  return network.virtualNetwork.kind === 'new' ? network.virtualNetwork.gateway : undefined;
}

function gatewayResource(cluster: Cluster, gateway: Gateway): ArmResource {
  const subnet = subnetTarget(cluster, gatewaySubnet(cluster));
  const address = resourceId('Microsoft.Network/publicIPAddresses', gatewayIpName(cluster));
  return {
    type: 'Microsoft.Network/virtualNetworkGateways',
    apiVersion: API_VERSIONS['Microsoft.Network/virtualNetworkGateways'],
    name: gatewayName(cluster),
    location: LOCATION,
    tags: COMMON_TAGS,
    ...dependsOn(subnet, address, networkAtRestTarget(cluster)),
    properties: {
      gatewayType: gateway.type,
      ...(gateway.type === 'Vpn'
        ? ({vpnType: 'RouteBased', vpnGatewayGeneration: generation(gateway.sku), enableBgp: false} as const)
        : {}),
      sku: {name: gateway.sku, tier: gateway.sku},
      ipConfigurations: [
        {
          name: 'default',
          properties: {privateIPAllocationMethod: 'Dynamic', subnet: to(subnet), publicIPAddress: to(address)},
        },
      ],
    },
  } satisfies Resource<'Microsoft.Network/virtualNetworkGateways'>;
}

/** The smallest exist in the first generation only, the largest in the second (Azure: vpn-gateway/about-gateway-skus). */
function generation(sku: string): 'Generation1' | 'Generation2' {
  return sku.startsWith('VpnGw1') ? 'Generation1' : 'Generation2';
}

/** As the definition writes it: to Azure, capitals make no difference. */
function gatewaySubnet({network}: Cluster): string {
  const declared = network.subnets.find(({name}) => name.toLowerCase() === GATEWAY_SUBNET.toLowerCase());
  return declared?.name ?? GATEWAY_SUBNET;
}

function tunnel(cluster: Cluster, {name, peerAddress, cidrs}: Connection): readonly ArmResource[] {
  if (peerAddress === undefined) throw new Error(`connection ${name} of a Vpn gateway has no peer`);
  const site = resourceId('Microsoft.Network/localNetworkGateways', connectionName(cluster, name));
  return [
    {
      type: 'Microsoft.Network/localNetworkGateways',
      apiVersion: API_VERSIONS['Microsoft.Network/localNetworkGateways'],
      name: connectionName(cluster, name),
      location: LOCATION,
      tags: COMMON_TAGS,
      properties: {
        gatewayIpAddress: formatAddress(peerAddress),
        localNetworkAddressSpace: {addressPrefixes: cidrs.map(formatPrefix)},
      },
    } satisfies Resource<'Microsoft.Network/localNetworkGateways'>,
    {
      ...connectionCommon(cluster, name, [site]),
      properties: {
        connectionType: 'IPsec',
        connectionProtocol: 'IKEv2',
        virtualNetworkGateway1: gatewayReference(cluster),
        localNetworkGateway2: {...to(site), properties: {}},
        sharedKey: expression(parameter(sharedKeyName(name))),
        enableBgp: false,
      },
    } satisfies Resource<'Microsoft.Network/connections'>,
  ];
}

function circuit(cluster: Cluster, {name, circuitId}: Connection): readonly ArmResource[] {
  if (circuitId === undefined) throw new Error(`connection ${name} of an ExpressRoute gateway has no circuit`);
  return [
    {
      ...connectionCommon(cluster, name, []),
      properties: {
        connectionType: 'ExpressRoute',
        virtualNetworkGateway1: gatewayReference(cluster),
        peer: {id: idOf(circuitId)},
      },
    } satisfies Resource<'Microsoft.Network/connections'>,
  ];
}

function connectionCommon(cluster: Cluster, name: string, after: readonly Term[]) {
  return {
    type: 'Microsoft.Network/connections',
    apiVersion: API_VERSIONS['Microsoft.Network/connections'],
    name: connectionName(cluster, name),
    location: LOCATION,
    tags: COMMON_TAGS,
    ...dependsOn(gatewayTarget(cluster), ...after),
  } as const;
}

/** A reference, in the form of a whole resource: the API wants `properties` in it (Azure: REST API, connections). */
function gatewayReference(cluster: Cluster) {
  return {...to(gatewayTarget(cluster)), properties: {}};
}

function gatewayTarget(cluster: Cluster): Term {
  return resourceId('Microsoft.Network/virtualNetworkGateways', gatewayName(cluster));
}
