import {describe, expect, it} from 'vitest';
import {idOf, putOf, refusalOf, simulatedWorld} from '../compute/simulated-world.ts';
import {
  APPS,
  GROUP_OF_RULES,
  INTERFACE,
  interfaceBody,
  kindOf,
  makeNetwork,
  makeOf,
  NETWORK,
  networkBody,
  PEERING,
  PUBLIC_IP,
  refused,
  SUBNET,
} from './network-bodies.ts';

/** What refers to something that is not there, or is elsewhere. */
function missing(id: string, by: string) {
  return {
    status: 400,
    code: 'InvalidResourceReference',
    message: `Resource ${id} referenced by resource ${by} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    details: [],
  };
}

describe('what is joined', () => {
  it('must be there', () => {
    const nic = idOf(INTERFACE, 'nic');
    expect(refused(simulatedWorld(), INTERFACE, nic, interfaceBody([undefined]))).toEqual(missing(APPS, nic));
  });

  it('must be in the region of what it is joined to, as whatever it is a part of is', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24'});
    const nic = idOf(INTERFACE, 'nic');
    const body = interfaceBody([undefined]);
    expect(refused(world, INTERFACE, nic, {...body, location: 'northeurope'})).toEqual(missing(APPS, nic));
    expect(refused(world, INTERFACE, nic, {...body, location: 'West Europe'})).toBe('nothing was refused');
    const group = makeOf(world, GROUP_OF_RULES, idOf(GROUP_OF_RULES, 'far'), {location: 'northeurope'}).id;
    expect(
      refused(world, SUBNET, APPS, {
        location: null,
        properties: {addressPrefix: '10.0.1.0/24', networkSecurityGroup: {id: group}},
      }),
    ).toEqual(missing(group, APPS));
  });

  it('may be elsewhere if it is only looked at: the other network of a peering, one that a private zone is linked to', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24'});
    const far = idOf(NETWORK, 'far');
    makeOf(world, NETWORK, far, {...networkBody({}, '10.1.0.0/16'), location: 'northeurope'});
    expect(refused(world, PEERING, idOf(PEERING, 'net', 'far'), {properties: {remoteVirtualNetwork: {id: far}}})).toBe(
      'nothing was refused',
    );
    const zone = 'Microsoft.Network/privateDnsZones';
    const link = `${zone}/virtualNetworkLinks`;
    makeOf(world, zone, idOf(zone, 'a.b'), {location: 'global', properties: {}});
    expect(
      refused(world, link, idOf(link, 'a.b', 'far'), {location: 'global', properties: {virtualNetwork: {id: far}}}),
    ).toBe('nothing was refused');
  });
});

describe('zones', () => {
  it('of a public IP must be those of its region, as can be told before a deployment', () => {
    const id = idOf(PUBLIC_IP, 'ip');
    const refusal = {
      status: 400,
      code: 'LocationNotSupportAvailabilityZones',
      message:
        "The resource 'Microsoft.Network/publicIPAddresses/ip' does not support availability zones at location 'westus'.",
    };
    const world = simulatedWorld();
    const body = {location: 'westus', zones: ['1'], properties: {}};
    expect(refused(world, PUBLIC_IP, id, body)).toEqual(refusal);
    expect(refusalOf(() => kindOf(PUBLIC_IP).preflight?.(world, putOf(world, PUBLIC_IP, id, body), new Set()))).toEqual(
      refusal,
    );
    expect(refused(simulatedWorld(), PUBLIC_IP, id, {location: 'westus', properties: {}})).toBe('nothing was refused');
  });
});
