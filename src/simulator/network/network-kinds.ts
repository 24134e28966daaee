import {checkZones} from '../compute/machine-checks.ts';
import type {Endpoint, ResourceKind} from '../resource-kind.ts';
import {CIRCUIT_KIND, CONNECTION_KIND, GATEWAY_KIND, LOCAL_GATEWAY_KIND} from './gateways.ts';
import {assertNatGatewayUnused, assertTableUnused} from './in-use.ts';
import {BACKEND_POOL_KIND, LOAD_BALANCER_KIND} from './load-balancers.ts';
import {NETWORK_ENDPOINTS} from './network-endpoints.ts';
import {INTERFACE_KIND} from './network-interfaces.ts';
import {keepParts, partKind, removeParts} from './parts.ts';
import {PEERING_KIND} from './peerings.ts';
import {plainKind} from './plain-kind.ts';
import {PRIVATE_DNS_KINDS} from './private-dns.ts';
import {PUBLIC_IP_KIND} from './public-ips.ts';
import {SECURITY_GROUP_KIND, SECURITY_RULE_KIND} from './security-groups.ts';
import {SUBNET_KIND} from './subnets.ts';
import {VIRTUAL_NETWORK_KIND} from './virtual-networks.ts';

const TABLES = 'Microsoft.Network/routeTables';

/** Route tables, and routes that are written by themselves. */
const ROUTE_KINDS = [
  plainKind(TABLES, {
    time: 1_000,
    done: (world, table) => keepParts(world, table, 'routes'),
    remove: (world, table) => {
      assertTableUnused(world, table);
      removeParts(world, table, 'routes');
      return 1_000;
    },
  }),
  partKind(TABLES, 'routes'),
];

/** Kinds without anything of their own. */
const PLAIN_KINDS = [
  plainKind('Microsoft.Network/applicationSecurityGroups', {time: 1_000}),
  plainKind('Microsoft.Network/natGateways', {
    time: 3_000,
    preflight: checkZones,
    remove: (world, gateway) => {
      assertNatGatewayUnused(world, gateway);
      return 3_000;
    },
  }),
  // The cloud controller looks for those of a load balancer before it removes that.
  plainKind('Microsoft.Network/privateLinkServices', {time: 3_000}),
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
  ...ROUTE_KINDS,
  ...PLAIN_KINDS,
  ...PRIVATE_DNS_KINDS,
];

/** What Microsoft.Network answers beside. */
export const networkEndpoints: readonly Endpoint[] = NETWORK_ENDPOINTS;
