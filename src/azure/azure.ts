import type {Cloud} from '../cluster/cluster.ts';
import type {ErrorBody} from '../failures/error-body.ts';
import type {JsonObject} from '../template/value.ts';
import type {
  LiveCircuit,
  LiveConnection,
  LiveGateway,
  LiveMachine,
  LivePublicIp,
  LiveRouteTable,
  LiveScaleSet,
  LiveSecurityRule,
  LiveSite,
  LiveVirtualNetwork,
  Sku,
  SubnetUsage,
  Usage,
} from './live-resources.ts';

export type {
  LiveCircuit,
  LiveConnection,
  LiveGateway,
  LiveMachine,
  LivePeering,
  LivePublicIp,
  LiveRoute,
  LiveRouteTable,
  LiveScaleSet,
  LiveSecurityRule,
  LiveSite,
  LiveSubnet,
  LiveVirtualNetwork,
  Sku,
  SubnetUsage,
  Usage,
} from './live-resources.ts';

/**
 * What operations ask Azure for, in words of ours: nothing here is a type of Azure's SDK, so that who imports this loads
 * none of it. `connectAzure` makes one.
 *
 * Every method throws `AzureError` for what Azure refuses, and what the network does otherwise after retries. `find…`
 * gives undefined for what is not there. All wait by the connection's own clock, which a simulator moves.
 */
export interface Azure {
  readonly account: Account;
  /** What was asked so far, and what Azure said is left of its allowances: for people who run large clusters. */
  readonly traffic: () => Traffic;
  /** Waits so many ms, or less if the signal says so, which throws its reason. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** What time it is, in ms since 1970. */
  readonly now: () => number;
  readonly groups: Groups;
  readonly deployments: Deployments;
  readonly network: NetworkReads;
  readonly compute: Compute;
  readonly access: Access;
}

/** Who asks, and where. */
export interface Account {
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly subscriptionId: string;
  /** As people call it; the id if it cannot be read. */
  readonly subscriptionName: string;
  /** `Enabled` is the one in which something can be made. */
  readonly subscriptionState: string;
  /** Who asks: a user's name or a client id. */
  readonly identity: string;
  /** The object id of that, from its token; undefined if the token does not tell. */
  readonly objectId?: string;
  /** How it was authenticated, in words: `Azure CLI`, `GitHub Actions OIDC`; `simulator`. */
  readonly method: string;
  /** True: nothing of it is real. */
  readonly simulated: boolean;
}

/** Requests made, and the smallest remainder that Azure named. */
export interface Traffic {
  readonly reads: number;
  readonly writes: number;
  /** Requests that Azure answered with 429. */
  readonly throttled: number;
  readonly remainingReads?: number;
  readonly remainingWrites?: number;
}

/** A resource group. */
export interface ResourceGroup {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly provisioningState: string;
}

