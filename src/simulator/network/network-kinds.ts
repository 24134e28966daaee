import {listAt, shown} from '../fields.ts';
import type {Endpoint, ResourceKind} from '../resource-kind.ts';
import {CIRCUIT_KIND, CONNECTION_KIND, GATEWAY_KIND, LOCAL_GATEWAY_KIND} from './gateways.ts';
import {BACKEND_POOL_KIND, LOAD_BALANCER_KIND} from './load-balancers.ts';
import {NETWORK_ENDPOINTS} from './network-endpoints.ts';
import {INTERFACE_KIND} from './network-interfaces.ts';
import {PEERING_KIND} from './peerings.ts';
import {keep, plainKind, propertiesOf} from './plain-kind.ts';
import {PUBLIC_IP_KIND} from './public-ips.ts';
import {SECURITY_GROUP_KIND, SECURITY_RULE_KIND} from './security-groups.ts';
import {parentOf, SUBNET_KIND} from './subnets.ts';
import {VIRTUAL_NETWORK_KIND} from './virtual-networks.ts';

/** Routes of a table, written by themselves. */
const ROUTE_KIND: ResourceKind = {
  type: 'Microsoft.Network/routeTables/routes',
  tracked: false,
  put: (world, put) => {
    const table = parentOf(world, put);
    const others = listAt(table.properties, 'routes').filter((item) => (item as {name?: unknown}).name !== put.name);
    world.store.put({...table, properties: {...table.properties, routes: [...others, {...put.body, name: put.name}]}});
    keep(world, put, {...propertiesOf(put), provisioningState: 'Succeeded'});
    return 0;
  },
  show: (_, route) => shown(route),
};

/** Kinds without anything of their own. */
const PLAIN_KINDS = [
  plainKind('Microsoft.Network/applicationSecurityGroups', {time: 1_000}),
  plainKind('Microsoft.Network/natGateways', {time: 3_000}),
  plainKind('Microsoft.Network/routeTables', {time: 1_000}),
  plainKind('Microsoft.Network/privateDnsZones', {time: 20_000}),
  plainKind('Microsoft.Network/privateDnsZones/virtualNetworkLinks', {time: 20_000}),
  plainKind('Microsoft.Network/privateDnsZones/A', {tracked: false, time: 1_000}),
];

/** What Microsoft.Network has, as far as clusters reach. */
export const networkKinds: readonly ResourceKind[] = [
  VIRTUAL_NETWORK_KIND,
  SUBNET_KIND,
  PEERING_KIND,
  INTERFACE_KIND,
  PUBLIC_IP_KIND,
  LOAD_BALANCER_KIND,
  BACKEND_POOL_KIND,
  SECURITY_GROUP_KIND,
  SECURITY_RULE_KIND,
  GATEWAY_KIND,
  LOCAL_GATEWAY_KIND,
  CONNECTION_KIND,
  CIRCUIT_KIND,
  ROUTE_KIND,
  ...PLAIN_KINDS,
];

/** What Microsoft.Network answers beside. */
export const networkEndpoints: readonly Endpoint[] = NETWORK_ENDPOINTS;
