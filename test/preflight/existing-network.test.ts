import {describe, expect, it} from 'vitest';
import type {ExistingFacts} from '../../src/preflight/facts.ts';
import {answered, faults, LIVE, NETWORK, SUBNETS, unreadable} from './known-facts.ts';

const EXISTING: ExistingFacts = {
  network: {known: true, value: LIVE},
  usages: {known: true, value: SUBNETS.map(({id}) => ({subnetId: id, used: 0, limit: 1_000}))},
  addresses: new Map([['10.20.0.64', answered(true)]]),
  rules: new Map(),
  permissions: new Map(),
};

async function networkFaults(existing: Partial<ExistingFacts>, ...set: string[]): Promise<readonly string[]> {
  return faults({network: {...EXISTING, ...existing}}, 'existing-virtual-network', ...set);
}

describe('what an existing network has against a cluster', () => {
  it('is nothing where it is as the definition says', async () => {
    expect(await networkFaults({})).toEqual([]);
  });

  it.each<readonly [string, Partial<ExistingFacts>, readonly string[]]>([
    [
      'that it is not there',
      {network: {known: true, value: undefined}},
      ['VK6010 failed network.virtualNetwork.id: the virtual network is not there'],
    ],
    [
      'that nobody tells of it',
      {network: unreadable()},
      [
        'VK6010 warning network.virtualNetwork: the virtual network could not be read: you may not (AuthorizationFailed)',
      ],
    ],
    [
      'that it is elsewhere',
      {network: {known: true, value: {...LIVE, location: 'westeurope'}}},
      ['VK6010 failed location: virtual network corp is in westeurope, and the cluster in northeurope'],
    ],
    [
      'its address space',
      {network: {known: true, value: {...LIVE, addressPrefixes: ['10.20.0.0/15']}}},
      [
        'VK6011 failed network.virtualNetwork.addressSpace: its address space is 10.20.0.0/15, and the definition says 10.20.0.0/16',
      ],
    ],
    [
      'a subnet that is not there',
      {network: {known: true, value: {...LIVE, subnets: SUBNETS.slice(0, 1)}}},
      ['VK6012 failed network.subnets.1: subnet k8s-nodes is not there'],
    ],
    [
      'a subnet of a service',
      {
        network: {
          known: true,
          value: {
            ...LIVE,
            subnets: SUBNETS.map((each) => ({...each, delegations: ['Microsoft.Sql/managedInstances']})),
          },
        },
      },
      [
        'VK6013 failed network.subnets.0: subnet k8s-control is delegated to Microsoft.Sql/managedInstances: no machines go there',
        'VK6013 failed network.subnets.1: subnet k8s-nodes is delegated to Microsoft.Sql/managedInstances: no machines go there',
      ],
    ],
    [
      'a subnet that is full',
      {usages: {known: true, value: SUBNETS.map(({id}, index) => ({subnetId: id, used: index * 900, limit: 1_000}))}},
      ['VK6014 failed network.subnets.1: subnet k8s-nodes has no room for 869 addresses: 900 of 1,000 are taken'],
    ],
    [
      'an address that somebody has',
      {addresses: new Map([['10.20.0.64', answered(false)]])},
      ['VK6017 failed controlPlane.firstAddress: somebody else has 10.20.0.64'],
    ],
    [
      'a right to join that is missing',
      {
        permissions: new Map([
          [
            `${NETWORK}/subnets/k8s-nodes`.toLowerCase(),
            answered([{actions: ['*'], notActions: ['Microsoft.Network/*/join/action']}]),
          ],
        ]),
      },
      ['VK6003 failed network.subnets.1: you may not join subnet k8s-nodes'],
    ],
    [
      'a peering that nobody wrote down',
      {
        network: {
          known: true,
          value: {
            ...LIVE,
            peerings: [
              {name: 'hub', remoteVirtualNetworkId: 'x', remoteAddressPrefixes: ['10.99.0.0/16'], state: 'Connected'},
            ],
          },
        },
      },
      [
        "VK6018 warning network.onPremisesCidrs: peering hub leads to 10.99.0.0/16, which see the nodes' addresses, not the pods'",
      ],
    ],
    [
      'a peering that onPremisesCidrs covers in part',
      {
        network: answered({
          ...LIVE,
          peerings: [
            {
              name: 'hub',
              remoteVirtualNetworkId: 'x',
              remoteAddressPrefixes: ['172.16.0.0/12', '172.21.0.0/16'],
              state: 'Connected',
            },
          ],
        }),
      },
      [
        "VK6018 warning network.onPremisesCidrs: peering hub leads to 172.16.0.0/12, which see the nodes' addresses, not the pods'",
      ],
    ],
    [
      'usages that nobody tells',
      {usages: unreadable()},
      [
        'VK6014 warning network.virtualNetwork: how full subnets are could not be read: you may not (AuthorizationFailed)',
      ],
    ],
  ])('is %s', async (_, existing, expected) => {
    expect(await networkFaults(existing)).toEqual(expected);
  });

  it('is that nothing leads out of it, if the definition says that something does', async () => {
    const expected = 'nothing leads from subnet k8s-nodes to the Internet: no route for 0.0.0.0/0, no NAT gateway';

    expect(await networkFaults({}, 'network.egress=userDefinedRoutes')).toContain(
      `VK6016 failed network.egress: ${expected}`,
    );
  });
});
