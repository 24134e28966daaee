import {describe, expect, test} from 'vitest';
import {formatAddress} from '../../src/ipv4/address.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {address, clusterOf, prefix, sizesOf, staticAddressesOf} from './clusters.ts';

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
