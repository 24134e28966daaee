import {describe, expect, it} from 'vitest';
import {forbidDefaultRouteOfGateway, forbidRetiredSku, requireSkuOfType} from '../../../src/cluster/rules/gateway.ts';
import {buildDefinition, CORP_ID, findIssues} from '../cluster-builder.ts';

describe('requireSkuOfType', () => {
  it('refuses a VPN size for ExpressRoute', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'ExpressRoute', sku: 'VpnGw1AZ'}}}});

    const issues = findIssues(requireSkuOfType, definition);

    expect(issues).toEqual([
      {
        code: 'VK3220',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'sku'],
        message: 'VpnGw1AZ is not a size of ExpressRoute gateways',
        hint: 'use ErGw1AZ, or leave sku out',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });

  it('accepts an ExpressRoute size', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'ExpressRoute', sku: 'ErGw1AZ'}}}});

    const issues = findIssues(requireSkuOfType, definition);

    expect(issues).toEqual([]);
  });

  it('refuses an ExpressRoute size for VPN', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'Vpn', sku: 'UltraPerformance'}}}});

    const issues = findIssues(requireSkuOfType, definition);

    expect(issues).toEqual([
      {
        code: 'VK3220',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'sku'],
        message: 'UltraPerformance is not a size of Vpn gateways',
        hint: 'use VpnGw1AZ, or leave sku out',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });

  it('accepts the default sizes', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'ExpressRoute'}}}});

    const issues = findIssues(requireSkuOfType, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRetiredSku', () => {
  it('refuses a size that is no longer made', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'Vpn', sku: 'VpnGw1'}}}});

    const issues = findIssues(forbidRetiredSku, definition);

    expect(issues).toEqual([
      {
        code: 'VK3221',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'sku'],
        message: 'VpnGw1 is retired: Azure makes no new gateways of this size',
        hint: 'use VpnGw1AZ, which works in every region',
      },
    ]);
  });

  it('accepts the one in its place', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'Vpn', sku: 'VpnGw1AZ'}}}});

    const issues = findIssues(forbidRetiredSku, definition);

    expect(issues).toEqual([]);
  });

  it('says nothing of other clouds', () => {
    const definition = buildDefinition({
      location: 'usgovvirginia',
      cloud: 'AzureUSGovernment',
      network: {virtualNetwork: {gateway: {type: 'Vpn', sku: 'VpnGw1'}}},
    });

    const issues = findIssues(forbidRetiredSku, definition);

    expect(issues).toEqual([]);
  });

  it('leaves the wrong type to another rule', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'ExpressRoute', sku: 'VpnGw1'}}}});

    const issues = findIssues(forbidRetiredSku, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidDefaultRouteOfGateway', () => {
  it('refuses a default route of the gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [
          {
            name: 'GatewaySubnet',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidDefaultRouteOfGateway, definition);

    expect(issues).toEqual([
      {
        code: 'VK3212',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'addressPrefix'],
        message: 'route "inspect" leads everything away from GatewaySubnet, where Azure then makes no gateway',
        hint: 'remove it, or narrow it to the ranges that are meant',
      },
    ]);
  });

  it('accepts a route for other ranges', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [
          {
            name: 'GatewaySubnet',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '10.240.8.0/21',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidDefaultRouteOfGateway, definition);

    expect(issues).toEqual([]);
  });

  it('leaves an existing network to its owner', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
          {
            name: 'GatewaySubnet',
            cidr: '10.1.2.0/27',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.1.3.4',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidDefaultRouteOfGateway, definition);

    expect(issues).toEqual([]);
  });
});
