import {describe, expect, it} from 'vitest';
import {
  forbidOverlapsAmongPeers,
  forbidOverlapsInAddressSpace,
  forbidOverlapsWithPeers,
} from '../../../src/cluster/rules/ranges.ts';
import {buildDefinition, CORP_ID, DATA_ID, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('forbidOverlapsInAddressSpace', () => {
  it('refuses an entry inside another one', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {addressSpace: ['10.240.0.0/16', '10.240.128.0/20']}},
    });

    const issues = findIssues(forbidOverlapsInAddressSpace, definition);

    expect(issues).toEqual([
      {
        code: 'VK3101',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'addressSpace', 1],
        message: '10.240.128.0/20 overlaps 10.240.0.0/16 of the same address space',
        hint: 'remove 10.240.128.0/20: 10.240.0.0/16 contains it',
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.0.0/16 of the virtual network'},
        ],
      },
    ]);
  });

  it('accepts a single entry', () => {
    const definition = buildDefinition({network: {virtualNetwork: {addressSpace: ['10.240.0.0/16']}}});

    const issues = findIssues(forbidOverlapsInAddressSpace, definition);

    expect(issues).toEqual([]);
  });

  it('suggests to remove the smaller entry where it comes first', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {addressSpace: ['10.240.128.0/20', '10.240.0.0/16']}},
    });

    const issues = findIssues(forbidOverlapsInAddressSpace, definition);

    expect(issues).toEqual([
      {
        code: 'VK3101',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'addressSpace', 1],
        message: '10.240.0.0/16 overlaps 10.240.128.0/20 of the same address space',
        hint: 'remove 10.240.128.0/20: 10.240.0.0/16 contains it',
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.128.0/20 of the virtual network'},
        ],
      },
    ]);
  });

  it('leaves overlaps among subnets of an existing network to the plan', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.0.0/25'},
        ],
      },
    });

    const issues = findIssues(forbidOverlapsInAddressSpace, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidOverlapsWithPeers', () => {
  it('refuses a peer inside the virtual network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          addressSpace: ['10.0.0.0/8'],
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.1.0.0/16']}],
        },
      },
    });

    const issues = findIssues(forbidOverlapsWithPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3106',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'addressSpace', 0],
        message: '10.0.0.0/8 overlaps 10.1.0.0/16 of peering "hub"',
        hint: 'use a free range, such as 172.17.0.0/16',
        related: [
          {
            path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 0],
            message: '10.1.0.0/16 of peering "hub"',
          },
        ],
      },
    ]);
  });

  it('accepts a peer beside the virtual network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          addressSpace: ['10.240.0.0/16'],
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.1.0.0/16']}],
        },
      },
    });

    const issues = findIssues(forbidOverlapsWithPeers, definition);

    expect(issues).toEqual([]);
  });

  it('names every peer that overlaps the default address space', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.240.0.0/24']},
            {name: 'data', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.241.0.0/24']},
          ],
        },
      },
    });

    const issues = findIssues(forbidOverlapsWithPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3106',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'addressSpace', 0],
        message: '10.240.0.0/12 overlaps 10.240.0.0/24 of peering "hub"',
        hint: 'use a free range, such as 10.0.0.0/16',
        related: [
          {
            path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 0],
            message: '10.240.0.0/24 of peering "hub"',
          },
          {
            path: ['network', 'virtualNetwork', 'peerings', 1, 'remoteAddressSpace', 0],
            message: '10.241.0.0/24 of peering "data"',
          },
        ],
      },
    ]);
  });
});

describe('forbidOverlapsAmongPeers', () => {
  it('refuses peers of which one is inside the other', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {name: 'data', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.0.8.0/24']},
          ],
        },
      },
    });

    const issues = findIssues(forbidOverlapsAmongPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3107',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 1, 'remoteAddressSpace', 0],
        message: '10.0.8.0/24 of peering "data" overlaps 10.0.0.0/16 of peering "hub"',
        hint: 'check both: Azure refuses the second of two such peerings',
        related: [
          {
            path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 0],
            message: '10.0.0.0/16 of peering "hub"',
          },
        ],
      },
    ]);
  });

  it('accepts peers side by side', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']},
            {name: 'data', remoteVirtualNetworkId: DATA_ID, remoteAddressSpace: ['10.1.8.0/24']},
          ],
        },
      },
    });

    const issues = findIssues(forbidOverlapsAmongPeers, definition);

    expect(issues).toEqual([]);
  });

  it('refuses two ranges of one peer that overlap', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/24', '10.0.0.0/16']}],
        },
      },
    });

    const issues = findIssues(forbidOverlapsAmongPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3107',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 1],
        message: '10.0.0.0/16 of peering "hub" overlaps 10.0.0.0/24 of peering "hub"',
        hint: 'remove 10.0.0.0/24: 10.0.0.0/16 contains it',
        related: [
          {
            path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 0],
            message: '10.0.0.0/24 of peering "hub"',
          },
        ],
      },
    ]);
  });
});
