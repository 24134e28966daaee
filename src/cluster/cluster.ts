import type {Path} from '../definition/issue.ts';
import type {Address} from '../ipv4/address.ts';
import type {Prefix} from '../ipv4/prefix.ts';
import type {KubernetesVersion} from '../kubernetes/versions.ts';

/**
 * A cluster as it is meant: every default filled in, every range read, every name decided. `resolve` makes it from a
 * `ClusterDefinition`; all later stages read this and never the definition.
 *
 * A field is optional only where its absence has a meaning. `path` says where in the definition a thing was declared,
 * so that whatever goes wrong with it later, in a rule or in Azure, can point there.
 */
export interface Cluster {
  readonly name: string;
  readonly location: string;
  readonly cloud: Cloud;
  readonly tags: Readonly<Record<string, string>>;
  readonly kubernetes: Kubernetes;
  readonly network: Network;
  readonly controlPlane: ControlPlane;
  readonly nodePools: readonly NodePool[];
  readonly linux: Linux;
  readonly identity: Identity;
  readonly addons: readonly Addon[];
}

/** The Azure clouds, by the names of `az cloud list`. */
export type Cloud = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud';

/** Which Kubernetes, and where its packages and images come from. */
export interface Kubernetes {
  readonly version: KubernetesVersion;
  readonly packages: Packages;
  /** How long certificates are valid, in days: authorities, and what they sign. */
  readonly certificates: {readonly authorityValidityDays: number; readonly validityDays: number};
  readonly images: {readonly kubernetes: string; readonly cloudProvider: string};
}

/** Repositories of Debian packages, and the fingerprints of the keys that sign them: 40 hexadecimal digits. */
export interface Packages {
  readonly kubernetes: string;
  readonly kubernetesKey: string;
  readonly containerd: string;
  readonly containerdKey: string;
  /** Nothing is installed: the image has everything. */
  readonly preinstalled: boolean;
}

/** The virtual network and everything that is decided about its addresses by hand. */
export interface Network {
  readonly virtualNetwork: VirtualNetwork;
  /** All subnets, declared and implied, in the order in which they are placed: see `resolveSubnets`. */
  readonly subnets: readonly Subnet[];
  readonly serviceCidr: Prefix;
  /** Service address of CoreDNS. */
  readonly dnsServiceIP: Address;
  readonly internalServices: {readonly subnet: string; readonly addresses: number};
  readonly onPremisesCidrs: readonly Prefix[];
  readonly egress: Egress;
  readonly podAccessToInstanceMetadata: boolean;
}

/** How nodes, and pods behind them, reach the Internet. */
export type Egress = 'natGateway' | 'loadBalancer' | 'userDefinedRoutes';

/** A virtual network that is made for the cluster, or an existing one, which is never written to. */
export type VirtualNetwork = NewVirtualNetwork | ExistingVirtualNetwork;

/** A virtual network made for the cluster. */
export interface NewVirtualNetwork {
  readonly kind: 'new';
  /** In the order in which subnets are placed. */
  readonly addressSpace: readonly Prefix[];
  readonly dnsServers: readonly Address[];
  readonly peerings: readonly Peering[];
  /** Absent: the virtual network has no gateway of its own. */
  readonly gateway?: Gateway;
}

/** A virtual network that is already there: referenced, never changed. */
export interface ExistingVirtualNetwork {
  readonly kind: 'existing';
  /** Azure resource id, as written. */
  readonly id: string;
  readonly addressSpace: readonly Prefix[];
}

/** A peering with another virtual network, made in both directions. */
export interface Peering {
  readonly path: Path;
  readonly name: string;
  readonly remoteVirtualNetworkId: string;
  readonly remoteAddressSpace: readonly Prefix[];
  readonly useRemoteGateways: boolean;
  readonly allowForwardedTraffic: boolean;
}

/** A VPN or ExpressRoute gateway in its own subnet, `GatewaySubnet`. */
export interface Gateway {
  readonly path: Path;
  readonly type: 'Vpn' | 'ExpressRoute';
  readonly sku: string;
  readonly connections: readonly Connection[];
}

