import {accessEndpoints, accessKinds} from './access/access-kinds.ts';
import {computeEndpoints, computeKinds} from './compute/compute-kinds.ts';
import {networkEndpoints, networkKinds} from './network/network-kinds.ts';
import type {Endpoint, ResourceKind} from './resource-kind.ts';

const KINDS = new Map<string, ResourceKind>(
  [...networkKinds, ...computeKinds, ...accessKinds].map((kind) => [kind.type.toLowerCase(), kind]),
);

/** What is known of a type of resource; undefined if it is not modelled. */
export function kindOf(type: string): ResourceKind | undefined {
  return KINDS.get(type.toLowerCase());
}

/** What is answered beside resources. */
export const ENDPOINTS: readonly Endpoint[] = [...accessEndpoints, ...networkEndpoints, ...computeEndpoints];
