import {describe, expect, it} from 'vitest';
import {CORP_ID, ROUTE_TABLE_ID} from '../../cluster/cluster-builder.ts';
import {buildFrom, namesOf, partOf, partsOf} from '../template-parts.ts';

describe('the virtual network', () => {
  it('has the ranges and DNS servers of the definition, and no subnets within', () => {
    const template = buildFrom({
      network: {virtualNetwork: {addressSpace: ['10.1.0.0/16', '10.2.0.0/16'], dnsServers: ['10.0.0.10']}},
    });

    const found = partsOf(template, 'Microsoft.Network/virtualNetworks');

    expect(found).toEqual([
      {
        name: 'prod',
        properties: {
          addressSpace: {addressPrefixes: ['10.1.0.0/16', '10.2.0.0/16']},
          dhcpOptions: {dnsServers: ['10.0.0.10']},
        },
      },
    ]);
  });

  it('is not in the template if it exists', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.4.0/22'},
        ],
      },
    });

    const found = [
      namesOf(template, 'Microsoft.Network/virtualNetworks'),
      namesOf(template, 'Microsoft.Network/virtualNetworks/subnets'),
    ];

    expect(found).toEqual([[], []]);
  });
});

describe('subnets', () => {
  it('are made one after the other, with the NAT gateway as their only way out', () => {
    const template = buildFrom();

    const found = partsOf(template, 'Microsoft.Network/virtualNetworks/subnets');

    expect(found).toEqual([
      {
        name: 'prod/control-plane',
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks', 'prod')]",
          "[resourceId('Microsoft.Network/natGateways', 'prod')]",
        ],
        properties: {
          addressPrefix: '10.240.0.0/25',
          defaultOutboundAccess: false,
          natGateway: {id: "[resourceId('Microsoft.Network/natGateways', 'prod')]"},
          serviceEndpoints: [],
        },
      },
      {
        name: 'prod/apps',
        dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'control-plane')]"],
        properties: {
          addressPrefix: '10.240.1.0/24',
          defaultOutboundAccess: false,
          natGateway: {id: "[resourceId('Microsoft.Network/natGateways', 'prod')]"},
          serviceEndpoints: [],
        },
      },
    ]);
  });

  it('have the service endpoints and routes of the definition', () => {
    const template = buildFrom({
      network: {
        egress: 'userDefinedRoutes',
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'all',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.250.0.4',
              },
            ],
          },
          {name: 'apps', serviceEndpoints: ['Microsoft.Storage', 'Microsoft.Sql'], routeTableId: ROUTE_TABLE_ID},
        ],
      },
    });

    const found = partsOf(template, 'Microsoft.Network/virtualNetworks/subnets');

    expect(found).toEqual([
      {
        name: 'prod/control-plane',
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks', 'prod')]",
          "[resourceId('Microsoft.Network/routeTables', 'prod-control-plane')]",
        ],
        properties: {
          addressPrefix: '10.240.0.0/25',
          defaultOutboundAccess: false,
          routeTable: {id: "[resourceId('Microsoft.Network/routeTables', 'prod-control-plane')]"},
          serviceEndpoints: [],
        },
      },
      {
        name: 'prod/apps',
        dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'control-plane')]"],
        properties: {
          addressPrefix: '10.240.1.0/24',
          defaultOutboundAccess: false,
          routeTable: {
            id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/routeTables/inspect',
          },
          serviceEndpoints: [{service: 'Microsoft.Storage'}, {service: 'Microsoft.Sql'}],
        },
      },
    ]);
  });

  it('leave the way out of the gateway to itself', () => {
    const template = buildFrom({network: {virtualNetwork: {gateway: {type: 'Vpn'}}}});

    const found = partOf(template, 'Microsoft.Network/virtualNetworks/subnets', 'prod/GatewaySubnet');

    expect(found).toEqual({
      name: 'prod/GatewaySubnet',
      dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]"],
      properties: {addressPrefix: '10.255.255.224/27', serviceEndpoints: []},
    });
  });
});

describe('route tables', () => {
  it('have the routes of the subnet that they are for', () => {
    const template = buildFrom({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.250.0.4',
              },
              {name: 'drop', addressPrefix: '203.0.113.0/24', nextHopType: 'None'},
            ],
          },
        ],
      },
    });

    const found = partsOf(template, 'Microsoft.Network/routeTables');

    expect(found).toEqual([
      {
        name: 'prod-apps',
        properties: {
          disableBgpRoutePropagation: false,
          routes: [
            {
              name: 'inspect',
              properties: {
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.250.0.4',
              },
            },
            {name: 'drop', properties: {addressPrefix: '203.0.113.0/24', nextHopType: 'None'}},
          ],
        },
      },
    ]);
  });
});
