import {describe, expect, test} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {clusterOf, prefix, rangesOf, sizesOf} from './clusters.ts';

const ID = '/subscriptions/0/resourceGroups/corp/providers/Microsoft.Network/virtualNetworks/corp';

describe('planned subnets', () => {
  test('are placed in the order of the pools, each at the lowest free range of its size', () => {
    const cluster = clusterOf({
      nodePools: [
        {name: 'apps', count: 25},
        {name: 'gpu', count: 6, maxPods: 50},
        {name: 'tiny', count: 1, maxPods: 3},
      ],
    });

    const plan = planAddresses(cluster);

    expect(rangesOf(plan)).toEqual([
      ['control-plane', '10.240.0.0/25'],
      ['apps', '10.240.4.0/22'],
      ['gpu', '10.240.2.0/23'],
      ['tiny', '10.240.0.128/28'],
    ]);
  });

  test('keep clear of given subnets, peers, sites on premises and Services', () => {
    const cluster = clusterOf({
      network: {
        virtualNetwork: {
          addressSpace: ['10.0.0.0/16'],
          peerings: [{name: 'hub', remoteVirtualNetworkId: '/hub', remoteAddressSpace: ['10.0.0.0/24']}],
          gateway: {type: 'Vpn', connections: [{name: 'office', cidrs: ['10.0.1.0/24']}]},
        },
        serviceCidr: '10.0.2.0/24',
        onPremisesCidrs: ['10.0.3.0/24', '10.0.0.0/8'],
        subnets: [{name: 'fixed', cidr: '10.0.4.0/24', reservedAddresses: 1}],
      },
    });

    const plan = planAddresses(cluster);

    expect(rangesOf(plan)).toEqual([
      ['control-plane', '10.0.5.0/25'],
      ['apps', '10.0.6.0/24'],
      ['fixed', '10.0.4.0/24'],
      ['GatewaySubnet', '10.0.255.224/27'],
    ]);
  });

  test('fill the first entry of the address space before the next', () => {
    const cluster = clusterOf({
      network: {virtualNetwork: {addressSpace: ['10.9.0.0/24', '10.1.0.0/24', '10.5.0.0/24']}},
      nodePools: [{name: 'apps'}, {name: 'batch'}, {name: 'tiny', count: 1, maxPods: 3}],
    });

    const plan = planAddresses(cluster);

    expect(rangesOf(plan)).toEqual([
      ['control-plane', '10.9.0.0/25'],
      ['apps', '10.1.0.0/24'],
      ['batch', '10.5.0.0/24'],
      ['tiny', '10.9.0.128/28'],
    ]);
    expect(plan.totals.unassigned).toBe(112);
  });

  test('are placed from the end if no node is in them, the gateway last of all', () => {
    const cluster = clusterOf({
      network: {
        virtualNetwork: {addressSpace: ['10.0.0.0/16'], gateway: {type: 'ExpressRoute'}},
        subnets: [
          {name: 'jump', reservedAddresses: 20},
          {name: 'endpoints', reservedAddresses: 40},
        ],
      },
    });

    const plan = planAddresses(cluster);

    expect(rangesOf(plan)).toEqual([
      ['control-plane', '10.0.0.0/25'],
      ['apps', '10.0.1.0/24'],
      ['jump', '10.0.255.192/27'],
      ['endpoints', '10.0.255.128/26'],
      ['GatewaySubnet', '10.0.255.224/27'],
    ]);
    expect(plan.subnets.at(-1)?.demands).toEqual([{kind: 'gateway', addresses: 27}]);
  });

  test('have no range where there is no room, and others after them still do', () => {
    const cluster = clusterOf({
      network: {virtualNetwork: {addressSpace: ['10.0.0.0/24']}},
      nodePools: [
        {name: 'apps', count: 20},
        {name: 'tiny', count: 1, maxPods: 3},
      ],
    });

    const plan = planAddresses(cluster);

    expect(rangesOf(plan)).toEqual([
      ['control-plane', '10.0.0.0/25'],
      ['apps', '-'],
      ['tiny', '10.0.0.128/28'],
    ]);
    expect(sizesOf(plan)[1]).toEqual(['apps', 0, 659, -659]);
  });

  test('do not exist in an existing network', () => {
    const cluster = clusterOf({
      network: {
        virtualNetwork: {id: ID, addressSpace: ['10.0.0.0/16']},
        subnets: [{name: 'apps', cidr: '10.0.1.0/24'}],
      },
    });

    const plan = planAddresses(cluster);

    expect(rangesOf(plan)).toEqual([
      ['control-plane', '-'],
      ['apps', '10.0.1.0/24'],
    ]);
    expect(plan.virtualNetwork).toEqual({kind: 'existing', addressSpace: [prefix('10.0.0.0/16')]});
    expect(plan.controlPlane).toEqual({subnet: 'control-plane', nodes: [], pods: []});
  });
});
