import {describe, expect, it} from 'vitest';
import {
  forbidInternetAsOnPremises,
  forbidOnPremisesRangesInside,
  forbidReservedRanges,
  warnOfPublicRanges,
} from '../../../src/cluster/rules/ranges.ts';
import {buildDefinition, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('forbidOnPremisesRangesInside', () => {
  it('refuses a range behind the gateway that is inside the virtual network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          addressSpace: ['10.240.0.0/16'],
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['10.240.64.0/20']}],
          },
        },
      },
    });

    const issues = findIssues(forbidOnPremisesRangesInside, definition);

    expect(issues).toEqual([
      {
        code: 'VK3108',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'cidrs', 0],
        message: '10.240.64.0/20 behind connection "office" lies inside 10.240.0.0/16 of the virtual network',
        hint: 'give the virtual network another range, or leave this one out if it is not on premises',
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.0.0/16 of the virtual network'},
        ],
      },
    ]);
  });

  it('accepts a range that contains the virtual network: a summary of routes', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          addressSpace: ['10.240.0.0/16'],
          gateway: {type: 'Vpn', connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['10.0.0.0/8']}]},
        },
      },
    });

    const issues = findIssues(forbidOnPremisesRangesInside, definition);

    expect(issues).toEqual([]);
  });

  it('refuses an on-premises range that is the virtual network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {addressSpace: ['10.240.0.0/16']},
        onPremisesCidrs: ['192.168.0.0/16', '10.240.0.0/16'],
      },
    });

    const issues = findIssues(forbidOnPremisesRangesInside, definition);

    expect(issues).toEqual([
      {
        code: 'VK3108',
        severity: 'error',
        path: ['network', 'onPremisesCidrs', 1],
        message: '10.240.0.0/16 on premises is the range of the virtual network too',
        hint: 'give the virtual network another range, or leave this one out if it is not on premises',
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.0.0/16 of the virtual network'},
        ],
      },
    ]);
  });
});

describe('forbidReservedRanges', () => {
  it('refuses a service range in a reserved one', () => {
    const definition = buildDefinition({network: {serviceCidr: '169.254.0.0/20'}});

    const issues = findIssues(forbidReservedRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3109',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message:
          '169.254.0.0/20 cannot be used because 169.254.0.0/16, which contains it, is the link-local range, with the instance metadata service in it',
        hint: 'use a free range, such as 172.16.0.0/16',
      },
    ]);
  });

  it('accepts a private range', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/20'}});

    const issues = findIssues(forbidReservedRanges, definition);

    expect(issues).toEqual([]);
  });

  it('refuses an address space with a reserved address in it', () => {
    const definition = buildDefinition({network: {virtualNetwork: {addressSpace: ['168.63.128.0/20']}}});

    const issues = findIssues(forbidReservedRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3109',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'addressSpace', 0],
        message:
          "168.63.128.0/20 cannot be used because 168.63.129.16/32, which is in it, is Azure's DNS, DHCP and health probe address",
        hint: 'use a free range, such as 10.0.0.0/20',
      },
    ]);
  });

  it('refuses a reserved range of a peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['224.0.0.0/4']}],
        },
      },
    });

    const issues = findIssues(forbidReservedRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3109',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteAddressSpace', 0],
        message: '224.0.0.0/4 cannot be used because it is the multicast range',
        hint: 'ask whoever runs that network for its address ranges',
      },
    ]);
  });

  it('refuses an on-premises range inside a reserved one, not one that contains it', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['127.0.1.0/24', '168.0.0.0/8']}});

    const issues = findIssues(forbidReservedRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3109',
        severity: 'error',
        path: ['network', 'onPremisesCidrs', 0],
        message: '127.0.1.0/24 cannot be used because 127.0.0.0/8, which contains it, is the loopback range',
        hint: 'ask whoever runs that network for its address ranges',
      },
    ]);
  });
});

describe('warnOfPublicRanges', () => {
  it('warns of public addresses in the virtual network', () => {
    const definition = buildDefinition({network: {virtualNetwork: {addressSpace: ['11.0.0.0/16']}}});

    const issues = findIssues(warnOfPublicRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3110',
        severity: 'warning',
        path: ['network', 'virtualNetwork', 'addressSpace', 0],
        message: '11.0.0.0/16 has public addresses: their owners cannot be reached from the cluster',
        hint: 'use a free range, such as 10.0.0.0/16',
      },
    ]);
  });

  it('accepts the ranges of RFC 1918', () => {
    const definition = buildDefinition({network: {virtualNetwork: {addressSpace: ['10.0.0.0/16']}}});

    const issues = findIssues(warnOfPublicRanges, definition);

    expect(issues).toEqual([]);
  });

  it('warns of public addresses for Services', () => {
    const definition = buildDefinition({network: {serviceCidr: '20.0.0.0/16'}});

    const issues = findIssues(warnOfPublicRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3110',
        severity: 'warning',
        path: ['network', 'serviceCidr'],
        message: '20.0.0.0/16 has public addresses: their owners cannot be reached from the cluster',
        hint: 'use a free range, such as 172.16.0.0/16',
      },
    ]);
  });

  it('accepts the range of RFC 6598', () => {
    const definition = buildDefinition({network: {serviceCidr: '100.64.0.0/16'}});

    const issues = findIssues(warnOfPublicRanges, definition);

    expect(issues).toEqual([]);
  });

  it('says nothing of ranges that cannot be used at all', () => {
    const definition = buildDefinition({network: {serviceCidr: '224.0.0.0/16'}});

    const issues = findIssues(warnOfPublicRanges, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidInternetAsOnPremises', () => {
  it('refuses the Internet as on-premises behind a NAT gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']}],
          },
        },
        onPremisesCidrs: ['0.0.0.0/0'],
      },
    });

    const issues = findIssues(forbidInternetAsOnPremises, definition);

    expect(issues).toEqual([
      {
        code: 'VK3115',
        severity: 'error',
        path: ['network', 'onPremisesCidrs', 0],
        message:
          '0.0.0.0/0 is the Internet too, which pods do not reach with their own addresses through a NAT gateway',
        hint: 'list only what is on premises, or lead everything to an appliance: egress: userDefinedRoutes',
        related: [{path: ['network', 'egress'], message: 'a NAT gateway leads to the Internet'}],
      },
    ]);
  });

  it('accepts ranges that are on premises', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']}],
          },
        },
      },
    });

    const issues = findIssues(forbidInternetAsOnPremises, definition);

    expect(issues).toEqual([]);
  });

  it('names the load balancer where that is the way out', () => {
    const definition = buildDefinition({
      network: {onPremisesCidrs: ['192.168.0.0/16', '0.0.0.0/0'], egress: 'loadBalancer'},
    });

    const issues = findIssues(forbidInternetAsOnPremises, definition);

    expect(issues).toEqual([
      {
        code: 'VK3115',
        severity: 'error',
        path: ['network', 'onPremisesCidrs', 1],
        message:
          '0.0.0.0/0 is the Internet too, which pods do not reach with their own addresses through a load balancer',
        hint: 'list only what is on premises, or lead everything to an appliance: egress: userDefinedRoutes',
        related: [{path: ['network', 'egress'], message: 'a load balancer leads to the Internet'}],
      },
    ]);
  });

  it('accepts it where an appliance translates addresses', () => {
    const definition = buildDefinition({network: {onPremisesCidrs: ['0.0.0.0/0'], egress: 'userDefinedRoutes'}});

    const issues = findIssues(forbidInternetAsOnPremises, definition);

    expect(issues).toEqual([]);
  });
});
