/*
 * Resources as they are in Azure, as far as operations look at them.
 */

/** A virtual network as it is. */
export interface LiveVirtualNetwork {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly addressPrefixes: readonly string[];
  readonly dnsServers: readonly string[];
  readonly subnets: readonly LiveSubnet[];
  readonly peerings: readonly LivePeering[];
}

/** A subnet as it is. */
export interface LiveSubnet {
  readonly id: string;
  readonly name: string;
  readonly addressPrefixes: readonly string[];
  /** Names of services that it is delegated to, such as `Microsoft.Sql/managedInstances`. */
  readonly delegations: readonly string[];
  readonly routeTableId?: string;
  readonly networkSecurityGroupId?: string;
  readonly natGatewayId?: string;
  readonly serviceEndpoints: readonly string[];
  /** What it is kept for: types of resources that have put links into it. */
  readonly links: readonly string[];
  /** Whether application gateways are in it, which share a subnet with nothing else. */
  readonly hasApplicationGateways: boolean;
  /** Ids of virtual network gateways that are in it. */
  readonly gatewayIds: readonly string[];
  /** Undefined: Azure does not say. */
  readonly defaultOutboundAccess?: boolean;
}

/** A peering as it is. */
export interface LivePeering {
  readonly name: string;
  readonly remoteVirtualNetworkId: string;
  readonly remoteAddressPrefixes: readonly string[];
  /** `Connected`, `Initiated`, `Disconnected`. */
  readonly state: string;
  /** Undefined: Azure does not say. */
  readonly usesRemoteGateways?: boolean;
}

/** A virtual network gateway as it is. */
export interface LiveGateway {
  readonly id: string;
  readonly name: string;
  /** `Vpn`, `ExpressRoute`. */
  readonly type: string;
  readonly sku: string;
  /** Of VPN gateways: `RouteBased`, `PolicyBased`. */
  readonly vpnType?: string;
  /** The number of its autonomous system, which it has for BGP. */
  readonly asn?: number;
}

/** A tunnel or circuit of a gateway as it is. */
export interface LiveConnection {
  readonly name: string;
  readonly circuitId?: string;
  /** What describes the site at the other end of a tunnel. */
  readonly siteId?: string;
}

/** A site on premises as it is: what Azure calls a local network gateway. */
export interface LiveSite {
  readonly name: string;
  readonly prefixes: readonly string[];
}

/** An ExpressRoute circuit as it is. */
export interface LiveCircuit {
  readonly name: string;
  /** `Provisioned` once the provider has done its part. */
  readonly providerState: string;
  /** Where it leaves Azure, such as `Zurich`; undefined for a port of one's own. */
  readonly peeringLocation?: string;
  /** Types of its peerings: `AzurePrivatePeering` is the one that leads to virtual networks. */
  readonly peerings: readonly string[];
}

/** A route table as it is. */
export interface LiveRouteTable {
  readonly location: string;
  readonly routes: readonly LiveRoute[];
  /** Whether routes that gateways are told by BGP come beside. */
  readonly takesBgpRoutes: boolean;
}

/** How full a subnet is. `limit` counts what can be used: without Azure's five. */
export interface SubnetUsage {
  readonly subnetId: string;
  readonly used: number;
  readonly limit: number;
}

/** A route as it is. */
export interface LiveRoute {
  readonly name: string;
  readonly addressPrefix: string;
  readonly nextHopType: string;
  readonly nextHopIpAddress?: string;
}

/** A rule of a network security group as it is. */
export interface LiveSecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: string;
  readonly access: string;
  readonly protocol: string;
  readonly sourcePortRanges: readonly string[];
  readonly sourceAddressPrefixes: readonly string[];
  readonly destinationAddressPrefixes: readonly string[];
  readonly destinationPortRanges: readonly string[];
  /** Ids of application security groups, which a rule has in place of prefixes. */
  readonly sourceGroupIds: readonly string[];
  readonly destinationGroupIds: readonly string[];
}

/** How much of something there may be, and is. */
export interface Usage {
  /** As Azure calls it, such as `standardDSv5Family`, `cores`, `PublicIPAddresses`. */
  readonly name: string;
  readonly localizedName: string;
  readonly used: number;
  readonly limit: number;
}

/** A public IP as it is. */
export interface LivePublicIp {
  readonly id: string;
  readonly name: string;
  readonly ipAddress?: string;
  readonly fqdn?: string;
}

/** A VM size as this subscription may use it in a region. */
export interface Sku {
  readonly name: string;
  /** Such as `standardDSv5Family`, as usages call it. */
  readonly family: string;
  readonly vCpus: number;
  readonly zones: readonly string[];
  /** Zones in which it may not be used. */
  readonly restrictedZones: readonly string[];
  /** Why it may not be used in the region at all, such as `NotAvailableForSubscription`. */
  readonly restriction?: string;
  /** All else that Azure says, such as `CpuArchitectureType`. */
  readonly capabilities: Readonly<Record<string, string>>;
}

/** A scale set as it is. */
export interface LiveScaleSet {
  readonly id: string;
  readonly name: string;
  readonly vmSize: string;
  readonly capacity: number;
  readonly provisioningState: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A machine as it is: of its own, or of a scale set. */
export interface LiveMachine {
  readonly id: string;
  readonly name: string;
  /** Of scale sets: the name of the node. */
  readonly computerName?: string;
  readonly vmSize: string;
  readonly provisioningState: string;
  /** Such as `running`, `deallocated`; undefined if it was not asked for. */
  readonly powerState?: string;
}
