import {describe, expect, it} from 'vitest';
import {DATA_ID, HUB_ID} from '../../cluster/cluster-builder.ts';
import {buildFrom, partOf, partsOf} from '../template-parts.ts';

describe('peerings', () => {
  it('are made on the other side first, which offers its gateway there', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {
          peerings: [
            {
              name: 'hub',
              remoteVirtualNetworkId: HUB_ID,
              remoteAddressSpace: ['192.168.0.0/16'],
              useRemoteGateways: true,
            },
          ],
        },
      },
    });

    const found = [
      ...partsOf(template, 'Microsoft.Resources/deployments'),
      ...partsOf(template, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'),
    ];

    expect(found).toEqual([
      {
        name: 'prod-peering-hub',
        subscriptionId: '00000000-0000-0000-0000-000000000000',
        resourceGroup: 'hub',
        dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]"],
        properties: {
          mode: 'Incremental',
          expressionEvaluationOptions: {scope: 'Inner'},
          parameters: {virtualNetworkId: {value: "[resourceId('Microsoft.Network/virtualNetworks', 'prod')]"}},
          template: {
            $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
            contentVersion: '1.0.0.0',
            parameters: {
              virtualNetworkId: {
                type: 'string',
                metadata: {description: 'Resource id of the virtual network to peer with'},
              },
            },
            resources: [
              {
                type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
                apiVersion: '2025-05-01',
                name: "[format('hub/prod-{0}', uniqueString(parameters('virtualNetworkId')))]",
                properties: {
                  remoteVirtualNetwork: {id: "[parameters('virtualNetworkId')]"},
                  allowVirtualNetworkAccess: true,
                  allowForwardedTraffic: false,
                  allowGatewayTransit: true,
                  useRemoteGateways: false,
                },
              },
            ],
          },
        },
      },
      {
        name: 'prod/hub',
        dependsOn: [
          "[resourceId('00000000-0000-0000-0000-000000000000', 'hub', 'Microsoft.Resources/deployments', 'prod-peering-hub')]",
        ],
        properties: {
          remoteVirtualNetwork: {
            id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub',
          },
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: true,
          allowGatewayTransit: false,
          useRemoteGateways: true,
        },
      },
    ]);
  });

  it('are made one after the other, and machines wait for the last', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['192.168.0.0/16']},
            {
              name: 'data',
              remoteVirtualNetworkId: DATA_ID,
              remoteAddressSpace: ['192.169.0.0/16'],
              allowForwardedTraffic: false,
            },
          ],
        },
      },
    });

    const found = [
      ...partsOf(template, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings').slice(1),
      partOf(template, 'Microsoft.Resources/deployments', 'prod-peering-data').dependsOn,
      ...partsOf(template, 'Microsoft.Compute/virtualMachineScaleSets').map(({dependsOn}) => dependsOn),
    ];

    expect(found).toEqual([
      {
        name: 'prod/data',
        dependsOn: [
          "[resourceId('00000000-0000-0000-0000-000000000000', 'data', 'Microsoft.Resources/deployments', 'prod-peering-data')]",
        ],
        properties: {
          remoteVirtualNetwork: {
            id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data',
          },
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: false,
          allowGatewayTransit: false,
          useRemoteGateways: false,
        },
      },
      ["[resourceId('Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'prod', 'hub')]"],
      [
        "[resourceId('Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'prod', 'data')]",
        "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
      ],
    ]);
  });
});
