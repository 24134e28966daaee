import type {Json} from '../template/value.ts';
import {accessEndpoints, accessKinds} from './access/access-kinds.ts';
import {computeEndpoints, computeKinds} from './compute/compute-kinds.ts';
import {networkEndpoints, networkKinds} from './network/network-kinds.ts';
import type {Endpoint, ResourceKind} from './resource-kind.ts';

/** All types of resources that a simulated Azure has, and what it answers beside. */
export interface Kinds {
  readonly find: (type: string) => ResourceKind | undefined;
  /** Whether there is a type of that namespace. */
  readonly hasNamespace: (namespace: string) => boolean;
  readonly endpoints: readonly Endpoint<Json>[];
}

/** Types by name without regard to capitals. */
function makeKinds(kinds: readonly ResourceKind[], endpoints: readonly Endpoint<Json>[] = []): Kinds {
  const byType = new Map(kinds.map((kind) => [kind.type.toLowerCase(), kind]));
  const namespaces = new Set(kinds.map(({type}) => type.slice(0, type.indexOf('/')).toLowerCase()));
  return {
    find: (type) => byType.get(type.toLowerCase()),
    hasNamespace: (namespace) => namespaces.has(namespace.toLowerCase()),
    endpoints,
  };
}

/** Those that clusters are made of. */
export const AZURE_KINDS: Kinds = makeKinds(
  [...networkKinds, ...computeKinds, ...accessKinds],
  [...networkEndpoints, ...computeEndpoints, ...accessEndpoints],
);
