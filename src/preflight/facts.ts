import type {
  Account,
  LiveCircuit,
  LiveConnection,
  LiveGateway,
  LiveMachine,
  LiveRouteTable,
  LiveScaleSet,
  LiveSecurityRule,
  LiveSite,
  LiveVirtualNetwork,
  Permission,
  ResourceGroup,
  ResourceSummary,
  Sku,
  SubnetUsage,
  Usage,
} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {AddressPlan} from '../network/address-plan.ts';

/** Something that could perhaps not be read; the reason is fit to follow "could not be read:". */
export type Known<Value> =
  | {readonly known: true; readonly value: Value}
  | {readonly known: false; readonly reason: string};

/** What Azure says of the place that a cluster goes to. */
export interface PreflightFacts {
  readonly account: Account;
  readonly groupName: string;
  /** Undefined: it is not there. */
  readonly group: Known<ResourceGroup | undefined>;
  readonly providers: Known<ReadonlyMap<string, string>>;
  /** Of whoever asks, in the subscription; absent: that makes no difference. */
  readonly subscriptionPermissions?: Known<readonly Permission[]>;
  /** Of whoever asks: in the group, or in the subscription if the group is not there. */
  readonly permissions: Known<readonly Permission[]>;
  readonly locks: Known<readonly Lock[]>;
  readonly skus: Known<readonly Sku[]>;
  /** Whether images are offered in the region, by their SKU. */
  readonly images: ReadonlyMap<string, Known<boolean>>;
  readonly computeUsages: Known<readonly Usage[]>;
  readonly networkUsages: Known<readonly Usage[]>;
  readonly labels: LabelFacts;
  readonly own: OwnFacts;
  /** Absent: it has none, or there is no group yet. */
  readonly ownNetwork?: OwnNetworkFacts;
  readonly referred: ReferredFacts;
  /** Absent: the cluster makes its own network. */
  readonly network?: ExistingFacts;
  /** Of peerings, by the id in the definition. */
  readonly remotes: ReadonlyMap<string, RemoteFacts>;
  /** Absent: the cluster makes its own identity. Undefined: it is not there. */
  readonly identity?: Known<IdentityFacts | undefined>;
}

/** What keeps a resource from being written or deleted. */
export interface Lock {
  readonly id: string;
  readonly name: string;
  /** `ReadOnly`, `CanNotDelete`. */
  readonly level: string;
}

/** DNS names that the cluster wants and has not got yet. */
export interface LabelFacts {
  /** Whether each that was asked for is free. */
  readonly free: ReadonlyMap<string, Known<boolean>>;
  /** How many it has already. */
  readonly own: number;
  /** How many were not asked for, because they are so many. */
  readonly unasked: number;
}

/** What is in the resource group already: from an earlier deployment, whatever came of that. */
export interface OwnFacts {
  readonly scaleSets: Known<readonly LiveScaleSet[]>;
  readonly machines: Known<readonly LiveMachine[]>;
  readonly resources: Known<readonly ResourceSummary[]>;
  /** Addresses in an existing network that are the cluster's. */
  readonly addresses: Known<readonly OwnAddresses[]>;
}

/** Addresses of a subnet that something of the cluster's has. */
export interface OwnAddresses {
  readonly subnetId: string;
  readonly count: number;
  /** Those that are written down; of scale sets none are. */
  readonly addresses: readonly string[];
}

/** The cluster's own network, if there is one of its name already, and what others may have put there. */
export interface OwnNetworkFacts {
  /** Undefined: it is not there. */
  readonly network: Known<LiveVirtualNetwork | undefined>;
  /** Gateways in its GatewaySubnet, by their ids; undefined: it is not there any more. */
  readonly gateways: ReadonlyMap<string, Known<LiveGateway | undefined>>;
  /** Of the cluster's own gateway, if that is there. */
  readonly connections: Known<readonly LiveConnection[]>;
}

/** Resources that are there already, which a template refers to: by their ids in lower case. */
export interface ReferredFacts {
  /** Of subnets. Undefined: it is not there. */
  readonly routeTables: ReadonlyMap<string, Known<LiveRouteTable | undefined>>;
  /** Of connections. Undefined: it is not there. */
  readonly circuits: ReadonlyMap<string, Known<LiveCircuit | undefined>>;
  /** Of whoever asks: on these and on an identity. */
  readonly permissions: ReadonlyMap<string, Known<readonly Permission[]>>;
}

/** A network that the cluster's own is to be peered with. */
export interface RemoteFacts {
  /** Undefined: it is not there. */
  readonly network: Known<LiveVirtualNetwork | undefined>;
  /** Of whoever asks. */
  readonly permissions: Known<readonly Permission[]>;
  readonly locks: Known<readonly Lock[]>;
  /** Sites behind its gateways, by the gateway's id; none if they are not to be used. */
  readonly sites: ReadonlyMap<string, Known<readonly LiveSite[]>>;
}

/** An identity that is there already, and what it may do. */
export interface IdentityFacts {
  readonly principalId: string;
  /** In the group, or in the subscription if the group is not there. */
  readonly roles: Known<readonly Permission[]>;
  /** In subnets of an existing network, by the subnet's id in lower case. */
  readonly subnetRoles: ReadonlyMap<string, Known<readonly Permission[]>>;
}

/** What Azure says of a virtual network that is there already. */
export interface ExistingFacts {
  /** Undefined: it is not there. */
  readonly network: Known<LiveVirtualNetwork | undefined>;
  readonly usages: Known<readonly SubnetUsage[]>;
  /** Sites behind its gateways, by the gateway's id. */
  readonly sites: ReadonlyMap<string, Known<readonly LiveSite[]>>;
  /** Of static addresses that the cluster has not got yet: whether they are free. */
  readonly addresses: ReadonlyMap<string, Known<boolean>>;
  /** Of network security groups of its subnets, by id in lower case; undefined: it is not there. */
  readonly rules: ReadonlyMap<string, Known<readonly LiveSecurityRule[] | undefined>>;
  /** Of whoever asks, on subnets, by id in lower case. */
  readonly permissions: ReadonlyMap<string, Known<readonly Permission[]>>;
}

/** A cluster that is to be deployed. */
export interface PlannedSite {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}
