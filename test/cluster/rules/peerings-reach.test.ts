import {describe, expect, it} from 'vitest';
import {warnOfUnreachableDnsServers, warnOfUnreachableOnPremises} from '../../../src/cluster/rules/peerings.ts';
import {buildDefinition, CORP_ID, findIssues, HUB_ID, ROUTE_TABLE_ID} from '../cluster-builder.ts';

describe('warnOfUnreachableOnPremises', () => {
  it('warns where nothing leads to a range', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['192.168.0.0/16']}});

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([
      {
        code: 'VK3210',
        severity: 'warning',
        path: ['network', 'onPremisesCidrs', 0],
        message: 'nothing leads to 192.168.0.0/16: no gateway, no peering that uses one, no route',
        hint: 'add a gateway, useRemoteGateways: true on a peering, or a route to an appliance',
      },
    ]);
  });

  it('accepts a peering with a gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
          ],
        },
        onPremisesCidrs: ['192.168.0.0/16'],
      },
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a gateway of its own', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {gateway: {type: 'Vpn'}}, onPremisesCidrs: ['192.168.0.0/16']},
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a route to an appliance', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
        onPremisesCidrs: ['192.168.0.0/16'],
      },
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a route to a part of the range', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.8.0/24',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
        onPremisesCidrs: ['192.168.0.0/16'],
      },
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('accepts an existing route table, whose routes it does not know', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', routeTableId: ROUTE_TABLE_ID}], onPremisesCidrs: ['192.168.0.0/16']},
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('accepts the range of a peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
        },
        onPremisesCidrs: ['10.0.0.0/16'],
      },
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('accepts ranges of an existing network, whose ways it does not know', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        onPremisesCidrs: ['192.168.0.0/16'],
      },
    });

    const issues = findIssues(warnOfUnreachableOnPremises, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfUnreachableDnsServers', () => {
  it('warns of a private server that is nowhere', () => {
    const definition = buildDefinition({network: {virtualNetwork: {dnsServers: ['10.0.0.10']}}});

    const issues = findIssues(warnOfUnreachableDnsServers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3211',
        severity: 'warning',
        path: ['network', 'virtualNetwork', 'dnsServers', 0],
        message: 'nothing leads to 10.0.0.10: it is neither in the virtual network, nor at a peer, nor on premises',
        hint: 'list the range it is in, under a peering or in network.onPremisesCidrs, or use 168.63.129.16',
      },
    ]);
  });

  it('accepts a server of a peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          dnsServers: ['10.0.0.10'],
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
        },
      },
    });

    const issues = findIssues(warnOfUnreachableDnsServers, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a server in the virtual network, a public one and that of Azure', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {dnsServers: ['10.240.0.10', '9.9.9.9', '168.63.129.16']}},
    });

    const issues = findIssues(warnOfUnreachableDnsServers, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a server on premises', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {dnsServers: ['192.168.0.10']}, onPremisesCidrs: ['192.168.0.0/16']},
    });

    const issues = findIssues(warnOfUnreachableDnsServers, definition);

    expect(issues).toEqual([]);
  });
});
