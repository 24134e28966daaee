import type {Issue} from '../../definition/issue.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {makePrefix, overlaps} from '../../ipv4/prefix.ts';
import type {Cluster, Connection, Gateway} from '../cluster.ts';
import {DEFAULT_GATEWAY_SKU, GATEWAY_SUBNET} from '../defaults.ts';
import {FORBIDDEN_RANGES} from '../limits.ts';
import {newVirtualNetwork} from './named-ranges.ts';
import {isEverything, isPrivate} from './private-ranges.ts';
import {error, findRepeats} from './rule.ts';

/** SKUs by gateway type (Azure: vpn-gateway/about-gateway-skus, expressroute-about-virtual-network-gateways). */
const SKU_OF_TYPE = {Vpn: /^VpnGw/, ExpressRoute: /^(?:ErGw|Standard$|HighPerformance$|UltraPerformance$)/};

/** VPN SKUs without availability zones, of which new gateways cannot be made (Azure: gateway-sku-consolidation). */
const RETIRED_SKU = /^VpnGw[1-5]$/;

/** A VPN gateway comes in other sizes than an ExpressRoute gateway. */
export function requireSkuOfType(cluster: Cluster): Issue[] {
  const gateway = gatewayOf(cluster);
  if (gateway === undefined || SKU_OF_TYPE[gateway.type].test(gateway.sku)) return [];
  const message = `${gateway.sku} is not a size of ${gateway.type} gateways`;
  const related = [{path: [...gateway.path, 'type'], message: 'the type of the gateway'}];
  const hint = `use ${DEFAULT_GATEWAY_SKU[gateway.type]}, or leave sku out`;
  return [error('VK3220', [...gateway.path, 'sku'], message, {hint, related})];
}

/** Only said of the public cloud: the others follow later, and their dates are not known. */
export function forbidRetiredSku(cluster: Cluster): Issue[] {
  const gateway = gatewayOf(cluster);
  if (gateway?.type !== 'Vpn' || cluster.cloud !== 'AzureCloud' || !RETIRED_SKU.test(gateway.sku)) return [];
  const message = `${gateway.sku} is retired: Azure makes no new gateways of this size`;
  return [
    error('VK3221', [...gateway.path, 'sku'], message, {hint: `use ${gateway.sku}AZ, which works in every region`}),
  ];
}

/** The gateway must know whom to build a tunnel to. */
export function requirePeerAddress(cluster: Cluster): Issue[] {
  return connectionsOf(cluster, 'Vpn').flatMap(({name, path, peerAddress}) => {
    if (peerAddress !== undefined) return [];
    const message = `connection "${name}" of a Vpn gateway has no peerAddress`;
    const hint = 'add the public address of the VPN device at the other end: peerAddress: 203.0.113.10';
    return [error('VK3222', [...path, 'peerAddress'], message, {hint, related: typePlace(cluster)})];
  });
}

/** The same for the circuit of an ExpressRoute gateway. */
export function requireCircuit(cluster: Cluster): Issue[] {
  return connectionsOf(cluster, 'ExpressRoute').flatMap(({name, path, circuitId}) => {
    if (circuitId !== undefined) return [];
    const message = `connection "${name}" of an ExpressRoute gateway has no circuitId`;
    const hint = 'add what this shows: az network express-route show --name … --resource-group … --query id';
    return [error('VK3223', [...path, 'circuitId'], message, {hint, related: typePlace(cluster)})];
  });
}

/** A tunnel has no circuit, and a circuit no VPN device. */
export function forbidOtherTypesKeys(cluster: Cluster): Issue[] {
  const tunnels = connectionsOf(cluster, 'Vpn').filter((connection) => connection.circuitId !== undefined);
  const circuits = connectionsOf(cluster, 'ExpressRoute').filter((connection) => connection.peerAddress !== undefined);
  return [
    ...tunnels.map(({path}) => wrongKey(cluster, [...path, 'circuitId'], 'circuitId', 'Vpn')),
    ...circuits.map(({path}) => wrongKey(cluster, [...path, 'peerAddress'], 'peerAddress', 'ExpressRoute')),
  ];
}

/** The tunnel goes over the Internet. */
export function requirePublicPeerAddress(cluster: Cluster): Issue[] {
  return connectionsOf(cluster, 'Vpn').flatMap(({path, peerAddress}) => {
    if (peerAddress === undefined) return [];
    const device = makePrefix(peerAddress, 32);
    if (!isPrivate(device) && !FORBIDDEN_RANGES.some(({prefix}) => overlaps(prefix, device))) return [];
    const message = `${formatAddress(peerAddress)} is not a public address: the gateway reaches its peer over the Internet`;
    const hint = 'use the address that the VPN device has on the Internet; what is behind it goes into cidrs';
    return [error('VK3225', [...path, 'peerAddress'], message, {hint, related: typePlace(cluster)})];
  });
}

/** A connection is a resource named after it. */
export function forbidRepeatedConnectionNames(cluster: Cluster): Issue[] {
  const connections = gatewayOf(cluster)?.connections ?? [];
  return findRepeats(connections, ({name}) => name).map(({first, again}) => {
    const message = `"${again.name}" is the name of two connections`;
    const related = [{path: [...first.path, 'name'], message: 'the first'}];
    return error('VK3226', [...again.path, 'name'], message, {hint: 'give each its own name', related});
  });
}

/** The gateway must reach its management; Azure refuses to make one otherwise (Azure: vpn-gateway, "Gateway subnet"). */
export function forbidDefaultRouteOfGateway(cluster: Cluster): Issue[] {
  if (cluster.network.virtualNetwork.kind === 'existing') return [];
  const subnet = cluster.network.subnets.find(({name}) => name.toLowerCase() === GATEWAY_SUBNET.toLowerCase());
  return (subnet?.routes ?? []).flatMap((route) => {
    if (!isEverything([route.addressPrefix])) return [];
    const message = `route "${route.name}" leads everything away from ${GATEWAY_SUBNET}, where Azure then makes no gateway`;
    const hint = 'remove it, or narrow it to the ranges that are meant';
    return [error('VK3212', [...route.path, 'addressPrefix'], message, {hint})];
  });
}

function gatewayOf(cluster: Cluster): Gateway | undefined {
  return newVirtualNetwork(cluster)?.gateway;
}

function connectionsOf(cluster: Cluster, type: Gateway['type']): readonly Connection[] {
  const gateway = gatewayOf(cluster);
  return gateway?.type === type ? gateway.connections : [];
}

function typePlace(cluster: Cluster): Issue['related'] {
  const gateway = gatewayOf(cluster);
  return gateway === undefined ? [] : [{path: [...gateway.path, 'type'], message: 'the type of the gateway'}];
}

function wrongKey(cluster: Cluster, path: Issue['path'], key: string, type: Gateway['type']): Issue {
  const right =
    type === 'Vpn' ? 'peerAddress, the public address of the VPN device' : 'circuitId, the id of the circuit';
  const message = `${key} does not belong to a connection of a gateway of type ${type}`;
  const hint = `remove it; such a connection has ${right}`;
  return error('VK3224', path, message, {hint, related: typePlace(cluster), at: 'key'});
}
