import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {resolve} from '../../src/cluster/resolve.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {define, prefix} from './full-cluster.ts';

describe('resolve of a gateway', () => {
  it.each([
    ['Vpn', 'VpnGw1AZ'],
    ['ExpressRoute', 'ErGw1AZ'],
  ] as const)('gives a gateway of type %s the size %s', (type, sku) => {
    const {network} = resolve(define({network: {virtualNetwork: {gateway: {type}}}}));

    expect(network.virtualNetwork).toEqual({
      kind: 'new',
      addressSpace: [prefix('10.240.0.0/12')],
      dnsServers: [],
      peerings: [],
      gateway: {path: ['network', 'virtualNetwork', 'gateway'], type, sku, connections: []},
    });
  });
});

describe('resolve of an existing virtual network', () => {
  const id = '/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/virtualNetworks/corp';

  it('keeps its id and ranges and makes nothing for it', () => {
    const {network} = resolve(define({network: {virtualNetwork: {id, addressSpace: ['10.1.0.0/16']}}}));

    expect({virtualNetwork: network.virtualNetwork, egress: network.egress}).toEqual({
      virtualNetwork: {kind: 'existing', id, addressSpace: [prefix('10.1.0.0/16')]},
      egress: 'loadBalancer',
    });
  });

  it('takes the ranges of its subnets for those that are not written', () => {
    const subnets = [{name: 'control-plane', cidr: '10.1.0.0/24'}, {name: 'apps', cidr: '10.1.1.0/24'}, {name: 'b'}];

    const {network} = resolve(define({network: {virtualNetwork: {id}, subnets}}));

    expect(network.virtualNetwork.addressSpace).toEqual([prefix('10.1.0.0/24'), prefix('10.1.1.0/24')]);
  });
});

describe('the subnets of a cluster', () => {
  /** Names of the subnets and the places that they stem from, in the order in which they are placed. */
  function subnetsOf(more: Partial<ClusterDefinition>): string[] {
    const {network} = resolve(define(more));
    return network.subnets.map(({name, path, declared}) => `${name} ${path.join('.')}${declared ? '' : ' (implied)'}`);
  }

  it('come in the order of the control plane, the node pools, the others, the gateway', () => {
    const subnets = subnetsOf({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [{name: 'unused'}, {name: 'GatewaySubnet'}, {name: 'second'}, {name: 'control-plane'}],
      },
      nodePools: [{name: 'first'}, {name: 'second'}, {name: 'third', subnet: 'first'}, {name: 'fourth'}],
    });

    expect(subnets).toEqual([
      'control-plane network.subnets.3',
      'first nodePools.0 (implied)',
      'second network.subnets.2',
      'fourth nodePools.3 (implied)',
      'unused network.subnets.0',
      'GatewaySubnet network.subnets.1',
    ]);
  });

  it('have one for a gateway that is not declared, at the end', () => {
    const subnets = subnetsOf({
      network: {virtualNetwork: {gateway: {type: 'Vpn'}}, subnets: [{name: 'unused'}]},
    });

    expect(subnets).toEqual([
      'control-plane controlPlane (implied)',
      'apps nodePools.0 (implied)',
      'unused network.subnets.0',
      'GatewaySubnet network.virtualNetwork.gateway (implied)',
    ]);
  });

  it('have a declared gateway subnet last, though nothing uses it', () => {
    const subnets = subnetsOf({network: {subnets: [{name: 'GatewaySubnet'}, {name: 'unused'}]}});

    expect(subnets).toEqual([
      'control-plane controlPlane (implied)',
      'apps nodePools.0 (implied)',
      'unused network.subnets.1',
      'GatewaySubnet network.subnets.0',
    ]);
  });

  it('are one for pools that share it with the control plane', () => {
    const subnets = subnetsOf({controlPlane: {subnet: 'all'}, nodePools: [{name: 'apps', subnet: 'all'}]});

    expect(subnets).toEqual(['all controlPlane (implied)']);
  });

  it('keep two entries of one name for the rules to see', () => {
    const subnets = subnetsOf({network: {subnets: [{name: 'apps'}, {name: 'other'}, {name: 'apps'}]}});

    expect(subnets).toEqual([
      'control-plane controlPlane (implied)',
      'apps network.subnets.0',
      'apps network.subnets.2',
      'other network.subnets.1',
    ]);
  });

  it('keep their order when a pool and its subnet are appended', () => {
    const anyName = fc.constantFrom('a', 'b', 'c', 'd', 'e');

    fc.assert(
      fc.property(
        fc.array(fc.record({name: anyName, subnet: anyName}), {minLength: 1, maxLength: 5}),
        fc.uniqueArray(anyName, {maxLength: 4}),
        (nodePools, declared) => {
          const used = new Set(['control-plane', ...nodePools.map(({subnet}) => subnet)]);
          const subnets = declared.filter((name) => used.has(name)).map((name) => ({name}));
          const before = subnetsOf({nodePools, network: {subnets}});

          const after = subnetsOf({
            nodePools: [...nodePools, {name: 'new'}],
            network: {subnets: [...subnets, {name: 'new'}]},
          });

          expect(after).toEqual([...before, `new network.subnets.${subnets.length}`]);
        },
      ),
    );
  });
});
