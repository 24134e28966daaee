import {describe, expect, it} from 'vitest';
import {scaleSetBounds} from '../../../src/arm/resources/scale-sets.ts';
import {buildCluster} from '../../cluster/cluster-builder.ts';
import {buildFrom, namesOf, partOf, partsOf} from '../template-parts.ts';

describe('a scale set', () => {
  it('has everything that its nodes are made of', () => {
    const template = buildFrom({nodePools: [{name: 'apps', count: 3, maxPods: 20}]});

    const found = partsOf(template, 'Microsoft.Compute/virtualMachineScaleSets');

    expect(found).toEqual([
      {
        name: 'prod-apps',
        dependsOn: [
          "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]",
          "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
        ],
        sku: {
          name: 'Standard_D4s_v5',
          tier: 'Standard',
          capacity: "[if(contains(parameters('capacities'), 'prod-apps'), parameters('capacities')['prod-apps'], 3)]",
        },
        properties: {
          orchestrationMode: 'Uniform',
          overprovision: false,
          singlePlacementGroup: false,
          upgradePolicy: {mode: 'Manual'},
          virtualMachineProfile: {
            securityProfile: {
              securityType: 'TrustedLaunch',
              uefiSettings: {secureBootEnabled: true, vTpmEnabled: true},
            },
            storageProfile: {
              imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
              osDisk: {
                createOption: 'FromImage',
                diskSizeGB: 128,
                caching: 'ReadWrite',
                managedDisk: {storageAccountType: 'Premium_LRS'},
              },
            },
            osProfile: {
              computerNamePrefix: 'prod-apps-',
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
              customData: "[variables('customData').apps]",
            },
            networkProfile: {
              networkInterfaceConfigurations: [
                {
                  name: 'primary',
                  properties: {
                    primary: true,
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
                            subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]"},
                          },
                        },
                      },
                    ],
                  },
                },
              ],
            },
            extensionProfile: {
              extensions: [
                {
                  name: 'bootstrap',
                  properties: {
                    publisher: 'Microsoft.Azure.Extensions',
                    type: 'CustomScript',
                    typeHandlerVersion: '2.1',
                    autoUpgradeMinorVersion: true,
                    settings: {},
                    protectedSettings: {
                      script: "[base64(concat('#!/bin/sh\nput token ', base64(parameters('joinToken')), '\n'))]",
                    },
                  },
                },
              ],
            },
            diagnosticsProfile: {bootDiagnostics: {enabled: true}},
          },
        },
      },
    ]);
  });

  it('of an autoscaled pool begins with the least nodes, and tells the autoscaler its bounds', () => {
    const template = buildFrom({tags: {team: '[a]'}, nodePools: [{name: 'apps', count: {min: 2, max: 9}}]});

    const found = template.resources
      .filter(({type}) => type === 'Microsoft.Compute/virtualMachineScaleSets')
      .map(({sku, tags}) => [sku, tags]);

    expect(found).toEqual([
      [
        {
          name: 'Standard_D4s_v5',
          tier: 'Standard',
          capacity: "[if(contains(parameters('capacities'), 'prod-apps'), parameters('capacities')['prod-apps'], 2)]",
        },
        {
          team: '[[a]',
          'vnetk8s-cluster': 'prod',
          'cluster-autoscaler-enabled': 'true',
          'cluster-autoscaler-name': 'prod',
          min: '2',
          max: '9',
        },
      ],
    ]);
  });

  it('of spot machines says what is paid at most', () => {
    const template = buildFrom({
      nodePools: [
        {
          name: 'apps',
          spot: {maxPrice: 0.12},
          zones: ['1', '2'],
          osDisk: {storage: 'Ephemeral'},
          vmSize: 'Standard_D8ads_v6',
        },
      ],
    });

    const found = [
      partOf(template, 'Microsoft.Compute/virtualMachineScaleSets', 'prod-apps').zones,
      JSON.parse(
        JSON.stringify(partOf(template, 'Microsoft.Compute/virtualMachineScaleSets', 'prod-apps').properties),
        (key, value) =>
          ['osProfile', 'networkProfile', 'extensionProfile', 'diagnosticsProfile'].includes(key) ? undefined : value,
      ),
    ];

    expect(found).toEqual([
      ['1', '2'],
      {
        orchestrationMode: 'Uniform',
        overprovision: false,
        singlePlacementGroup: false,
        upgradePolicy: {mode: 'Manual'},
        virtualMachineProfile: {
          priority: 'Spot',
          evictionPolicy: 'Delete',
          billingProfile: {maxPrice: 0.12},
          securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}},
          storageProfile: {
            imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
            diskControllerType: 'NVMe',
            osDisk: {
              createOption: 'FromImage',
              diskSizeGB: 128,
              caching: 'ReadOnly',
              diffDiskSettings: {option: 'Local', placement: 'NvmeDisk'},
            },
          },
        },
      },
    ]);
  });

  it('waits for every static address of a subnet that it shares with the control plane', () => {
    const template = buildFrom({nodePools: [{name: 'apps', subnet: 'control-plane'}]});

    const found = partOf(template, 'Microsoft.Compute/virtualMachineScaleSets', 'prod-apps').dependsOn;

    expect(found).toEqual([
      "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
      "[resourceId('Microsoft.Network/networkInterfaces', 'prod-control-plane-0')]",
      "[resourceId('Microsoft.Network/networkInterfaces', 'prod-control-plane-1')]",
      "[resourceId('Microsoft.Network/networkInterfaces', 'prod-control-plane-2')]",
    ]);
  });

  it('puts its nodes, and not their pods, behind the load balancer that leads to the Internet', () => {
    const template = buildFrom({network: {egress: 'loadBalancer'}});

    const found = [
      JSON.stringify(partOf(template, 'Microsoft.Compute/virtualMachineScaleSets', 'prod-apps')).match(
        /"loadBalancerBackendAddressPools":"[^"]+"/g,
      ),
      partOf(template, 'Microsoft.Compute/virtualMachineScaleSets', 'prod-apps').dependsOn,
    ];

    expect(found).toEqual([
      [
        "\"loadBalancerBackendAddressPools\":\"[if(equals(copyIndex('ipConfigurations'), 0), createArray(createObject('id', resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod', 'prod'))), createArray())]\"",
      ],
      [
        "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]",
        "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
        "[resourceId('Microsoft.Network/loadBalancers', 'prod')]",
      ],
    ]);
  });

  it('is one of several beyond a thousand nodes', () => {
    const template = buildFrom({
      network: {virtualNetwork: {addressSpace: ['10.0.0.0/8']}},
      nodePools: [{name: 'apps', count: 2500, maxPods: 4}],
    });

    const found = [
      namesOf(template, 'Microsoft.Compute/virtualMachineScaleSets'),
      partsOf(template, 'Microsoft.Compute/virtualMachineScaleSets').map(({sku}) => sku),
    ];

    expect(found).toEqual([
      ['prod-apps', 'prod-apps-1', 'prod-apps-2'],
      [
        {
          name: 'Standard_D4s_v5',
          tier: 'Standard',
          capacity:
            "[if(contains(parameters('capacities'), 'prod-apps'), parameters('capacities')['prod-apps'], 1000)]",
        },
        {
          name: 'Standard_D4s_v5',
          tier: 'Standard',
          capacity:
            "[if(contains(parameters('capacities'), 'prod-apps-1'), parameters('capacities')['prod-apps-1'], 1000)]",
        },
        {
          name: 'Standard_D4s_v5',
          tier: 'Standard',
          capacity:
            "[if(contains(parameters('capacities'), 'prod-apps-2'), parameters('capacities')['prod-apps-2'], 500)]",
        },
      ],
    ]);
  });
});

describe('the bounds of scale sets', () => {
  it('are filled one after the other', () => {
    const [pool] = buildCluster({nodePools: [{name: 'apps', count: {min: 1200, max: 2500}}]}).nodePools;

    const found = pool && scaleSetBounds(pool);

    expect(found).toEqual([
      {min: 1000, max: 1000},
      {min: 200, max: 1000},
      {min: 0, max: 500},
    ]);
  });

  it('are those of one scale set for a pool that has no nodes', () => {
    const [pool] = buildCluster({nodePools: [{name: 'apps', count: 0}]}).nodePools;

    const found = pool && scaleSetBounds(pool);

    expect(found).toEqual([{min: 0, max: 0}]);
  });
});
