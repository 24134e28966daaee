import type {
  Account,
  LiveRoute,
  LiveVirtualNetwork,
  Permission,
  ResourceGroup,
  Sku,
  SubnetUsage,
  Usage,
} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {AddressPlan} from '../network/address-plan.ts';

/** Something that may not be said: whoever asks has not the right to know. */
export type Known<Value> = {readonly known: true; readonly value: Value} | {readonly known: false};

/** What Azure says of the place that a cluster goes to. */
export interface PreflightFacts {
  readonly account: Account;
  readonly group: ResourceGroup | undefined;
  readonly groupName: string;
  /** Whether the cluster was deployed before: what it has then is its own. */
  readonly deployed: boolean;
  readonly providers: Known<ReadonlyMap<string, string>>;
  readonly permissions: Known<readonly Permission[]>;
  readonly locks: Known<readonly {readonly name: string; readonly level: string}[]>;
  readonly skus: Known<readonly Sku[]>;
  readonly computeUsages: Known<readonly Usage[]>;
  readonly networkUsages: Known<readonly Usage[]>;
  /** DNS labels that the cluster wants, and whether they are free. */
  readonly labels: Known<ReadonlyMap<string, boolean>>;
  /** Absent: the cluster makes its own network. */
  readonly network?: ExistingFacts;
  /** Of peerings, by id; undefined: it is not there. */
  readonly remotes: ReadonlyMap<string, Known<LiveVirtualNetwork | undefined>>;
  /** Absent: the cluster makes its own identity. */
  readonly identity?: Known<boolean>;
}

/** What Azure says of a virtual network that is there already. */
export interface ExistingFacts {
  readonly network: Known<LiveVirtualNetwork | undefined>;
  readonly usages: Known<readonly SubnetUsage[]>;
  /** Of static addresses: who is free. */
  readonly addresses: Known<ReadonlyMap<string, boolean>>;
  /** Of route tables of its subnets, by id in lower case. */
  readonly routes: ReadonlyMap<string, readonly LiveRoute[] | undefined>;
  /** On subnets, by name. */
  readonly joins: ReadonlyMap<string, Known<readonly Permission[]>>;
}

/** A cluster that is to be deployed. */
export interface PlannedSite {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}
