import type {JsonObject} from '../../template/value.ts';
import {sameLocation} from '../compute/resource-ids.ts';
import {textAt} from '../fields.ts';
import type {Endpoint, World} from '../resource-kind.ts';
import {isLabelFree, PUBLIC_IP_LIMIT, PUBLIC_IP_TYPE} from './public-ips.ts';

/**
 * Limits of a subscription in a region, by the name that usages have (Azure: azure-subscription-service-limits, "Networking
 * limits"). Public IPs are those of an enterprise agreement.
 */
const LIMITS: readonly {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly limit: number;
}[] = [
  {name: 'VirtualNetworks', label: 'Virtual Networks', type: 'Microsoft.Network/virtualNetworks', limit: 1_000},
  {name: 'StaticPublicIPAddresses', label: 'Static Public IP Addresses', type: PUBLIC_IP_TYPE, limit: PUBLIC_IP_LIMIT},
  {name: 'PublicIPAddresses', label: 'Public IP Addresses', type: PUBLIC_IP_TYPE, limit: PUBLIC_IP_LIMIT},
  {
    name: 'IPv4StandardSkuPublicIpAddresses',
    label: 'Public IPv4 Addresses - Standard',
    type: PUBLIC_IP_TYPE,
    limit: PUBLIC_IP_LIMIT,
  },
  {name: 'NetworkInterfaces', label: 'Network Interfaces', type: 'Microsoft.Network/networkInterfaces', limit: 65_536},
  {
    name: 'NetworkSecurityGroups',
    label: 'Network Security Groups',
    type: 'Microsoft.Network/networkSecurityGroups',
    limit: 5_000,
  },
  {name: 'LoadBalancers', label: 'Load Balancers', type: 'Microsoft.Network/loadBalancers', limit: 1_000},
  {name: 'RouteTables', label: 'Route Tables', type: 'Microsoft.Network/routeTables', limit: 200},
  {name: 'NatGateways', label: 'Nat Gateways', type: 'Microsoft.Network/natGateways', limit: 1_000},
];

/** Usages, and whether a name can be had. */
export const NETWORK_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Network\/locations\/([^/]+)\/usages$/i,
    answer: (world, [, subscription = '', location = '']) => ({
      value: LIMITS.map((each) => usage(world, subscription, location, each)),
    }),
  },
  {
    method: 'GET',
    path: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Network\/locations\/([^/]+)\/CheckDnsNameAvailability$/i,
    answer: (world, [, location = ''], {query}) => ({
      available: isLabelFree(world, query.get('domainNameLabel') ?? '', location),
    }),
  },
];

function usage(
  {store, settings}: World,
  subscription: string,
  location: string,
  {name, label, type, limit}: (typeof LIMITS)[number],
): JsonObject {
  const own = store
    .list(type, `/subscriptions/${subscription}`)
    .filter((each) => sameLocation(textAt(each, 'location') ?? '', location));
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.Network/locations/${location}/usages/${name}`,
    unit: 'Count',
    currentValue: own.length,
    limit: settings.quotas[name] ?? limit,
    name: {value: name, localizedValue: label},
  };
}
