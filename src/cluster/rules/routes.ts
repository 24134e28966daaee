import type {Issue, RelatedPlace} from '../../definition/issue.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {containsAddress, formatPrefix} from '../../ipv4/prefix.ts';
import type {Cluster, Route, Subnet} from '../cluster.ts';
import {addressSpaceRanges, describeRange, newVirtualNetwork, peerRanges} from './named-ranges.ts';
import {describeSameName, error, findRepeats, warning} from './rule.ts';

/** Most places that are named beside an issue: a network may have hundreds of peers. */
const MOST_PLACES = 10;

/** Azure needs the address of the appliance (Azure: virtual-networks-udr-overview). */
export function requireNextHopOfAppliance(cluster: Cluster): Issue[] {
  return routesOf(cluster).flatMap(({route}) => {
    if (route.nextHopType !== 'VirtualAppliance' || route.nextHopIpAddress !== undefined) return [];
    const message = `route "${route.name}" leads to an appliance and does not say which`;
    const hint = "add its address: nextHopIpAddress: 10.0.0.4, or that of the appliances' internal load balancer";
    const related = [{path: [...route.path, 'nextHopType'], message: route.nextHopType}];
    return [error('VK3304', [...route.path, 'nextHopIpAddress'], message, {hint, related})];
  });
}

/** Azure refuses an address with any other next hop. */
export function forbidOtherNextHopAddresses(cluster: Cluster): Issue[] {
  return routesOf(cluster).flatMap(({route}) => {
    if (route.nextHopType === 'VirtualAppliance' || route.nextHopIpAddress === undefined) return [];
    const message = `a route with nextHopType ${route.nextHopType} has no nextHopIpAddress`;
    const hint = 'remove it, or write nextHopType: VirtualAppliance';
    const related = [{path: [...route.path, 'nextHopType'], message: route.nextHopType}];
    return [error('VK3305', [...route.path, 'nextHopIpAddress'], message, {hint, related, at: 'key'})];
  });
}

/** A next hop must be reached directly, not through a gateway (Azure: virtual-networks-udr-overview). */
export function requireReachableNextHop(cluster: Cluster): Issue[] {
  const reached = [...addressSpaceRanges(cluster), ...peerRanges(cluster)];
  const places = reached.slice(0, MOST_PLACES).map((range) => ({path: range.path, message: describeRange(range)}));
  return routesOf(cluster).flatMap(({route}) => {
    const {nextHopType, nextHopIpAddress: hop} = route;
    if (nextHopType !== 'VirtualAppliance' || hop === undefined) return [];
    if (reached.some(({prefix}) => containsAddress(prefix, hop))) return [];
    const message = `${formatAddress(hop)} is neither in the virtual network nor in a peer's, so nothing can be sent there`;
    const hint = "use the appliance's address in the virtual network, or add a peering with the network that it is in";
    return [error('VK3306', [...route.path, 'nextHopIpAddress'], message, {hint, related: places})];
  });
}

/** The appliance's own traffic follows the same routes, back to itself (Azure: virtual-networks-udr-overview). */
export function warnOfRoutesIntoOwnSubnet(cluster: Cluster): Issue[] {
  return routesOf(cluster).flatMap(({route, subnet}) => {
    const {nextHopIpAddress: hop} = route;
    if (hop === undefined || subnet.cidr === undefined || !containsAddress(subnet.cidr, hop)) return [];
    const message = `${formatAddress(hop)} is in subnet "${subnet.name}" itself: what the appliance sends comes back to it`;
    const hint = 'put the appliance into another subnet, without this route';
    const related = [
      {path: [...subnet.path, 'cidr'], message: `${formatPrefix(subnet.cidr)}, the range of the subnet`},
    ];
    return [warning('VK3307', [...route.path, 'nextHopIpAddress'], message, {hint, related})];
  });
}