/** Any resource, as lists tell it. */
export interface ResourceSummary {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Resource groups and what is in them. */
export interface Groups {
  readonly find: (name: string, signal?: AbortSignal) => Promise<ResourceGroup | undefined>;
  readonly create: (name: string, location: string, tags: Readonly<Record<string, string>>) => Promise<ResourceGroup>;
  /** Ends when it is gone. */
  readonly delete: (name: string, signal?: AbortSignal) => Promise<void>;
  readonly resources: (name: string, signal?: AbortSignal) => Promise<readonly ResourceSummary[]>;
  /** The resource as Azure shows it. */
  readonly findResource: (id: string, apiVersion: string, signal?: AbortSignal) => Promise<JsonObject | undefined>;
  /** Ends when it is gone, also if it never was. */
  readonly deleteResource: (id: string, apiVersion: string, signal?: AbortSignal) => Promise<void>;
}

/** What is deployed. */
export interface DeploymentRequest {
  readonly group: string;
  readonly name: string;
  readonly template: JsonObject;
  readonly parameters: Readonly<Record<string, {readonly value: unknown}>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** `Accepted`, `Running` and their like are under way; the three at the end are final. */
export type DeploymentState =
  | 'Accepted'
  | 'Running'
  | 'Canceling'
  | 'Succeeded'
  | 'Failed'
  | 'Canceled'
  | (string & {});

/** A deployment as Azure shows it. */
export interface Deployment {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly state: DeploymentState;
  /** When its state last changed, ISO 8601. */
  readonly timestamp: string;
  readonly correlationId: string;
  /** Values of parameters that are no secrets. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly error?: ErrorBody;
  /** Ids of what it made. */
  readonly outputResources: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What became of one resource of a deployment. */
export interface DeploymentOperation {
  readonly operationId: string;
  /** `Create`, `Read`, `EvaluateDeploymentOutput`, … */
  readonly kind: string;
  readonly state: string;
  readonly timestamp: string;
  /** ms; undefined if Azure does not say. */
  readonly duration?: number;
  readonly status?: string;
  readonly error?: ErrorBody;
  readonly target?: {readonly id: string; readonly type: string; readonly name: string};
}

/** What-if of one resource (Azure: REST API, deployments/what-if, "WhatIfChange"). */
export interface WhatIfChange {
  readonly resourceId: string;
  readonly changeType:
    | 'Create'
    | 'Delete'
    | 'Ignore'
    | 'Deploy'
    | 'NoChange'
    | 'Modify'
    | 'Unsupported'
    | (string & {});
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly delta?: readonly WhatIfPropertyChange[];
  readonly unsupportedReason?: string;
}

/** What-if of one property. */
export interface WhatIfPropertyChange {
  readonly path: string;
  readonly propertyChangeType: 'Create' | 'Delete' | 'Modify' | 'Array' | 'NoEffect' | (string & {});
  readonly before?: unknown;
  readonly after?: unknown;
  readonly children?: readonly WhatIfPropertyChange[];
}

/** Deployments to resource groups. */
export interface Deployments {
  readonly find: (group: string, name: string, signal?: AbortSignal) => Promise<Deployment | undefined>;
  /**
   * Ends when Azure has taken it. Throws AzureError 409 `DeploymentActive` if one of this name is running: this very one, if the
   * first answer to a repeated request was lost, or another one.
   */
  readonly submit: (request: DeploymentRequest, signal?: AbortSignal) => Promise<void>;
  /** What Azure would refuse; undefined if nothing. */
  readonly validate: (request: DeploymentRequest, signal?: AbortSignal) => Promise<ErrorBody | undefined>;
  /** Throws AzureError if Azure cannot tell. `validationLevel` ProviderNoRbac: rights to read are enough. */
  readonly whatIf: (
    request: DeploymentRequest & {readonly validationLevel?: 'Provider' | 'ProviderNoRbac'},
    signal?: AbortSignal,
  ) => Promise<readonly WhatIfChange[]>;
  readonly cancel: (group: string, name: string) => Promise<void>;
  readonly operations: (group: string, name: string, signal?: AbortSignal) => Promise<readonly DeploymentOperation[]>;
}

/** What Azure knows of networks. */
export interface NetworkReads {
  readonly findVirtualNetwork: (id: string, signal?: AbortSignal) => Promise<LiveVirtualNetwork | undefined>;
  readonly subnetUsages: (virtualNetworkId: string, signal?: AbortSignal) => Promise<readonly SubnetUsage[]>;
  /** Whether a private address can be taken, and if not, some that can. */
  readonly checkAddress: (
    virtualNetworkId: string,
    address: string,
    signal?: AbortSignal,
  ) => Promise<{readonly available: boolean; readonly others: readonly string[]}>;
  readonly findRouteTable: (id: string, signal?: AbortSignal) => Promise<LiveRouteTable | undefined>;
  readonly findGateway: (id: string, signal?: AbortSignal) => Promise<LiveGateway | undefined>;
  readonly gatewayConnections: (gatewayId: string, signal?: AbortSignal) => Promise<readonly LiveConnection[]>;
  readonly findSite: (id: string, signal?: AbortSignal) => Promise<LiveSite | undefined>;
  readonly findCircuit: (id: string, signal?: AbortSignal) => Promise<LiveCircuit | undefined>;
  readonly findSecurityRules: (
    groupId: string,
    signal?: AbortSignal,
  ) => Promise<readonly LiveSecurityRule[] | undefined>;
  readonly checkDnsLabel: (location: string, label: string, signal?: AbortSignal) => Promise<boolean>;
  readonly usages: (location: string, signal?: AbortSignal) => Promise<readonly Usage[]>;
  readonly publicIps: (group: string, signal?: AbortSignal) => Promise<readonly LivePublicIp[]>;
}

/** What Azure knows of machines. */
export interface Compute {
  /** Whether an image of the marketplace is offered in a region. */
  readonly hasImage: (
    location: string,
    image: {readonly publisher: string; readonly offer: string; readonly sku: string},
    signal?: AbortSignal,
  ) => Promise<boolean>;
  /** Sizes of machines, and as `Aligned` what availability sets may have. */
  readonly skus: (location: string, signal?: AbortSignal) => Promise<readonly Sku[]>;
  readonly usages: (location: string, signal?: AbortSignal) => Promise<readonly Usage[]>;
  readonly scaleSets: (group: string, signal?: AbortSignal) => Promise<readonly LiveScaleSet[]>;
  readonly scaleSetMachines: (group: string, scaleSet: string, signal?: AbortSignal) => Promise<readonly LiveMachine[]>;
  readonly machines: (group: string, signal?: AbortSignal) => Promise<readonly LiveMachine[]>;
  /** The same without what takes a request each: whether they run. */
  readonly machineModels: (group: string, signal?: AbortSignal) => Promise<readonly LiveMachine[]>;
  /** Runs a shell script on a machine as root, and gives what it printed (Azure keeps the last 4,096 bytes). */
  readonly runCommand: (
    machineId: string,
    script: readonly string[],
    signal?: AbortSignal,
  ) => Promise<{readonly stdout: string; readonly stderr: string}>;
}

/** What may be done at a scope (Azure: REST API, authorization/permissions). */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** Who may do what, and what stops everybody. */
export interface Access {
  /** What the account may do at a scope, a resource id; undefined if Azure does not tell. */
  readonly permissions: (scope: string, signal?: AbortSignal) => Promise<readonly Permission[] | undefined>;
  /** Whether an identity has a role with this action at a scope or above: role assignments with their roles' actions. */
  readonly permissionsOf: (
    scope: string,
    principalId: string,
    signal?: AbortSignal,
  ) => Promise<readonly Permission[] | undefined>;
  /** A user-assigned identity. */
  readonly findIdentity: (
    id: string,
    signal?: AbortSignal,
  ) => Promise<{readonly principalId: string; readonly clientId: string; readonly location: string} | undefined>;
  /** Registration of resource providers, by namespace: `Registered`, `NotRegistered`, `Registering`. */
  readonly providers: (signal?: AbortSignal) => Promise<ReadonlyMap<string, string>>;
  /** Ends when it is registered. */
  readonly registerProvider: (namespace: string, signal?: AbortSignal) => Promise<void>;
  /** Locks at a scope or above. */
  readonly locks: (
    scope: string,
    signal?: AbortSignal,
  ) => Promise<readonly {readonly id: string; readonly name: string; readonly level: string}[]>;
}
