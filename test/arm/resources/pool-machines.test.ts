import {describe, expect, it} from 'vitest';
import {buildFrom, namesOf, partsOf} from '../template-parts.ts';

describe('a pool of single machines', () => {
  it('has a public IP for the first pods of each, with a name of its own', () => {
    const template = buildFrom({
      nodePools: [
        {
          name: 'edge',
          type: 'virtualMachines',
          count: 4,
          maxPods: 20,
          podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop', allowedPorts: []},
        },
      ],
    });

    const found = [
      ...partsOf(template, 'Microsoft.Network/publicIPAddresses').slice(1),
      ...partsOf(template, 'Microsoft.Network/networkInterfaces').slice(3),
    ];

    expect(found).toEqual([
      {
        name: "[format('prod-edge-{0}-1', copyIndex())]",
        copy: {name: 'edge-public-ips-1', count: 4},
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {
          publicIPAllocationMethod: 'Static',
          publicIPAddressVersion: 'IPv4',
          dnsSettings: {domainNameLabel: "[format('shop-{0}-1', copyIndex())]"},
        },
      },
      {
        name: "[format('prod-edge-{0}-2', copyIndex())]",
        copy: {name: 'edge-public-ips-2', count: 4},
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {
          publicIPAllocationMethod: 'Static',
          publicIPAddressVersion: 'IPv4',
          dnsSettings: {domainNameLabel: "[format('shop-{0}-2', copyIndex())]"},
        },
      },
      {
        name: "[format('prod-edge-{0}', copyIndex())]",
        copy: {name: 'edge-interfaces', count: 4},
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'edge')]",
          "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
          "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-edge-pods')]",
          "[resourceId('Microsoft.Network/publicIPAddresses', format('prod-edge-{0}-1', copyIndex()))]",
          "[resourceId('Microsoft.Network/publicIPAddresses', format('prod-edge-{0}-2', copyIndex()))]",
        ],
        properties: {
          networkSecurityGroup: {id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]"},
          enableAcceleratedNetworking: true,
          copy: [
            {
              name: 'ipConfigurations',
              count: 21,
              input: {
                name: "[format('address-{0}', copyIndex('ipConfigurations'))]",
                properties: {
                  primary: "[equals(copyIndex('ipConfigurations'), 0)]",
                  subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'edge')]"},
                  privateIPAllocationMethod: 'Dynamic',
                  publicIPAddress:
                    "[if(and(greater(copyIndex('ipConfigurations'), 0), lessOrEquals(copyIndex('ipConfigurations'), 2)), createObject('id', resourceId('Microsoft.Network/publicIPAddresses', format('prod-edge-{0}-{1}', copyIndex(), copyIndex('ipConfigurations')))), null())]",
                  applicationSecurityGroups: [
                    {id: "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-edge-pods')]"},
                  ],
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it('has plain network interfaces without public IPs', () => {
    const template = buildFrom({nodePools: [{name: 'edge', type: 'virtualMachines', count: 2, maxPods: 20}]});

    const found = partsOf(template, 'Microsoft.Network/networkInterfaces').slice(3);

    expect(found).toEqual([
      {
        name: "[format('prod-edge-{0}', copyIndex())]",
        copy: {name: 'edge-interfaces', count: 2},
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'edge')]",
          "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
        ],
        properties: {
          networkSecurityGroup: {id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]"},
          enableAcceleratedNetworking: true,
          copy: [
            {
              name: 'ipConfigurations',
              count: 21,
              input: {
                name: "[format('address-{0}', copyIndex('ipConfigurations'))]",
                properties: {
                  primary: "[equals(copyIndex('ipConfigurations'), 0)]",
                  subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'edge')]"},
                  privateIPAllocationMethod: 'Dynamic',
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it('has machines in an availability set of its own', () => {
    const template = buildFrom({nodePools: [{name: 'edge', type: 'virtualMachines', count: 2}]});

    const found = [
      ...partsOf(template, 'Microsoft.Compute/availabilitySets').slice(1),
      ...partsOf(template, 'Microsoft.Compute/virtualMachines').slice(3),
      ...partsOf(template, 'Microsoft.Compute/virtualMachines/extensions').slice(3),
    ];

    expect(found).toEqual([
      {
        name: 'prod-edge',
        sku: {name: 'Aligned'},
        properties: {platformFaultDomainCount: 2, platformUpdateDomainCount: 5},
      },
      {
        name: "[format('prod-edge-{0}', copyIndex())]",
        copy: {name: 'edge-machines', count: 2},
        dependsOn: [
          "[resourceId('Microsoft.Network/networkInterfaces', format('prod-edge-{0}', copyIndex()))]",
          "[resourceId('Microsoft.Compute/availabilitySets', 'prod-edge')]",
        ],
        properties: {
          availabilitySet: {id: "[resourceId('Microsoft.Compute/availabilitySets', 'prod-edge')]"},
          hardwareProfile: {vmSize: 'Standard_D4s_v5'},
          securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}},
          storageProfile: {
            imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
            osDisk: {
              name: "[format('prod-edge-{0}-os', copyIndex())]",
              createOption: 'FromImage',
              diskSizeGB: 128,
              caching: 'ReadWrite',
              managedDisk: {storageAccountType: 'Premium_LRS'},
              deleteOption: 'Delete',
            },
          },
          osProfile: {
            computerName: "[format('prod-edge-{0}', copyIndex())]",
            adminUsername: 'azureuser',
            linuxConfiguration: {
              disablePasswordAuthentication: true,
              provisionVMAgent: true,
              ssh: {
                publicKeys: [
                  {
                    path: '/home/azureuser/.ssh/authorized_keys',
                    keyData:
                      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com',
                  },
                ],
              },
            },
            customData:
              "[if(contains(parameters('existing'), format('prod-edge-{0}', copyIndex())), null(), variables('customData').edge)]",
          },
          networkProfile: {
            networkInterfaces: [
              {
                id: "[resourceId('Microsoft.Network/networkInterfaces', format('prod-edge-{0}', copyIndex()))]",
                properties: {primary: true},
              },
            ],
          },
          diagnosticsProfile: {bootDiagnostics: {enabled: true}},
        },
      },
      {
        name: "[format('prod-edge-{0}/bootstrap', copyIndex())]",
        copy: {name: 'edge-extensions', count: 2},
        dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', format('prod-edge-{0}', copyIndex()))]"],
        properties: {
          publisher: 'Microsoft.Azure.Extensions',
          type: 'CustomScript',
          typeHandlerVersion: '2.1',
          autoUpgradeMinorVersion: true,
          settings: {},
          protectedSettings: {
            script: "[base64(concat('#!/bin/sh\nput token ', base64(parameters('joinToken')), '\n'))]",
          },
          forceUpdateTag: "[parameters('bootstrapAttempt')]",
        },
      },
    ]);
  });

  it('goes to the zones in turn', () => {
    const template = buildFrom({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 5, zones: ['1', '2', '3']},
        {name: 'one', type: 'virtualMachines', count: 2, zones: ['2']},
      ],
    });

    const found = partsOf(template, 'Microsoft.Compute/virtualMachines')
      .slice(3)
      .map(({zones}) => zones);

    expect(found).toEqual([["[createArray('1', '2', '3')[mod(copyIndex(), 3)]]"], ['2']]);
  });

  it('is not there if it has no machines', () => {
    const template = buildFrom({nodePools: [{name: 'apps'}, {name: 'edge', type: 'virtualMachines', count: 0}]});

    const found = [namesOf(template, 'Microsoft.Compute/virtualMachines'), template.variables['customData']];

    expect(found).toEqual([
      ['prod-control-plane-0', 'prod-control-plane-1', 'prod-control-plane-2'],
      {'control-plane': 'I2Nsb3VkLWNvbmZpZwojIGNvbnRyb2wtcGxhbmUK', apps: 'I2Nsb3VkLWNvbmZpZwojIGFwcHMK'},
    ]);
  });
});
