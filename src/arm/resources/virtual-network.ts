import type {Cluster, NewVirtualNetwork, Subnet} from '../../cluster/cluster.ts';
import {GATEWAY_SUBNET} from '../../cluster/defaults.ts';
import {virtualNetworkName} from '../../cluster/names.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {formatPrefix, type Prefix} from '../../ipv4/prefix.ts';
import type {AddressPlan} from '../../network/address-plan.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import type {Term} from '../expressions.ts';
import {LOCATION, type Site} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {
  dependsOn,
  natGatewayTarget,
  routeTableTarget,
  subnetTarget,
  type Target,
  to,
  virtualNetworkTarget,
} from '../targets.ts';

/** The virtual network and its subnets, if they are made for the cluster: an existing one is never written to. */
export function virtualNetworkResources({cluster, plan}: Site): readonly ArmResource[] {
  const {virtualNetwork, subnets} = cluster.network;
  if (virtualNetwork.kind === 'existing') return [];
  const targets = subnets.map(({name}) => subnetTarget(cluster, name));
  return [
    networkResource(cluster, virtualNetwork),
    // One after the other: a virtual network takes one write at a time.
    ...subnets.map((subnet, index) =>
      subnetResource(cluster, subnet, rangeOf(plan, subnet.name), targets[index - 1] ?? virtualNetworkTarget(cluster)),
    ),
  ];
}

/** The last of the subnets to be made, after which the virtual network is at rest. */
export function lastSubnetTarget(cluster: Cluster): Target {
  const last = cluster.network.subnets.at(-1);
  return last === undefined ? virtualNetworkTarget(cluster) : subnetTarget(cluster, last.name);
}

function networkResource(cluster: Cluster, {addressSpace, dnsServers}: NewVirtualNetwork): ArmResource {
  return {
    type: 'Microsoft.Network/virtualNetworks',
    apiVersion: API_VERSIONS['Microsoft.Network/virtualNetworks'],
    name: virtualNetworkName(cluster),
    location: LOCATION,
    tags: COMMON_TAGS,
    // Without `subnets`, which are resources of their own: written here, a redeploy would put them back as they were.
    properties: {
      addressSpace: {addressPrefixes: addressSpace.map(formatPrefix)},
      ...(dnsServers.length === 0 ? {} : {dhcpOptions: {dnsServers: dnsServers.map(formatAddress)}}),
    },
  } satisfies Resource<'Microsoft.Network/virtualNetworks'>;
}

function subnetResource(cluster: Cluster, subnet: Subnet, range: Prefix, previous: Target): ArmResource {
  const routeTable = routeTableOf(cluster, subnet);
  const natGateway = natGatewayOf(cluster, subnet);
  return {
    type: 'Microsoft.Network/virtualNetworks/subnets',
    apiVersion: API_VERSIONS['Microsoft.Network/virtualNetworks/subnets'],
    name: `${virtualNetworkName(cluster)}/${subnet.name}`,
    ...dependsOn(previous, routeTable, natGateway),
    properties: {
      addressPrefix: formatPrefix(range),
      // Azure's default turns from true to false in a later version of the API. Gateways manage their own way out.
      ...(isGatewaySubnet(subnet) ? {} : {defaultOutboundAccess: false}),
      ...(routeTable === undefined ? {} : {routeTable: to(routeTable)}),
      ...(natGateway === undefined ? {} : {natGateway: to(natGateway)}),
      serviceEndpoints: subnet.serviceEndpoints.map((service) => ({service})),
    },
  } satisfies Resource<'Microsoft.Network/virtualNetworks/subnets'>;
}

function routeTableOf(cluster: Cluster, {name, routes, routeTableId}: Subnet): Target | undefined {
  return routes.length > 0 ? routeTableTarget(cluster, name) : routeTableId;
}

/** A gateway's subnet cannot have a NAT gateway (Azure: nat-gateway/nat-gateway-resource, "Limitations"). */
function natGatewayOf(cluster: Cluster, subnet: Subnet): Term | undefined {
  return cluster.network.egress === 'natGateway' && !isGatewaySubnet(subnet) ? natGatewayTarget(cluster) : undefined;
}

function isGatewaySubnet({name}: Subnet): boolean {
  return name.toLowerCase() === GATEWAY_SUBNET.toLowerCase();
}

function rangeOf(plan: AddressPlan, name: string): Prefix {
  const range = plan.subnets.find((subnet) => subnet.name === name)?.cidr;
  if (range === undefined) throw new Error(`the plan has no range for subnet ${name}`);
  return range;
}
