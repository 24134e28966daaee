import type {
  ClusterDefinition,
  WrittenControlPlane,
  WrittenGateway,
  WrittenNetwork,
  WrittenNodePool,
  WrittenPeering,
  WrittenSubnet,
  WrittenVirtualNetwork,
} from '../definition/cluster-definition.generated.ts';
import {type Address, formatAddress} from '../ipv4/address.ts';
import {formatPrefix, type Prefix} from '../ipv4/prefix.ts';
import type {
  Cluster,
  Connection,
  ControlPlane,
  Gateway,
  NodePool,
  Peering,
  Route,
  Subnet,
  VirtualNetwork,
} from './cluster.ts';
import {optional} from './read-addresses.ts';

/** The schema's type of a zone; a cluster's zones came through the schema. */
type Zone = NonNullable<WrittenNodePool['zones']>[number];

/** What an address plan decided, to be written down. */
export interface DecidedAddresses {
  /** Ranges of subnets, by name. */
  readonly subnets: ReadonlyMap<string, Prefix>;
  /** First of the control plane's static addresses. */
  readonly firstAddress?: Address;
}

/**
 * A definition in which nothing is left out that has a value: the reverse of `resolve`. With the addresses that a plan
 * decided it leads to the same addresses, whatever the rules of placement will be.
 */
export function clusterDefinitionOf(cluster: Cluster, decided: DecidedAddresses): ClusterDefinition {
  const {version, packages, certificates, images} = cluster.kubernetes;
  return {
    apiVersion: 'vnetk8s/v1',
    name: cluster.name,
    location: cluster.location,
    cloud: cluster.cloud,
    tags: cluster.tags,
    kubernetes: {
      version: version.patch,
      // Where nodes install nothing, a mirror has no effect, and naming one is a mistake.
      packages: packages.preinstalled ? {preinstalled: true} : packages,
      certificates,
      images,
    },
    network: writtenNetwork(cluster, decided),
    controlPlane: writtenControlPlane(cluster.controlPlane, decided),
    nodePools: cluster.nodePools.map(writtenNodePool),
    linux: {adminUsername: cluster.linux.adminUsername, sshPublicKeys: [...cluster.linux.sshPublicKeys]},
    identity: {...cluster.identity},
    addons: cluster.addons.map(({name, manifest}) => ({name, manifest})),
  };
}

function writtenNetwork({network}: Cluster, {subnets}: DecidedAddresses): WrittenNetwork {
  return {
    virtualNetwork: writtenVirtualNetwork(network.virtualNetwork),
    subnets: network.subnets.map((subnet) => {
      return writtenSubnet(subnet, subnet.cidr ?? subnets.get(subnet.name), network.virtualNetwork.kind === 'new');
    }),
    serviceCidr: formatPrefix(network.serviceCidr),
    dnsServiceIP: formatAddress(network.dnsServiceIP),
    internalServices: {...network.internalServices},
    onPremisesCidrs: network.onPremisesCidrs.map(formatPrefix),
    egress: network.egress,
    podAccessToInstanceMetadata: network.podAccessToInstanceMetadata,
  };
}

function writtenVirtualNetwork(network: VirtualNetwork): WrittenVirtualNetwork {
  const addressSpace = network.addressSpace.map(formatPrefix);
  if (network.kind === 'existing') return {id: network.id, addressSpace};
  const {dnsServers, peerings, gateway} = network;
  return {
    addressSpace,
    dnsServers: dnsServers.map(formatAddress),
    peerings: peerings.map(writtenPeering),
    ...optional('gateway', gateway === undefined ? undefined : writtenGateway(gateway)),
  };
}

function writtenGateway({type, sku, connections}: Gateway): WrittenGateway {
  return {type, sku: sku as NonNullable<WrittenGateway['sku']>, connections: connections.map(writtenConnection)};
}

function writtenPeering({path: _, remoteAddressSpace, ...rest}: Peering): WrittenPeering {
  return {...rest, remoteAddressSpace: remoteAddressSpace.map(formatPrefix)};
}

function writtenConnection({name, peerAddress, circuitId, cidrs}: Connection) {
  return {
    name,
    ...optional('peerAddress', peerAddress === undefined ? undefined : formatAddress(peerAddress)),
    ...optional('circuitId', circuitId),
    cidrs: cidrs.map(formatPrefix),
  };
}

function writtenSubnet(subnet: Subnet, cidr: Prefix | undefined, isNew: boolean): WrittenSubnet {
  return {
    name: subnet.name,
    ...optional('cidr', cidr === undefined ? undefined : formatPrefix(cidr)),
    // In an existing network these are somebody else's to say, and even naming them is a fault.
    ...(isNew ? {serviceEndpoints: [...subnet.serviceEndpoints], routes: subnet.routes.map(writtenRoute)} : {}),
    ...optional('routeTableId', subnet.routeTableId),
    reservedAddresses: subnet.reservedAddresses,
  };
}

function writtenRoute({name, addressPrefix, nextHopType, nextHopIpAddress}: Route) {
  return {
    name,
    addressPrefix: formatPrefix(addressPrefix),
    nextHopType,
    ...optional('nextHopIpAddress', nextHopIpAddress === undefined ? undefined : formatAddress(nextHopIpAddress)),
  };
}

function writtenControlPlane(controlPlane: ControlPlane, decided: DecidedAddresses): WrittenControlPlane {
  const {firstAddress = decided.firstAddress, endpoint} = controlPlane;
  return {
    count: controlPlane.count as 1 | 3 | 5,
    vmSize: controlPlane.vmSize,
    ...availabilityOf(controlPlane),
    subnet: controlPlane.subnet,
    maxPods: controlPlane.maxPods,
    ...optional('firstAddress', firstAddress === undefined ? undefined : formatAddress(firstAddress)),
    endpoint: {access: endpoint.access, authorizedCidrs: endpoint.authorizedCidrs.map(formatPrefix)},
    osDisk: {...controlPlane.osDisk},
    etcdDisk: {...controlPlane.etcdDisk},
  };
}

function writtenNodePool(pool: NodePool): WrittenNodePool {
  const {count, spot, podPublicIPs} = pool;
  return {
    name: pool.name,
    count: count.autoscaled ? {min: count.min, max: count.max} : count.max,
    vmSize: pool.vmSize,
    maxPods: pool.maxPods,
    subnet: pool.subnet,
    type: pool.type,
    ...(pool.type === 'virtualMachines' ? availabilityOf(pool) : {zones: zonesOf(pool)}),
    maxSurge: pool.maxSurge,
    labels: {...pool.labels},
    taints: [...pool.taints],
    ...optional('spot', spot === undefined ? undefined : {...spot}),
    osDisk: {...pool.osDisk},
    ...optional(
      'podPublicIPs',
      podPublicIPs === undefined ? undefined : {...podPublicIPs, allowedPorts: [...podPublicIPs.allowedPorts]},
    ),
  };
}

/** Machines are in zones, or in an availability set with fault domains: a definition says only one of them. */
function availabilityOf(machines: {readonly zones: readonly string[]; readonly faultDomains: number}) {
  const zones = zonesOf(machines);
  return zones.length > 0 ? {zones} : {zones, faultDomains: machines.faultDomains};
}

function zonesOf({zones}: {readonly zones: readonly string[]}): Zone[] {
  return [...zones] as Zone[];
}
