import type {Json, JsonObject} from '../template/value.ts';
import type {Settings} from './settings.ts';
import type {Store, StoredResource} from './store.ts';

/** What a kind of resource sees of the simulated Azure. */
export interface World {
  readonly store: Store;
  readonly settings: Settings;
  /** Simulated time, ms since 1970. */
  readonly now: number;
  /** A GUID that is the same for the same seed: simulations repeat. */
  readonly guid: (seed: string) => string;
}

/** A PUT of one resource, by itself or in a deployment: what is asked for, without names of parents. */
export interface Put {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  /** `location`, `tags`, `sku`, `zones`, `identity`, `properties`, `scope`, …, all expressions evaluated. */
  readonly body: JsonObject;
  /** What is there already. */
  readonly existing: StoredResource | undefined;
}

/**
 * One type of resource. All functions throw `Refusal` as the resource provider words it. Functions change nothing but
 * `world.store`, and may be called again after the process ended in between: all they know is in the store.
 */
export interface ResourceKind {
  readonly type: string;
  /** False: it has no location (a child, a role assignment). Azure refuses tracked resources without one. */
  readonly tracked: boolean;
  /**
   * Checks before anything of a deployment begins, as far as the provider can see without what is yet to be made
   * (`planned`: ids in lower case of all that the deployment makes; `puts`: all of them, in an order that stays the same,
   * `put` itself among them, for what is counted over a deployment, such as quotas). Throws for what `validate` tells of.
   */
  readonly preflight?: (world: World, put: Put, planned: ReadonlySet<string>, puts?: readonly Put[]) => void;
  /**
   * Takes the PUT: checks it, keeps the resource (as `Updating`, or `Succeeded` if it takes no time) and whatever else it
   * changes (addresses, back references). Gives the simulated ms after which `finish` is called; 0: it is done.
   */
  readonly put: (world: World, put: Put) => number;
  /** The end of it: sets `Succeeded`, or sets `Failed` and throws, as an asynchronous operation fails. */
  readonly finish?: (world: World, resource: StoredResource) => void;
  /** As GET shows it: with what is computed, such as back references and children. The stored resource if left out. */
  readonly show?: (world: World, resource: StoredResource) => JsonObject;
  /** Checks and undoes what `put` changed elsewhere; the caller removes the resource. Gives simulated ms. */
  readonly remove?: (world: World, resource: StoredResource) => number;
  /** PATCH; refused if left out. `tags` of any resource are patched without it. */
  readonly patch?: (world: World, resource: StoredResource, body: JsonObject) => number;
  /** POST and GET below a resource that are no resources, by path in lower case: `usages`, `checkipaddressavailability`. */
  readonly actions?: Readonly<Record<string, Action>>;
}

/** What an action is asked. */
export interface ActionRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** What follows the action's name in the path, such as an instance's number. */
  readonly rest: readonly string[];
}

/** Answers at once, or with a result after so many simulated ms (202 and an operation to ask). */
export type Action = (
  world: World,
  resource: StoredResource,
  request: ActionRequest,
) => {readonly result: JsonObject; readonly after?: number};

/** A GET or POST that is not below a resource: `/subscriptions/{id}/providers/Microsoft.Compute/skus`. */
export interface Endpoint<Body extends Json = JsonObject> {
  readonly method: 'GET' | 'POST';
  /** Matched against the path without regard to capitals; groups are the parameters. */
  readonly path: RegExp;
  readonly answer: (
    world: World,
    match: RegExpExecArray,
    request: {readonly query: URLSearchParams; readonly body: JsonObject},
  ) => Body;
}
