import {describe, expect, it} from 'vitest';
import type {ExistingFacts} from '../../src/preflight/facts.ts';
import {
  answered,
  existingFacts,
  faults,
  LIVE,
  NETWORK,
  SUBNET,
  SUBNETS,
  securityRule,
  unreadable,
  WELL,
} from './known-facts.ts';

const GATEWAY = `${NETWORK.replace('virtualNetworks', 'virtualNetworkGateways')}`;
const PEERING = {
  name: 'hub',
  remoteVirtualNetworkId: 'x',
  remoteAddressPrefixes: ['172.21.0.0/16'],
  state: 'Connected',
};

async function networkFaults(existing: Partial<ExistingFacts>, ...set: string[]): Promise<readonly string[]> {
  return faults(existingFacts(existing), 'existing-virtual-network', ...set);
}

describe('what an existing network has against a cluster', () => {
  it('is nothing where it is as the definition says, whatever it has of IPv6', async () => {
    expect(await networkFaults({})).toEqual([]);
    const network = answered({...LIVE, addressPrefixes: ['fd00:db8::/48', ...LIVE.addressPrefixes]});
    expect(await networkFaults({network})).toEqual([]);
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
              {
                name: 'hub',
                remoteVirtualNetworkId: 'x',
                remoteAddressPrefixes: ['10.99.0.0/16'],
                state: 'Connected',
              },
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
      'a peering that is cut off',
      {network: answered({...LIVE, peerings: [{...PEERING, state: 'Disconnected'}]})},
      ['VK6018 warning network.virtualNetwork.id: peering hub is disconnected: nothing passes to what it leads to'],
    ],
    [
      'a site behind its gateway that nobody wrote down, and one where Services are',
      {
        sites: new Map([
          [
            GATEWAY,
            answered([
              {name: 'office', prefixes: ['192.168.10.0/24', '10.9.0.0/16', '0.0.0.0/0']},
              {name: 'lab', prefixes: ['10.100.1.0/24']},
            ]),
          ],
        ]),
      },
      [
        "VK6018 warning network.onPremisesCidrs: site office of gateway corp leads to 10.9.0.0/16, which see the nodes' addresses, not the pods'",
        'VK6018 warning network.serviceCidr: pods cannot reach 10.100.1.0/24 of site lab of gateway corp: Services have that range',
        "VK6018 warning network.onPremisesCidrs: site lab of gateway corp leads to 10.100.1.0/24, which see the nodes' addresses, not the pods'",
      ],
    ],
    [
      'a gateway of which nobody tells what is behind it',
      {sites: new Map([[GATEWAY, unreadable()]])},
      [
        'VK6018 warning network.onPremisesCidrs: what is behind gateway corp could not be read: you may not (AuthorizationFailed)',
      ],
    ],
    [
      'DNS servers to which nothing leads, or that are where Services are',
      {network: answered({...LIVE, dnsServers: ['10.9.0.4', '10.20.0.4', '8.8.8.8', '168.63.129.16', '10.100.0.9']})},
      [
        'VK6027 warning network.onPremisesCidrs: DNS server 10.9.0.4 of virtual network corp is where nothing leads to: neither in it, nor at a peer, nor on premises',
        'VK6027 warning network.onPremisesCidrs: DNS server 10.100.0.9 of virtual network corp is where nothing leads to: neither in it, nor at a peer, nor on premises',
        'VK6027 warning network.serviceCidr: DNS server 10.100.0.9 of virtual network corp is in the range of Services',
      ],
    ],
    [
      'a DNS server at a peer that is cut off',
      {
        network: answered({
          ...LIVE,
          dnsServers: ['172.31.0.4'],
          peerings: [{...PEERING, remoteAddressPrefixes: ['172.31.0.0/16'], state: 'Initiated'}],
        }),
      },
      [
        'VK6018 warning network.virtualNetwork.id: peering hub is initiated: nothing passes to what it leads to',
        "VK6018 warning network.onPremisesCidrs: peering hub leads to 172.31.0.0/16, which see the nodes' addresses, not the pods'",
        'VK6027 warning network.onPremisesCidrs: DNS server 172.31.0.4 of virtual network corp is where nothing leads to: neither in it, nor at a peer, nor on premises',
      ],
    ],
    [
      'a subnet of an application gateway',
      {
        network: answered({
          ...LIVE,
          subnets: SUBNETS.map((each, index) => ({...each, hasApplicationGateways: index === 1})),
        }),
      },
      ['VK6013 failed network.subnets.1: subnet k8s-nodes is that of an application gateway: nothing else goes there'],
    ],
    [
      'a subnet that a service has put links into',
      {
        network: answered({
          ...LIVE,
          subnets: SUBNETS.map((each, index) => ({
            ...each,
            links: index === 0 ? ['Microsoft.AAD/domainServices'] : [],
          })),
        }),
      },
      [
        'VK6013 warning network.subnets.0: subnet k8s-control is used by Microsoft.AAD/domainServices, which may keep it for itself',
      ],
    ],
    [
      'that others have almost all addresses that a network can have, though its subnets have room',
      {
        usages: answered([
          ...SUBNETS.map(({id}) => ({subnetId: id, used: 0, limit: 1_000})),
          {subnetId: '/large', used: 65_000, limit: 65_531},
          {subnetId: '/GatewaySubnet', used: -1, limit: -1},
        ]),
      },
      [
        'VK6014 failed network.virtualNetwork: a virtual network has at most 65,536 addresses, others have 65,000, and the cluster needs 983',
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

  it('is nothing where DNS servers are on premises, at a peer, or behind a gateway', async () => {
    const found = await networkFaults({
      network: answered({
        ...LIVE,
        dnsServers: ['192.168.0.4', '172.21.0.4', '10.20.9.9'],
        peerings: [PEERING],
      }),
      sites: new Map([[GATEWAY, answered([])]]),
    });
    expect(found).toEqual([]);
  });

  it('is nothing that only machines would run into, of a subnet for load balancers of Services', async () => {
    const name = 'k8s-services';
    const id = `${NETWORK}/subnets/${name}`;
    const groupId = '/groups/closed';
    const services = {...SUBNET, id, name, addressPrefixes: ['10.20.8.0/24'], networkSecurityGroupId: groupId};
    const deny = securityRule('deny', 200);
    const facts = (actions: readonly string[]) => ({
      network: answered({...LIVE, subnets: [...SUBNETS, services]}),
      usages: answered([...SUBNETS, services].map((each) => ({subnetId: each.id, used: 0, limit: 1_000}))),
      rules: new Map([[groupId, answered([deny])]]),
      permissions: new Map([[id.toLowerCase(), answered([{actions, notActions: []}])]]),
    });
    const set = [
      'network.subnets=[{name: k8s-control, cidr: 10.20.0.0/24}, {name: k8s-nodes, cidr: 10.20.4.0/22}, {name: k8s-services, cidr: 10.20.8.0/24}]',
      'network.internalServices={subnet: k8s-services, addresses: 20}',
    ];

    expect(await networkFaults(facts(['Microsoft.Authorization/*']), ...set)).toEqual([]);
    const routed = await networkFaults(facts(['*']), ...set, 'network.egress=userDefinedRoutes');
    expect(routed).toEqual(
      ['k8s-control', 'k8s-nodes'].map(
        (each) =>
          `VK6016 failed network.egress: nothing leads from subnet ${each} to the Internet: no route for 0.0.0.0/0, no NAT gateway`,
      ),
    );
    expect(await networkFaults(facts(['*/read']), ...set)).toEqual([
      "VK6003 failed network.subnets.2: you may not assign roles in subnet k8s-services, which the cluster's identity needs",
    ]);
  });

  it('is that it is of another subscription', async () => {
    const facts = {...existingFacts({}), account: {...WELL.account, subscriptionId: 'other'}};
    expect(await faults(facts, 'existing-virtual-network')).toEqual([
      'VK6010 warning network.virtualNetwork.id: virtual network corp is in another subscription than the cluster',
    ]);
  });

  it('is, of all its addresses, what only the autoscaler would add', async () => {
    const usages = answered([
      ...SUBNETS.map(({id}) => ({subnetId: id, used: 0, limit: 1_000})),
      {subnetId: '/large', used: 65_000, limit: 65_531},
    ]);
    const set = ['nodePools[0].count.min=1', 'nodePools[0].count.max=15'];
    expect(await networkFaults({usages}, ...set)).toEqual([
      'VK6014 warning network.virtualNetwork: a virtual network has at most 65,536 addresses, others have 65,000, and the cluster needs 778',
    ]);
  });

  it('is that nothing leads out of it, if the definition says that something does', async () => {
    const expected = 'nothing leads from subnet k8s-nodes to the Internet: no route for 0.0.0.0/0, no NAT gateway';

    expect(await networkFaults({}, 'network.egress=userDefinedRoutes')).toContain(
      `VK6016 failed network.egress: ${expected}`,
    );
  });
});
