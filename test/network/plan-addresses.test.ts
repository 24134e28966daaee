import {describe, expect, test} from 'vitest';
import {formatAddress} from '../../src/ipv4/address.ts';
import type {AddressPlan} from '../../src/network/address-plan.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {address, clusterOf, prefix, rangesOf, sizesOf, staticAddressesOf} from './clusters.ts';

test('the smallest definition has a subnet for the control plane and one for its pool', () => {
  const cluster = clusterOf({});

  const plan = planAddresses(cluster);

  expect(plan).toEqual({
    cluster: 'demo',
    virtualNetwork: {kind: 'new', addressSpace: [prefix('10.240.0.0/12')]},
    subnets: [
      {
        name: 'control-plane',
        path: ['controlPlane'],
        origin: 'planned',
        cidr: prefix('10.240.0.0/25'),
        smallestPrefixLength: 25,
        usable: 123,
        demands: [
          {
            kind: 'nodes',
            role: 'control-plane',
            name: 'control-plane',
            path: ['controlPlane'],
            nodes: 3,
            autoscaled: false,
            surge: 0,
            maxPods: 30,
            addresses: 93,
          },
          {kind: 'api-load-balancer', addresses: 1},
        ],
        needed: 94,
        free: 29,
      },
      {
        name: 'apps',
        path: ['nodePools', 0],
        origin: 'planned',
        cidr: prefix('10.240.1.0/24'),
        smallestPrefixLength: 24,
        usable: 251,
        demands: [
          {
            kind: 'nodes',
            role: 'pool',
            name: 'apps',
            path: ['nodePools', 0],
            nodes: 3,
            autoscaled: false,
            surge: 1,
            maxPods: 30,
            addresses: 124,
          },
          {kind: 'internal-services', addresses: 8},
        ],
        needed: 132,
        free: 119,
      },
    ],
    controlPlane: {
      subnet: 'control-plane',
      loadBalancer: address('10.240.0.4'),
      nodes: [address('10.240.0.5'), address('10.240.0.6'), address('10.240.0.7')],
      pods: [downwardsFrom('10.240.0.126', 30), downwardsFrom('10.240.0.96', 30), downwardsFrom('10.240.0.66', 30)],
    },
    services: {
      cidr: prefix('172.16.0.0/16'),
      dns: address('172.16.0.10'),
      apiServer: address('172.16.0.1'),
    },
    totals: {nodes: 6, pods: 180, addresses: 226, addressSpace: 1_048_576, unassigned: 1_048_192},
  });
});

test('the sums of an autoscaled pool, a small subnet and a control plane are those done by hand', () => {
  const cluster = clusterOf({
    network: {
      internalServices: {addresses: 0},
      subnets: [
        {name: 'control-plane', cidr: '10.240.0.0/24'},
        {name: 'agents', cidr: '10.240.4.0/22'},
        {name: 'gpu', cidr: '10.240.8.0/24'},
      ],
    },
    nodePools: [
      {name: 'agents', count: {min: 3, max: 25}},
      {name: 'gpu', count: 6, maxPods: 50},
    ],
  });

  const plan = planAddresses(cluster);

  expect(sizesOf(plan)).toEqual([
    ['control-plane', 251, 94, 157],
    ['agents', 1019, 806, 213],
    ['gpu', 251, 357, -106],
  ]);
  expect(plan.subnets.map(({smallestPrefixLength}) => smallestPrefixLength)).toEqual([25, 22, 23]);
  expect(plan.totals).toEqual({nodes: 34, pods: 1140, addresses: 1257, addressSpace: 1_048_576, unassigned: 1_047_040});
});

/** So many addresses in a row, the highest first. */
function downwardsFrom(highest: string, count: number): readonly number[] {
  return Array.from({length: count}, (_, index) => address(highest) - index);
}

/** The addresses of the pods of each machine of the control plane. */
function podAddressesOf({controlPlane}: AddressPlan): readonly (readonly string[])[] {
  return controlPlane.pods.map((pods) => pods.map(formatAddress));
}

