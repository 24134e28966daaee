import {describe, expect, it} from 'vitest';
import type {LiveVirtualNetwork} from '../../src/azure/azure.ts';
import {answered, faults, ownNetwork, SUBNET, unreadable} from './known-facts.ts';

const OWN = [
  {...SUBNET, name: 'Control-Plane', addressPrefixes: ['10.240.0.0/25']},
  {...SUBNET, name: 'apps', addressPrefixes: ['10.240.1.0/24']},
];

function withSubnet(name: string, range: string): Partial<LiveVirtualNetwork> {
  return {subnets: [...OWN, {...SUBNET, name, addressPrefixes: [range]}]};
}

describe("what the cluster's own network has against it", () => {
  it.each<readonly [string, Partial<LiveVirtualNetwork>]>([
    ['where it is as it was made', {subnets: OWN}],
    ['where somebody made a subnet elsewhere in it', withSubnet('jump', '10.241.0.0/24')],
  ])('is nothing %s', async (_, live) => {
    expect(await faults(ownNetwork({name: 'minimal', ...live}))).toEqual([]);
  });

  it.each<readonly [string, Partial<LiveVirtualNetwork>, readonly string[]]>([
    [
      'that it is elsewhere',
      {location: 'eastus', subnets: OWN},
      ['VK6025 failed location: virtual network minimal is there, but in eastus, and the definition says westeurope'],
    ],
    [
      'a subnet of others where one of its own is to be',
      withSubnet('jump', '10.240.1.128/25'),
      [
        'VK6025 failed nodePools.0: subnet jump (10.240.1.128/25), which is there and not in the definition, has addresses of apps (10.240.1.0/24)',
      ],
    ],
    [
      'a subnet of others beyond its address space',
      withSubnet('jump', '192.168.0.0/24'),
      [
        'VK6025 failed network.virtualNetwork.addressSpace: subnet jump (192.168.0.0/24), which is there and not in the definition, would be outside of the address space',
      ],
    ],
  ])('is %s', async (_, live, expected) => {
    expect(await faults(ownNetwork({name: 'minimal', ...live}))).toEqual(expected);
  });

  it('is that it cannot be read', async () => {
    expect(await faults(ownNetwork({}, {network: unreadable()}))).toEqual([
      "VK6025 warning network.virtualNetwork: the cluster's virtual network could not be read: you may not (AuthorizationFailed)",
    ]);
  });

  it('is nothing if there is none yet', async () => {
    expect(await faults(ownNetwork({}, {network: answered(undefined)}))).toEqual([]);
  });
});
