import {describe, expect, it} from 'vitest';
import {buildFrom, namesOf, partOf, partsOf} from '../template-parts.ts';

describe('load balancers of the API server', () => {
  it('are an internal one by default', () => {
    const template = buildFrom();

    const found = partsOf(template, 'Microsoft.Network/loadBalancers');

    expect(found).toEqual([
      {
        name: 'prod-apiserver',
        sku: {name: 'Standard', tier: 'Regional'},
        dependsOn: ["[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]"],
        properties: {
          frontendIPConfigurations: [
            {
              name: 'internal',
              zones: ['1', '2', '3'],
              properties: {
                subnet: {id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'control-plane')]"},
                privateIPAllocationMethod: 'Static',
                privateIPAddress: '10.240.0.4',
              },
            },
          ],
          backendAddressPools: [{name: 'control-plane'}],
          probes: [
            {
              name: 'readyz',
              properties: {
                protocol: 'Https',
                port: 6443,
                requestPath: '/readyz',
                intervalInSeconds: 5,
                numberOfProbes: 1,
                probeThreshold: 2,
              },
            },
          ],
          loadBalancingRules: [
            {
              name: 'api-server',
              properties: {
                protocol: 'Tcp',
                frontendPort: 6443,
                backendPort: 6443,
                frontendIPConfiguration: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod-apiserver', 'internal')]",
                },
                backendAddressPool: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod-apiserver', 'control-plane')]",
                },
                probe: {id: "[resourceId('Microsoft.Network/loadBalancers/probes', 'prod-apiserver', 'readyz')]"},
                disableOutboundSnat: true,
                enableFloatingIP: false,
                enableTcpReset: true,
                idleTimeoutInMinutes: 30,
                loadDistribution: 'Default',
              },
            },
          ],
        },
      },
    ]);
  });

  it('are a public one too, if the endpoint is', () => {
    const template = buildFrom({controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}}});

    const found = [
      namesOf(template, 'Microsoft.Network/loadBalancers'),
      partOf(template, 'Microsoft.Network/publicIPAddresses', 'prod-apiserver'),
      partOf(template, 'Microsoft.Network/loadBalancers', 'prod-apiserver-public'),
    ];

    expect(found).toEqual([
      ['prod-apiserver', 'prod-apiserver-public'],
      {
        name: 'prod-apiserver',
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {
          publicIPAllocationMethod: 'Static',
          publicIPAddressVersion: 'IPv4',
          dnsSettings: {domainNameLabel: 'prod'},
        },
      },
      {
        name: 'prod-apiserver-public',
        sku: {name: 'Standard', tier: 'Regional'},
        dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'prod-apiserver')]"],
        properties: {
          frontendIPConfigurations: [
            {
              name: 'public',
              properties: {
                publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-apiserver')]"},
              },
            },
          ],
          backendAddressPools: [{name: 'control-plane'}],
          probes: [
            {
              name: 'readyz',
              properties: {
                protocol: 'Https',
                port: 6443,
                requestPath: '/readyz',
                intervalInSeconds: 5,
                numberOfProbes: 1,
                probeThreshold: 2,
              },
            },
          ],
          loadBalancingRules: [
            {
              name: 'api-server',
              properties: {
                protocol: 'Tcp',
                frontendPort: 6443,
                backendPort: 6443,
                frontendIPConfiguration: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod-apiserver-public', 'public')]",
                },
                backendAddressPool: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod-apiserver-public', 'control-plane')]",
                },
                probe: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/probes', 'prod-apiserver-public', 'readyz')]",
                },
                disableOutboundSnat: true,
                enableFloatingIP: false,
                enableTcpReset: true,
                idleTimeoutInMinutes: 30,
                loadDistribution: 'Default',
              },
            },
          ],
        },
      },
    ]);
  });

  it('lead the control plane to the Internet where nothing else does, and let nothing in', () => {
    const template = buildFrom({network: {egress: 'loadBalancer'}});

    const found = [
      partOf(template, 'Microsoft.Network/publicIPAddresses', 'prod-apiserver'),
      partOf(template, 'Microsoft.Network/loadBalancers', 'prod-apiserver-public'),
    ];

    expect(found).toEqual([
      {
        name: 'prod-apiserver',
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4'},
      },
      {
        name: 'prod-apiserver-public',
        sku: {name: 'Standard', tier: 'Regional'},
        dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'prod-apiserver')]"],
        properties: {
          frontendIPConfigurations: [
            {
              name: 'public',
              properties: {
                publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-apiserver')]"},
              },
            },
          ],
          backendAddressPools: [{name: 'control-plane'}],
          outboundRules: [
            {
              name: 'outbound',
              properties: {
                protocol: 'All',
                frontendIPConfigurations: [
                  {
                    id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod-apiserver-public', 'public')]",
                  },
                ],
                backendAddressPool: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod-apiserver-public', 'control-plane')]",
                },
                allocatedOutboundPorts: 12800,
                enableTcpReset: true,
                idleTimeoutInMinutes: 30,
              },
            },
          ],
        },
      },
    ]);
  });
});

