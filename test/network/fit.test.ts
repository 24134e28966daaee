import {describe, expect, test} from 'vitest';
import {fitPrefix} from '../../src/network/fit.ts';
import type {ClusterFit, FitReport} from '../../src/network/fit-report.ts';
import type {Largest} from '../../src/network/largest.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {clusterOf, type Parts, prefix} from './clusters.ts';

function fitOf(range: string, parts: Parts): FitReport {
  const cluster = clusterOf(parts);
  return fitPrefix(cluster, planAddresses(cluster), prefix(range));
}

/** `31: addresses 1019`. */
function words({value, bottleneck}: Largest): string {
  return `${value}: ${bottleneck.limit} ${bottleneck.value}`;
}

function growthOf({growth}: ClusterFit): readonly (readonly [string, string])[] {
  return growth.map(({name, largestCount}) => [name, words(largestCount)]);
}

const agentsAndGpu: Parts = {
  network: {internalServices: {addresses: 0}},
  nodePools: [
    {name: 'agents', count: {min: 3, max: 25}},
    {name: 'gpu', count: 6, maxPods: 50},
  ],
};

test('a range is looked at as a subnet of each group, as the address space, and as a subnet of any pool', () => {
  const report = fitOf('10.1.0.0/23', {
    network: {internalServices: {addresses: 0}},
    nodePools: [{name: 'gpu', count: 6, maxPods: 50}],
  });

  expect(report).toEqual({
    prefix: prefix('10.1.0.0/23'),
    usable: 507,
    collisions: [],
    groups: [
      {
        role: 'control-plane',
        name: 'control-plane',
        path: ['controlPlane'],
        nodes: 3,
        surge: 0,
        maxPods: 30,
        needed: 94,
        free: 413,
        fits: true,
        largestCount: {value: 5, bottleneck: {limit: 'control plane size', value: 5}},
        largestMaxPods: {value: 167, bottleneck: {limit: 'addresses', value: 507}},
      },
      {
        role: 'pool',
        name: 'gpu',
        path: ['nodePools', 0],
        nodes: 6,
        surge: 1,
        maxPods: 50,
        needed: 357,
        free: 150,
        fits: true,
        largestCount: {value: 8, bottleneck: {limit: 'addresses', value: 507}},
        largestMaxPods: {value: 71, bottleneck: {limit: 'addresses', value: 507}},
      },
    ],
    cluster: {
      fits: false,
      subnets: [
        {name: 'control-plane', needed: 94, prefixLength: 25, cidr: prefix('10.1.0.0/25')},
        {name: 'gpu', needed: 357, prefixLength: 23},
      ],
      unassigned: 384,
      smallestPrefixLength: 22,
      scale: {percent: 50, bottleneck: {limit: 'addresses', value: 512}},
      growth: [
        {
          role: 'control-plane',
          name: 'control-plane',
          path: ['controlPlane'],
          nodes: 3,
          largestCount: {value: 0, bottleneck: {limit: 'addresses', value: 512}},
        },
        {
          role: 'pool',
          name: 'gpu',
          path: ['nodePools', 0],
          nodes: 6,
          largestCount: {value: 3, bottleneck: {limit: 'addresses', value: 512}},
        },
      ],
    },
    pools: {
      surge: 1,
      rows: [
        {maxPods: 10, largestCount: {value: 45, bottleneck: {limit: 'addresses', value: 507}}},
        {maxPods: 15, largestCount: {value: 30, bottleneck: {limit: 'addresses', value: 507}}},
        {maxPods: 30, largestCount: {value: 15, bottleneck: {limit: 'addresses', value: 507}}},
        {maxPods: 50, largestCount: {value: 8, bottleneck: {limit: 'addresses', value: 507}}},
        {maxPods: 110, largestCount: {value: 3, bottleneck: {limit: 'addresses', value: 507}}},
        {maxPods: 250, largestCount: {value: 1, bottleneck: {limit: 'addresses', value: 507}}},
      ],
    },
  });
});

test('in a large range it is other limits that a pool comes to', () => {
  const {pools, usable} = fitOf('10.0.0.0/8', {});

  expect(usable).toBe(16_777_211);
  expect(pools.rows.map(({maxPods, largestCount}) => [maxPods, words(largestCount)])).toEqual([
    [10, '1600: pods per cluster 16000'],
    [15, '1066: pods per cluster 16000'],
    [30, '533: pods per cluster 16000'],
    [50, '320: pods per cluster 16000'],
    [110, '145: pods per cluster 16000'],
    [250, '64: pods per cluster 16000'],
  ]);
});

