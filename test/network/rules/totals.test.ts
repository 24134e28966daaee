import {describe, expect, test} from 'vitest';
import {limitAddresses, limitNodes, limitPods} from '../../../src/network/rules/totals.ts';
import type {Parts} from '../clusters.ts';
import {related, shown} from './issues.ts';

/** A control plane of 3 machines with 30 pods each, and these pools of count and maxPods. */
function pools(...sizes: readonly (readonly [number, number])[]): Parts {
  const nodePools = sizes.map(([count, maxPods], index) => ({name: `p${index}`, count, maxPods}));
  return {network: {virtualNetwork: {addressSpace: ['10.0.0.0/8']}}, nodePools};
}

describe('a cluster has at most 4,000 nodes', () => {
  test('control plane included', () => {
    expect(shown(limitNodes, pools([3_997, 3]))).toEqual([]);
  });

  test('more are reported at the largest pool', () => {
    const parts = pools([200, 3], [3_798, 3]);

    expect(shown(limitNodes, parts)).toEqual([
      [
        'VK4011 nodePools[1].count: 4,001 nodes (3 for the control plane + 200 for "p0" + 3,798 for "p1"), a cluster has at most 4,000',
        'use at most 3,797 nodes in "p1"',
      ],
    ]);
    expect(related(limitNodes, parts)).toEqual([
      'controlPlane.count: 3 machines in the control plane',
      'nodePools[0].count: 200 nodes in "p0"',
      'nodePools[1].count: 3,798 nodes in "p1"',
    ]);
  });

  test('an autoscaled pool counts with its most', () => {
    const parts = {...pools(), nodePools: [{name: 'apps', count: {min: 0, max: 4_000}, maxPods: 3}]};

    expect(shown(limitNodes, parts)).toEqual([
      [
        'VK4011 nodePools[0].count.max: 4,003 nodes (3 for the control plane + 4,000 for "apps"), a cluster has at most 4,000',
        'use max of "apps" at most 3,997',
      ],
    ]);
  });

  test('a pool cannot always make up for the others', () => {
    const [issue] = shown(limitNodes, pools([3_000, 1], [3_000, 1], [3_000, 1]));

    expect(issue).toEqual([
      'VK4011 nodePools[0].count: 9,003 nodes (3 for the control plane + 3,000 for "p0" + 3,000 for "p1" + 3,000 for "p2"), a cluster has at most 4,000',
      'use fewer nodes in several pools',
    ]);
  });
});

describe('a cluster has at most 16,000 pods', () => {
  test('those of the control plane included', () => {
    expect(shown(limitPods, pools([1_591, 10]))).toEqual([]);
  });

  test('more are reported at the pool with most', () => {
    const parts = pools([1_000, 10], [60, 110]);

    expect(shown(limitPods, parts)).toEqual([
      [
        'VK4012 nodePools[0].maxPods: 16,690 pods (3 × 30 for the control plane + 1,000 × 10 for "p0" + 60 × 110 for "p1"), a cluster has at most 16,000',
        'use maxPods of "p0" at most 9, or at most 931 nodes in "p0"',
      ],
    ]);
    expect(related(limitPods, parts)).toEqual([
      'controlPlane.count: 3 machines in the control plane',
      'controlPlane.maxPods: 30 pods a machine in the control plane',
      'nodePools[0].count: 1,000 nodes in "p0"',
      'nodePools[0].maxPods: 10 pods a node in "p0"',
      'nodePools[1].count: 60 nodes in "p1"',
      'nodePools[1].maxPods: 110 pods a node in "p1"',
    ]);
  });

  test('of many pools only the largest are shown, and what all nodes could have', () => {
    const parts = pools(...[100, 250, 150, 300, 200].map((count): [number, number] => [count, 30]));

    expect(shown(limitPods, parts)).toEqual([
      [
        'VK4012 nodePools[3].maxPods: 30,090 pods (250 × 30 for "p1" + 300 × 30 for "p3" + 200 × 30 for "p4" + 7,590 for 3 others), a cluster has at most 16,000',
        'use fewer in several pools: 1,003 nodes can have 15 pods each',
      ],
    ]);
  });

  test('where nodes alone are too many, only fewer of them help', () => {
    const [issue] = shown(limitPods, pools([4_000, 250], [4_000, 250], [4_000, 250], [4_000, 250], [4_000, 250]));

    expect(issue?.[1]).toBe('use fewer nodes in several pools');
  });

  test('the hint is about pods alone where other limits are exceeded too', () => {
    const [issue] = shown(limitPods, pools([4_000, 3], [90, 250]));

    expect(issue?.[1]).toBe('use maxPods of "p1" at most 43, or at most 15 nodes in "p1"');
  });
});

describe('a virtual network has at most 65,536 addresses in use', () => {
  test('surge and addresses beside nodes included', () => {
    // 94 for the control plane, 8 for Services, 1,055 x 62 for the pool.
    expect(shown(limitAddresses, pools([1_054, 61]))).toEqual([]);
  });

  test('more are reported at the pool with most', () => {
    const parts = pools([1_055, 61]);

    expect(shown(limitAddresses, parts)).toEqual([
      [
        'VK4010 nodePools[0].count: 65,574 addresses (3 × 31 for the control plane + 1,056 × 62 for "p0" + 9 beside nodes), a virtual network has at most 65,536 in use',
        'use maxPods of "p0" at most 15, or at most 260 nodes in "p0"',
      ],
    ]);
    expect(related(limitAddresses, parts)).toEqual([
      'controlPlane.count: 3 machines in the control plane',
      'controlPlane.maxPods: 30 pods a machine in the control plane',
      'nodePools[0].count: 1,055 nodes in "p0"',
      'nodePools[0].maxPods: 61 pods a node in "p0"',
      'nodePools[0].maxSurge: 1 surge in "p0"',
      'network.internalServices.addresses: 8 for internal Services',
    ]);
  });

  test('addresses kept free count, and are reported where they take most', () => {
    const parts = {network: {subnets: [{name: 'others', reservedAddresses: 65_536}]}};

    expect(shown(limitAddresses, parts)).toEqual([
      [
        'VK4010 network.subnets[0].reservedAddresses: 65,762 addresses (3 × 31 for the control plane + 4 × 31 for "apps" + 65,545 beside nodes), a virtual network has at most 65,536 in use',
        'use at most 65,310',
      ],
    ]);
  });

  test('neither pools nor addresses kept free may be able to make up for the others', () => {
    const large = (name: string) => ({name, count: 700, maxPods: 100});
    const reserved = {name: 'others', reservedAddresses: 80_000};

    const byPools = shown(limitAddresses, pools([700, 100], [700, 100], [700, 100]));
    const byOthers = shown(limitAddresses, {network: {subnets: [reserved]}, nodePools: [large('a'), large('b')]});

    expect(byPools.map(([, hint]) => hint)).toEqual(['use fewer nodes in several pools']);
    expect(byOthers.map(([, hint]) => hint)).toEqual(['use fewer nodes in several pools']);
  });
});
