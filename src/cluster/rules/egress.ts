import type {Issue} from '../../definition/issue.ts';
import {formatAddress} from '../../ipv4/address.ts';
import type {Cluster, Route, Subnet} from '../cluster.ts';
import {newVirtualNetwork} from './named-ranges.ts';
import {isEverything} from './private-ranges.ts';
import {error, type Rule, warning} from './rule.ts';
import {subnetsWithNodes} from './subnet-users.ts';
import {WAYS_OUT} from './ways-out.ts';

const EGRESS_PATH = ['network', 'egress'];

/** Next hops that take traffic away from a NAT gateway or load balancer; `None` drops it, which may be meant. */
const OTHER_WAYS: readonly Route['nextHopType'][] = ['VirtualAppliance', 'VirtualNetworkGateway', 'None'];

/** A user-defined default route wins over any other way out (Azure: nat-gateway-resource, "Outbound connectivity order"). */
export const forbidDefaultRouteBesideEgress: Rule = (cluster, definition) => {
  const {egress} = cluster.network;
  if (newVirtualNetwork(cluster) === undefined || egress === 'userDefinedRoutes') return [];
  const found = subnetsWithNodes(cluster).flatMap((subnet) => defaultRoutes(subnet).map((route) => ({route, subnet})));
  const [first, ...others] = found;
  if (first === undefined) return [];
  const {route, subnet} = first;
  const way = WAYS_OUT[egress];
  const message = `route "${route.name}" of subnet "${subnet.name}" leads everything ${describeHop(route)}, past the ${way}`;
  const egressPlace = {path: EGRESS_PATH, message: `a ${way} leads to the Internet`};
  const places = others.map((other) => ({path: other.route.path, message: `so does that of "${other.subnet.name}"`}));
  const details = {hint: 'write egress: userDefinedRoutes under network, or remove the route'};
  if (definition.network?.egress === undefined) {
    return [error('VK3301', route.path, message, {...details, related: [egressPlace, ...places]})];
  }
  const routePlace = {path: route.path, message: 'the route'};
  return [error('VK3301', EGRESS_PATH, message, {...details, related: [routePlace, ...places]})];
};

/** With `userDefinedRoutes` nothing is made that leads out, so that every subnet with nodes needs a route that does. */
export function requireWayOut(cluster: Cluster): Issue[] {
  if (hearsOfRoutes(cluster)) return [];
  return subnetsWithoutWay(cluster).map((subnet) => {
    const message = `nothing leads from subnet "${subnet.name}" to the Internet: no route for 0.0.0.0/0 to an appliance or a gateway`;
    return error('VK3302', pathOf(subnet), message, {hint: wayOutHint(cluster, subnet), related: [EGRESS_PLACE]});
  });
}

/** A gateway may hear of a default route from on premises, which nothing in the definition tells. */
export function warnOfAssumedWayOut(cluster: Cluster): Issue[] {
  if (!hearsOfRoutes(cluster)) return [];
  return subnetsWithoutWay(cluster).map((subnet) => {
    const message = `subnet "${subnet.name}" reaches the Internet only if the gateway is told a route for 0.0.0.0/0 by BGP`;
    return warning('VK3303', pathOf(subnet), message, {hint: wayOutHint(cluster, subnet), related: [EGRESS_PLACE]});
  });
}

const EGRESS_PLACE = {path: EGRESS_PATH, message: 'userDefinedRoutes'};

/** Whether routes may come from elsewhere by BGP: an ExpressRoute gateway always speaks it, and a peer's may. */
function hearsOfRoutes(cluster: Cluster): boolean {
  const {gateway, peerings = []} = newVirtualNetwork(cluster) ?? {};
  return gateway?.type === 'ExpressRoute' || peerings.some((peering) => peering.useRemoteGateways);
}

function subnetsWithoutWay(cluster: Cluster): Subnet[] {
  if (newVirtualNetwork(cluster) === undefined || cluster.network.egress !== 'userDefinedRoutes') return [];
  return subnetsWithNodes(cluster).filter(
    (subnet) => subnet.routeTableId === undefined && defaultRoutes(subnet).length === 0,
  );
}

/** The routes of a subnet that together lead everything elsewhere; none if they leave a part of the Internet. */
function defaultRoutes({routes}: Subnet): Route[] {
  const leading = routes.filter((route) => OTHER_WAYS.includes(route.nextHopType));
  if (!isEverything(leading.map((route) => route.addressPrefix))) return [];
  return leading.toSorted((a, b) => a.addressPrefix.length - b.addressPrefix.length).slice(0, 1);
}

function describeHop(route: Route): string {
  if (route.nextHopIpAddress !== undefined) return `to ${formatAddress(route.nextHopIpAddress)}`;
  return route.nextHopType === 'None' ? 'nowhere' : 'to the gateway';
}

function pathOf({path, declared}: Subnet): Issue['path'] {
  return [...path, declared ? 'routes' : 'subnet'];
}

function wayOutHint(cluster: Cluster, {name, declared}: Subnet): string {
  const appliances = cluster.network.subnets.flatMap((subnet) => subnet.routes).map((route) => route.nextHopIpAddress);
  const appliance = appliances.find((address) => address !== undefined);
  const address = appliance === undefined ? '…' : formatAddress(appliance);
  const hop = `nextHopType: VirtualAppliance, nextHopIpAddress: ${address}`;
  if (declared) return `add {name: default, addressPrefix: 0.0.0.0/0, ${hop}} to its routes, or routeTableId`;
  return `list "${name}" in network.subnets with a route for 0.0.0.0/0 (${hop}) or routeTableId`;
}
