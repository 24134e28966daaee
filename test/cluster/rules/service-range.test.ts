import {describe, expect, it} from 'vitest';
import {
  forbidReservedDnsAddress,
  limitServiceRange,
  requireDnsInServiceRange,
  warnOfSmallServiceRange,
} from '../../../src/cluster/rules/service-range.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('limitServiceRange', () => {
  it('refuses more than 20 bits', () => {
    const definition = buildDefinition({network: {serviceCidr: '100.64.0.0/10'}});

    const issues = findIssues(limitServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3111',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '100.64.0.0/10 is too large for Kubernetes: it takes /12 to /28',
        hint: 'use a part of it, such as 100.64.0.0/16',
      },
    ]);
  });

  it('accepts a /16', () => {
    const definition = buildDefinition({network: {serviceCidr: '100.64.0.0/16'}});

    const issues = findIssues(limitServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('refuses a /11', () => {
    const definition = buildDefinition({network: {serviceCidr: '10.0.0.0/11'}});

    const issues = findIssues(limitServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3111',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '10.0.0.0/11 is too large for Kubernetes: it takes /12 to /28',
        hint: 'use a part of it, such as 10.0.0.0/16',
      },
    ]);
  });

  it('accepts a /12', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/12'}});

    const issues = findIssues(limitServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a /28', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/28'}});

    const issues = findIssues(limitServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('refuses a /29', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/29'}});

    const issues = findIssues(limitServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3111',
        severity: 'error',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/29 is too small for Kubernetes: it takes /12 to /28',
        hint: 'use a free range, such as 172.16.0.0/16',
      },
    ]);
  });
});

describe('warnOfSmallServiceRange', () => {
  it('warns of a /26', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/26'}});

    const issues = findIssues(warnOfSmallServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3112',
        severity: 'warning',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/26 has room for only 60 Services, and cannot be changed later',
        hint: 'use a free range, such as 172.16.0.0/16',
      },
    ]);
  });

  it('accepts a /16', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/16'}});

    const issues = findIssues(warnOfSmallServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a /24', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/24'}});

    const issues = findIssues(warnOfSmallServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('warns of a /25', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/25'}});

    const issues = findIssues(warnOfSmallServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3112',
        severity: 'warning',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/25 has room for only 124 Services, and cannot be changed later',
        hint: 'use a free range, such as 172.16.0.0/16',
      },
    ]);
  });

  it('warns of a /28', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/28'}});

    const issues = findIssues(warnOfSmallServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3112',
        severity: 'warning',
        path: ['network', 'serviceCidr'],
        message: '172.16.0.0/28 has room for only 12 Services, and cannot be changed later',
        hint: 'use a free range, such as 172.16.0.0/16',
      },
    ]);
  });

  it('leaves what is too small to an error', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/29'}});

    const issues = findIssues(warnOfSmallServiceRange, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireDnsInServiceRange', () => {
  it('refuses an address outside the service range', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/16', dnsServiceIP: '10.0.0.10'}});

    const issues = findIssues(requireDnsInServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3113',
        severity: 'error',
        path: ['network', 'dnsServiceIP'],
        message: '10.0.0.10 is not in the service range 172.16.0.0/16',
        hint: 'use 172.16.0.10, or leave it out',
        related: [{path: ['network', 'serviceCidr'], message: 'the service range'}],
      },
    ]);
  });

  it('accepts an address inside', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/16', dnsServiceIP: '172.16.0.10'}});

    const issues = findIssues(requireDnsInServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('accepts that none is written', () => {
    const definition = buildDefinition({network: {serviceCidr: '192.168.0.0/24'}});

    const issues = findIssues(requireDnsInServiceRange, definition);

    expect(issues).toEqual([]);
  });

  it('suggests nothing that is not in the range', () => {
    const definition = buildDefinition({network: {serviceCidr: '192.168.0.0/29', dnsServiceIP: '10.0.0.10'}});

    const issues = findIssues(requireDnsInServiceRange, definition);

    expect(issues).toEqual([
      {
        code: 'VK3113',
        severity: 'error',
        path: ['network', 'dnsServiceIP'],
        message: '10.0.0.10 is not in the service range 192.168.0.0/29',
        hint: 'leave it out',
        related: [{path: ['network', 'serviceCidr'], message: 'the service range'}],
      },
    ]);
  });
});

describe('forbidReservedDnsAddress', () => {
  it("refuses the API server's address", () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/16', dnsServiceIP: '172.16.0.1'}});

    const issues = findIssues(forbidReservedDnsAddress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3114',
        severity: 'error',
        path: ['network', 'dnsServiceIP'],
        message: "172.16.0.1 is the API server's and cannot be that of DNS",
        hint: 'use 172.16.0.10, or leave it out',
        related: [{path: ['network', 'serviceCidr'], message: 'the service range'}],
      },
    ]);
  });

  it('accepts the tenth address', () => {
    const definition = buildDefinition({network: {serviceCidr: '172.16.0.0/16', dnsServiceIP: '172.16.0.10'}});

    const issues = findIssues(forbidReservedDnsAddress, definition);

    expect(issues).toEqual([]);
  });

  it('refuses the network address', () => {
    const definition = buildDefinition({network: {dnsServiceIP: '172.16.0.0'}});

    const issues = findIssues(forbidReservedDnsAddress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3114',
        severity: 'error',
        path: ['network', 'dnsServiceIP'],
        message: '172.16.0.0 is the network address of the service range and cannot be that of DNS',
        hint: 'use 172.16.0.10, or leave it out',
        related: [{path: ['network', 'serviceCidr'], message: 'the service range'}],
      },
    ]);
  });

  it('refuses the last address', () => {
    const definition = buildDefinition({network: {dnsServiceIP: '172.16.255.255'}});

    const issues = findIssues(forbidReservedDnsAddress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3114',
        severity: 'error',
        path: ['network', 'dnsServiceIP'],
        message: '172.16.255.255 is the last address of the service range and cannot be that of DNS',
        hint: 'use 172.16.0.10, or leave it out',
        related: [{path: ['network', 'serviceCidr'], message: 'the service range'}],
      },
    ]);
  });

  it('accepts the last but one', () => {
    const definition = buildDefinition({network: {dnsServiceIP: '172.16.255.254'}});

    const issues = findIssues(forbidReservedDnsAddress, definition);

    expect(issues).toEqual([]);
  });
});
