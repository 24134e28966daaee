import {describe, expect, test} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {clusterOf, rangesOf, sizesOf} from './clusters.ts';

describe('what is in a subnet', () => {
  test('is all pools of it, internal load balancers and addresses kept free', () => {
    const cluster = clusterOf({
      network: {
        subnets: [{name: 'all', reservedAddresses: 16}],
        internalServices: {subnet: 'all', addresses: 4},
      },
      controlPlane: {subnet: 'all', count: 1, maxPods: 10},
      nodePools: [
        {name: 'apps', subnet: 'all', count: 2, maxPods: 20, maxSurge: 0},
        {name: 'batch', subnet: 'all', count: {min: 0, max: 3}, maxPods: 5, maxSurge: 2},
      ],
    });

    const [subnet] = planAddresses(cluster).subnets;

    const counts = {path: ['nodePools', 0], surge: 0, autoscaled: false};
    expect(subnet?.demands).toEqual([
      {
        ...counts,
        kind: 'nodes',
        role: 'control-plane',
        name: 'control-plane',
        path: ['controlPlane'],
        nodes: 1,
        maxPods: 10,
        addresses: 11,
      },
      {kind: 'api-load-balancer', addresses: 1},
      {...counts, kind: 'nodes', role: 'pool', name: 'apps', nodes: 2, maxPods: 20, addresses: 42},
      {
        kind: 'nodes',
        role: 'pool',
        name: 'batch',
        path: ['nodePools', 1],
        nodes: 3,
        autoscaled: true,
        surge: 2,
        maxPods: 5,
        addresses: 30,
      },
      {kind: 'internal-services', addresses: 4},
      {kind: 'reserved', addresses: 16},
    ]);
    expect(subnet?.needed).toBe(104);
  });

  test('belongs to the first of two subnets with the same name', () => {
    const cluster = clusterOf({
      network: {
        subnets: [
          {name: 'apps', cidr: '10.240.1.0/24'},
          {name: 'apps', cidr: '10.240.2.0/24', reservedAddresses: 9},
        ],
      },
    });

    const plan = planAddresses(cluster);

    expect(sizesOf(plan)).toEqual([
      ['control-plane', 123, 94, 29],
      ['apps', 251, 132, 119],
      ['apps', 251, 9, 242],
    ]);
  });

  test('makes it larger than any subnet of Azure if there is too much of it', () => {
    const nodePools = Array.from({length: 20}, (_, index) => ({
      name: `p${index}`,
      subnet: 's',
      count: 4000,
      maxPods: 250,
    }));

    const plan = planAddresses(clusterOf({nodePools}));

    const [, subnet] = plan.subnets;
    expect([subnet?.needed, subnet?.smallestPrefixLength, subnet?.cidr]).toEqual([20_085_028, undefined, undefined]);
  });
});

describe('the smallest range', () => {
  test.each([
    [0, '10.240.0.0/29'],
    [3, '10.240.0.0/29'],
    [4, '10.240.0.0/28'],
    [11, '10.240.0.0/28'],
    [12, '10.240.0.0/27'],
    [251, '10.240.0.0/24'],
    [252, '10.240.0.0/23'],
  ])('for %i addresses is %s', (needed, expected) => {
    const cluster = clusterOf({
      network: {subnets: [{name: 'apps', reservedAddresses: needed}], internalServices: {addresses: 0}},
      controlPlane: {subnet: 'none'},
      nodePools: [{name: 'apps', count: 0, maxSurge: 0}],
    });
    const network = {...cluster.network, subnets: cluster.network.subnets.filter(({name}) => name === 'apps')};

    const plan = planAddresses({...cluster, network});

    expect(rangesOf(plan)).toEqual([['apps', expected]]);
  });
});