/** One tunnel (with `peerAddress`) or circuit (with `circuitId`) of a gateway. */
export interface Connection {
  readonly path: Path;
  readonly name: string;
  readonly peerAddress?: Address;
  readonly circuitId?: string;
  readonly cidrs: readonly Prefix[];
}

/** A subnet of the virtual network. */
export interface Subnet {
  /** Its entry in `network.subnets`, or what implies it: the control plane, a node pool, the gateway. */
  readonly path: Path;
  readonly name: string;
  /** Absent: the address plan sizes and places it. */
  readonly cidr?: Prefix;
  readonly serviceEndpoints: readonly string[];
  readonly routes: readonly Route[];
  readonly routeTableId?: string;
  /** Addresses that the plan leaves alone. */
  readonly reservedAddresses: number;
  /** False if nothing in `network.subnets` names it: it exists because something uses it. */
  readonly declared: boolean;
}

/** A user-defined route. */
export interface Route {
  readonly path: Path;
  readonly name: string;
  readonly addressPrefix: Prefix;
  readonly nextHopType: 'VirtualAppliance' | 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'None';
  readonly nextHopIpAddress?: Address;
}

/** The machines that run the API server and etcd. */
export interface ControlPlane {
  readonly path: Path;
  readonly count: number;
  readonly vmSize: string;
  /** Empty: the machines are in an availability set. */
  readonly zones: readonly string[];
  /** Of the availability set. */
  readonly faultDomains: number;
  /** Name of a subnet in `network.subnets`. */
  readonly subnet: string;
  readonly maxPods: number;
  /** First of the static addresses. Absent: the first one of the subnet that Azure does not keep. */
  readonly firstAddress?: Address;
  readonly endpoint: {readonly access: 'public' | 'private'; readonly authorizedCidrs: readonly Prefix[]};
  readonly osDisk: OsDisk;
  readonly etcdDisk: {readonly sizeGiB: number};
}

/** The disk that a machine boots from. */
export interface OsDisk {
  readonly sizeGiB: number;
  readonly storage: 'Premium_LRS' | 'StandardSSD_LRS' | 'Standard_LRS' | 'Ephemeral';
}

/** A group of equal nodes. */
export interface NodePool {
  readonly path: Path;
  readonly name: string;
  readonly count: NodeCount;
  readonly vmSize: string;
  /** Pods with an address of the virtual network, per node. */
  readonly maxPods: number;
  /** Name of a subnet in `network.subnets`. */
  readonly subnet: string;
  readonly type: 'scaleSet' | 'virtualMachines';
  readonly zones: readonly string[];
  /** Of the availability set of a `virtualMachines` pool without zones. */
  readonly faultDomains: number;
  /** Additional nodes that an upgrade may start. */
  readonly maxSurge: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  /** Absent: regular machines. */
  readonly spot?: {readonly maxPrice: number; readonly evictionPolicy: 'Delete' | 'Deallocate'};
  readonly osDisk: OsDisk;
  /** Absent: no pod of the pool can have a public IP. */
  readonly podPublicIPs?: PodPublicIPs;
}

/** How many nodes a pool has: `min` equals `max` unless it is autoscaled. */
export interface NodeCount {
  readonly min: number;
  /** Addresses are planned for this many. */
  readonly max: number;
  readonly autoscaled: boolean;
}

/** Public IPs for pods that ask for one. */
export interface PodPublicIPs {
  readonly perNode: number;
  /** Absent: the public IPs have no DNS names. */
  readonly dnsLabelPrefix?: string;
  /** Each `port/protocol` or `first-last/protocol`. */
  readonly allowedPorts: readonly string[];
}

/** The operating system's accounts. */
export interface Linux {
  readonly adminUsername: string;
  readonly sshPublicKeys: readonly string[];
}

/** The managed identity with which the cluster calls Azure. */
export interface Identity {
  /** Absent: one is made. */
  readonly id?: string;
}

/** A file of manifests, applied once the cluster runs. */
export interface Addon {
  readonly path: Path;
  readonly name: string;
  /** Relative to the cluster definition. */
  readonly manifest: string;
}
