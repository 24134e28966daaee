import {describe, expect, test} from 'vitest';
import {requireRoom, requireRoomToScale} from '../../../src/network/rules/crowded-subnets.ts';
import type {Parts} from '../clusters.ts';
import {related, shown} from './issues.ts';

const ID = '/subscriptions/0/resourceGroups/corp/providers/Microsoft.Network/virtualNetworks/corp';

/** A pool of 6 nodes with 50 pods each in a subnet with this range. */
function gpuIn(cidr: string, network: Parts['network'] = {}): Parts {
  return {
    network: {internalServices: {addresses: 0}, subnets: [{name: 'gpu', cidr}], ...network},
    nodePools: [{name: 'gpu', count: 6, maxPods: 50}],
  };
}

describe('a subnet must have room for what is in it', () => {
  test('which it has if it is large enough', () => {
    const issues = shown(requireRoom, gpuIn('10.240.8.0/23'));

    expect(issues).toEqual([]);
  });

  test('else the message shows the sum, and the hint all that would fit', () => {
    const issues = shown(requireRoom, gpuIn('10.240.8.0/24'));

    expect(issues).toEqual([
      [
        'VK4001 network.subnets[0].cidr: subnet "gpu" needs 357 addresses ((6 nodes + 1 surge) × (50 pods + 1)), 10.240.8.0/24 has 251 usable',
        'use a /23 (507 usable) such as 10.240.8.0/23, or maxPods at most 34, or at most 3 nodes',
      ],
    ]);
  });

  test('and everything that takes part in the sum is related', () => {
    const places = related(
      requireRoom,
      gpuIn('10.240.8.0/24', {
        subnets: [{name: 'gpu', cidr: '10.240.8.0/24', reservedAddresses: 7}],
        internalServices: {addresses: 5},
      }),
    );

    expect(places).toEqual([
      'nodePools[0].count: 6 nodes in "gpu"',
      'nodePools[0].maxPods: 50 pods a node in "gpu"',
      'nodePools[0].maxSurge: 1 surge in "gpu"',
      'network.internalServices.addresses: 5 for internal Services',
      'network.subnets[0].reservedAddresses: 7 kept free',
    ]);
  });

  test('a larger range is suggested where it is free', () => {
    const neighbour = {name: 'apps', cidr: '10.240.9.0/24'};
    const network = {subnets: [{name: 'gpu', cidr: '10.240.8.0/24'}, neighbour]};

    const [issue] = shown(requireRoom, gpuIn('', network));

    expect(issue?.[1]).toBe('use a /23 (507 usable) such as 10.240.2.0/23, or maxPods at most 34, or at most 3 nodes');
  });

  test('and not suggested where there is none', () => {
    const network = {
      virtualNetwork: {addressSpace: ['10.240.8.0/23']},
      subnets: [{name: 'gpu', cidr: '10.240.8.0/24'}],
    };

    const [issue] = shown(requireRoom, gpuIn('', network));

    expect(issue?.[1]).toBe('use maxPods at most 34, or at most 3 nodes');
  });

  test('nobody knows what is free of an existing network', () => {
    const virtualNetwork = {id: ID, addressSpace: ['10.240.0.0/16']};

    const issues = shown(requireRoom, {
      ...gpuIn('', {virtualNetwork, subnets: [{name: 'gpu', cidr: '10.240.8.0/24'}], internalServices: {addresses: 0}}),
    });

    expect(issues).toEqual([
      [
        'VK4001 network.subnets[0].cidr: subnet "gpu" needs 357 addresses ((6 nodes + 1 surge) × (50 pods + 1)), 10.240.8.0/24 has 251 usable',
        'use a subnet of at least /23 (507 usable), or maxPods at most 34, or at most 3 nodes',
      ],
    ]);
  });

  test('a control plane can only have fewer machines of a number that it can have', () => {
    const issues = shown(requireRoom, {
      network: {subnets: [{name: 'control-plane', cidr: '10.240.0.0/26'}]},
      controlPlane: {count: 5, maxPods: 14},
    });

    expect(issues).toEqual([
      [
        'VK4001 network.subnets[0].cidr: subnet "control-plane" needs 76 addresses (5 machines × (14 pods + 1) + 1 load balancer), 10.240.0.0/26 has 59 usable',
        'use a /25 (123 usable) such as 10.240.0.0/25, or maxPods at most 10, or 3 control-plane machines',
      ],
    ]);
  });

  test('pools that share a subnet are named, the two largest in the hint', () => {
    const issues = shown(requireRoom, {
      network: {subnets: [{name: 'all', cidr: '10.240.4.0/23'}], internalServices: {addresses: 0}},
      nodePools: [
        {name: 'a', subnet: 'all', count: 5},
        {name: 'b', subnet: 'all', count: 4, maxPods: 50},
        {name: 'c', subnet: 'all', count: 3, maxPods: 30},
      ],
    });

    expect(issues).toEqual([
      [
        'VK4001 network.subnets[0].cidr: subnet "all" needs 565 addresses ((5 nodes + 1 surge) × (30 pods + 1) for "a" + (4 nodes + 1 surge) × (50 pods + 1) for "b" + (3 nodes + 1 surge) × (30 pods + 1) for "c"), 10.240.4.0/23 has 507 usable',
        'use a /22 (1,019 usable) such as 10.240.4.0/22, or maxPods of "b" at most 38, or at most 2 nodes in "b", or maxPods of "a" at most 20, or at most 3 nodes in "a"',
      ],
    ]);
  });

  test('of many pools only the largest are shown', () => {
    const nodePools = [1, 5, 2, 4, 3, 9].map((count, index) => ({
      name: `p${index}`,
      subnet: 'all',
      count,
      maxSurge: 0,
    }));

    const issues = shown(requireRoom, {network: {subnets: [{name: 'all', cidr: '10.240.4.0/24'}]}, nodePools});

    expect(issues).toEqual([
      [
        'VK4001 network.subnets[0].cidr: subnet "all" needs 752 addresses (5 nodes × (30 pods + 1) for "p1" + 4 nodes × (30 pods + 1) for "p3" + 9 nodes × (30 pods + 1) for "p5" + 186 for 3 others + 8 for internal Services), 10.240.4.0/24 has 251 usable',
        'use a /22 (1,019 usable) such as 10.240.4.0/22',
      ],
    ]);
  });

  test('suggestions can be followed all together, and move no planned subnet', () => {
    const names = ['a', 'b', 'c'];
    const subnets = names.map((name, index) => ({name, cidr: `10.240.${index}.0/25`}));

    const issues = shown(requireRoom, {
      network: {subnets, internalServices: {addresses: 0}},
      nodePools: names.map((name) => ({name, count: 7})),
    });

    expect(issues.map(([, hint]) => hint?.split(',')[0])).toEqual([
      // The control plane has 10.240.0.128/25.
      'use a /24 (251 usable) such as 10.240.3.0/24',
      'use a /24 (251 usable) such as 10.240.1.0/24',
      'use a /24 (251 usable) such as 10.240.2.0/24',
    ]);
  });

  test('a subnet of a wrong size is reported as such', () => {
    const issues = shown(requireRoom, gpuIn('10.240.8.0/30'));

    expect(issues).toEqual([]);
  });
});

