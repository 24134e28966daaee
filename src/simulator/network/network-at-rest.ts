import {Refusal} from '../fault.ts';
import {textAt} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {refusal} from './refusals.ts';

/*
 * A virtual network with its subnets and peerings is one thing to write to: two writes at the same time do not go together
 * (Azure/bicep#5132, Azure/bicep-registry-modules#1831). Templates must have one wait for the other.
 */

/** Refuses to write to a network, or a part of it, while another write is under way. */
export function assertAtRest(world: World, network: StoredResource): void {
  const busy = busyIn(world, network);
  if (busy === undefined) return;
  throw new Refusal(409, {
    code: 'AnotherOperationInProgress',
    message: `Another operation on this or dependent resource is in progress: ${busy.id} is being written.`,
    details: [],
  });
}

/** Refuses to use a network that is being written to. */
export function assertProvisioned(world: World, network: StoredResource, user: string): void {
  const busy = busyIn(world, network);
  if (busy === undefined) return;
  throw refusal(
    'ReferencedResourceNotProvisioned',
    `Cannot proceed with operation because resource ${busy.id} used by resource ${user} is not in Succeeded state. Resource is in Updating state.`,
  );
}

function busyIn({store}: World, network: StoredResource): StoredResource | undefined {
  const parts = ['subnets', 'virtualNetworkPeerings'].flatMap((list) =>
    store.list(`${network.type}/${list}`, network.id),
  );
  return [network, ...parts].find(({properties}) => textAt(properties, 'provisioningState') === 'Updating');
}
