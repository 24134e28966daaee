/**
 * What a fabric consists of, as plain data: everything that the kernel is told (routes, packet filter) and everything
 * that the metadata services answer is computed from one value of this kind.
 */
export interface FabricModel {
  readonly virtualNetworks: readonly VirtualNetworkModel[];
  readonly interfaces: readonly NetworkInterfaceModel[];
  readonly peerings: readonly PeeringModel[];
  readonly sites: readonly SiteModel[];
  readonly services: readonly ServiceModel[];
  readonly publicIps: readonly PublicIpModel[];
  readonly loadBalancers: readonly LoadBalancerModel[];
  /** Names of private and public DNS zones, and of hosts on the Internet, in lower case. */
  readonly names: Readonly<Record<string, IpAddress>>;
}

/** An address range in CIDR notation, such as `10.240.0.0/16`. */
export type Cidr = string;

/** An IPv4 address, such as `10.240.0.4`. */
export type IpAddress = string;

/** A virtual network. Its address space overlaps no other one of the same fabric. */
export interface VirtualNetworkModel {
  readonly name: string;
  readonly addressSpace: readonly Cidr[];
  readonly subnets: readonly SubnetModel[];
}

/** A subnet, with what Azure lets one attach to it. */
export interface SubnetModel {
  readonly name: string;
  readonly cidr: Cidr;
  /** The user-defined routes of the subnet's route table. */
  readonly routes?: readonly UserDefinedRoute[];
  /** Names of services, such as `Microsoft.Storage`, that the subnet reaches directly. */
  readonly serviceEndpoints?: readonly string[];
  /** The rules of the subnet's network security group; without it there is no group, and everything passes. */
  readonly securityRules?: readonly SecurityRule[];
  /** How the subnet reaches the Internet; without it not at all, as in a subnet with `defaultOutboundAccess: false`. */
  readonly outbound?: Outbound;
}

/** A route of a route table, with the words of Azure's API. */
export interface UserDefinedRoute {
  readonly addressPrefix: Cidr;
  readonly nextHopType: 'VirtualAppliance' | 'VnetLocal' | 'Internet' | 'None';
  /** For `VirtualAppliance`: an address of a network interface in this or in a peered virtual network. */
  readonly nextHopIpAddress?: IpAddress;
}

/**
 * The public address that a subnet's connections to the Internet come from. In both kinds only the primary
 * ipConfiguration of a network interface has it; they differ for addresses with a public IP of their own: a load
 * balancer's outbound rules leave those alone, a NAT gateway comes before them (Azure: nat-gateway-resource).
 */
export interface Outbound {
  readonly kind: 'loadBalancer' | 'natGateway';
  readonly address: IpAddress;
}

/** A rule of a network security group. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol: '*' | 'Tcp' | 'Udp' | 'Icmp';
  /** Ranges and addresses, with commas between them; or a service tag; or `*` for everything. */
  readonly source: string;
  /** As `source`. */
  readonly destination: string;
  /** Destination ports, and ranges such as `2379-2380`; `*` or left out for all. */
  readonly ports?: '*' | readonly (number | string)[];
}

/** A network interface: one port of the fabric, one machine behind it. */
export interface NetworkInterfaceModel {
  /** The name of the fabric's end of the cable: `p1`, `p2`, … */
  readonly port: string;
  readonly machine: string;
  /** The hardware address, as `00:0d:3a:00:00:01`. */
  readonly mac: string;
  readonly virtualNetwork: string;
  readonly subnet: string;
  readonly primary: IpAddress;
  readonly secondary: readonly IpAddress[];
  readonly ipForwarding: boolean;
  readonly securityRules?: readonly SecurityRule[];
  readonly instance?: InstanceModel;
}

/** What Azure was told about a virtual machine that it provisions; its agent asks the platform for it. */
export interface InstanceModel {
  /** A UUID. */
  readonly vmId: string;
  readonly adminUsername: string;
  /** In the form of an `authorized_keys` file. */
  readonly sshPublicKey: string;
  /** What else the metadata service says of the machine, below `compute`. */
  readonly compute?: Readonly<Record<string, unknown>>;
  /** The client ids of its managed identities: it gets tokens for them. */
  readonly identities?: readonly string[];
}

/** One direction of a peering: what `from` may send to `to`. */
export interface PeeringModel {
  readonly from: string;
  readonly to: string;
  /** Whether `to` takes packets that did not originate in `from`, but were forwarded there by an appliance. */
  readonly allowForwardedTraffic: boolean;
  /** Whether `from` uses the gateway of `to` to reach the sites behind it. */
  readonly useRemoteGateways: boolean;
}

/** A site on premises, connected to the gateway of a virtual network. */
export interface SiteModel {
  readonly port: string;
  readonly virtualNetwork: string;
  readonly cidrs: readonly Cidr[];
}

/** A platform service with a public address, such as a storage account. */
export interface ServiceModel {
  readonly port: string;
  readonly name: string;
  readonly address: IpAddress;
}

/** A public IP address that belongs to one ipConfiguration. */
export interface PublicIpModel {
  readonly address: IpAddress;
  readonly privateAddress: IpAddress;
  /** The full name that public DNS gives the address. */
  readonly dnsName?: string;
}