describe("addresses of the control plane's pods", () => {
  test('stay when machines are added', () => {
    const subnets = [{name: 'control-plane', cidr: '10.240.0.0/26'}];
    const before = clusterOf({network: {subnets}, controlPlane: {count: 1, maxPods: 3}});
    const after = clusterOf({network: {subnets}, controlPlane: {count: 3, maxPods: 3}});

    expect(podAddressesOf(planAddresses(before))).toEqual([['10.240.0.62', '10.240.0.61', '10.240.0.60']]);
    expect(podAddressesOf(planAddresses(after))).toEqual([
      ['10.240.0.62', '10.240.0.61', '10.240.0.60'],
      ['10.240.0.59', '10.240.0.58', '10.240.0.57'],
      ['10.240.0.56', '10.240.0.55', '10.240.0.54'],
    ]);
  });

  test('leave out those of machines, and of an appliance that routes lead to', () => {
    const hop = {name: 'out', addressPrefix: '10.9.0.0/16', nextHopType: 'VirtualAppliance' as const};
    const cluster = clusterOf({
      network: {
        subnets: [
          {name: 'control-plane', cidr: '10.240.0.0/28'},
          {name: 'apps', routes: [{...hop, nextHopIpAddress: '10.240.0.13'}]},
        ],
      },
      controlPlane: {count: 1, maxPods: 4, firstAddress: '10.240.0.11'},
    });

    expect(staticAddressesOf(planAddresses(cluster))).toEqual(['10.240.0.11', '10.240.0.12']);
    expect(podAddressesOf(planAddresses(cluster))).toEqual([
      ['10.240.0.14', '10.240.0.10', '10.240.0.9', '10.240.0.8'],
    ]);
  });

  test('are fewer where the subnet is too small', () => {
    const subnets = [{name: 'control-plane', cidr: '10.240.0.0/29'}];
    const cluster = clusterOf({network: {subnets}, controlPlane: {count: 1, maxPods: 30}});

    expect(podAddressesOf(planAddresses(cluster))).toEqual([['10.240.0.6']]);
  });
});

describe('a subnet that was placed before', () => {
  const cluster = clusterOf({nodePools: [{name: 'apps'}, {name: 'jobs'}]});
  const rangesWith = (placed: Record<string, string>) =>
    rangesOf(planAddresses(cluster, new Map(Object.entries(placed).map(([name, cidr]) => [name, prefix(cidr)]))));

  test('stays where it is, also in a range that is larger than it need be', () => {
    expect(rangesWith({apps: '10.250.0.0/22'})).toEqual([
      ['control-plane', '10.240.0.0/25'],
      ['apps', '10.250.0.0/22'],
      ['jobs', '10.240.1.0/24'],
    ]);
  });

  test('is planned all the same', () => {
    const [, apps] = planAddresses(cluster, new Map([['apps', prefix('10.250.0.0/22')]])).subnets;

    expect(apps?.origin).toBe('planned');
  });

  test.each([
    ['too small', {apps: '10.250.0.0/25'}],
    ['outside the address space', {apps: '10.0.0.0/24'}],
    ['no longer there', {web: '10.250.0.0/24'}],
  ])('moves where its place is %s', (_, placed) => {
    expect(rangesWith(placed)).toEqual([
      ['control-plane', '10.240.0.0/25'],
      ['apps', '10.240.1.0/24'],
      ['jobs', '10.240.2.0/24'],
    ]);
  });

  test('moves where another one is that was placed before it', () => {
    expect(rangesWith({apps: '10.250.0.0/23', jobs: '10.250.1.0/24'})).toEqual([
      ['control-plane', '10.240.0.0/25'],
      ['apps', '10.250.0.0/23'],
      ['jobs', '10.240.1.0/24'],
    ]);
  });
});

describe('static addresses', () => {
  test('begin at the first address that is asked for', () => {
    const cluster = clusterOf({controlPlane: {count: 5, firstAddress: '10.240.0.20'}});

    const plan = planAddresses(cluster);

    expect(staticAddressesOf(plan)).toEqual([
      '10.240.0.20',
      '10.240.0.21',
      '10.240.0.22',
      '10.240.0.23',
      '10.240.0.24',
      '10.240.0.25',
    ]);
  });

  test('end where IPv4 ends', () => {
    const cluster = clusterOf({controlPlane: {count: 3, firstAddress: '255.255.255.254'}});

    const plan = planAddresses(cluster);

    expect(staticAddressesOf(plan)).toEqual(['255.255.255.254', '255.255.255.255']);
  });
});

test.each([
  ['10.100.0.0/16', '10.100.0.1'],
  ['10.100.0.7/32', '10.100.0.7'],
])('the API server of Services in %s has %s', (serviceCidr, expected) => {
  const plan = planAddresses(clusterOf({network: {serviceCidr}}));

  expect(formatAddress(plan.services.apiServer)).toBe(expected);
});
