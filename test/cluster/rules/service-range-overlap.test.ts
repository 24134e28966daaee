import {describe, expect, it} from 'vitest';
import {
  forbidServiceRangeInPeers,
  forbidServiceRangeInVirtualNetwork,
  forbidServiceRangeOnPremises,
  warnOfServiceRangeInSummary,
} from '../../../src/cluster/rules/service-range.ts';
import {buildDefinition, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('forbidServiceRangeInVirtualNetwork', () => {
  it('refuses a service range inside the virtual network', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {addressSpace: ['10.240.0.0/12']}, serviceCidr: '10.250.0.0/16'},
    });

    const issues = findIssues(forbidServiceRangeInVirtualNetwork, definition);

    expect(issues).toEqual([
      {
        code: 'VK3102',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '10.250.0.0/16 overlaps 10.240.0.0/12 of the virtual network',
        hint: 'use a free range, such as 172.16.0.0/16',
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.0.0/12 of the virtual network'},
        ],
      },
    ]);
  });

  it('accepts a service range beside the virtual network', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {addressSpace: ['10.240.0.0/12']}, serviceCidr: '172.16.0.0/16'},
    });

    const issues = findIssues(forbidServiceRangeInVirtualNetwork, definition);

    expect(issues).toEqual([]);
  });

  it('refuses the default range where the virtual network has it', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {addressSpace: ['10.240.0.0/16', '172.16.0.0/24', '172.16.1.0/24']}},
    });

    const issues = findIssues(forbidServiceRangeInVirtualNetwork, definition);

    expect(issues).toEqual([
      {
        code: 'VK3102',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/16 overlaps 172.16.0.0/24 of the virtual network',
        hint: 'use a free range, such as 172.17.0.0/16',
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 1], message: '172.16.0.0/24 of the virtual network'},
          {path: ['network', 'virtualNetwork', 'addressSpace', 2], message: '172.16.1.0/24 of the virtual network'},
        ],
      },
    ]);
  });
});

describe('forbidServiceRangeInPeers', () => {
  it('refuses a service range that a peer has part of', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['172.16.0.0/20']}],
        },
        serviceCidr: '172.16.0.0/16',
      },
    });

    const issues = findIssues(forbidServiceRangeInPeers, definition);

    expect(issues).toEqual([
      {
        code: 'VK3103',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/16 overlaps 172.16.0.0/20 of peering "hub"',
        hint: 'use a free range, such as 172.17.0.0/16',
        related: [
          {
            path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 0],
            message: '172.16.0.0/20 of peering "hub"',
          },
        ],
      },
    ]);
  });

  it('accepts a service range beside that of a peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['172.16.0.0/20']}],
        },
        serviceCidr: '172.17.0.0/16',
      },
    });

    const issues = findIssues(forbidServiceRangeInPeers, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidServiceRangeOnPremises', () => {
  it('refuses a service range that an office has part of', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['172.16.8.0/24']}],
          },
        },
        serviceCidr: '172.16.0.0/16',
      },
    });

    const issues = findIssues(forbidServiceRangeOnPremises, definition);

    expect(issues).toEqual([
      {
        code: 'VK3104',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/16 overlaps 172.16.8.0/24 behind connection "office"',
        hint: 'use a free range, such as 172.17.0.0/16',
        related: [
          {
            path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'cidrs', 0],
            message: '172.16.8.0/24 behind connection "office"',
          },
        ],
      },
    ]);
  });

  it('accepts a service range beside that of an office', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['172.16.8.0/24']}],
          },
        },
        serviceCidr: '172.17.0.0/16',
      },
    });

    const issues = findIssues(forbidServiceRangeOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('refuses an on-premises range that is the service range', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['172.16.0.0/16']}});

    const issues = findIssues(forbidServiceRangeOnPremises, definition);

    expect(issues).toEqual([
      {
        code: 'VK3104',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/16 overlaps 172.16.0.0/16 on premises',
        hint: 'use a free range, such as 172.17.0.0/16',
        related: [{path: ['network', 'onPremisesCidrs', 0], message: '172.16.0.0/16 on premises'}],
      },
    ]);
  });

  it('leaves larger ranges to a warning', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['172.16.0.0/12']}});

    const issues = findIssues(forbidServiceRangeOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('takes 0.0.0.0/0 for everything else', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['0.0.0.0/0']}});

    const issues = findIssues(forbidServiceRangeOnPremises, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfServiceRangeInSummary', () => {
  it('warns of a service range inside a larger one on premises', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['172.16.0.0/12']}],
          },
        },
        serviceCidr: '172.16.0.0/16',
      },
    });

    const issues = findIssues(warnOfServiceRangeInSummary, definition);

    expect(issues).toEqual([
      {
        code: 'VK3105',
        severity: 'warning',
        path: ['network', 'serviceCidr'],
        message:
          '172.16.0.0/16 lies inside 172.16.0.0/12 behind connection "office": what has these addresses there cannot be reached',
        hint: 'use a free range, such as 192.168.0.0/16',
        related: [
          {
            path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'cidrs', 0],
            message: '172.16.0.0/12 behind connection "office"',
          },
        ],
      },
    ]);
  });

  it('accepts a service range outside', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['172.16.0.0/12']}],
          },
        },
        serviceCidr: '192.168.0.0/16',
      },
    });

    const issues = findIssues(warnOfServiceRangeInSummary, definition);

    expect(issues).toEqual([]);
  });

  it('suggests a shared range where all private ones are on premises', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']}});

    const issues = findIssues(warnOfServiceRangeInSummary, definition);

    expect(issues).toEqual([
      {
        code: 'VK3105',
        severity: 'warning',
        path: ['network', 'serviceCidr'],
        message:
          '172.16.0.0/16 lies inside 172.16.0.0/12 on premises: what has these addresses there cannot be reached',
        hint: 'use a free range, such as 100.64.0.0/16',
        related: [{path: ['network', 'onPremisesCidrs', 1], message: '172.16.0.0/12 on premises'}],
      },
    ]);
  });

  it('takes 0.0.0.0/0 for everything else', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['0.0.0.0/0']}});

    const issues = findIssues(warnOfServiceRangeInSummary, definition);

    expect(issues).toEqual([]);
  });
});
