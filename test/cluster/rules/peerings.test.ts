import {describe, expect, it} from 'vitest';
import {
  forbidRemoteBesideOwnGateway,
  forbidRepeatedPeeringNames,
  forbidRepeatedPeers,
  limitRemoteGateways,
} from '../../../src/cluster/rules/peerings.ts';
import {buildDefinition, DATA_ID, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('forbidRepeatedPeeringNames', () => {
  it('refuses a name that another peering has', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {name: 'hub', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.1.0.0/16']},
          ],
        },
      },
    });

    const issues = findIssues(forbidRepeatedPeeringNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3206',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 1, 'name'],
        message: '"hub" is the name of two peerings',
        hint: 'give each its own name',
        related: [{path: ['network', 'virtualNetwork', 'peerings', 0, 'name'], message: 'the first'}],
      },
    ]);
  });

  it('accepts names of their own', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {name: 'data', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.1.0.0/16']},
          ],
        },
      },
    });

    const issues = findIssues(forbidRepeatedPeeringNames, definition);

    expect(issues).toEqual([]);
  });

  it('does not tell capitals from small letters', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {name: 'Hub', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.1.0.0/16']},
          ],
        },
      },
    });

    const issues = findIssues(forbidRepeatedPeeringNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3206',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 1, 'name'],
        message: '"hub" and "Hub" are the same name to Azure, and there are two such peerings',
        hint: 'write it the same way everywhere, or give each its own name',
        related: [{path: ['network', 'virtualNetwork', 'peerings', 0, 'name'], message: 'the first'}],
      },
    ]);
  });
});

describe('forbidRepeatedPeers', () => {
  it('refuses a second peering with the same network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {name: 'hub-dmz', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.1.0.0/16']},
          ],
        },
      },
    });

    const issues = findIssues(forbidRepeatedPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3207',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 1, 'remoteVirtualNetworkId'],
        message: '"hub-dmz" peers with the same virtual network as "hub"',
        hint: 'remove one of them, and list all ranges under remoteAddressSpace of the other',
        related: [
          {path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteVirtualNetworkId'], message: 'peering "hub"'},
        ],
      },
    ]);
  });

  it('accepts one peering with all ranges', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16', '10.1.0.0/16']}],
        },
      },
    });

    const issues = findIssues(forbidRepeatedPeers, definition);

    expect(issues).toEqual([]);
  });

  it('does not tell capitals from small letters', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {
              name: 'data',
              remoteVirtualNetworkId:
                '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/HUB/providers/Microsoft.Network/virtualNetworks/hub',
              remoteAddressSpace: ['10.1.0.0/16'],
            },
          ],
        },
      },
    });

    const issues = findIssues(forbidRepeatedPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3207',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 1, 'remoteVirtualNetworkId'],
        message: '"data" peers with the same virtual network as "hub"',
        hint: 'remove one of them, and list all ranges under remoteAddressSpace of the other',
        related: [
          {path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteVirtualNetworkId'], message: 'peering "hub"'},
        ],
      },
    ]);
  });
});

describe('limitRemoteGateways', () => {
  it('refuses a second remote gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
            {
              name: 'data',
              remoteVirtualNetworkId: DATA_ID,
              remoteAddressSpace: ['10.1.0.0/16'],
              useRemoteGateways: true,
            },
          ],
        },
      },
    });

    const issues = findIssues(limitRemoteGateways, definition);

    expect(issues).toEqual([
      {
        code: 'VK3208',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 1, 'useRemoteGateways'],
        message: '"data" and "hub" both use a remote gateway, and only one peering can',
        hint: 'keep useRemoteGateways: true on the peering that leads on premises',
        related: [{path: ['network', 'virtualNetwork', 'peerings', 0, 'useRemoteGateways'], message: 'peering "hub"'}],
      },
    ]);
  });

  it('accepts one remote gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
            {name: 'data', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.1.0.0/16']},
          ],
        },
      },
    });

    const issues = findIssues(limitRemoteGateways, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRemoteBesideOwnGateway', () => {
  it('refuses a remote gateway beside one of its own', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
          ],
          gateway: {type: 'Vpn'},
        },
      },
    });

    const issues = findIssues(forbidRemoteBesideOwnGateway, definition);

    expect(issues).toEqual([
      {
        code: 'VK3209',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 0, 'useRemoteGateways'],
        message: '"hub" uses a remote gateway, and the virtual network has one of its own: Azure allows one of the two',
        hint: 'remove useRemoteGateways, or remove the gateway',
        related: [{path: ['network', 'virtualNetwork', 'gateway'], message: 'the gateway of its own'}],
      },
    ]);
  });

  it('accepts a remote gateway alone', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
          ],
        },
      },
    });

    const issues = findIssues(forbidRemoteBesideOwnGateway, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a peering that does not use the gateway of the other side', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {type: 'Vpn'},
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
        },
      },
    });

    const issues = findIssues(forbidRemoteBesideOwnGateway, definition);

    expect(issues).toEqual([]);
  });
});