/** One rule of a load balancer. Its back ends are primary addresses; without any, nobody answers. */
export interface LoadBalancerModel {
  readonly frontend: IpAddress;
  readonly kind: 'internal' | 'public';
  readonly port: number;
  readonly backendPort: number;
  readonly backends: readonly IpAddress[];
  /** TCP if left out. */
  readonly protocol?: 'tcp' | 'udp';
  /** Back ends see the frontend as destination, and `port`, and answer from it (Azure: load-balancer-floating-ip). */
  readonly floatingIp?: boolean;
}

/** What a virtual machine is attached with. */
export interface MachineOptions {
  readonly name: string;
  readonly subnet: string;
  readonly primary: IpAddress;
  /** The addresses of further ipConfigurations: the machine does not configure them by itself. */
  readonly secondary?: readonly IpAddress[];
  /** Lifts the check of source addresses, and makes the machine forward packets: an appliance. */
  readonly ipForwarding?: boolean;
  /** The network security group of the network interface. */
  readonly securityRules?: readonly SecurityRule[];
  /** For a machine that is provisioned as Azure does it. */
  readonly instance?: InstanceModel;
}

/** A peering of two virtual networks, set up in both. The options hold for both directions but the last. */
export interface PeeringOptions {
  readonly allowForwardedTraffic?: boolean;
  /** The first virtual network reaches sites through the gateway of the second. */
  readonly useRemoteGateways?: boolean;
}

/** The network interface that a virtual machine is attached with; the number is its own in the fabric. */
export function networkInterface(
  number: number,
  virtualNetwork: string,
  options: MachineOptions,
): NetworkInterfaceModel {
  const {name: machine, secondary = [], ipForwarding = false, ...rest} = options;
  const mac = `00:0d:3a:00:${hex(number >> 8)}:${hex(number & 255)}`;
  return {port: `p${number}`, machine, mac, virtualNetwork, secondary, ipForwarding, ...rest};
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** The virtual network of that name. Throws if there is none. */
export function findVirtualNetwork(model: FabricModel, name: string): VirtualNetworkModel {
  const found = model.virtualNetworks.find((network) => network.name === name);
  if (found === undefined) throw new Error(`the fabric has no virtual network ${name}`);
  return found;
}

/** The subnet that a network interface is in. */
export function subnetOf(model: FabricModel, nic: NetworkInterfaceModel): SubnetModel {
  const network = findVirtualNetwork(model, nic.virtualNetwork);
  const found = network.subnets.find((subnet) => subnet.name === nic.subnet);
  if (found === undefined) throw new Error(`virtual network ${network.name} has no subnet ${nic.subnet}`);
  return found;
}

/** All addresses of a network interface, the primary one first. */
export function addressesOf(nic: NetworkInterfaceModel): readonly IpAddress[] {
  return [nic.primary, ...nic.secondary];
}

/** The virtual networks that `name` has a peering to. */
export function peersOf(model: FabricModel, name: string): readonly VirtualNetworkModel[] {
  return model.peerings.filter(({from}) => from === name).map(({to}) => findVirtualNetwork(model, to));
}

/** The sites that a virtual network reaches: through its own gateway or through that of a peer. */
export function sitesOf(model: FabricModel, name: string): readonly SiteModel[] {
  const gateways = new Set([name]);
  for (const {from, to, useRemoteGateways} of model.peerings) if (from === name && useRemoteGateways) gateways.add(to);
  return model.sites.filter((site) => gateways.has(site.virtualNetwork));
}

/** The virtual networks that a site reaches: that of its gateway, and the peers that use this gateway. */
export function networksOfSite(model: FabricModel, site: SiteModel): readonly VirtualNetworkModel[] {
  return model.virtualNetworks.filter(({name}) => sitesOf(model, name).includes(site));
}

/** What the service tag `VirtualNetwork` stands for in a virtual network: its address space, its peers, its sites. */
export function virtualNetworkTag(model: FabricModel, name: string): readonly Cidr[] {
  return [
    ...findVirtualNetwork(model, name).addressSpace,
    ...peersOf(model, name).flatMap((peer) => peer.addressSpace),
    ...sitesOf(model, name).flatMap((site) => site.cidrs),
  ];
}

/** The public address that a private one is translated to on its way to the Internet, if it gets there at all. */
export function outboundAddress(
  model: FabricModel,
  nic: NetworkInterfaceModel,
  address: IpAddress,
): IpAddress | undefined {
  const own = model.publicIps.find(({privateAddress}) => privateAddress === address)?.address;
  const {outbound} = subnetOf(model, nic);
  if (own !== undefined) return outbound?.kind === 'natGateway' ? outbound.address : own;
  return address === nic.primary ? outbound?.address : undefined;
}

/** Where a floating load balancer sends a packet, as a mark on it: a number that no other back end has. */
export interface FloatingBackend {
  readonly balancer: LoadBalancerModel;
  readonly address: IpAddress;
  readonly port: string;
  readonly mark: number;
}

/** All back ends of load balancers with floating IP. */
export function floatingBackends(model: FabricModel): readonly FloatingBackend[] {
  const pairs = model.loadBalancers
    .filter(({floatingIp}) => floatingIp === true)
    .flatMap((balancer) => balancer.backends.map((address) => ({balancer, address})));
  return pairs.map(({balancer, address}, index) => {
    const nic = model.interfaces.find(({primary}) => primary === address);
    if (nic === undefined) throw new Error(`no network interface has the primary address ${address}`);
    return {balancer, address, port: nic.port, mark: index + 1};
  });
}
