import {describe, expect, it} from 'vitest';
import {buildFrom, namesOf, partOf, partsOf} from '../template-parts.ts';

describe('the control plane', () => {
  it('has network interfaces with static addresses, behind the load balancer', () => {
    const template = buildFrom({controlPlane: {count: 1, maxPods: 2}});

    const found = [
      template.variables['controlPlaneAddresses'],
      ...partsOf(template, 'Microsoft.Network/networkInterfaces'),
    ];

    expect(found).toEqual([
      [['10.240.0.5', '10.240.0.14', '10.240.0.13']],
      {
        name: 'prod-control-plane-0',
        dependsOn: [
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'prod-control-plane', 'deny-etcd')]",
          "[resourceId('Microsoft.Network/loadBalancers', 'prod-apiserver')]",
        ],
        properties: {
          networkSecurityGroup: {id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-control-plane')]"},
          enableAcceleratedNetworking: true,
          copy: [
            {
              name: 'ipConfigurations',
              count: 3,
              input: {
                name: "[format('address-{0}', copyIndex('ipConfigurations'))]",
                properties: {
                  primary: "[equals(copyIndex('ipConfigurations'), 0)]",
                  subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'control-plane')]"},
                  privateIPAllocationMethod: 'Static',
                  privateIPAddress: "[variables('controlPlaneAddresses')[0][copyIndex('ipConfigurations')]]",
                  loadBalancerBackendAddressPools:
                    "[if(equals(copyIndex('ipConfigurations'), 0), createArray(createObject('id', resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod-apiserver', 'control-plane'))), createArray())]",
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it('has network interfaces behind both load balancers, where there are two', () => {
    const template = buildFrom({
      controlPlane: {count: 1, endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const found = partsOf(template, 'Microsoft.Network/networkInterfaces');

    expect(found).toEqual([
      {
        name: 'prod-control-plane-0',
        dependsOn: [
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'prod-control-plane', 'allow-api-server')]",
          "[resourceId('Microsoft.Network/loadBalancers', 'prod-apiserver')]",
          "[resourceId('Microsoft.Network/loadBalancers', 'prod-apiserver-public')]",
        ],
        properties: {
          networkSecurityGroup: {id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-control-plane')]"},
          enableAcceleratedNetworking: true,
          copy: [
            {
              name: 'ipConfigurations',
              count: 31,
              input: {
                name: "[format('address-{0}', copyIndex('ipConfigurations'))]",
                properties: {
                  primary: "[equals(copyIndex('ipConfigurations'), 0)]",
                  subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'control-plane')]"},
                  privateIPAllocationMethod: 'Static',
                  privateIPAddress: "[variables('controlPlaneAddresses')[0][copyIndex('ipConfigurations')]]",
                  loadBalancerBackendAddressPools:
                    "[if(equals(copyIndex('ipConfigurations'), 0), createArray(createObject('id', resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod-apiserver', 'control-plane')), createObject('id', resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod-apiserver-public', 'control-plane'))), createArray())]",
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it('is in an availability set without zones', () => {
    const template = buildFrom({controlPlane: {count: 3, faultDomains: 3}});

    const found = [
      ...partsOf(template, 'Microsoft.Compute/availabilitySets'),
      partOf(template, 'Microsoft.Compute/virtualMachines', 'prod-control-plane-2').dependsOn,
    ];

    expect(found).toEqual([
      {
        name: 'prod-control-plane',
        sku: {name: 'Aligned'},
        properties: {platformFaultDomainCount: 3, platformUpdateDomainCount: 5},
      },
      [
        "[resourceId('Microsoft.Network/networkInterfaces', 'prod-control-plane-2')]",
        "[resourceId('Microsoft.Compute/availabilitySets', 'prod-control-plane')]",
        "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]",
      ],
    ]);
  });

  it('has one update domain where there is one fault domain', () => {
    const template = buildFrom({controlPlane: {count: 3, faultDomains: 1}});

    const found = partsOf(template, 'Microsoft.Compute/availabilitySets').map(({properties}) => properties);

    expect(found).toEqual([{platformFaultDomainCount: 1, platformUpdateDomainCount: 1}]);
  });

  it('goes to the zones in turn', () => {
    const template = buildFrom({controlPlane: {count: 3, zones: ['1', '3']}});

    const found = [
      namesOf(template, 'Microsoft.Compute/availabilitySets'),
      partsOf(template, 'Microsoft.Compute/virtualMachines').map(({zones}) => zones),
    ];

    expect(found).toEqual([[], [['1'], ['3'], ['1']]]);
  });

  it('has machines with a disk for etcd, an identity, and an extension that delivers secrets', () => {
    const template = buildFrom({controlPlane: {count: 3, zones: ['1'], etcdDisk: {sizeGiB: 128}}});

    const found = [
      partOf(template, 'Microsoft.Compute/virtualMachines', 'prod-control-plane-1'),
      partOf(template, 'Microsoft.Compute/virtualMachines/extensions', 'prod-control-plane-1/bootstrap'),
    ];

    expect(found).toEqual([
      {
        name: 'prod-control-plane-1',
        zones: ['1'],
        identity: {
          type: 'UserAssigned',
          userAssignedIdentities: {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]": {}},
        },
        dependsOn: [
          "[resourceId('Microsoft.Network/networkInterfaces', 'prod-control-plane-1')]",
          "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]",
        ],
        properties: {
          hardwareProfile: {vmSize: 'Standard_D2s_v5'},
          securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}},
          storageProfile: {
            imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
            osDisk: {
              name: 'prod-control-plane-1-os',
              createOption: 'FromImage',
              diskSizeGB: 64,
              caching: 'ReadWrite',
              managedDisk: {storageAccountType: 'Premium_LRS'},
              deleteOption: 'Delete',
            },
            dataDisks: [
              {
                lun: 0,
                name: 'prod-control-plane-1-etcd',
                createOption: 'Empty',
                diskSizeGB: 128,
                caching: 'None',
                managedDisk: {storageAccountType: 'Premium_LRS'},
                deleteOption: 'Delete',
              },
            ],
          },
          osProfile: {
            computerName: 'prod-control-plane-1',
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
              "[if(contains(parameters('existing'), 'prod-control-plane-1'), null(), variables('customData')['control-plane'])]",
          },
          networkProfile: {
            networkInterfaces: [
              {
                id: "[resourceId('Microsoft.Network/networkInterfaces', 'prod-control-plane-1')]",
                properties: {primary: true},
              },
            ],
          },
          diagnosticsProfile: {bootDiagnostics: {enabled: true}},
        },
      },
      {
        name: 'prod-control-plane-1/bootstrap',
        dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', 'prod-control-plane-1')]"],
        properties: {
          publisher: 'Microsoft.Azure.Extensions',
          type: 'CustomScript',
          typeHandlerVersion: '2.1',
          autoUpgradeMinorVersion: true,
          settings: {},
          protectedSettings: {
            script:
              "[base64(concat('#!/bin/sh\nput ''ca.key'' ', base64(parameters('clusterCaKey')), '\nput azure.json ', base64(concat('{\"tenantId\":\"', subscription().tenantId, '\",\"userAssignedIdentityID\":\"', reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod'), '2024-11-30').clientId, '\"}')), '\n'))]",
          },
          forceUpdateTag: "[parameters('bootstrapAttempt')]",
        },
      },
    ]);
  });

  it('keeps the disk of a single machine, which nobody else has the data of', () => {
    const template = buildFrom({controlPlane: {count: 1}});

    const found = JSON.stringify(partOf(template, 'Microsoft.Compute/virtualMachines', 'prod-control-plane-0')).match(
      /"deleteOption":"\w+"/g,
    );

    expect(found).toEqual(['"deleteOption":"Delete"', '"deleteOption":"Detach"']);
  });
});
