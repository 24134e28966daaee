import {describe, expect, it} from 'vitest';
import {
  forbidChangesToNetwork,
  forbidChangesToSubnets,
  forbidNatGateway,
} from '../../../src/cluster/rules/existing-virtual-network.ts';
import {buildDefinition, CORP_ID, findIssues, HUB_ID, ROUTE_TABLE_ID} from '../cluster-builder.ts';

describe('forbidChangesToNetwork', () => {
  it('refuses peerings of an existing network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          id: CORP_ID,
          addressSpace: ['10.1.0.0/16'],
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
        },
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(forbidChangesToNetwork, definition);

    expect(issues).toEqual([
      {
        code: 'VK3204',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings'],
        message: 'peerings would change an existing network, which vnetk8s never does',
        hint: 'whoever owns the network peers it; list the address ranges of its peers in network.onPremisesCidrs',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
        at: 'key',
      },
    ]);
  });

  it('accepts the ranges of peers as on-premises', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        onPremisesCidrs: ['10.0.0.0/16'],
      },
    });

    const issues = findIssues(forbidChangesToNetwork, definition);

    expect(issues).toEqual([]);
  });

  it('refuses DNS servers and a gateway too', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16'], dnsServers: ['10.1.0.10'], gateway: {type: 'Vpn'}},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(forbidChangesToNetwork, definition);

    expect(issues).toEqual([
      {
        code: 'VK3204',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'dnsServers'],
        message: 'dnsServers would change an existing network, which vnetk8s never does',
        hint: 'whoever owns the network sets them: az network vnet update --ids … --dns-servers …',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
        at: 'key',
      },
      {
        code: 'VK3204',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway'],
        message: 'gateway would change an existing network, which vnetk8s never does',
        hint: 'whoever owns the network runs its gateway; list the ranges behind it in network.onPremisesCidrs',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
        at: 'key',
      },
    ]);
  });

  it('accepts empty lists', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16'], dnsServers: [], peerings: []},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(forbidChangesToNetwork, definition);

    expect(issues).toEqual([]);
  });

  it('accepts all of it in a new network', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {dnsServers: ['10.240.0.10'], gateway: {type: 'Vpn'}}},
    });

    const issues = findIssues(forbidChangesToNetwork, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidChangesToSubnets', () => {
  it('accepts subnets with name and range', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        onPremisesCidrs: ['10.0.0.0/16'],
      },
    });

    const issues = findIssues(forbidChangesToSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('refuses service endpoints, routes and a route table', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {
            name: 'apps',
            cidr: '10.1.1.0/24',
            serviceEndpoints: ['Microsoft.Sql'],
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.1.2.4',
              },
            ],
            routeTableId: ROUTE_TABLE_ID,
          },
        ],
      },
    });

    const issues = findIssues(forbidChangesToSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3204',
        severity: 'error',
        path: ['network', 'subnets', 1, 'serviceEndpoints'],
        message: 'serviceEndpoints would change an existing subnet, which vnetk8s never does',
        hint: 'whoever owns the subnet enables them: az network vnet subnet update --service-endpoints …',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
        at: 'key',
      },
      {
        code: 'VK3204',
        severity: 'error',
        path: ['network', 'subnets', 1, 'routes'],
        message: 'routes would change an existing subnet, which vnetk8s never does',
        hint: "whoever owns the subnet adds them to the subnet's route table",
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
        at: 'key',
      },
      {
        code: 'VK3204',
        severity: 'error',
        path: ['network', 'subnets', 1, 'routeTableId'],
        message: 'routeTableId would change an existing subnet, which vnetk8s never does',
        hint: 'whoever owns the subnet attaches it: az network vnet subnet update --route-table …',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
        at: 'key',
      },
    ]);
  });

  it('accepts empty lists', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24', serviceEndpoints: [], routes: []},
        ],
      },
    });

    const issues = findIssues(forbidChangesToSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('accepts all of it in a new network', () => {
    const definition = buildDefinition({network: {subnets: [{name: 'apps', serviceEndpoints: ['Microsoft.Sql']}]}});

    const issues = findIssues(forbidChangesToSubnets, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidNatGateway', () => {
  it('refuses a NAT gateway on existing subnets', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        egress: 'natGateway',
      },
    });

    const issues = findIssues(forbidNatGateway, definition);

    expect(issues).toEqual([
      {
        code: 'VK3205',
        severity: 'error',
        path: ['network', 'egress'],
        message: 'natGateway would have to be put on subnets of an existing network, which are never changed',
        hint: 'use loadBalancer, or userDefinedRoutes if the subnets already have a way out',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
      },
    ]);
  });

  it('accepts a load balancer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        egress: 'loadBalancer',
      },
    });

    const issues = findIssues(forbidNatGateway, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a NAT gateway in a new network', () => {
    const definition = buildDefinition({network: {egress: 'natGateway'}});

    const issues = findIssues(forbidNatGateway, definition);

    expect(issues).toEqual([]);
  });
});
