import type {Cluster, Network, NewVirtualNetwork, NodePool, Subnet} from '../../src/cluster/cluster.ts';
import {parseAddress} from '../../src/ipv4/address.ts';
import {type Prefix, parsePrefix, prefixSize} from '../../src/ipv4/prefix.ts';
import type {AddressPlan, Demand, NodesDemand, SubnetPlan} from '../../src/network/address-plan.ts';

// Plans and clusters for tests of the report, made by hand: they may be as wrong as a user can make them.

/** A plan and the cluster that it is of. */
export interface Sample {
  readonly plan: AddressPlan;
  readonly cluster: Cluster;
}

/** What a sample consists of; everything else is as small as can be. */
export interface SampleParts {
  readonly name?: string;
  readonly network?: Partial<Network>;
  readonly endpoint?: Cluster['controlPlane']['endpoint'];
  readonly subnets: readonly SubnetPlan[];
  /** First static address; absent: the fourth of the first subnet. */
  readonly loadBalancer?: string;
  readonly machines?: number;
}

/** Reads an address that is known to be one. */
export function address(text: string): number {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is not an address`);
  return parsed;
}

/** Reads a prefix that is known to be one. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`${text} is not a prefix`);
  return parsed;
}

/** A virtual network made for the cluster. */
export function newVirtualNetwork(spaces: readonly string[], more: Partial<NewVirtualNetwork> = {}): NewVirtualNetwork {
  return {kind: 'new', addressSpace: spaces.map(prefix), dnsServers: [], peerings: [], ...more};
}

/** Nodes of a pool. */
export function pool(name: string, nodes: number, maxPods = 30, more: Partial<NodesDemand> = {}): NodesDemand {
  const demand = {nodes, maxPods, surge: 1, autoscaled: false, ...more};
  const path = ['nodePools', 0];
  return {kind: 'nodes', role: 'pool', name, path, ...demand, addresses: (demand.nodes + demand.surge) * (maxPods + 1)};
}

/** The control plane's machines and its load balancer. */
export function controlPlane(machines = 3, maxPods = 30): readonly Demand[] {
  const nodes = {nodes: machines, surge: 0, maxPods, autoscaled: false, addresses: machines * (maxPods + 1)};
  const path = ['controlPlane'];
  return [
    {kind: 'nodes', role: 'control-plane', name: 'control-plane', path, ...nodes},
    {kind: 'api-load-balancer', addresses: 1},
  ];
}

/** A subnet with these demands; `cidr` absent: there was no free range. */
export function subnet(
  name: string,
  cidr: string | undefined,
  demands: readonly Demand[],
  origin: SubnetPlan['origin'] = 'planned',
): SubnetPlan {
  const range = cidr === undefined ? undefined : prefix(cidr);
  const usable = range === undefined ? 0 : Math.max(0, prefixSize(range) - 5);
  const needed = demands.reduce((total, demand) => total + demand.addresses, 0);
  const smallestPrefixLength = Math.min(29, 32 - Math.ceil(Math.log2(needed + 5)));
  return {
    name,
    path: ['network', 'subnets', 0],
    origin,
    ...(range === undefined ? {} : {cidr: range}),
    ...(smallestPrefixLength < 8 ? {} : {smallestPrefixLength}),
    usable,
    demands,
    needed,
    free: usable - needed,
  };
}

/** Puts a plan together, and a cluster that goes with it as far as the report looks at it. */
export function sample(parts: SampleParts): Sample {
  const cluster = clusterOf(parts);
  const {virtualNetwork, serviceCidr, dnsServiceIP} = cluster.network;
  const first = parts.subnets[0];
  const plan: AddressPlan = {
    cluster: cluster.name,
    virtualNetwork: {kind: virtualNetwork.kind, addressSpace: virtualNetwork.addressSpace},
    subnets: parts.subnets,
    controlPlane: {subnet: first?.name ?? 'control-plane', ...staticAddresses(parts, first)},
    services: {cidr: serviceCidr, dns: dnsServiceIP, apiServer: serviceCidr.address + 1},
    totals: totalsOf(virtualNetwork.addressSpace, parts.subnets),
  };
  return {plan, cluster};
}

function staticAddresses(
  parts: SampleParts,
  first: SubnetPlan | undefined,
): Omit<AddressPlan['controlPlane'], 'subnet'> {
  const machines = parts.machines ?? 3;
  if (first?.cidr === undefined) return {nodes: [], pods: []};
  const loadBalancer = parts.loadBalancer === undefined ? first.cidr.address + 4 : address(parts.loadBalancer);
  const highest = 2 ** 32 - 1;
  if (loadBalancer + machines > highest) return {nodes: [], pods: []};
  return {loadBalancer, nodes: Array.from({length: machines}, (_, index) => loadBalancer + 1 + index), pods: []};
}

function totalsOf(addressSpace: readonly Prefix[], subnets: readonly SubnetPlan[]): AddressPlan['totals'] {
  const nodes = subnets.flatMap(({demands}) => demands).filter((demand) => demand.kind === 'nodes');
  const space = addressSpace.reduce((total, range) => total + prefixSize(range), 0);
  const assigned = subnets.reduce((total, {cidr}) => total + (cidr === undefined ? 0 : prefixSize(cidr)), 0);
  return {
    nodes: nodes.reduce((total, demand) => total + demand.nodes, 0),
    pods: nodes.reduce((total, demand) => total + demand.nodes * demand.maxPods, 0),
    addresses: subnets.reduce((total, {needed}) => total + needed, 0),
    addressSpace: space,
    unassigned: Math.max(0, space - assigned),
  };
}

function clusterOf(parts: SampleParts): Cluster {
  return {
    name: parts.name ?? 'prod',
    location: 'westeurope',
    cloud: 'AzureCloud',
    tags: {},
    kubernetes: {
      version: {} as Cluster['kubernetes']['version'],
      packages: {} as Cluster['kubernetes']['packages'],
      certificates: {authorityValidityDays: 3650, validityDays: 365},
      images: {kubernetes: '', cloudProvider: ''},
    },
    network: networkOf(parts),
    controlPlane: {
      path: ['controlPlane'],
      count: 3,
      vmSize: 'Standard_D2s_v5',
      zones: [],
      faultDomains: 2,
      subnet: parts.subnets[0]?.name ?? 'control-plane',
      maxPods: 30,
      endpoint: parts.endpoint ?? {access: 'private', authorizedCidrs: []},
      osDisk: {sizeGiB: 64, storage: 'Premium_LRS'},
      etcdDisk: {sizeGiB: 64},
    },
    nodePools: [] as readonly NodePool[],
    linux: {adminUsername: 'azureuser', sshPublicKeys: []},
    identity: {},
    addons: [],
  };
}

function networkOf(parts: SampleParts): Network {
  const serviceCidr = parts.network?.serviceCidr ?? prefix('172.16.0.0/16');
  return {
    virtualNetwork: newVirtualNetwork(['10.240.0.0/12']),
    subnets: parts.subnets.map(declaredSubnet),
    serviceCidr,
    dnsServiceIP: serviceCidr.address + 10,
    internalServices: {subnet: 'agents', addresses: 8},
    onPremisesCidrs: [],
    egress: 'natGateway',
    podAccessToInstanceMetadata: false,
    ...parts.network,
  };
}

/** A subnet of the cluster that nothing is declared of but its name and range. */
export function declaredSubnet({name, path, cidr}: SubnetPlan): Subnet {
  const range = cidr === undefined ? {} : {cidr};
  return {path, name, ...range, serviceEndpoints: [], routes: [], reservedAddresses: 0, declared: true};
}
