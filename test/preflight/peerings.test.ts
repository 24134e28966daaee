import {describe, expect, it} from 'vitest';
import type {LiveVirtualNetwork, Permission} from '../../src/azure/azure.ts';
import type {Lock, PreflightFacts, RemoteFacts} from '../../src/preflight/facts.ts';
import {ALL, answered, faults, LIVE, ownNetwork, SUBNET, sku, unreadable} from './known-facts.ts';

const HUB =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub';
const OURS = '/subscriptions/sub/resourceGroups/minimal/providers/Microsoft.Network/virtualNetworks/vault';
const GATEWAY = `${HUB.replace('virtualNetworks', 'virtualNetworkGateways')}`;
const SUBNETS = [{...SUBNET, name: 'GatewaySubnet', gatewayIds: [GATEWAY]}];
const VAULT = {name: 'vault', location: 'usgovvirginia'};
const PATH = 'network.virtualNetwork.peerings.0';

function remote(network: Partial<LiveVirtualNetwork>, more: Partial<RemoteFacts> = {}): Partial<PreflightFacts> {
  const live = {...LIVE, id: HUB, name: 'hub', addressPrefixes: ['10.0.0.0/16'], subnets: SUBNETS, ...network};
  const permissions = answered<readonly Permission[]>(ALL);
  return {
    remotes: new Map([[HUB, {network: answered(live), permissions, locks: answered([]), sites: new Map(), ...more}]]),
    identity: answered({principalId: 'principal', roles: answered(ALL), subnetRoles: new Map()}),
    skus: answered([sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4)]),
  };
}

function peering(name: string, remoteVirtualNetworkId: string, state = 'Connected') {
  return {name, remoteVirtualNetworkId, remoteAddressPrefixes: [], state};
}

function lock(level: string): Partial<PreflightFacts> {
  const locks: readonly Lock[] = [{id: `${HUB}/providers/Microsoft.Authorization/locks/freeze`, name: 'freeze', level}];
  return remote({}, {locks: answered(locks)});
}

describe('what networks to be peered with have against a cluster', () => {
  it('is nothing where they have addresses of IPv6 beside', async () => {
    expect(await faults(remote({addressPrefixes: ['10.0.0.0/16', 'fd00:db8::/48']}), 'private-cluster')).toEqual([]);
  });

  it('is nothing where they have a gateway and other addresses', async () => {
    const subnets = [{...SUBNET, name: 'gatewaysubnet', gatewayIds: [GATEWAY]}];
    expect(await faults(remote({subnets}), 'private-cluster')).toEqual([]);
  });

  it.each<readonly [string, Partial<PreflightFacts>, readonly string[]]>([
    [
      'that they have no subnet for a gateway',
      remote({subnets: []}),
      [`VK6020 failed ${PATH}.useRemoteGateways: the network of peering hub has no gateway: it has no GatewaySubnet`],
    ],
    [
      'that no gateway is in it',
      remote({subnets: [{...SUBNET, name: 'GatewaySubnet'}]}),
      [
        `VK6020 failed ${PATH}.useRemoteGateways: the network of peering hub has no gateway: nothing is in its GatewaySubnet`,
      ],
    ],
    [
      'who has the same addresses: they themselves, or others that they are peered with',
      remote({peerings: [{...peering('twin', 'x'), remoteAddressPrefixes: ['10.130.8.0/24']}]}),
      [
        'VK6020 failed network.virtualNetwork.addressSpace: cannot be peered with hub: that has a peering twin with addresses of 10.130.8.0/24 already',
      ],
    ],
    [
      'a peering by another name that leads to the cluster already',
      remote({peerings: [peering('by-hand', OURS.toUpperCase()), peering('vault-abc', OURS)]}),
      [`VK6020 failed ${PATH}: cannot be peered with hub: peering by-hand of hub leads to the same network already`],
    ],
    [
      "the cluster's own side, which was cut off",
      {...remote({}), ...ownNetwork({...VAULT, peerings: [peering('hub', HUB, 'Disconnected')]})},
      [`VK6020 failed ${PATH}: peering hub of vault is cut off: its other side was deleted`],
    ],
    [
      "the cluster's own side by another name",
      {...remote({}), ...ownNetwork({...VAULT, peerings: [peering('old', HUB)]})},
      [`VK6020 failed ${PATH}: cannot be peered with hub: peering old of vault leads to the same network already`],
    ],
    [
      "a gateway in the cluster's own network",
      {
        ...remote({}),
        ...ownNetwork({...VAULT, subnets: [{...SUBNET, name: 'GatewaySubnet', gatewayIds: ['/gateways/mine']}]}),
      },
      [
        `VK6020 failed ${PATH}.useRemoteGateways: the gateway of hub cannot be used: GatewaySubnet of vault has one of its own`,
      ],
    ],
    [
      'that no more peerings are possible',
      remote({peerings: Array.from({length: 500}, (_, index) => peering(`p${index}`, `/${index}`))}),
      [`VK6020 failed ${PATH}: cannot be peered with hub: that has 500 peerings, and no more are possible`],
    ],
    [
      'a site behind their gateway that nobody wrote down',
      remote(
        {},
        {sites: new Map([[GATEWAY, answered([{name: 'plant', prefixes: ['172.31.0.0/16', '10.0.1.0/24']}])]])},
      ),
      [
        "VK6018 warning network.onPremisesCidrs: site plant of gateway hub leads to 172.31.0.0/16, which see the nodes' addresses, not the pods'",
      ],
    ],
    [
      'a lock against writing',
      lock('ReadOnly'),
      [
        `VK6005 failed ${PATH}.remoteVirtualNetworkId: nothing can be written to the network of peering hub: lock freeze`,
      ],
    ],
    [
      'a lock against deleting',
      lock('CanNotDelete'),
      [
        `VK6005 warning ${PATH}.remoteVirtualNetworkId: the other side of peering hub could not be deleted again: lock freeze`,
      ],
    ],
    [
      'that what may be done there cannot be read',
      remote({}, {permissions: unreadable(), locks: unreadable()}),
      [
        `VK6005 warning ${PATH}.remoteVirtualNetworkId: locks of the network of peering hub could not be read: you may not (AuthorizationFailed)`,
        `VK6003 warning ${PATH}.remoteVirtualNetworkId: what you may do in the network of peering hub could not be read: you may not (AuthorizationFailed)`,
      ],
    ],
  ])('is %s', async (_, facts, expected) => {
    expect(await faults(facts, 'private-cluster')).toEqual(expected);
  });
});