describe('the bottleneck of a group', () => {
  test.each<[string, Parts['nodePools'], string, string]>([
    ['addresses', [{name: 'a'}], '31: addresses 1019', '250: pods per node 250'],
    [
      'pods of the cluster',
      [{name: 'a'}, {name: 'b', count: 500}],
      '30: pods per cluster 16000',
      '250: pods per node 250',
    ],
    [
      'nodes of the cluster',
      [
        {name: 'a', count: 3, maxPods: 1},
        {name: 'b', count: 3990, maxPods: 1},
      ],
      '7: nodes per cluster 4000',
      '250: pods per node 250',
    ],
    [
      'an availability set',
      [{name: 'a', count: 198, maxPods: 1, maxSurge: 2, type: 'virtualMachines'}],
      '198: machines per availability set 200',
      '4: addresses 1019',
    ],
    [
      'addresses of the virtual network',
      [
        {name: 'a', count: 1},
        {name: 'b', count: 0, maxPods: 250, maxSurge: 100},
        {name: 'c', count: 0, maxPods: 250, maxSurge: 100},
        {name: 'd', count: 100, maxPods: 150, maxSurge: 0},
      ],
      '3: addresses per virtual network 65536',
      '66: addresses per virtual network 65536',
    ],
  ])('may be %s', (_, nodePools = [], count, maxPods) => {
    const [, group] = fitOf('10.1.0.0/22', {nodePools}).groups;

    expect([group && words(group.largestCount), group && words(group.largestMaxPods)]).toEqual([count, maxPods]);
  });
});

describe('the whole cluster', () => {
  test('fits into a range that is large enough', () => {
    const {cluster} = fitOf('10.1.0.0/21', agentsAndGpu);

    expect(cluster.fits).toBe(true);
    expect(cluster.subnets.map(({cidr}) => cidr)).toEqual(['10.1.0.0/25', '10.1.4.0/22', '10.1.2.0/23'].map(prefix));
    expect(cluster.smallestPrefixLength).toBe(21);
    expect(cluster.scale).toEqual({percent: 124, bottleneck: {limit: 'addresses', value: 2048}});
  });

  test('can grow in one pool at a time', () => {
    const {cluster} = fitOf('10.1.0.0/20', agentsAndGpu);

    expect(growthOf(cluster)).toEqual([
      ['control-plane', '5: control plane size 5'],
      ['agents', '64: addresses 4096'],
      ['gpu', '39: addresses 4096'],
    ]);
  });

  test('does not depend on the ranges that its subnets have', () => {
    const subnets = [
      {name: 'agents', cidr: '10.240.8.0/22'},
      {name: 'gpu', cidr: '10.240.0.0/29'},
    ];
    const given: Parts = {...agentsAndGpu, network: {...agentsAndGpu.network, subnets}};

    expect(fitOf('10.1.0.0/20', given).cluster).toEqual(fitOf('10.1.0.0/20', agentsAndGpu).cluster);
  });

  test('may have no nodes to multiply', () => {
    const {cluster} = fitOf('10.1.0.0/20', {nodePools: [{name: 'apps', count: 0}]});

    expect(cluster.scale).toBeUndefined();
  });

  test('may be too large for any range', () => {
    const nodePools = Array.from({length: 20}, (_, index) => ({
      name: `p${index}`,
      subnet: 's',
      count: 4000,
      maxPods: 250,
    }));

    const {cluster} = fitOf('10.0.0.0/8', {nodePools});

    expect([cluster.fits, cluster.smallestPrefixLength, cluster.scale]).toEqual([
      false,
      undefined,
      {percent: 0, bottleneck: {limit: 'pods per cluster', value: 16_000}},
    ]);
  });
});

describe('what is in the way of a range', () => {
  const parts: Parts = {
    network: {
      virtualNetwork: {
        addressSpace: ['10.1.0.0/16'],
        peerings: [{name: 'hub', remoteVirtualNetworkId: '/hub', remoteAddressSpace: ['10.2.0.0/16']}],
        gateway: {type: 'Vpn', connections: [{name: 'office', cidrs: ['10.3.1.0/24']}]},
      },
      serviceCidr: '10.4.0.0/16',
      onPremisesCidrs: ['10.0.0.0/8', '10.5.0.0/24'],
    },
  };

  test.each([
    ['10.1.0.0/24', []],
    ['10.2.4.0/24', ['network.virtualNetwork.peerings.0.remoteAddressSpace.0']],
    ['10.3.0.0/16', ['network.virtualNetwork.gateway.connections.0.cidrs.0']],
    ['10.4.0.0/15', ['network.onPremisesCidrs.1', 'network.serviceCidr']],
  ])('%s meets %j', (range, paths) => {
    const {collisions, forbidden} = fitOf(range, parts);

    expect(collisions.map(({path}) => path.join('.'))).toEqual(paths);
    expect(forbidden).toBeUndefined();
  });

  test('may be Azure itself', () => {
    expect(fitOf('169.254.8.0/24', {}).forbidden).toEqual({
      prefix: prefix('169.254.0.0/16'),
      why: 'is the link-local range, with the instance metadata service in it',
    });
  });
});

test.each([
  ['10.0.0.0/29', 3],
  ['10.0.0.0/30', 0],
  ['10.0.0.0/32', 0],
  ['0.0.0.0/0', 16_777_211],
])('a subnet with the range %s has %i addresses for use', (range, usable) => {
  expect(fitOf(range, {}).usable).toBe(usable);
});
