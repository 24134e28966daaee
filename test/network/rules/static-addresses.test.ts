import {describe, expect, test} from 'vitest';
import type {WrittenRoute} from '../../../src/definition/cluster-definition.generated.ts';
import {
  forbidNextHopOnControlPlane,
  forbidReservedFirstAddress,
  requireFirstAddressInSubnet,
  requireRoomForBlock,
} from '../../../src/network/rules/static-addresses.ts';
import type {Parts} from '../clusters.ts';
import {related, shown} from './issues.ts';

/** A control plane of 3 in 10.1.0.0/25, its addresses beginning at this one. */
function from(firstAddress: string, cidr = '10.1.0.0/25'): Parts {
  return {
    network: {virtualNetwork: {addressSpace: ['10.0.0.0/8']}, subnets: [{name: 'control-plane', cidr}]},
    controlPlane: {count: 3, firstAddress},
  };
}

const HINT = 'use 10.1.0.4 to 10.1.0.123, or leave it out';

test.each(['10.1.0.4', '10.1.0.123'])('the static addresses may begin at %s', (first) => {
  const rules = [requireFirstAddressInSubnet, forbidReservedFirstAddress, requireRoomForBlock];

  expect(rules.flatMap((rule) => shown(rule, from(first)))).toEqual([]);
});

describe('the first address is in the subnet of the control plane', () => {
  test.each(['10.1.0.128', '10.0.255.255', '203.0.113.1'])('which %s is not', (first) => {
    expect(shown(requireFirstAddressInSubnet, from(first))).toEqual([
      [`VK4007 controlPlane.firstAddress: ${first} is not in 10.1.0.0/25, the range of subnet "control-plane"`, HINT],
    ]);
    expect(related(requireFirstAddressInSubnet, from(first))).toEqual([
      'network.subnets[0].cidr: 10.1.0.0/25, the range of subnet "control-plane"',
      'controlPlane.count: 3 control-plane machines',
    ]);
  });

  test('also if the plan has chosen its range', () => {
    const parts = {controlPlane: {firstAddress: '10.0.0.4'}};

    expect(shown(requireFirstAddressInSubnet, parts)).toEqual([
      [
        'VK4007 controlPlane.firstAddress: 10.0.0.4 is not in 10.240.0.0/25, the range of subnet "control-plane"',
        'use 10.240.0.4 to 10.240.0.123, or leave it out',
      ],
    ]);
    expect(related(requireFirstAddressInSubnet, parts)).toEqual(['controlPlane.count: 3 control-plane machines']);
  });

  test('in a subnet without a range it cannot be checked', () => {
    const virtualNetwork = {id: '/subscriptions/0/virtualNetworks/corp', addressSpace: ['10.0.0.0/24']};

    expect(
      shown(requireFirstAddressInSubnet, {network: {virtualNetwork}, controlPlane: {firstAddress: '10.9.0.4'}}),
    ).toEqual([]);
  });
});

describe('the first address is none that Azure keeps', () => {
  test.each([
    ['10.1.0.0', 'the network address'],
    ['10.1.0.1', 'the default gateway'],
    ['10.1.0.2', 'a DNS address'],
    ['10.1.0.3', 'a DNS address'],
    ['10.1.0.127', 'the broadcast address'],
  ])('as %s is, %s', (first, use) => {
    expect(shown(forbidReservedFirstAddress, from(first))).toEqual([
      [`VK4008 controlPlane.firstAddress: ${first} is ${use} of 10.1.0.0/25, which Azure keeps for itself`, HINT],
    ]);
    expect(shown(requireRoomForBlock, from(first))).toEqual([]);
  });
});

