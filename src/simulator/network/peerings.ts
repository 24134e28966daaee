import {Refusal} from '../fault.ts';
import {shown, textAt, textsAt, valueAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {parentOf} from './subnets.ts';
import {NETWORK_TYPE, sharedRange, spaceOf} from './virtual-networks.ts';

const PEERING_TYPE = `${NETWORK_TYPE}/virtualNetworkPeerings`;
const GATEWAY_TYPE = 'Microsoft.Network/virtualNetworkGateways';
const PUT_TIME = 10_000;

/** Peerings. Two that look at each other are connected. */
export const PEERING_KIND: ResourceKind = {
  type: PEERING_TYPE,
  tracked: false,
  put: (world, put) => {
    const network = parentOf(world, put);
    assertReferences(world, put);
    const remote = remoteOf(world, put.body);
    if (remote === undefined) throw refusal('InvalidRequestFormat', 'Remote virtual network is missing.');
    assertApart(network, remote);
    assertGateway(world, put, network, remote);
    const other = counterpart(world, network, remote);
    const state = other === undefined ? 'Initiated' : 'Connected';
    keep(world, put, {
      ...propertiesOf(put),
      remoteAddressSpace: {addressPrefixes: textsAt(remote.properties, 'addressSpace', 'addressPrefixes')},
      peeringState: state,
      provisioningState: 'Updating',
    });
    if (other !== undefined) world.store.put({...other, properties: {...other.properties, peeringState: 'Connected'}});
    return PUT_TIME;
  },
  show: (_, peering) => shown(peering),
  remove: (world, peering) => {
    const network = world.store.get(peering.id.split('/').slice(0, -2).join('/'));
    const remote = remoteOf(world, peering);
    const other = network === undefined || remote === undefined ? undefined : counterpart(world, network, remote);
    if (other !== undefined)
      world.store.put({...other, properties: {...other.properties, peeringState: 'Disconnected'}});
    return PUT_TIME;
  },
};

function remoteOf({store}: World, body: Put['body']): StoredResource | undefined {
  return store.get(textAt(body, 'properties', 'remoteVirtualNetwork', 'id') ?? '');
}

/** The peering of the other network that looks back. */
function counterpart({store}: World, network: StoredResource, remote: StoredResource): StoredResource | undefined {
  return store
    .list(PEERING_TYPE, remote.id)
    .find((each) => textAt(each.properties, 'remoteVirtualNetwork', 'id')?.toLowerCase() === network.id.toLowerCase());
}

function assertApart(network: StoredResource, remote: StoredResource): void {
  const shared = sharedRange(spaceOf(network), spaceOf(remote));
  if (shared === undefined) return;
  throw refusal(
    'VnetAddressSpacesOverlap',
    `Cannot create or update peering between virtual networks ${network.id} and ${remote.id} because their address spaces overlap: ${shared}.`,
  );
}

function assertGateway(world: World, put: Put, network: StoredResource, remote: StoredResource): void {
  if (valueAt(put.body, 'properties', 'useRemoteGateways') !== true) return;
  const offered = valueAt(counterpart(world, network, remote)?.properties, 'allowGatewayTransit') === true;
  const there = world.store
    .list(GATEWAY_TYPE)
    .some((gateway) =>
      JSON.stringify(gateway.properties).toLowerCase().includes(`${remote.id.toLowerCase()}/subnets/`),
    );
  if (offered && there) return;
  throw refusal(
    'RemotePeeringHasNoGateways',
    `Peering ${put.id} cannot have UseRemoteGateways flag set to true because remote virtual network ${remote.id} referenced by the peering does not have any gateways, or does not let others use them.`,
  );
}

function refusal(code: string, message: string): Refusal {
  return new Refusal(400, {code, message, details: []});
}
