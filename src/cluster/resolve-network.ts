import type {
  WrittenConnection,
  WrittenGateway,
  WrittenNetwork,
  WrittenPeering,
  WrittenRoute,
  WrittenSubnet,
  WrittenVirtualNetwork,
} from '../definition/cluster-definition.generated.ts';
import type {Path} from '../definition/issue.ts';
import type {Address} from '../ipv4/address.ts';
import {lastAddress, type Prefix} from '../ipv4/prefix.ts';
import type {
  Connection,
  ControlPlane,
  Gateway,
  Network,
  NodePool,
  Peering,
  Route,
  Subnet,
  VirtualNetwork,
} from './cluster.ts';
import {DEFAULT_GATEWAY_SKU, DNS_SERVICE_OFFSET, defaults, GATEWAY_SUBNET} from './defaults.ts';
import {addressOf, optional, prefixesOf, prefixOf} from './read-addresses.ts';

/** What the `network` of a definition means, for the machines that are in it. */
export function resolveNetwork(
  written: WrittenNetwork,
  controlPlane: ControlPlane,
  nodePools: readonly NodePool[],
): Network {
  const subnetTexts = (written.subnets ?? []).flatMap((subnet) => subnet.cidr ?? []);
  const virtualNetwork = resolveVirtualNetwork(written.virtualNetwork ?? {}, subnetTexts);
  const serviceCidr = prefixOf(written.serviceCidr ?? defaults.network.serviceCidr);
  const {dnsServiceIP, internalServices} = written;
  return {
    virtualNetwork,
    subnets: resolveSubnets(written.subnets ?? [], virtualNetwork, controlPlane, nodePools),
    serviceCidr,
    dnsServiceIP: dnsServiceIP === undefined ? defaultDnsAddress(serviceCidr) : addressOf(dnsServiceIP),
    internalServices: {
      subnet: internalServices?.subnet ?? nodePools[0]?.subnet ?? controlPlane.subnet,
      addresses: internalServices?.addresses ?? defaults.network.internalServices.addresses,
    },
    onPremisesCidrs: prefixesOf(written.onPremisesCidrs ?? []),
    // A NAT gateway would have to be written into the subnets of an existing network, which are never written to.
    egress: written.egress ?? (virtualNetwork.kind === 'new' ? 'natGateway' : 'loadBalancer'),
    podAccessToInstanceMetadata: written.podAccessToInstanceMetadata ?? defaults.network.podAccessToInstanceMetadata,
  };
}

/** Its last address where the range has no tenth: too small a range is a fault of its own, which a rule reports. */
function defaultDnsAddress(serviceCidr: Prefix): Address {
  return Math.min(serviceCidr.address + DNS_SERVICE_OFFSET, lastAddress(serviceCidr));
}

function resolveVirtualNetwork(written: WrittenVirtualNetwork, subnetTexts: readonly string[]): VirtualNetwork {
  const {id, addressSpace, gateway} = written;
  if (id !== undefined) {
    // That it must be written is a rule; until then what is known of it serves, so that nothing else seems wrong.
    return {kind: 'existing', id, addressSpace: prefixesOf(addressSpace ?? subnetTexts)};
  }
  return {
    kind: 'new',
    addressSpace: prefixesOf(addressSpace ?? defaults.network.virtualNetwork.addressSpace),
    dnsServers: (written.dnsServers ?? []).map(addressOf),
    peerings: (written.peerings ?? []).map(resolvePeering),
    ...(gateway === undefined ? {} : {gateway: resolveGateway(gateway)}),
  };
}

function resolvePeering(written: WrittenPeering, index: number): Peering {
  return {
    ...defaults.network.virtualNetwork.peering,
    ...written,
    path: ['network', 'virtualNetwork', 'peerings', index],
    remoteAddressSpace: prefixesOf(written.remoteAddressSpace),
  };
}

function resolveGateway(written: WrittenGateway): Gateway {
  const path = ['network', 'virtualNetwork', 'gateway'];
  return {
    path,
    type: written.type,
    sku: written.sku ?? DEFAULT_GATEWAY_SKU[written.type],
    connections: (written.connections ?? []).map((connection, index) =>
      resolveConnection(connection, [...path, 'connections', index]),
    ),
  };
}

function resolveConnection(written: WrittenConnection, path: Path): Connection {
  const {name, peerAddress, circuitId, cidrs} = written;
  return {
    path,
    name,
    ...optional('peerAddress', peerAddress === undefined ? undefined : addressOf(peerAddress)),
    ...optional('circuitId', circuitId),
    cidrs: prefixesOf(cidrs),
  };
}

/**
 * All subnets, in the order in which those without a range are placed: the control plane's, those of the node pools as
 * the pools come, declared ones that nothing uses, the gateway's. A pool that is appended, and the subnet that is
 * declared for it, thus come after everything that is already there.
 */
function resolveSubnets(
  written: readonly WrittenSubnet[],
  virtualNetwork: VirtualNetwork,
  controlPlane: ControlPlane,
  nodePools: readonly NodePool[],
): readonly Subnet[] {
  const gateway = virtualNetwork.kind === 'new' ? virtualNetwork.gateway : undefined;
  const wanted: {readonly name: string; readonly path: Path}[] = [
    {name: controlPlane.subnet, path: controlPlane.path},
    ...nodePools.map((pool) => ({name: pool.subnet, path: pool.path})),
    ...written.map((subnet, index) => ({name: subnet.name, path: ['network', 'subnets', index]})),
    ...(gateway === undefined ? [] : [{name: GATEWAY_SUBNET, path: gateway.path}]),
  ];
  const last = ({name}: {name: string}) => Number(name === GATEWAY_SUBNET);
  const unique = wanted.filter(({name}, index) => wanted.findIndex((other) => other.name === name) === index);
  return unique
    .toSorted((a, b) => last(a) - last(b))
    .flatMap(({name, path}) => {
      // Two entries of one name are a fault that a rule reports; both are kept for it to see.
      const entries = written.flatMap((subnet, index) => (subnet.name === name ? [resolveSubnet(subnet, index)] : []));
      return entries.length > 0 ? entries : [impliedSubnet(name, path)];
    });
}

function resolveSubnet(written: WrittenSubnet, index: number): Subnet {
  const path = ['network', 'subnets', index];
  return {
    path,
    name: written.name,
    ...optional('cidr', written.cidr === undefined ? undefined : prefixOf(written.cidr)),
    serviceEndpoints: written.serviceEndpoints ?? defaults.network.subnet.serviceEndpoints,
    routes: (written.routes ?? []).map((route, at) => resolveRoute(route, [...path, 'routes', at])),
    ...optional('routeTableId', written.routeTableId),
    reservedAddresses: written.reservedAddresses ?? defaults.network.subnet.reservedAddresses,
    declared: true,
  };
}

function impliedSubnet(name: string, path: Path): Subnet {
  return {path, name, ...defaults.network.subnet, declared: false};
}

function resolveRoute(written: WrittenRoute, path: Path): Route {
  const {nextHopIpAddress} = written;
  return {
    path,
    name: written.name,
    addressPrefix: prefixOf(written.addressPrefix),
    nextHopType: written.nextHopType,
    ...optional('nextHopIpAddress', nextHopIpAddress === undefined ? undefined : addressOf(nextHopIpAddress)),
  };
}
