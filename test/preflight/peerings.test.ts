import {describe, expect, it} from 'vitest';
import type {Permission} from '../../src/azure/azure.ts';
import type {PreflightFacts} from '../../src/preflight/facts.ts';
import {ALL, answered, faults, LIVE, SUBNET, sku, unreadable} from './known-facts.ts';

describe('what networks to be peered with have against a cluster', () => {
  const HUB =
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub';
  const remote = (more: object, permissions = answered<readonly Permission[]>(ALL)): Partial<PreflightFacts> => {
    const network = {...LIVE, id: HUB, name: 'hub', addressPrefixes: ['10.0.0.0/16'], ...more};
    return {
      remotes: new Map([[HUB, {network: answered(network), permissions}]]),
      identity: answered({principalId: 'principal', roles: answered(ALL), subnetRoles: new Map()}),
      skus: answered([sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4)]),
    };
  };

  it('is nothing where they have a gateway and other addresses', async () => {
    const subnets = [{...SUBNET, name: 'gatewaysubnet'}];
    expect(await faults(remote({subnets}), 'private-cluster')).toEqual([]);
  });

  it('is that they have none', async () => {
    expect(await faults(remote({subnets: []}), 'private-cluster')).toEqual([
      'VK6020 failed network.virtualNetwork.peerings.0.useRemoteGateways: the network of peering hub has no gateway: it has no GatewaySubnet',
    ]);
  });

  it('is who has the same addresses: they themselves, or others that they are peered with', async () => {
    const subnets = [{...SUBNET, name: 'GatewaySubnet'}];
    const peerings = [
      {name: 'twin', remoteVirtualNetworkId: 'x', remoteAddressPrefixes: ['10.130.8.0/24'], state: 'Connected'},
    ];
    expect(await faults(remote({subnets, peerings}), 'private-cluster')).toEqual([
      'VK6020 failed network.virtualNetwork.addressSpace: cannot be peered with hub: that has a peering twin with addresses of 10.130.8.0/24 already',
    ]);
  });

  it('is that what may be done there cannot be read', async () => {
    const subnets = [{...SUBNET, name: 'GatewaySubnet'}];
    expect(await faults(remote({subnets}, unreadable()), 'private-cluster')).toEqual([
      'VK6003 warning network.virtualNetwork.peerings.0.remoteVirtualNetworkId: what you may do in the network of peering hub could not be read: you may not (AuthorizationFailed)',
    ]);
  });
});
