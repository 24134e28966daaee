import {createHash} from 'node:crypto';
import type {Cluster, Peering} from '../cluster/cluster.ts';
import {readResourceId} from '../cluster/resource-id.ts';
import {formatAddress} from '../ipv4/address.ts';
import {firstAddress, formatPrefix, makePrefix, type Prefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {StoredResource} from '../simulator/store.ts';
import type {JsonObject} from '../template/value.ts';

/** What a cluster stands in. */
interface Surroundings {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/** A resource as it is put there before anything else. */
type Given = Pick<StoredResource, 'id' | 'type' | 'name' | 'properties'> & {readonly location?: string};

/**
 * What a definition says is there already: the virtual network with its subnets, networks that it is peered with, an
 * identity, route tables. A simulated Azure takes its word for that, as it knows nothing else; `check` against a real one
 * does not.
 */
export function surroundingResources(surroundings: Surroundings, group = surroundings.cluster.name): readonly Given[] {
  const {cluster} = surroundings;
  const {virtualNetwork, subnets} = cluster.network;
  const peerings = virtualNetwork.kind === 'new' ? virtualNetwork.peerings : [];
  const tables = subnets.flatMap(({routeTableId}) => routeTableId ?? []);
  return [
    ...[...new Set(tables)].map((id) => given(id, cluster.location, {routes: []})),
    ...circuitsOf(cluster),
    ...peerings.flatMap((peering) => peerOf(cluster, peering)),
    ...existingNetwork(surroundings),
    ...identityOf(surroundings, group),
  ];
}

/** Azure's built-in roles (Azure: role-based-access-control/built-in-roles). */
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const NETWORK_CONTRIBUTOR = '4d97b98b-1d4f-4787-a291-c67834d212e7';

/** Whoever names an identity has given it its roles: in the resource group, which is therefore there, and in subnets. */
function identityOf({cluster, plan}: Surroundings, group: string): readonly Given[] {
  const {identity, location, network} = cluster;
  if (identity.id === undefined) return [];
  const subscriptionId = namedSubscription(cluster) ?? '';
  const principalId = guidOf(`principal ${identity.id.toLowerCase()}`);
  const {virtualNetwork} = network;
  const subnets =
    virtualNetwork.kind === 'new' ? [] : plan.subnets.map(({name}) => `${virtualNetwork.id}/subnets/${name}`);
  const roles = [
    [`/subscriptions/${subscriptionId}/resourceGroups/${group}`, CONTRIBUTOR],
    ...subnets.map((subnet) => [subnet, NETWORK_CONTRIBUTOR] as const),
  ] as const;
  return [
    given(identity.id, location, {principalId}),
    ...roles.map(([scope, role]) => ({
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${guidOf(`${scope} ${principalId}`)}`,
      type: 'Microsoft.Authorization/roleAssignments',
      name: guidOf(`${scope} ${principalId}`),
      location,
      properties: {
        principalId,
        principalType: 'ServicePrincipal',
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      },
    })),
  ];
}

/** A GUID that is the same every time. */
function guidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** The subscription that the definition speaks of, which is the cluster's own, as far as anybody can tell. */
export function namedSubscription({network, identity}: Cluster): string | undefined {
  const {virtualNetwork} = network;
  const ids =
    virtualNetwork.kind === 'existing'
      ? [virtualNetwork.id]
      : virtualNetwork.peerings.map(({remoteVirtualNetworkId}) => remoteVirtualNetworkId);
  const [first] = [...ids, identity.id].flatMap((id) => {
    const parse = id === undefined ? undefined : readResourceId(id);
    return parse === undefined || parse.problem !== undefined ? [] : [parse.resource.subscriptionId];
  });
  return first;
}

function existingNetwork({cluster, plan}: Surroundings): readonly Given[] {
  const {virtualNetwork, egress} = cluster.network;
  if (virtualNetwork.kind !== 'existing') return [];
  const {id, addressSpace} = virtualNetwork;
  // Whoever says that routes lead out has made them.
  const table = `${id.slice(0, id.indexOf('/virtualNetworks/'))}/routeTables/${lastName(id)}`;
  const routes =
    egress === 'userDefinedRoutes' ? [given(table, cluster.location, {routes: [wayOut(addressSpace)]})] : [];
  const subnets = plan.subnets.flatMap(({name, cidr}): JsonObject[] =>
    cidr === undefined
      ? []
      : [
          {
            name,
            properties: {
              addressPrefix: formatPrefix(cidr),
              ...(egress === 'userDefinedRoutes' ? {routeTable: {id: table}} : {}),
            },
          },
        ],
  );
  return [...routes, given(id, cluster.location, {addressSpace: spaceOf(addressSpace), subnets})];
}

/** Azure keeps the first four addresses of a subnet (Azure: virtual-networks-faq). */
const FIRST_USABLE = 4;

/** A route to an appliance, which is nobody's yet: the first address of the network will do. */
function wayOut([first]: readonly Prefix[]): JsonObject {
  const nextHopIpAddress = first === undefined ? '10.0.0.4' : formatAddress(firstAddress(first) + FIRST_USABLE);
  return {
    name: 'default',
    properties: {addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress},
  };
}

/** Of the smallest subnet that a gateway takes (Azure: vpn-gateway-about-vpn-gateway-settings). */
const GATEWAY_LENGTH = 27;

/** A peered network, and its gateway if the cluster uses that. */
function peerOf({location}: Cluster, peering: Peering): readonly Given[] {
  const {remoteVirtualNetworkId: id, remoteAddressSpace, useRemoteGateways} = peering;
  const space = {addressSpace: spaceOf(remoteAddressSpace)};
  const [first] = remoteAddressSpace;
  if (!useRemoteGateways || first === undefined) return [given(id, location, {...space, subnets: []})];
  const subnet = {
    name: 'GatewaySubnet',
    properties: {addressPrefix: formatPrefix(makePrefix(firstAddress(first), Math.max(first.length, GATEWAY_LENGTH)))},
  };
  const network = id.slice(0, id.indexOf('/virtualNetworks/'));
  const configuration = {name: 'default', properties: {subnet: {id: `${id}/subnets/GatewaySubnet`}}};
  return [
    given(id, location, {...space, subnets: [subnet]}),
    given(`${network}/virtualNetworkGateways/${lastName(id)}`, location, {
      gatewayType: 'ExpressRoute',
      sku: {name: 'ErGw1AZ', tier: 'ErGw1AZ'},
      ipConfigurations: [configuration],
    }),
  ];
}

/** A circuit that its provider has provisioned, with the peering that leads to virtual networks. */
const CIRCUIT: JsonObject = {
  circuitProvisioningState: 'Enabled',
  serviceProviderProvisioningState: 'Provisioned',
  peerings: [{name: 'AzurePrivatePeering', properties: {peeringType: 'AzurePrivatePeering', state: 'Enabled'}}],
};

function circuitsOf({network, location}: Cluster): readonly Given[] {
  const {virtualNetwork} = network;
  const connections = virtualNetwork.kind === 'new' ? (virtualNetwork.gateway?.connections ?? []) : [];
  return connections.flatMap(({circuitId}) => (circuitId === undefined ? [] : [given(circuitId, location, CIRCUIT)]));
}

function spaceOf(prefixes: readonly Prefix[]): JsonObject {
  return {addressPrefixes: prefixes.map(formatPrefix)};
}

function given(id: string, location: string, properties: JsonObject): Given {
  const [, type = ''] = /\/providers\/([^/]+\/[^/]+)\/[^/]+$/.exec(id) ?? [];
  return {id, type, name: lastName(id), location, properties};
}

function lastName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