describe('the load balancer of Services', () => {
  it('is left to the cloud controller where nodes have another way to the Internet', () => {
    const template = buildFrom();

    const found = namesOf(template, 'Microsoft.Network/loadBalancers');

    expect(found).toEqual(['prod-apiserver']);
  });

  it('is made once, with an outbound rule', () => {
    const template = buildFrom({network: {egress: 'loadBalancer'}});

    const found = [
      partOf(template, 'Microsoft.Network/publicIPAddresses', 'prod-outbound-0'),
      partOf(template, 'Microsoft.Network/loadBalancers', 'prod'),
    ];

    expect(found).toEqual([
      {
        name: 'prod-outbound-0',
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4'},
      },
      {
        name: 'prod',
        condition: "[not(contains(parameters('existing'), 'prod'))]",
        dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'prod-outbound-0')]"],
        sku: {name: 'Standard', tier: 'Regional'},
        properties: {
          frontendIPConfigurations: [
            {
              name: 'outbound-0',
              properties: {
                publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-outbound-0')]"},
              },
            },
          ],
          backendAddressPools: [{name: 'prod'}],
          outboundRules: [
            {
              name: 'outbound',
              properties: {
                protocol: 'All',
                frontendIPConfigurations: [
                  {
                    id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod', 'outbound-0')]",
                  },
                ],
                backendAddressPool: {
                  id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod', 'prod')]",
                },
                allocatedOutboundPorts: 0,
                enableTcpReset: true,
                idleTimeoutInMinutes: 30,
              },
            },
          ],
        },
      },
    ]);
  });

  it('gives out ports itself where nodes are more than Azure gives any to', () => {
    const template = buildFrom({
      network: {egress: 'loadBalancer', virtualNetwork: {addressSpace: ['10.0.0.0/8']}},
      nodePools: [{name: 'apps', count: 2500, maxPods: 4}],
    });

    const found = partOf(template, 'Microsoft.Network/loadBalancers', 'prod').properties;

    expect(found).toEqual({
      frontendIPConfigurations: [
        {
          name: 'outbound-0',
          properties: {publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-outbound-0')]"}},
        },
        {
          name: 'outbound-1',
          properties: {publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-outbound-1')]"}},
        },
        {
          name: 'outbound-2',
          properties: {publicIPAddress: {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-outbound-2')]"}},
        },
      ],
      backendAddressPools: [{name: 'prod'}],
      outboundRules: [
        {
          name: 'outbound',
          properties: {
            protocol: 'All',
            frontendIPConfigurations: [
              {id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod', 'outbound-0')]"},
              {id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod', 'outbound-1')]"},
              {id: "[resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'prod', 'outbound-2')]"},
            ],
            backendAddressPool: {
              id: "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'prod', 'prod')]",
            },
            allocatedOutboundPorts: 72,
            enableTcpReset: true,
            idleTimeoutInMinutes: 30,
          },
        },
      ],
    });
  });
});
