import {textAt, withProperties} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';

export const PEERING_TYPE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';

/** The id of the network that a peering looks at. */
export function remoteIdOf(peering: Pick<StoredResource, 'properties'>): string {
  return textAt(peering.properties, 'remoteVirtualNetwork', 'id') ?? '';
}

/** The peering of one network that looks at another. */
export function peeringBetween({store}: World, from: string, to: string): StoredResource | undefined {
  return store.list(PEERING_TYPE, from).find((each) => remoteIdOf(each).toLowerCase() === to.toLowerCase());
}

/** Tells the other side of a peering that it is gone. */
export function disconnect(world: World, networkId: string, peering: StoredResource): void {
  const other = peeringBetween(world, remoteIdOf(peering), networkId);
  if (other !== undefined) world.store.put(withProperties(other, {peeringState: 'Disconnected'}));
}