describe('a subnet must have room for autoscaled pools at their most', () => {
  const scaled = (max: number): Parts => ({
    network: {subnets: [{name: 'apps', cidr: '10.240.4.0/22'}], internalServices: {addresses: 0}},
    nodePools: [{name: 'apps', count: {min: 3, max}}],
  });

  test('which it has up to the largest safe max', () => {
    const issues = shown(requireRoomToScale, scaled(31));

    expect(issues).toEqual([]);
  });

  test('beyond, the hint names it', () => {
    const issues = shown(requireRoomToScale, scaled(32));

    expect(issues).toEqual([
      [
        'VK4013 nodePools[0].count.max: with 32 nodes in "apps", subnet "apps" needs 1,023 addresses ((32 max + 1 surge) × (30 pods + 1)), 10.240.4.0/22 has 1,019 usable',
        'use max at most 31, or a /21 (2,043 usable) such as 10.240.8.0/21, or maxPods at most 29',
      ],
    ]);
    expect(shown(requireRoom, scaled(32))).toEqual([]);
  });

  test('a subnet that is too small for the fewest nodes is too small altogether', () => {
    const parts = {...scaled(40), nodePools: [{name: 'apps', count: {min: 35, max: 40}}]};

    const issues = shown(requireRoomToScale, parts);

    expect(issues).toEqual([]);
    expect(shown(requireRoom, parts)).toEqual([
      [
        'VK4001 network.subnets[0].cidr: subnet "apps" needs 1,271 addresses ((40 max + 1 surge) × (30 pods + 1)), 10.240.4.0/22 has 1,019 usable',
        'use a /21 (2,043 usable) such as 10.240.8.0/21, or maxPods at most 23, or max at most 31',
      ],
    ]);
  });

  test('one that the fewest nodes fill to the last address is too small for more', () => {
    const nodePools = [{name: 'apps', count: {min: 2, max: 3}, maxPods: 83, maxSurge: 0}];
    const reserved = {name: 'apps', cidr: '10.240.4.0/24', reservedAddresses: 83};

    const issues = shown(requireRoomToScale, {
      network: {subnets: [reserved], internalServices: {addresses: 0}},
      nodePools,
    });

    expect(issues).toEqual([
      [
        'VK4013 nodePools[0].count.max: with 3 nodes in "apps", subnet "apps" needs 335 addresses (3 max × (83 pods + 1) + 83 kept free), 10.240.4.0/24 has 251 usable',
        'use max at most 2, or a /23 (507 usable) such as 10.240.4.0/23, or maxPods at most 55',
      ],
    ]);
  });

  test('the range takes part', () => {
    const [first] = related(requireRoomToScale, scaled(32));

    expect(first).toBe('network.subnets[0].cidr: 10.240.4.0/22, the range of subnet "apps"');
  });
});
