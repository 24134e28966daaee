import {describe, expect, it} from 'vitest';
import type {World} from '../../../src/simulator/resource-kind.ts';
import {idOf, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {
  GATEWAY,
  makeNetwork,
  makeOf,
  NETWORK,
  PEERING,
  PUBLIC_IP,
  refused,
  removeOf,
  SUBNET,
} from './network-bodies.ts';

const THERE = idOf(PEERING, 'net', 'there');
const BACK = idOf(PEERING, 'hub', 'back');
const to = (name: string, properties = {}) => ({
  properties: {remoteVirtualNetwork: {id: idOf(NETWORK, name)}, ...properties},
});

function worldWith(hub = '10.1.0.0/16'): World {
  const world = simulatedWorld();
  makeNetwork(world, {});
  makeNetwork(world, {GatewaySubnet: hub.replace('0.0/16', '9.0/27')}, 'hub', hub);
  return world;
}

const states = (world: World) => [THERE, BACK].map((id) => world.store.get(id)?.properties['peeringState']);

describe('peerings', () => {
  it('are connected once both are there, and disconnected when the other goes', () => {
    const world = worldWith();
    makeOf(world, PEERING, THERE, to('hub'));
    expect(states(world)).toEqual(['Initiated', undefined]);
    makeOf(world, PEERING, BACK, to('net'));
    expect(states(world)).toEqual(['Connected', 'Connected']);
    removeOf(world, PEERING, BACK);
    expect(states(world)).toEqual(['Disconnected', undefined]);
  });

  it('do not connect to one that is disconnected, until that is written again', () => {
    const world = worldWith();
    makeOf(world, PEERING, THERE, to('hub'));
    makeOf(world, PEERING, BACK, to('net'));
    removeOf(world, PEERING, BACK);
    expect(refused(world, PEERING, BACK, to('net'))).toEqual({
      status: 400,
      code: 'RemotePeeringIsDisconnected',
      message: `Cannot create or update peering ${BACK} because remote peering ${THERE} referencing parent virtual network ${idOf(NETWORK, 'hub')} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
      details: [],
    });
    makeOf(world, PEERING, THERE, to('hub'));
    makeOf(world, PEERING, BACK, to('net'));
    expect(states(world)).toEqual(['Connected', 'Connected']);
  });

  it('are disconnected when the other network goes', () => {
    const world = worldWith();
    makeOf(world, PEERING, THERE, to('hub'));
    makeOf(world, PEERING, BACK, to('net'));
    removeOf(world, NETWORK, idOf(NETWORK, 'hub'));
    expect(states(world)).toEqual(['Disconnected', undefined]);
  });

  it('are refused between networks that have addresses in common', () => {
    expect(refused(worldWith('10.0.0.0/16'), PEERING, THERE, to('hub'))).toMatchObject({
      status: 400,
      code: 'VnetAddressSpacesOverlap',
    });
  });

  it('are refused if the new network lies over one that the other is peered with', () => {
    const world = worldWith();
    makeNetwork(world, {}, 'twin', '10.0.0.0/20');
    makeOf(world, PEERING, idOf(PEERING, 'hub', 'twin'), to('twin'));
    expect(refused(world, PEERING, THERE, to('hub'))).toEqual({
      status: 400,
      code: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
      message: `Cannot create or update peering ${THERE}. Virtual networks ${idOf(NETWORK, 'net')} and ${idOf(NETWORK, 'hub')} cannot be peered because address space of the first virtual network overlaps with address space of virtual network ${idOf(NETWORK, 'twin')} already peered with the second virtual network. Overlapping address prefixes: 10.0.0.0/16.`,
      details: [],
    });
  });

  it('use the gateway of the other network only if there is one', () => {
    const world = worldWith();
    makeOf(world, PEERING, BACK, to('net', {allowGatewayTransit: true}));
    expect(refused(world, PEERING, THERE, to('hub', {useRemoteGateways: true}))).toEqual({
      status: 400,
      code: 'RemoteVnetHasNoGateways',
      message: `Peering ${THERE} cannot have UseRemoteGateway flag set to true because remote virtual network ${idOf(NETWORK, 'hub')} referenced by the peering does not have any gateways.`,
      details: [],
    });
    const address = makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties: {}}).id;
    const subnet = {id: idOf(SUBNET, 'hub', 'GatewaySubnet')};
    const ipConfigurations = [{name: 'default', properties: {subnet, publicIPAddress: {id: address}}}];
    makeOf(world, GATEWAY, idOf(GATEWAY, 'gateway'), {properties: {ipConfigurations}});
    makeOf(world, PEERING, THERE, to('hub', {useRemoteGateways: true}));
    expect(stored(world, THERE).properties).toMatchObject({peeringState: 'Connected', useRemoteGateways: true});
  });
});