describe('all static addresses are in the subnet', () => {
  test('or the message says which would be where', () => {
    expect(shown(requireRoomForBlock, from('10.1.0.124'))).toEqual([
      [
        'VK4009 controlPlane.firstAddress: 10.1.0.124 is too near the end: the load balancer at 10.1.0.124, machine 1 at 10.1.0.125, machine 2 at 10.1.0.126, but machine 3 would get 10.1.0.127, the last of 10.1.0.0/25, which Azure keeps',
        HINT,
      ],
    ]);
  });

  test('a subnet may have no room for them anywhere', () => {
    expect(shown(requireRoomForBlock, from('10.1.0.5', '10.1.0.0/29'))).toEqual([
      [
        'VK4009 controlPlane.firstAddress: 10.1.0.5 is too near the end: the load balancer at 10.1.0.5, machine 1 at 10.1.0.6, but machine 2 would get 10.1.0.7, the last of 10.1.0.0/29, which Azure keeps',
        'leave it out, and use a larger subnet',
      ],
    ]);
  });

  test('or exactly one place', () => {
    const parts = {...from('10.1.0.6', '10.1.0.0/29'), controlPlane: {count: 1 as const, firstAddress: '10.1.0.6'}};

    expect(shown(requireRoomForBlock, parts)).toEqual([
      [
        'VK4009 controlPlane.firstAddress: 10.1.0.6 is too near the end: the load balancer at 10.1.0.6, but machine 1 would get 10.1.0.7, the last of 10.1.0.0/29, which Azure keeps',
        'use 10.1.0.4 to 10.1.0.5, or leave it out',
      ],
    ]);
  });
});

describe('an appliance has no address of the control plane', () => {
  const leadingTo = (nextHopIpAddress: string, cidr = '10.1.0.0/25', hop: Partial<WrittenRoute> = {}): Parts => {
    const route = {
      name: 'all',
      addressPrefix: '0.0.0.0/0',
      nextHopType: 'VirtualAppliance' as const,
      nextHopIpAddress,
      ...hop,
    };
    return {
      network: {
        virtualNetwork: {addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr},
          {name: 'apps', routes: [route]},
        ],
      },
    };
  };

  test('as one behind the static addresses has none', () => {
    expect(shown(forbidNextHopOnControlPlane, leadingTo('10.1.0.8'))).toEqual([]);
  });

  test('nor has a route that leads to no appliance', () => {
    expect(shown(forbidNextHopOnControlPlane, leadingTo('10.1.0.4', '10.1.0.0/25', {nextHopType: 'Internet'}))).toEqual(
      [],
    );
  });

  test('that of the load balancer is reported, and where the control plane could be instead', () => {
    const parts = leadingTo('10.1.0.4');

    expect(shown(forbidNextHopOnControlPlane, parts)).toEqual([
      [
        "VK4014 network.subnets[1].routes[0].nextHopIpAddress: 10.1.0.4 is the address of the API server's load balancer, so it cannot be an appliance's",
        'use another address for the appliance, or move the control plane: controlPlane.firstAddress: 10.1.0.5',
      ],
    ]);
    expect(related(forbidNextHopOnControlPlane, parts)).toEqual([
      'controlPlane.firstAddress: from here on, the control plane has its addresses',
      'network.subnets[0].cidr: 10.1.0.0/25, the range of subnet "control-plane"',
    ]);
  });

  test('that of a machine is reported, without a place where there is none', () => {
    expect(shown(forbidNextHopOnControlPlane, leadingTo('10.1.0.6', '10.1.0.0/29'))).toEqual([
      [
        "VK4014 network.subnets[1].routes[0].nextHopIpAddress: 10.1.0.6 is the address of control-plane machine 2, so it cannot be an appliance's",
        'use another address for the appliance',
      ],
    ]);
  });

  test('that of a pod is reported where no other is left for it', () => {
    const parts = {...leadingTo('10.1.0.30', '10.1.0.0/27'), controlPlane: {count: 1 as const, maxPods: 25}};

    expect(shown(forbidNextHopOnControlPlane, parts)).toEqual([
      [
        "VK4014 network.subnets[1].routes[0].nextHopIpAddress: 10.1.0.30 is needed for a pod of the control plane, so it cannot be an appliance's",
        'use another address for the appliance',
      ],
    ]);
  });

  test('as one that a pod could have has none while there are others', () => {
    const parts = {...leadingTo('10.1.0.30', '10.1.0.0/27'), controlPlane: {count: 1 as const, maxPods: 24}};

    expect(shown(forbidNextHopOnControlPlane, parts)).toEqual([]);
  });
});
