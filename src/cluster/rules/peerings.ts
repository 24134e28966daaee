import type {Issue} from '../../definition/issue.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {containsPrefix, formatPrefix, makePrefix, type Prefix} from '../../ipv4/prefix.ts';
import {covers} from '../../ipv4/space.ts';
import type {Cluster} from '../cluster.ts';
import {addressSpaceRanges, newVirtualNetwork, onPremisesRanges, peerRanges} from './named-ranges.ts';
import {isPrivate} from './private-ranges.ts';
import {describeSameName, error, findRepeats, warning} from './rule.ts';

/** A peering is a resource of the virtual network, whose names Azure compares without regard to capitals. */
export function forbidRepeatedPeeringNames(cluster: Cluster): Issue[] {
  const peerings = newVirtualNetwork(cluster)?.peerings ?? [];
  return findRepeats(peerings, ({name}) => name.toLowerCase()).map(({first, again}) => {
    const {message, hint} = describeSameName(first.name, again.name, 'peerings');
    const related = [{path: [...first.path, 'name'], message: 'the first'}];
    return error('VK3206', [...again.path, 'name'], message, {hint, related});
  });
}

/** Azure allows one peering with each virtual network (Azure: virtual-network-manage-peering). */
export function forbidRepeatedPeers(cluster: Cluster): Issue[] {
  const peerings = newVirtualNetwork(cluster)?.peerings ?? [];
  return findRepeats(peerings, ({remoteVirtualNetworkId}) => remoteVirtualNetworkId.toLowerCase()).map((repeat) => {
    const {first, again} = repeat;
    const message = `"${again.name}" peers with the same virtual network as "${first.name}"`;
    const hint = `remove one of them, and list all ranges under remoteAddressSpace of the other`;
    const related = [{path: [...first.path, 'remoteVirtualNetworkId'], message: `peering "${first.name}"`}];
    return error('VK3207', [...again.path, 'remoteVirtualNetworkId'], message, {hint, related});
  });
}

/** A virtual network uses the gateway of at most one peer (Azure: vpn-gateway-peering-gateway-transit). */
export function limitRemoteGateways(cluster: Cluster): Issue[] {
  const using = (newVirtualNetwork(cluster)?.peerings ?? []).filter((peering) => peering.useRemoteGateways);
  const [first, ...others] = using;
  if (first === undefined) return [];
  return others.map((peering) => {
    const message = `"${peering.name}" and "${first.name}" both use a remote gateway, and only one peering can`;
    const related = [{path: [...first.path, 'useRemoteGateways'], message: `peering "${first.name}"`}];
    const hint = 'keep useRemoteGateways: true on the peering that leads on premises';
    return error('VK3208', [...peering.path, 'useRemoteGateways'], message, {hint, related});
  });
}

/** It uses a peer's gateway only if it has none itself (Azure: vpn-gateway-peering-gateway-transit). */
export function forbidRemoteBesideOwnGateway(cluster: Cluster): Issue[] {
  const {gateway, peerings = []} = newVirtualNetwork(cluster) ?? {};
  if (gateway === undefined) return [];
  return peerings.flatMap((peering) => {
    if (!peering.useRemoteGateways) return [];
    const message = `"${peering.name}" uses a remote gateway, and the virtual network has one of its own: Azure allows one of the two`;
    const hint = 'remove useRemoteGateways, or remove the gateway';
    const related = [{path: gateway.path, message: 'the gateway of its own'}];
    return [error('VK3209', [...peering.path, 'useRemoteGateways'], message, {hint, related})];
  });
}

/** Without a gateway or an appliance, Azure drops what is sent to private addresses outside the virtual network. */
export function warnOfUnreachableOnPremises(cluster: Cluster): Issue[] {
  const network = newVirtualNetwork(cluster);
  if (network === undefined || network.gateway !== undefined) return [];
  const {subnets, onPremisesCidrs} = cluster.network;
  if (network.peerings.some((peering) => peering.useRemoteGateways)) return [];
  if (subnets.some((subnet) => subnet.routeTableId !== undefined)) return [];
  const local = [...network.addressSpace, ...network.peerings.flatMap((peering) => peering.remoteAddressSpace)];
  const routed = subnets.flatMap(({routes}) => routes.map(({addressPrefix}) => addressPrefix));
  return onPremisesCidrs.flatMap((prefix, index) => {
    if (covers([...local, ...routed], prefix) || routed.some((route) => containsPrefix(prefix, route))) return [];
    const message = `nothing leads to ${formatPrefix(prefix)}: no gateway, no peering that uses one, no route`;
    const hint = 'add a gateway, useRemoteGateways: true on a peering, or a route to an appliance';
    return [warning('VK3210', ['network', 'onPremisesCidrs', index], message, {hint})];
  });
}

/** Azure's own DNS, reached from everywhere (Azure: what-is-ip-address-168-63-129-16). */
const AZURE_DNS = '168.63.129.16';

/** A node that cannot ask for names never joins the cluster. */
export function warnOfUnreachableDnsServers(cluster: Cluster): Issue[] {
  const reached = [...addressSpaceRanges(cluster), ...peerRanges(cluster), ...onPremisesRanges(cluster)];
  const ranges = reached.map(({prefix}) => prefix);
  return (newVirtualNetwork(cluster)?.dnsServers ?? []).flatMap((address, index) => {
    const server: Prefix = makePrefix(address, 32);
    const shown = formatAddress(address);
    if (shown === AZURE_DNS || !isPrivate(server) || covers(ranges, server)) return [];
    const message = `nothing leads to ${shown}: it is neither in the virtual network, nor at a peer, nor on premises`;
    const hint = `list the range it is in, under a peering or in network.onPremisesCidrs, or use ${AZURE_DNS}`;
    return [warning('VK3211', ['network', 'virtualNetwork', 'dnsServers', index], message, {hint})];
  });
}
