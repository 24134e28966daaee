import {describe, expect, test} from 'vitest';
import {requireFreeRange} from '../../../src/network/rules/free-range.ts';
import type {Parts} from '../clusters.ts';
import {related, shown} from './issues.ts';

/** A control plane (a /25) and a pool of 10 nodes (a /23) in these address ranges. */
function inSpace(addressSpace: string[], network: Parts['network'] = {}): Parts {
  return {
    network: {virtualNetwork: {addressSpace}, internalServices: {addresses: 0}, ...network},
    nodePools: [{name: 'apps', count: 10}],
  };
}

const NEED = 'subnet "apps" needs 341 addresses ((10 nodes + 1 surge) × (30 pods + 1)), a /23';

describe('a subnet without a range finds one', () => {
  test('in an address space that is large enough', () => {
    expect(shown(requireFreeRange, inSpace(['10.0.0.0/22']))).toEqual([]);
  });

  test('or the message says how large a range is needed and what is free', () => {
    const parts = inSpace(['10.0.0.0/24']);

    expect(shown(requireFreeRange, parts)).toEqual([
      [
        `VK4002 nodePools[0]: ${NEED}; the largest free range of 10.0.0.0/24 is a /25`,
        'use a larger address space, such as [10.0.0.0/22], or maxPods at most 10, or at most 2 nodes',
      ],
    ]);
    expect(related(requireFreeRange, parts)).toEqual([
      'network.virtualNetwork.addressSpace: the address space',
      'nodePools[0].count: 10 nodes in "apps"',
      'nodePools[0].maxPods: 30 pods a node in "apps"',
      'nodePools[0].maxSurge: 1 surge in "apps"',
      'controlPlane.count: 3 machines in the control plane',
      'controlPlane.maxPods: 30 pods a machine in the control plane',
    ]);
  });

  test('a declared subnet is reported where it is declared, and given ranges take part', () => {
    const parts = inSpace(['10.0.0.0/24', '10.8.0.0/24'], {
      subnets: [
        {name: 'apps', reservedAddresses: 2},
        {name: 'fixed', cidr: '10.8.0.0/24'},
      ],
    });

    expect(shown(requireFreeRange, parts)).toEqual([
      [
        'VK4002 network.subnets[0]: subnet "apps" needs 343 addresses ((10 nodes + 1 surge) × (30 pods + 1) + 2 kept free), a /23; the largest free range of 10.0.0.0/24, 10.8.0.0/24 is a /25',
        'use a larger address space, such as [10.0.0.0/24, 10.8.0.0/22], or maxPods at most 10, or at most 2 nodes',
      ],
    ]);
    expect(related(requireFreeRange, parts).slice(4)).toEqual([
      'network.subnets[0].reservedAddresses: 2 kept free',
      'controlPlane.count: 3 machines in the control plane',
      'controlPlane.maxPods: 30 pods a machine in the control plane',
      'network.subnets[1].cidr: 10.8.0.0/24, the range of subnet "fixed"',
    ]);
  });

  test('an address space that is enlarged keeps clear of peers', () => {
    const parts = inSpace(['10.0.0.0/24'], {
      virtualNetwork: {
        addressSpace: ['10.1.0.0/24', '10.0.0.0/24'],
        peerings: [{name: 'hub', remoteVirtualNetworkId: '/hub', remoteAddressSpace: ['10.0.1.0/24']}],
      },
    });

    const [issue] = shown(requireFreeRange, parts);

    expect(issue?.[1]).toBe(
      'use a larger address space, such as [10.1.0.0/22, 10.0.0.0/24], or maxPods at most 21, or at most 7 nodes',
    );
  });

  test('nothing at all may be free', () => {
    const parts = inSpace(['10.0.0.0/25']);

    expect(shown(requireFreeRange, parts)).toEqual([
      [
        `VK4002 nodePools[0]: ${NEED}; nothing of 10.0.0.0/25 is free`,
        'use a larger address space, such as [10.0.0.0/22]',
      ],
    ]);
  });

  test('no subnet of Azure may be large enough', () => {
    const nodePools = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      name,
      subnet: 's',
      count: 4000,
      maxPods: 250,
      maxSurge: 100,
    }));
    const parts = {
      nodePools: [...nodePools, ...nodePools, ...nodePools, ...nodePools],
      network: {internalServices: {addresses: 0}},
    };

    expect(shown(requireFreeRange, parts)).toEqual([
      [
        `VK4002 nodePools[0]: subnet "s" needs 20,582,000 addresses ((4,000 nodes + 100 surge) × (250 pods + 1) for "a" + (4,000 nodes + 100 surge) × (250 pods + 1) for "b" + (4,000 nodes + 100 surge) × (250 pods + 1) for "c" + 17,494,700 for 17 others), more than Azure's largest subnet has, a /8`,
        'use fewer nodes, or fewer pods a node',
      ],
    ]);
  });

  test('only other faults may be in the way, and then they alone are reported', () => {
    const peerings = [{name: 'hub', remoteVirtualNetworkId: '/hub', remoteAddressSpace: ['10.0.0.0/16']}];

    const peer = shown(requireFreeRange, inSpace([], {virtualNetwork: {addressSpace: ['10.0.0.0/20'], peerings}}));
    const subnet = shown(requireFreeRange, inSpace(['10.0.0.0/20'], {subnets: [{name: 'all', cidr: '10.0.0.0/16'}]}));

    expect([peer, subnet]).toEqual([[], []]);
  });

  test('in an existing network no range is looked for', () => {
    const virtualNetwork = {id: '/subscriptions/0/virtualNetworks/corp', addressSpace: ['10.0.0.0/24']};

    expect(shown(requireFreeRange, inSpace([], {virtualNetwork}))).toEqual([]);
  });
});
