import {describe, expect, it} from 'vitest';
import {
  requirePorts,
  warnOfClosedPodPublicIPs,
  warnOfPublicIPQuota,
} from '../../../src/cluster/rules/pod-public-ips.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('requirePorts', () => {
  it('refuses a range from high to low', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 1, podPublicIPs: {perNode: 2, allowedPorts: ['3481-3478/udp']}},
      ],
    });

    const issues = findIssues(requirePorts, definition);

    expect(issues).toEqual([
      {
        code: 'VK3604',
        severity: 'error',
        path: ['nodePools', 0, 'podPublicIPs', 'allowedPorts', 0],
        message: '3481-3478/udp runs from high to low',
        hint: 'write 3478-3481/udp',
      },
    ]);
  });

  it('accepts a range from low to high', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 1, podPublicIPs: {perNode: 2, allowedPorts: ['3478-3481/udp']}},
      ],
    });

    const issues = findIssues(requirePorts, definition);

    expect(issues).toEqual([]);
  });

  it('refuses port 0 and ports above 65535', () => {
    const definition = buildDefinition({
      nodePools: [
        {
          name: 'edge',
          podPublicIPs: {perNode: 1, allowedPorts: ['443/tcp', '0/tcp', '65535/udp', '65536/udp', '1-70000/tcp']},
        },
      ],
    });

    const issues = findIssues(requirePorts, definition);

    expect(issues).toEqual([
      {
        code: 'VK3604',
        severity: 'error',
        path: ['nodePools', 0, 'podPublicIPs', 'allowedPorts', 1],
        message: '0/tcp has a port that is not 1 to 65535',
        hint: 'write ports such as 443/tcp or 3478-3481/udp',
      },
      {
        code: 'VK3604',
        severity: 'error',
        path: ['nodePools', 0, 'podPublicIPs', 'allowedPorts', 3],
        message: '65536/udp has a port that is not 1 to 65535',
        hint: 'write ports such as 443/tcp or 3478-3481/udp',
      },
      {
        code: 'VK3604',
        severity: 'error',
        path: ['nodePools', 0, 'podPublicIPs', 'allowedPorts', 4],
        message: '1-70000/tcp has a port that is not 1 to 65535',
        hint: 'write ports such as 443/tcp or 3478-3481/udp',
      },
    ]);
  });

  it('accepts a range of one port, and the first and the last port', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'edge', podPublicIPs: {perNode: 1, allowedPorts: ['443-443/tcp', '1/udp', '1-65535/tcp']}}],
    });

    const issues = findIssues(requirePorts, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfClosedPodPublicIPs', () => {
  it('warns that no port is open', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'edge', type: 'virtualMachines', count: 1, podPublicIPs: {perNode: 2}}],
    });

    const issues = findIssues(warnOfClosedPodPublicIPs, definition);

    expect(issues).toEqual([
      {
        code: 'VK3605',
        severity: 'warning',
        path: ['nodePools', 0, 'podPublicIPs', 'allowedPorts'],
        message: 'no port is open: nothing on the Internet reaches the public IPs of node pool "edge"',
        hint: 'add allowedPorts: [443/tcp], or [] if a rule of your own opens them',
      },
    ]);
  });

  it('accepts an open port', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 1, podPublicIPs: {perNode: 2, allowedPorts: ['443/tcp']}},
      ],
    });

    const issues = findIssues(warnOfClosedPodPublicIPs, definition);

    expect(issues).toEqual([]);
  });

  it('accepts an empty list that is written', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'edge', type: 'virtualMachines', podPublicIPs: {perNode: 2, allowedPorts: []}}],
    });

    const issues = findIssues(warnOfClosedPodPublicIPs, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfPublicIPQuota', () => {
  it('warns of 12 public IPs, surge included', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 5, podPublicIPs: {perNode: 2, allowedPorts: ['443/tcp']}},
      ],
    });

    const issues = findIssues(warnOfPublicIPQuota, definition);

    expect(issues).toEqual([
      {
        code: 'VK3606',
        severity: 'warning',
        path: ['nodePools', 0, 'podPublicIPs', 'perNode'],
        message: 'pods need 12 public IPs: a subscription has 10 in a region at first',
        hint: 'ask Azure for a higher quota before you deploy, and count those of other resources too',
        related: [{path: ['nodePools', 0, 'count'], message: '12 for 6 nodes of "edge"'}],
      },
    ]);
  });

  it('accepts 10 public IPs', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', type: 'virtualMachines', count: 4, podPublicIPs: {perNode: 2, allowedPorts: ['443/tcp']}},
      ],
    });

    const issues = findIssues(warnOfPublicIPQuota, definition);

    expect(issues).toEqual([]);
  });

  it('adds up pools', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', count: 1, podPublicIPs: {perNode: 3}},
        {name: 'apps'},
        {name: 'media', count: 2, maxSurge: 0, podPublicIPs: {perNode: 3}},
      ],
    });

    const issues = findIssues(warnOfPublicIPQuota, definition);

    expect(issues).toEqual([
      {
        code: 'VK3606',
        severity: 'warning',
        path: ['nodePools', 0, 'podPublicIPs', 'perNode'],
        message: 'pods need 12 public IPs: a subscription has 10 in a region at first',
        hint: 'ask Azure for a higher quota before you deploy, and count those of other resources too',
        related: [
          {path: ['nodePools', 0, 'count'], message: '6 for 2 nodes of "edge"'},
          {path: ['nodePools', 2, 'count'], message: '6 for 2 nodes of "media"'},
        ],
      },
    ]);
  });
});
