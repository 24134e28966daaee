import {describe, expect, test} from 'vitest';
import {limitSubnetSizes, requireGatewaySubnetSize} from '../../../src/network/rules/subnet-sizes.ts';
import type {Parts} from '../clusters.ts';
import {related, shown} from './issues.ts';

function withSubnet(name: string, cidr: string, addressSpace = '10.240.0.0/12'): Parts {
  return {network: {virtualNetwork: {addressSpace: [addressSpace]}, subnets: [{name, cidr}]}};
}

describe('a subnet has a size that Azure has', () => {
  test.each(['10.240.0.0/29', '10.0.0.0/8'])('such as %s', (cidr) => {
    expect(shown(limitSubnetSizes, withSubnet('jump', cidr))).toEqual([]);
  });

  test('and is not smaller', () => {
    expect(shown(limitSubnetSizes, withSubnet('jump', '10.240.9.4/30'))).toEqual([
      [
        'VK4005 network.subnets[0].cidr: 10.240.9.4/30 is smaller than /29: Azure has no such subnets',
        'use a /29 (3 usable) such as 10.240.9.0/29',
      ],
    ]);
  });

  test('the hint has room for what is in it, which takes part', () => {
    const parts = withSubnet('apps', '10.240.9.4/30');

    expect(shown(limitSubnetSizes, parts)).toEqual([
      [
        'VK4005 network.subnets[0].cidr: 10.240.9.4/30 is smaller than /29: Azure has no such subnets',
        'use a /24 (251 usable) such as 10.240.9.0/24',
      ],
    ]);
    expect(related(limitSubnetSizes, parts)).toEqual([
      'nodePools[0].count: 3 nodes in "apps"',
      'nodePools[0].maxPods: 30 pods a node in "apps"',
      'nodePools[0].maxSurge: 1 surge in "apps"',
      'network.internalServices.addresses: 8 for internal Services',
    ]);
  });

  test('and is not larger', () => {
    expect(shown(limitSubnetSizes, withSubnet('jump', '10.0.0.0/7', '10.0.0.0/7'))).toEqual([
      [
        'VK4005 network.subnets[0].cidr: 10.0.0.0/7 is larger than /8: Azure has no such subnets',
        'use a /8 (16,777,211 usable) such as 10.0.0.0/8',
      ],
    ]);
  });

  test('without a free range the hint names the sizes', () => {
    expect(shown(limitSubnetSizes, withSubnet('jump', '10.0.0.0/7', '10.240.0.0/12'))).toEqual([
      [
        'VK4005 network.subnets[0].cidr: 10.0.0.0/7 is larger than /8: Azure has no such subnets',
        'use a range from /8 to /29',
      ],
    ]);
  });
});

describe('a GatewaySubnet has room for every gateway', () => {
  test('from /27 on', () => {
    expect(shown(requireGatewaySubnetSize, withSubnet('GatewaySubnet', '10.240.7.0/27'))).toEqual([]);
  });

  test('and is too small below', () => {
    expect(shown(requireGatewaySubnetSize, withSubnet('gatewaysubnet', '10.240.7.16/28'))).toEqual([
      [
        'VK4006 network.subnets[0].cidr: 10.240.7.16/28 is smaller than /27, which gateways need',
        'use a /27 (27 usable) such as 10.240.7.0/27, or leave cidr out',
      ],
    ]);
  });

  test('also where no such range is free', () => {
    expect(shown(requireGatewaySubnetSize, withSubnet('GatewaySubnet', '10.240.7.16/28', '10.240.7.16/28'))).toEqual([
      [
        'VK4006 network.subnets[0].cidr: 10.240.7.16/28 is smaller than /27, which gateways need',
        'use a /27 (27 usable), or leave cidr out',
      ],
    ]);
  });

  test('one that no subnet of Azure is as small as is reported as such', () => {
    const parts = withSubnet('GatewaySubnet', '10.240.7.16/30');

    expect(shown(requireGatewaySubnetSize, parts)).toEqual([]);
    expect(shown(limitSubnetSizes, parts)).toEqual([
      [
        'VK4005 network.subnets[0].cidr: 10.240.7.16/30 is smaller than /29: Azure has no such subnets',
        'use a /27 (27 usable) such as 10.240.7.0/27',
      ],
    ]);
  });

  test('other subnets may be smaller', () => {
    expect(shown(requireGatewaySubnetSize, withSubnet('jump', '10.240.7.16/28'))).toEqual([]);
  });

  test('that of an existing network is what it is', () => {
    const virtualNetwork = {id: '/subscriptions/0/virtualNetworks/corp', addressSpace: ['10.240.0.0/16']};
    const parts = {network: {virtualNetwork, subnets: [{name: 'GatewaySubnet', cidr: '10.240.7.16/28'}]}};

    expect(shown(requireGatewaySubnetSize, parts)).toEqual([]);
  });
});
