import {describe, expect, it} from 'vitest';
import {CIRCUIT_ID} from '../../cluster/cluster-builder.ts';
import {buildFrom, partOf, partsOf} from '../template-parts.ts';

describe('a VPN gateway', () => {
  it('has a public IP in all zones, if its size has zones', () => {
    const template = buildFrom({network: {virtualNetwork: {gateway: {type: 'Vpn', sku: 'VpnGw2AZ'}}}});

    const found = [
      partOf(template, 'Microsoft.Network/publicIPAddresses', 'prod-gateway'),
      ...partsOf(template, 'Microsoft.Network/virtualNetworkGateways'),
    ];

    expect(found).toEqual([
      {
        name: 'prod-gateway',
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4'},
      },
      {
        name: 'prod',
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'GatewaySubnet')]",
          "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-gateway')]",
        ],
        properties: {
          gatewayType: 'Vpn',
          vpnType: 'RouteBased',
          vpnGatewayGeneration: 'Generation2',
          enableBgp: false,
          sku: {name: 'VpnGw2AZ', tier: 'VpnGw2AZ'},
          ipConfigurations: [
            {
              name: 'default',
              properties: {
                privateIPAllocationMethod: 'Dynamic',
                subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'GatewaySubnet')]"},
                publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-gateway')]"},
              },
            },
          ],
        },
      },
    ]);
  });

  it('has tunnels, each with a shared key that no file has', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'site-a', peerAddress: '51.140.22.10', cidrs: ['192.168.10.0/24']}],
          },
        },
      },
    });

    const found = [
      ...partsOf(template, 'Microsoft.Network/localNetworkGateways'),
      ...partsOf(template, 'Microsoft.Network/connections'),
      template.parameters['sharedKey_site_a'],
    ];

    expect(found).toEqual([
      {
        name: 'prod-site-a',
        properties: {
          gatewayIpAddress: '51.140.22.10',
          localNetworkAddressSpace: {addressPrefixes: ['192.168.10.0/24']},
        },
      },
      {
        name: 'prod-site-a',
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworkGateways', 'prod')]",
          "[resourceId('Microsoft.Network/localNetworkGateways', 'prod-site-a')]",
        ],
        properties: {
          connectionType: 'IPsec',
          connectionProtocol: 'IKEv2',
          virtualNetworkGateway1: {
            id: "[resourceId('Microsoft.Network/virtualNetworkGateways', 'prod')]",
            properties: {},
          },
          localNetworkGateway2: {
            id: "[resourceId('Microsoft.Network/localNetworkGateways', 'prod-site-a')]",
            properties: {},
          },
          sharedKey: "[parameters('sharedKey_site_a')]",
          enableBgp: false,
        },
      },
      {type: 'securestring', metadata: {description: 'Pre-shared key of the tunnel site-a'}},
    ]);
  });
});

describe('an ExpressRoute gateway', () => {
  it('has circuits', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'ExpressRoute',
            sku: 'ErGw1AZ',
            connections: [{name: 'metro', circuitId: CIRCUIT_ID, cidrs: ['172.24.0.0/13']}],
          },
        },
      },
    });

    const found = [
      ...partsOf(template, 'Microsoft.Network/virtualNetworkGateways'),
      ...partsOf(template, 'Microsoft.Network/connections'),
    ];

    expect(found).toEqual([
      {
        name: 'prod',
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'GatewaySubnet')]",
          "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-gateway')]",
        ],
        properties: {
          gatewayType: 'ExpressRoute',
          sku: {name: 'ErGw1AZ', tier: 'ErGw1AZ'},
          ipConfigurations: [
            {
              name: 'default',
              properties: {
                privateIPAllocationMethod: 'Dynamic',
                subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'GatewaySubnet')]"},
                publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-gateway')]"},
              },
            },
          ],
        },
      },
      {
        name: 'prod-metro',
        dependsOn: ["[resourceId('Microsoft.Network/virtualNetworkGateways', 'prod')]"],
        properties: {
          connectionType: 'ExpressRoute',
          virtualNetworkGateway1: {
            id: "[resourceId('Microsoft.Network/virtualNetworkGateways', 'prod')]",
            properties: {},
          },
          peer: {
            id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/expressRouteCircuits/metro',
          },
        },
      },
    ]);
  });
});
