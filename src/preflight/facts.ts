import type {
  Account,
  LiveMachine,
  LiveRoute,
  LiveScaleSet,
  LiveSecurityRule,
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
  /** Of whoever asks: in the group, or in the subscription if the group is not there. */
  readonly permissions: Known<readonly Permission[]>;
  readonly locks: Known<readonly {readonly name: string; readonly level: string; readonly id: string}[]>;
  readonly skus: Known<readonly Sku[]>;
  readonly computeUsages: Known<readonly Usage[]>;
  readonly networkUsages: Known<readonly Usage[]>;
  readonly labels: LabelFacts;
  readonly own: OwnFacts;
  /** Absent: the cluster makes its own network. */
  readonly network?: ExistingFacts;
  /** Of peerings, by the id in the definition. */
  readonly remotes: ReadonlyMap<string, RemoteFacts>;
  /** Absent: the cluster makes its own identity. Undefined: it is not there. */
  readonly identity?: Known<IdentityFacts | undefined>;
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

/** A network that the cluster's own is to be peered with. */
export interface RemoteFacts {
  /** Undefined: it is not there. */
  readonly network: Known<LiveVirtualNetwork | undefined>;
  /** Of whoever asks. */
  readonly permissions: Known<readonly Permission[]>;
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
  /** Of static addresses that the cluster has not got yet: whether they are free. */
  readonly addresses: ReadonlyMap<string, Known<boolean>>;
  /** Of route tables of its subnets, by id in lower case; undefined: it is not there. */
  readonly routes: ReadonlyMap<string, Known<readonly LiveRoute[] | undefined>>;
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
