import type {JsonObject} from '../template/value.ts';

/** A resource as it is kept: JSON, as Azure shows it, `properties.provisioningState` included. */
export interface StoredResource extends JsonObject {
  readonly id: string;
  /** Such as `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  /** The last part of the name: `apps` of `network/apps`. */
  readonly name: string;
  readonly properties: JsonObject;
}

/** All resources, found by id without regard to capitals, as Azure does. */
export class Store {
  readonly #resources = new Map<string, StoredResource>();
  /** Ids in lower case, by type in lower case. */
  readonly #types = new Map<string, Set<string>>();

  constructor(resources: Iterable<StoredResource> = []) {
    for (const resource of resources) this.put(resource);
  }

  get(id: string): StoredResource | undefined {
    return this.#resources.get(id.toLowerCase());
  }

  /** Keeps a resource, in place of the one that had its id. The id keeps the spelling of the first. */
  put(resource: StoredResource): StoredResource {
    const key = resource.id.toLowerCase();
    const kept = this.#resources.get(key);
    const stored = kept === undefined || kept.id === resource.id ? resource : {...resource, id: kept.id};
    this.#resources.set(key, stored);
    const type = resource.type.toLowerCase();
    const ids = this.#types.get(type) ?? new Set();
    this.#types.set(type, ids.add(key));
    return stored;
  }

  remove(id: string): void {
    const key = id.toLowerCase();
    const resource = this.#resources.get(key);
    if (resource === undefined) return;
    this.#resources.delete(key);
    this.#types.get(resource.type.toLowerCase())?.delete(key);
  }

  /** Resources of a type, in the order in which they came; with a prefix, those whose ids begin with it and a slash. */
  list(type: string, prefix?: string): StoredResource[] {
    const within = prefix === undefined ? '' : `${prefix.toLowerCase()}/`;
    const ids = this.#types.get(type.toLowerCase()) ?? [];
    return [...ids].flatMap((id) => {
      const resource = id.startsWith(within) ? this.#resources.get(id) : undefined;
      return resource === undefined ? [] : [resource];
    });
  }

  /** All resources, in the order in which they came. */
  all(): StoredResource[] {
    return [...this.#resources.values()];
  }
}
