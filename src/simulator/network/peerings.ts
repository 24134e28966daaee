import {shown, textAt, textsAt, valueAt, withProperties} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import {parentOf as parentIdOf} from '../resource-path.ts';
import type {StoredResource} from '../store.ts';
import {assertAtRest, assertProvisioned} from './network-at-rest.ts';
import {disconnect, PEERING_TYPE, peeringBetween, remoteIdOf} from './peered-networks.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {refusal} from './refusals.ts';
import {parentOf} from './subnets.ts';
import {sharedRange, spaceOf} from './virtual-networks.ts';

const GATEWAY_TYPE = 'Microsoft.Network/virtualNetworkGateways';
const PUT_TIME = 10_000;

/** Peerings. Two that look at each other are connected. */
export const PEERING_KIND: ResourceKind = {
  type: PEERING_TYPE,
  tracked: false,
  put: (world, put) => {
    const network = parentOf(world, put);
    assertAtRest(world, network);
    assertReferences(world, put);
    const remote = world.store.get(remoteIdOf({properties: propertiesOf(put)}));
    if (remote === undefined) throw refusal('InvalidRequestFormat', 'Remote virtual network is missing.');
    assertProvisioned(world, remote, put.id);
    assertApart(world, put, network, remote);
    assertGateway(world, put, network, remote);
    const other = peeringBetween(world, remote.id, network.id);
    if (other !== undefined) assertConnected(put, network, other);
    keep(world, put, {
      ...propertiesOf(put),
      remoteAddressSpace: {addressPrefixes: textsAt(remote.properties, 'addressSpace', 'addressPrefixes')},
      peeringState: other === undefined ? 'Initiated' : 'Connected',
      provisioningState: 'Updating',
    });
    if (other !== undefined) world.store.put(withProperties(other, {peeringState: 'Connected'}));
    return PUT_TIME;
  },
  show: (_, peering) => shown(peering),
  remove: (world, peering) => {
    disconnect(world, parentIdOf(peering.id) ?? '', peering);
    return PUT_TIME;
  },
};

/** Refuses a peering with one that was cut off: that one has to be written again first. */
function assertConnected(put: Put, network: StoredResource, other: StoredResource): void {
  if (textAt(other.properties, 'peeringState') !== 'Disconnected') return;
  throw refusal(
    'RemotePeeringIsDisconnected',
    `Cannot create or update peering ${put.id} because remote peering ${other.id} referencing parent virtual network ${network.id} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
  );
}

/** Refuses networks that have addresses in common, or one has with those that the other is peered with. */
function assertApart(world: World, put: Put, network: StoredResource, remote: StoredResource): void {
  const begin = `Cannot create or update peering ${put.id}. Virtual networks ${network.id} and ${remote.id} cannot be peered because`;
  const shared = sharedRange(spaceOf(network), spaceOf(remote));
  if (shared !== undefined) {
    const message = `${begin} their address spaces overlap. Overlapping address prefixes: ${shared}.`;
    throw refusal('VnetAddressSpacesOverlap', message);
  }
  const sides = [
    [network, 'first', remote, 'second'],
    [remote, 'second', network, 'first'],
  ] as const;
  for (const [one, oneName, other, otherName] of sides) {
    const third = peersOf(world, other).find((each) => each.id !== one.id && sharedRange(spaceOf(one), spaceOf(each)));
    if (third === undefined) continue;
    throw refusal(
      'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
      `${begin} address space of the ${oneName} virtual network overlaps with address space of virtual network ${third.id} already peered with the ${otherName} virtual network. Overlapping address prefixes: ${sharedRange(spaceOf(one), spaceOf(third))}.`,
    );
  }
}

/** The networks that one is peered with. */
function peersOf({store}: World, network: StoredResource): readonly StoredResource[] {
  return store.list(PEERING_TYPE, network.id).flatMap((peering) => store.get(remoteIdOf(peering)) ?? []);
}

function assertGateway(world: World, put: Put, network: StoredResource, remote: StoredResource): void {
  if (valueAt(put.body, 'properties', 'useRemoteGateways') !== true) return;
  const offered = valueAt(peeringBetween(world, remote.id, network.id)?.properties, 'allowGatewayTransit') === true;
  const there = world.store
    .list(GATEWAY_TYPE)
    .some((gateway) =>
      JSON.stringify(gateway.properties).toLowerCase().includes(`${remote.id.toLowerCase()}/subnets/`),
    );
  if (offered && there) return;
  throw refusal(
    'RemoteVnetHasNoGateways',
    `Peering ${put.id} cannot have UseRemoteGateway flag set to true because remote virtual network ${remote.id} referenced by the peering does not have any gateways.`,
  );
}
