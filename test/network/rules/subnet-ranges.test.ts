import {describe, expect, test} from 'vitest';
import type {WrittenSubnet, WrittenVirtualNetwork} from '../../../src/definition/cluster-definition.generated.ts';
import {forbidOverlappingSubnets, forbidSubnetsOutside} from '../../../src/network/rules/subnet-ranges.ts';
import type {Parts} from '../clusters.ts';
import {related, shown} from './issues.ts';

const ID = '/subscriptions/0/resourceGroups/corp/providers/Microsoft.Network/virtualNetworks/corp';

function withSubnets(subnets: readonly WrittenSubnet[], virtualNetwork: WrittenVirtualNetwork = {}): Parts {
  return {network: {virtualNetwork, subnets: [...subnets]}};
}

describe('a subnet lies in the address space', () => {
  test('as it should', () => {
    const issues = shown(forbidSubnetsOutside, withSubnets([{name: 'apps', cidr: '10.255.255.0/24'}]));

    expect(issues).toEqual([]);
  });

  test('or is reported, with a range that is free and the one to add', () => {
    const parts = withSubnets([{name: 'apps', cidr: '10.1.0.0/24'}], {
      addressSpace: ['10.240.0.0/16', '10.250.0.0/16'],
    });

    expect(shown(forbidSubnetsOutside, parts)).toEqual([
      [
        'VK4003 network.subnets[0].cidr: 10.1.0.0/24 is not in the address space 10.240.0.0/16, 10.250.0.0/16',
        'use a free range, such as 10.240.1.0/24, or a larger address space, with 10.1.0.0/24 in it',
      ],
    ]);
    expect(related(forbidSubnetsOutside, parts)).toEqual(['network.virtualNetwork.addressSpace: the address space']);
  });

  test('a range that cannot be added is not suggested', () => {
    const parts = withSubnets([{name: 'apps', cidr: '10.1.0.0/24'}], {
      addressSpace: ['10.240.0.0/16'],
      peerings: [{name: 'hub', remoteVirtualNetworkId: '/hub', remoteAddressSpace: ['10.1.0.0/16']}],
    });

    const [issue] = shown(forbidSubnetsOutside, parts);

    expect(issue?.[1]).toBe('use a free range, such as 10.240.1.0/24');
  });

  test('a free range is large enough for what is in the subnet', () => {
    const parts = {...withSubnets([{name: 'apps', cidr: '10.1.0.0/26'}]), nodePools: [{name: 'apps', count: 20}]};

    const [issue] = shown(forbidSubnetsOutside, parts);

    expect(issue?.[1]).toBe(
      'use a free range, such as 10.240.4.0/22, or a larger address space, with 10.1.0.0/26 in it',
    );
  });

  test('one that reaches beyond it is partly in it', () => {
    const issues = shown(
      forbidSubnetsOutside,
      withSubnets([{name: 'apps', cidr: '10.240.0.0/15'}], {addressSpace: ['10.240.0.0/16']}),
    );

    expect(issues).toEqual([
      [
        'VK4003 network.subnets[0].cidr: 10.240.0.0/15 is only partly in the address space 10.240.0.0/16',
        'use a range of the address space',
      ],
    ]);
  });

  test('one across two entries is in a new network only partly in it', () => {
    const addressSpace = ['10.240.0.0/24', '10.240.1.0/24'];

    const inNew = shown(forbidSubnetsOutside, withSubnets([{name: 'apps', cidr: '10.240.0.0/23'}], {addressSpace}));
    const inExisting = shown(
      forbidSubnetsOutside,
      withSubnets([{name: 'apps', cidr: '10.240.0.0/23'}], {id: ID, addressSpace}),
    );

    expect(inNew.map(([message]) => message)).toEqual([
      'VK4003 network.subnets[0].cidr: 10.240.0.0/23 is only partly in the address space 10.240.0.0/24, 10.240.1.0/24',
    ]);
    expect(inExisting).toEqual([]);
  });

  test('in an existing network the hint is how to look', () => {
    const parts = withSubnets([{name: 'apps', cidr: '10.1.0.0/24'}], {id: ID, addressSpace: ['10.2.0.0/16']});

    expect(shown(forbidSubnetsOutside, parts)).toEqual([
      [
        'VK4003 network.subnets[0].cidr: 10.1.0.0/24 is not in the address space 10.2.0.0/16',
        `compare with what this shows: az network vnet show --ids ${ID}`,
      ],
    ]);
  });
});

describe('subnets do not overlap', () => {
  test('if each has its own addresses', () => {
    const parts = withSubnets([
      {name: 'apps', cidr: '10.240.8.0/22'},
      {name: 'gpu', cidr: '10.240.12.0/22'},
    ]);

    expect(shown(forbidOverlappingSubnets, parts)).toEqual([]);
  });

  test('or both are named', () => {
    const parts = withSubnets([
      {name: 'apps', cidr: '10.240.10.0/24'},
      {name: 'gpu', cidr: '10.240.8.0/22'},
    ]);

    expect(shown(forbidOverlappingSubnets, parts)).toEqual([
      [
        'VK4004 network.subnets[1].cidr: 10.240.8.0/22 of subnet "gpu" overlaps 10.240.10.0/24 of subnet "apps"',
        'use a free range, such as 10.240.4.0/22',
      ],
    ]);
    expect(related(forbidOverlappingSubnets, parts)).toEqual([
      'network.subnets[0].cidr: 10.240.10.0/24, the range of subnet "apps"',
    ]);
  });

  test('of three that overlap, each after the first gets a range of its own', () => {
    const parts = withSubnets([
      {name: 'apps', cidr: '10.240.8.0/24'},
      {name: 'gpu', cidr: '10.240.8.0/24'},
      {name: 'web', cidr: '10.240.8.0/25'},
    ]);

    expect(shown(forbidOverlappingSubnets, parts)).toEqual([
      [
        'VK4004 network.subnets[1].cidr: 10.240.8.0/24 of subnet "gpu" overlaps 10.240.8.0/24 of subnet "apps"',
        'use a free range, such as 10.240.1.0/24',
      ],
      [
        'VK4004 network.subnets[2].cidr: 10.240.8.0/25 of subnet "web" overlaps 10.240.8.0/24 of subnet "gpu"',
        'use a free range, such as 10.240.0.128/25',
      ],
    ]);
  });

  test('two of one name are a fault of the name', () => {
    const parts = withSubnets([
      {name: 'apps', cidr: '10.240.8.0/24'},
      {name: 'apps', cidr: '10.240.8.0/24'},
    ]);

    expect(shown(forbidOverlappingSubnets, parts)).toEqual([]);
  });

  test('a subnet without room for another range is told so', () => {
    const parts = withSubnets(
      [
        {name: 'apps', cidr: '10.240.0.0/25'},
        {name: 'gpu', cidr: '10.240.0.0/25'},
      ],
      {addressSpace: ['10.240.0.0/25']},
    );

    expect(shown(forbidOverlappingSubnets, parts)).toEqual([
      [
        'VK4004 network.subnets[1].cidr: 10.240.0.0/25 of subnet "gpu" overlaps 10.240.0.0/25 of subnet "apps"',
        'give each a range of its own',
      ],
    ]);
  });
});
