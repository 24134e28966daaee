import {describe, expect, it} from 'vitest';
import {buildFrom, partsOf} from '../template-parts.ts';

describe('network security groups', () => {
  it('are two, written once', () => {
    const template = buildFrom();

    const found = partsOf(template, 'Microsoft.Network/networkSecurityGroups');

    expect(found).toEqual([
      {
        name: 'prod-control-plane',
        condition: "[not(contains(parameters('existing'), 'prod-control-plane'))]",
        properties: {},
      },
      {name: 'prod-nodes', condition: "[not(contains(parameters('existing'), 'prod-nodes'))]", properties: {}},
    ]);
  });

  it('let nobody but the control plane reach etcd', () => {
    const template = buildFrom({controlPlane: {count: 1}});

    const found = partsOf(template, 'Microsoft.Network/networkSecurityGroups/securityRules');

    expect(found).toEqual([
      {
        name: 'prod-control-plane/allow-etcd',
        dependsOn: ["[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-control-plane')]"],
        properties: {
          description: 'etcd, among the machines of the control plane',
          access: 'Allow',
          direction: 'Inbound',
          priority: 100,
          protocol: 'Tcp',
          sourcePortRange: '*',
          sourceAddressPrefixes: ['10.240.0.5'],
          destinationAddressPrefixes: ['10.240.0.5'],
          destinationPortRange: '2379-2380',
        },
      },
      {
        name: 'prod-control-plane/deny-etcd',
        dependsOn: [
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'prod-control-plane', 'allow-etcd')]",
        ],
        properties: {
          description: 'etcd, for everybody else',
          access: 'Deny',
          direction: 'Inbound',
          priority: 110,
          protocol: '*',
          sourcePortRange: '*',
          sourceAddressPrefix: '*',
          destinationAddressPrefix: '*',
          destinationPortRange: '2379-2380',
        },
      },
    ]);
  });

  it('let the authorised ranges reach a public API server', () => {
    const template = buildFrom({
      controlPlane: {count: 1, endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24', '203.0.113.7/32']}},
    });

    const found = partsOf(template, 'Microsoft.Network/networkSecurityGroups/securityRules').slice(2);

    expect(found).toEqual([
      {
        name: 'prod-control-plane/allow-api-server',
        dependsOn: [
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'prod-control-plane', 'deny-etcd')]",
        ],
        properties: {
          description: 'The API server, for authorizedCidrs',
          access: 'Allow',
          direction: 'Inbound',
          priority: 120,
          protocol: 'Tcp',
          sourcePortRange: '*',
          sourceAddressPrefixes: ['198.51.100.0/24', '203.0.113.7/32'],
          destinationAddressPrefixes: ['10.240.0.5'],
          destinationPortRange: '6443',
        },
      },
    ]);
  });

  it('let the Internet reach the ports of pods with public IPs, each pool by priorities of its own', () => {
    const template = buildFrom({
      nodePools: [
        {name: 'apps'},
        {
          name: 'edge',
          type: 'virtualMachines',
          podPublicIPs: {perNode: 1, allowedPorts: ['443/tcp', '3478-3481/udp', '80/tcp']},
        },
        {name: 'voice', type: 'virtualMachines', podPublicIPs: {perNode: 1, allowedPorts: ['5060/udp']}},
      ],
    });

    const found = [
      ...partsOf(template, 'Microsoft.Network/applicationSecurityGroups'),
      ...partsOf(template, 'Microsoft.Network/networkSecurityGroups/securityRules').slice(2),
    ];

    expect(found).toEqual([
      {name: 'prod-edge-pods', properties: {}},
      {name: 'prod-voice-pods', properties: {}},
      {
        name: 'prod-nodes/allow-edge-pods-tcp',
        dependsOn: [
          "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
          "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-edge-pods')]",
        ],
        properties: {
          description: 'Public IPs of pods of node pool edge',
          access: 'Allow',
          direction: 'Inbound',
          priority: 202,
          protocol: 'Tcp',
          sourcePortRange: '*',
          sourceAddressPrefix: 'Internet',
          destinationApplicationSecurityGroups: [
            {id: "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-edge-pods')]"},
          ],
          destinationPortRanges: ['443', '80'],
        },
      },
      {
        name: 'prod-nodes/allow-edge-pods-udp',
        dependsOn: [
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'prod-nodes', 'allow-edge-pods-tcp')]",
        ],
        properties: {
          description: 'Public IPs of pods of node pool edge',
          access: 'Allow',
          direction: 'Inbound',
          priority: 203,
          protocol: 'Udp',
          sourcePortRange: '*',
          sourceAddressPrefix: 'Internet',
          destinationApplicationSecurityGroups: [
            {id: "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-edge-pods')]"},
          ],
          destinationPortRanges: ['3478-3481'],
        },
      },
      {
        name: 'prod-nodes/allow-voice-pods-udp',
        dependsOn: [
          "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-voice-pods')]",
          "[resourceId('Microsoft.Network/networkSecurityGroups/securityRules', 'prod-nodes', 'allow-edge-pods-udp')]",
        ],
        properties: {
          description: 'Public IPs of pods of node pool voice',
          access: 'Allow',
          direction: 'Inbound',
          priority: 205,
          protocol: 'Udp',
          sourcePortRange: '*',
          sourceAddressPrefix: 'Internet',
          destinationApplicationSecurityGroups: [
            {id: "[resourceId('Microsoft.Network/applicationSecurityGroups', 'prod-voice-pods')]"},
          ],
          destinationPortRanges: ['5060'],
        },
      },
    ]);
  });
});
