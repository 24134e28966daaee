import type {ErrorBody} from '../failures/error-body.ts';
import type {StoredResource} from './store.ts';

/**
 * What a simulated Azure is like: a subscription, what is in it, and what goes wrong. A file of `--simulate-faults` has
 * this shape, all parts optional.
 */
export interface Settings {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Resources that are there from the start. */
  readonly resources: readonly Partial<StoredResource>[];
  /** Limits of usages, by name, such as `cores` or `standardDSv5Family`; others are as large as Azure's own defaults. */
  readonly quotas: Readonly<Record<string, number>>;
  /** VM sizes that cannot be had: everywhere, or in some zones. */
  readonly restrictedSizes: readonly {
    readonly size: string;
    readonly zones?: readonly string[];
    readonly reason?: string;
  }[];
  /** Addresses of subnets that others have taken: subnet's name or id, and how many. */
  readonly takenAddresses: Readonly<Record<string, number>>;
  /** Static addresses that others have: the virtual network's name or id, and addresses. */
  readonly takenIps: Readonly<Record<string, readonly string[]>>;
  /** DNS labels that others have. */
  readonly takenDnsLabels: readonly string[];
  /** Actions that whoever asks may not do, such as `Microsoft.Authorization/roleAssignments/write`; `*` as Azure's. */
  readonly deniedActions: readonly {readonly action: string; readonly scope?: string}[];
  /** Policies that deny. `types`: of resources; `requiredTag`: refuse those without it. */
  readonly policies: readonly {
    readonly name: string;
    readonly types?: readonly string[];
    readonly requiredTag?: string;
    readonly allowedLocations?: readonly string[];
  }[];
  /** Resource providers that are not registered yet. */
  readonly unregisteredProviders: readonly string[];
  /** Machines whose bootstrap fails, by name or a pattern with `*`, its exit code, and what it has printed. */
  readonly failingBootstraps: readonly {
    readonly machine: string;
    readonly exitCode: number;
    readonly output?: string;
  }[];
  /** What the cluster is like once it runs. */
  readonly cluster: {
    readonly notReady: readonly {readonly node: string; readonly reason: string}[];
    readonly failingAddons: readonly string[];
    readonly apiServerDown: boolean;
  };
  /** Answers that take the place of others. */
  readonly http: readonly HttpFault[];
  /** Resources whose PUT fails. */
  readonly failures: readonly ResourceFailure[];
  /** Times as many as a real one: 1; 0: nothing takes time. */
  readonly pace: number;
  /** Without token buckets, nothing is throttled. */
  readonly throttling: boolean;
}

/** An answer that takes the place of another, or a connection that ends. */
export interface HttpFault {
  readonly method?: string;
  /** A regular expression for the path, without regard to capitals. */
  readonly path: string;
  /** How many matching requests go well first. */
  readonly after?: number;
  /** How many fail then; all if left out. */
  readonly times?: number;
  /** `lost`: the request is done, and its answer lost; `refused`: nobody answers. Left out: `status` is the answer. */
  readonly connection?: 'lost' | 'refused';
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** A resource whose PUT fails: before a deployment begins, at once, or at its end. */
export interface ResourceFailure extends Pick<ErrorBody, 'code' | 'message' | 'details'> {
  readonly type: string;
  /** A name, or a pattern with `*`; all if left out. */
  readonly name?: string;
  readonly at?: 'preflight' | 'start' | 'end';
  readonly status?: number;
  /** How often; always if left out. */
  readonly times?: number;
}