/** A route to a gateway needs one: of the network's own, or a peer's. */
export function requireGatewayForRoutes(cluster: Cluster): Issue[] {
  const {gateway, peerings = []} = newVirtualNetwork(cluster) ?? {};
  if (gateway !== undefined || peerings.some((peering) => peering.useRemoteGateways)) return [];
  return gatewayRoutes(cluster).map((route) => {
    const message = `route "${route.name}" leads to a gateway, and the virtual network has none`;
    const hint = 'add a gateway, or useRemoteGateways: true on a peering';
    return error('VK3308', [...route.path, 'nextHopType'], message, {hint});
  });
}

/** Routes to an ExpressRoute gateway come by BGP and no other way (Azure: virtual-networks-udr-overview). */
export function forbidRoutesToExpressRoute(cluster: Cluster): Issue[] {
  const gateway = newVirtualNetwork(cluster)?.gateway;
  if (gateway?.type !== 'ExpressRoute') return [];
  const related = [{path: [...gateway.path, 'type'], message: 'the type of the gateway'}];
  return gatewayRoutes(cluster).map((route) => {
    const message = `route "${route.name}" leads to an ExpressRoute gateway, which Azure allows by BGP only`;
    const hint = `remove it, and advertise ${formatPrefix(route.addressPrefix)} on the circuit`;
    return error('VK3309', [...route.path, 'nextHopType'], message, {hint, related});
  });
}

/** A route is a resource of its table, whose names Azure compares without regard to capitals. */
export function forbidRepeatedRouteNames(cluster: Cluster): Issue[] {
  return tablesOf(cluster).flatMap(({routes, name}) =>
    findRepeats(routes, (route) => route.name.toLowerCase()).map(({first, again}) => {
      const {message, hint} = describeSameName(first.name, again.name, `routes of subnet "${name}"`);
      return error('VK3310', [...again.path, 'name'], message, {hint, related: [firstPlace(first, 'name')]});
    }),
  );
}

/** A table has one route for a destination; Azure refuses the second. */
export function forbidRepeatedDestinations(cluster: Cluster): Issue[] {
  return tablesOf(cluster).flatMap(({routes}) =>
    findRepeats(routes, (route) => formatPrefix(route.addressPrefix)).map(({first, again}) => {
      const prefix = formatPrefix(again.addressPrefix);
      const message = `routes "${first.name}" and "${again.name}" are both for ${prefix}`;
      const related = [firstPlace(first, 'addressPrefix')];
      return error('VK3311', [...again.path, 'addressPrefix'], message, {hint: 'remove one of them', related});
    }),
  );
}

/** A subnet has one route table: one that is made of `routes`, or an existing one. */
export function forbidRoutesBesideTable(cluster: Cluster): Issue[] {
  return tablesOf(cluster).flatMap(({routes, routeTableId, path, name}) => {
    if (routes.length === 0 || routeTableId === undefined) return [];
    const message = `subnet "${name}" has both routes and routeTableId, and can have only one route table`;
    const hint = 'remove routeTableId, or add the routes to that table yourself and remove them here';
    const related = [{path: [...path, 'routes'], message: 'its routes'}];
    return [error('VK3312', [...path, 'routeTableId'], message, {hint, related, at: 'key'})];
  });
}

/** Subnets to which vnetk8s gives a route table: those of a new network. */
function tablesOf({network}: Cluster): readonly Subnet[] {
  return network.virtualNetwork.kind === 'new' ? network.subnets : [];
}

function routesOf(cluster: Cluster): {readonly route: Route; readonly subnet: Subnet}[] {
  return tablesOf(cluster).flatMap((subnet) => subnet.routes.map((route) => ({route, subnet})));
}

function gatewayRoutes(cluster: Cluster): Route[] {
  return routesOf(cluster).flatMap(({route}) => (route.nextHopType === 'VirtualNetworkGateway' ? [route] : []));
}

function firstPlace(route: Route, key: string): RelatedPlace {
  return {path: [...route.path, key], message: `route "${route.name}"`};
}
