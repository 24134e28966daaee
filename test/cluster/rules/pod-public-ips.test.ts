import {describe, expect, it} from 'vitest';
import {
  forbidPodPublicIPsOfScaleSets,
  forbidRepeatedDnsPrefixes,
  limitPodPublicIPs,
} from '../../../src/cluster/rules/pod-public-ips.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidPodPublicIPsOfScaleSets', () => {
  it('refuses public IPs for pods of a scale set', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'edge', podPublicIPs: {perNode: 2, allowedPorts: ['443/tcp']}}],
    });

    const issues = findIssues(forbidPodPublicIPsOfScaleSets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3601',
        severity: 'error',
        path: ['nodePools', 0, 'podPublicIPs'],
        message: 'pods of a scale set cannot have public IPs: Azure gives none to its secondary ipConfigurations',
        hint: 'write type: virtualMachines',
        related: [{path: ['nodePools', 0, 'type'], message: 'scaleSet'}],
        at: 'key',
      },
    ]);
  });

  it('accepts them for single machines', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'edge', type: 'virtualMachines', podPublicIPs: {perNode: 2, allowedPorts: ['443/tcp']}}],
    });

    const issues = findIssues(forbidPodPublicIPsOfScaleSets, definition);

    expect(issues).toEqual([]);
  });
});

describe('limitPodPublicIPs', () => {
  it('refuses more public IPs than pods', () => {
    const definition = buildDefinition({
      nodePools: [
        {
          name: 'edge',
          type: 'virtualMachines',
          count: 1,
          maxPods: 4,
          podPublicIPs: {perNode: 5, allowedPorts: ['443/tcp']},
        },
      ],
    });

    const issues = findIssues(limitPodPublicIPs, definition);

    expect(issues).toEqual([
      {
        code: 'VK3602',
        severity: 'error',
        path: ['nodePools', 0, 'podPublicIPs', 'perNode'],
        message: '5 pods of a node would have public IPs, and it can run 4',
        hint: 'use at most 4, or raise maxPods',
        related: [{path: ['nodePools', 0, 'maxPods'], message: '4 pods per node'}],
      },
    ]);
  });

  it('accepts fewer', () => {
    const definition = buildDefinition({
      nodePools: [
        {
          name: 'edge',
          type: 'virtualMachines',
          count: 1,
          maxPods: 10,
          podPublicIPs: {perNode: 5, allowedPorts: ['443/tcp']},
        },
      ],
    });

    const issues = findIssues(limitPodPublicIPs, definition);

    expect(issues).toEqual([]);
  });

  it('accepts one for every pod', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'edge', type: 'virtualMachines', maxPods: 5, podPublicIPs: {perNode: 5, allowedPorts: []}}],
    });

    const issues = findIssues(limitPodPublicIPs, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRepeatedDnsPrefixes', () => {
  it('refuses a prefix that another pool has', () => {
    const definition = buildDefinition({
      nodePools: [
        {
          name: 'edge',
          type: 'virtualMachines',
          count: 1,
          podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop', allowedPorts: ['443/tcp']},
        },
        {
          name: 'media',
          type: 'virtualMachines',
          count: 1,
          podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop', allowedPorts: ['443/tcp']},
        },
      ],
    });

    const issues = findIssues(forbidRepeatedDnsPrefixes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3603',
        severity: 'error',
        path: ['nodePools', 1, 'podPublicIPs', 'dnsLabelPrefix'],
        message: '"shop" is the prefix of node pool "edge" too, so that DNS names would be the same',
        hint: 'use another, such as shop-media',
        related: [{path: ['nodePools', 0, 'podPublicIPs', 'dnsLabelPrefix'], message: 'node pool "edge"'}],
      },
    ]);
  });

  it('accepts prefixes of their own', () => {
    const definition = buildDefinition({
      nodePools: [
        {
          name: 'edge',
          type: 'virtualMachines',
          count: 1,
          podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop', allowedPorts: ['443/tcp']},
        },
        {
          name: 'media',
          type: 'virtualMachines',
          count: 1,
          podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop-media', allowedPorts: ['443/tcp']},
        },
      ],
    });

    const issues = findIssues(forbidRepeatedDnsPrefixes, definition);

    expect(issues).toEqual([]);
  });

  it('accepts pools without DNS names', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'edge', podPublicIPs: {perNode: 1}},
        {name: 'media', podPublicIPs: {perNode: 1}},
      ],
    });

    const issues = findIssues(forbidRepeatedDnsPrefixes, definition);

    expect(issues).toEqual([]);
  });
});
