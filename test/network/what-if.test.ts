import {expect, test} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {comparePlans, type SubnetChange} from '../../src/network/what-if.ts';
import {clusterOf, type Parts} from './clusters.ts';

function compare(before: Parts, after: Parts): readonly SubnetChange[] {
  return comparePlans(planAddresses(clusterOf(before)), planAddresses(clusterOf(after))).subnets;
}

/** `apps kept moved`, `gpu added`. */
function words(change: SubnetChange): string {
  if (change.kind !== 'kept') return `${change.name} ${change.kind}`;
  return [change.name, 'kept', ...(change.moved ? ['moved'] : []), ...(change.resized ? ['resized'] : [])].join(' ');
}

test('more nodes take more addresses, which shows in the subnet and in the totals', () => {
  const before = planAddresses(clusterOf({nodePools: [{name: 'apps', count: 3}]}));
  const after = planAddresses(clusterOf({nodePools: [{name: 'apps', count: 6}]}));

  const comparison = comparePlans(before, after);

  expect(comparison).toEqual({
    subnets: [
      {
        kind: 'kept',
        name: 'control-plane',
        before: before.subnets[0],
        after: after.subnets[0],
        moved: false,
        resized: false,
      },
      {kind: 'kept', name: 'apps', before: before.subnets[1], after: after.subnets[1], moved: false, resized: false},
    ],
    totals: {before: before.totals, after: after.totals},
  });
  expect([before.subnets[1]?.needed, after.subnets[1]?.needed]).toEqual([132, 225]);
});

test('a subnet that grows may move, and others with it', () => {
  const pools = (count: number): Parts => ({
    nodePools: [
      {name: 'apps', count},
      {name: 'gpu', count: 20},
    ],
  });

  // apps: 10.240.1.0/24 becomes 10.240.4.0/22, where gpu was.
  expect(compare(pools(3), pools(20)).map(words)).toEqual([
    'control-plane kept',
    'apps kept moved resized',
    'gpu kept moved',
  ]);
});

test('a given range may be resized without being moved', () => {
  const apps = (cidr: string): Parts => ({network: {subnets: [{name: 'apps', cidr}]}});

  expect(compare(apps('10.240.8.0/24'), apps('10.240.8.0/23')).map(words)).toEqual([
    'control-plane kept',
    'apps kept resized',
  ]);
});

test('a pool more is a subnet more, one less a subnet less', () => {
  const apps = {name: 'apps'};

  expect(compare({nodePools: [apps]}, {nodePools: [apps, {name: 'gpu'}]}).map(words)).toEqual([
    'control-plane kept',
    'apps kept',
    'gpu added',
  ]);
  expect(compare({nodePools: [{name: 'gpu'}, apps]}, {nodePools: [apps]}).map(words)).toEqual([
    'control-plane kept',
    'apps kept moved',
    'gpu removed',
  ]);
});

test('a subnet that loses its range has not moved', () => {
  const network = {virtualNetwork: {addressSpace: ['10.0.0.0/23']}};

  const changes = compare({network}, {network, nodePools: [{name: 'apps', count: 60}]});

  expect(changes.map(words)).toEqual(['control-plane kept', 'apps kept']);
});

test('of two subnets with one name, each is compared with its own', () => {
  const twice = (cidr: string): Parts => ({
    network: {
      subnets: [
        {name: 'apps', cidr: '10.240.8.0/24'},
        {name: 'apps', cidr},
      ],
    },
  });

  expect(compare(twice('10.240.9.0/24'), twice('10.240.10.0/24')).map(words)).toEqual([
    'control-plane kept',
    'apps kept',
    'apps kept moved',
  ]);
});
