import {createHash} from 'node:crypto';
import {withState} from '../../../src/simulator/fields.ts';
import type {Put, ResourceKind, World} from '../../../src/simulator/resource-kind.ts';
import type {Settings} from '../../../src/simulator/settings.ts';
import {Store, type StoredResource} from '../../../src/simulator/store.ts';
import type {JsonObject} from '../../../src/template/value.ts';

export const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
export const TENANT = '00000000-0000-0000-0000-000000000002';
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/test`;

const SETTINGS: Settings = {
  subscriptionId: SUBSCRIPTION,
  tenantId: TENANT,
  resources: [],
  quotas: {},
  restrictedSizes: [],
  takenAddresses: {},
  takenIps: {},
  takenDnsLabels: [],
  deniedActions: [],
  policies: [],
  unregisteredProviders: [],
  failingBootstraps: [],
  cluster: {notReady: [], failingAddons: [], apiServerDown: false},
  http: [],
  failures: [],
  pace: 1,
  throttling: true,
};

/** A world without anything in it. */
export function simulatedWorld(settings: Partial<Settings> = {}, resources: readonly StoredResource[] = []): World {
  return {
    store: new Store(resources),
    settings: {...SETTINGS, ...settings},
    now: Date.UTC(2026, 10, 27),
    guid: (seed) => {
      const hex = createHash('sha256').update(seed).digest('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
    },
  };
}

/** The id of a resource of the group. */
export function idOf(type: string, ...names: readonly string[]): string {
  const [provider = '', ...types] = type.split('/');
  const parts = types.flatMap((part, index) => [part, names[index] ?? '']);
  return [GROUP, 'providers', provider, ...parts].join('/');
}

/** A PUT of a resource, as a deployment has it. */
export function putOf(world: World, type: string, id: string, body: JsonObject): Put {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return {id, type, name, apiVersion: '2025-04-01', body, existing: world.store.get(id)};
}

/** Makes a resource, to its end. Gives what is kept of it. */
export function make(world: World, kind: ResourceKind, id: string, body: JsonObject): StoredResource {
  kind.put(world, putOf(world, kind.type, id, body));
  if (kind.finish !== undefined) kind.finish(world, stored(world, id));
  else if (stored(world, id).properties['provisioningState'] !== undefined) {
    world.store.put(withState(stored(world, id), 'Succeeded'));
  }
  return stored(world, id);
}

/** What is kept under an id. */
export function stored(world: World, id: string): StoredResource {
  const resource = world.store.get(id);
  if (resource === undefined) throw new Error(`${id} is not there`);
  return resource;
}

/** A resource as it is shown. */
export function show(world: World, kind: ResourceKind, id: string): JsonObject {
  return kind.show?.(world, stored(world, id)) ?? stored(world, id);
}

/** What a call is refused with: status and body. */
export function refusalOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && 'status' in error && 'body' in error)
      return {status: error.status, ...(error.body as object)};
    throw error;
  }
  return 'nothing was refused';
}
