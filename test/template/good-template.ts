import type {Json, JsonObject} from '../../src/template/value.ts';

const NETWORK_API = '2025-05-01';
const COMPUTE_API = '2025-04-01';

/** A template of a small cluster in which nothing is wrong, and which has something of everything that is checked. */
export const GOOD_TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    location: {type: 'string', defaultValue: '[resourceGroup().location]'},
    existing: {type: 'array', defaultValue: []},
    token: {type: 'securestring'},
  },
  variables: {
    subnetId: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'nodes')]",
    script: "[base64(concat('token=', parameters('token')))]",
    identityId: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'cluster')]",
  },
  resources: [
    {
      type: 'Microsoft.Network/virtualNetworks',
      apiVersion: NETWORK_API,
      name: 'net',
      location: "[parameters('location')]",
      properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16', 'fd00::/48']}},
    },
    {
      type: 'Microsoft.Network/virtualNetworks/subnets',
      apiVersion: NETWORK_API,
      name: 'net/nodes',
      dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks', 'net')]"],
      properties: {addressPrefix: '10.0.0.0/24'},
    },
    {
      type: 'Microsoft.Network/virtualNetworks/subnets',
      apiVersion: NETWORK_API,
      name: 'net/more',
      dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'nodes')]"],
      properties: {addressPrefixes: ['10.0.1.0/24']},
    },
    {
      type: 'Microsoft.Network/networkSecurityGroups',
      apiVersion: NETWORK_API,
      name: 'guard',
      location: "[parameters('location')]",
      properties: {
        securityRules: [
          {
            name: 'api',
            properties: {
              direction: 'Inbound',
              access: 'Allow',
              protocol: 'Tcp',
              priority: 100,
              sourcePortRange: '*',
              destinationPortRange: '6443',
              sourceAddressPrefix: '*',
              destinationAddressPrefix: '*',
            },
          },
        ],
      },
    },
    {
      type: 'Microsoft.Network/networkSecurityGroups/securityRules',
      apiVersion: NETWORK_API,
      name: 'guard/etcd',
      dependsOn: ["[resourceId('Microsoft.Network/networkSecurityGroups', 'guard')]"],
      properties: {
        direction: 'Inbound',
        access: 'Deny',
        protocol: 'Tcp',
        priority: 110,
        sourcePortRange: '*',
        destinationPortRanges: ['2379-2380', '0', '65535'],
        sourceAddressPrefix: '*',
        destinationAddressPrefix: '*',
      },
    },
    {
      type: 'Microsoft.Network/publicIPAddresses',
      apiVersion: NETWORK_API,
      name: 'public',
      location: "[parameters('location')]",
      properties: {publicIPAllocationMethod: 'Static', dnsSettings: {domainNameLabel: 'cluster-api'}},
    },
    {
      type: 'Microsoft.Network/loadBalancers',
      apiVersion: NETWORK_API,
      name: 'balancer',
      location: "[parameters('location')]",
      dependsOn: ["[variables('subnetId')]"],
      properties: {
        frontendIPConfigurations: [
          {
            name: 'front',
            properties: {
              privateIPAllocationMethod: 'Static',
              privateIPAddress: '10.0.0.4',
              subnet: {id: "[variables('subnetId')]"},
            },
          },
        ],
        backendAddressPools: [{name: 'pool'}],
        loadBalancingRules: [
          {
            name: 'rule',
            properties: {
              frontendIPConfiguration: {
                id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'balancer', 'front')]",
              },
            },
          },
        ],
      },
    },
    {
      type: 'Microsoft.Network/networkInterfaces',
      apiVersion: NETWORK_API,
      name: "[format('nic-{0}', copyIndex())]",
      copy: {name: 'interfaces', count: 2},
      location: "[parameters('location')]",
      dependsOn: [
        "[resourceId('Microsoft.Network/loadBalancers', 'balancer')]",
        "[resourceId('Microsoft.Network/networkSecurityGroups', 'guard')]",
      ],
      properties: {
        networkSecurityGroup: {id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'guard')]"},
        copy: [
          {
            name: 'ipConfigurations',
            count: 3,
            input: {
              name: "[format('pod-{0}', copyIndex('ipConfigurations'))]",
              properties: {
                primary: "[equals(copyIndex('ipConfigurations'), 0)]",
                privateIPAllocationMethod: 'Static',
                privateIPAddress:
                  "[cidrHost('10.0.0.0/24', add(add(mul(copyIndex('interfaces'), 3), copyIndex('ipConfigurations')), 4))]",
                subnet: {id: "[variables('subnetId')]"},
                loadBalancerBackendAddressPools: [
                  {id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'balancer', 'pool')]"},
                ],
              },
            },
          },
        ],
      },
    },
    {
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
      apiVersion: '2024-11-30',
      name: 'cluster',
      location: "[parameters('location')]",
      properties: {},
    },
    {
      type: 'Microsoft.Authorization/roleAssignments',
      apiVersion: '2022-04-01',
      name: "[guid(resourceGroup().id, variables('identityId'), 'contributor')]",
      dependsOn: ["[variables('identityId')]"],
      properties: {
        principalId: "[reference(variables('identityId')).principalId]",
        principalType: 'ServicePrincipal',
        roleDefinitionId:
          "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')]",
      },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: COMPUTE_API,
      name: "[format('vm-{0}', copyIndex())]",
      copy: {name: 'machines', count: 2},
      location: "[parameters('location')]",
      identity: {type: 'UserAssigned', userAssignedIdentities: {"[variables('identityId')]": {}}},
      dependsOn: [
        "[resourceId('Microsoft.Network/networkInterfaces', format('nic-{0}', copyIndex()))]",
        "[variables('identityId')]",
      ],
      properties: {
        osProfile: {
          computerName: "[format('vm-{0}', copyIndex())]",
          customData:
            "[if(contains(parameters('existing'), format('vm-{0}', copyIndex())), null(), base64('#cloud-config'))]",
        },
        networkProfile: {
          networkInterfaces: [
            {id: "[resourceId('Microsoft.Network/networkInterfaces', format('nic-{0}', copyIndex()))]"},
          ],
        },
      },
    },
    {
      type: 'Microsoft.Compute/virtualMachines/extensions',
      apiVersion: COMPUTE_API,
      name: "[format('vm-{0}/bootstrap', copyIndex())]",
      copy: {name: 'extensions', count: 2},
      location: "[parameters('location')]",
      dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', format('vm-{0}', copyIndex()))]"],
      properties: {settings: {}, protectedSettings: {script: "[variables('script')]"}},
    },
    {
      type: 'Microsoft.Compute/virtualMachineScaleSets',
      apiVersion: COMPUTE_API,
      name: 'pool',
      location: "[parameters('location')]",
      dependsOn: ["[variables('subnetId')]"],
      properties: {
        virtualMachineProfile: {
          osProfile: {computerNamePrefix: 'pool-'},
          networkProfile: {
            networkInterfaceConfigurations: [
              {
                name: 'nic',
                properties: {
                  primary: true,
                  ipConfigurations: [
                    {name: 'node', properties: {primary: true, subnet: {id: "[variables('subnetId')]"}}},
                    {name: 'pod', properties: {primary: false, subnet: {id: "[variables('subnetId')]"}}},
                  ],
                },
              },
            ],
          },
        },
      },
    },
    {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name: 'connection',
      resourceGroup: 'hub',
      dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks', 'net')]"],
      properties: {
        mode: 'Incremental',
        expressionEvaluationOptions: {scope: 'Inner'},
        parameters: {
          networkId: {value: "[resourceId('Microsoft.Network/virtualNetworks', 'net')]"},
          key: {value: "[parameters('token')]"},
        },
        template: {
          parameters: {networkId: {type: 'string'}, key: {type: 'securestring'}},
          resources: [
            {
              type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
              apiVersion: NETWORK_API,
              name: 'hub/back',
              properties: {remoteVirtualNetwork: {id: "[parameters('networkId')]"}},
            },
            {
              type: 'Microsoft.Network/connections',
              apiVersion: NETWORK_API,
              name: 'vpn',
              properties: {sharedKey: "[parameters('key')]"},
            },
          ],
        },
      },
    },
  ],
  outputs: {
    fqdn: {
      type: 'string',
      value: "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'public')).dnsSettings.fqdn]",
    },
  },
} satisfies JsonObject;

type Step = string | number;

/** A copy of the good template with the value at a path replaced; undefined removes it. */
export function broken(path: readonly Step[], value: Json | undefined): JsonObject {
  const template = structuredClone(GOOD_TEMPLATE) as unknown as Record<Step, unknown>;
  const last = path.at(-1) ?? '';
  const owner = path.slice(0, -1).reduce((at, step) => at[step] as Record<Step, unknown>, template);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return template as unknown as JsonObject;
}

/** A copy of the good template with one resource more. */
export function withResource(resource: JsonObject): JsonObject {
  return {...GOOD_TEMPLATE, resources: [...GOOD_TEMPLATE.resources, resource]};
}

/** The place of a resource among those of the good template. */
export function indexOf(name: string): number {
  return GOOD_TEMPLATE.resources.findIndex((resource) => resource.name === name);
}
