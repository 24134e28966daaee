import {describe, expect, it} from 'vitest';
import {
  forbidEndOfLife,
  forbidUnknownMinors,
  requireLastingAuthorities,
  warnOfUnknownPatches,
  warnOfUnusedMirrors,
} from '../../../src/cluster/rules/kubernetes.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidEndOfLife', () => {
  it('refuses an old minor', () => {
    const definition = buildDefinition({kubernetes: {version: '1.30'}});

    const issues = findIssues(forbidEndOfLife, definition);

    expect(issues).toEqual([
      {
        code: 'VK3801',
        severity: 'error',
        path: ['kubernetes', 'version'],
        message: 'Kubernetes 1.30 is no longer maintained: it gets no security fixes',
        hint: 'use "1.35", "1.36" or "1.37"',
      },
    ]);
  });

  it('accepts a maintained one', () => {
    const definition = buildDefinition({kubernetes: {version: '1.36'}});

    const issues = findIssues(forbidEndOfLife, definition);

    expect(issues).toEqual([]);
  });

  it('leaves a newer minor to another rule', () => {
    const definition = buildDefinition({kubernetes: {version: '1.99'}});

    const issues = findIssues(forbidEndOfLife, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidUnknownMinors', () => {
  it('refuses a minor that is not known', () => {
    const definition = buildDefinition({kubernetes: {version: '1.99'}});

    const issues = findIssues(forbidUnknownMinors, definition);

    expect(issues).toEqual([
      {
        code: 'VK3802',
        severity: 'error',
        path: ['kubernetes', 'version'],
        message: 'Kubernetes 1.99 is newer than any version that this release knows',
        hint: 'use "1.35", "1.36" or "1.37", or a newer release of vnetk8s',
      },
    ]);
  });

  it('accepts a known one', () => {
    const definition = buildDefinition({kubernetes: {version: '1.36'}});

    const issues = findIssues(forbidUnknownMinors, definition);

    expect(issues).toEqual([]);
  });

  it('refuses what is no version', () => {
    const definition = buildDefinition({kubernetes: {version: '1.036'}});

    const issues = findIssues(forbidUnknownMinors, definition);

    expect(issues).toEqual([
      {
        code: 'VK3802',
        severity: 'error',
        path: ['kubernetes', 'version'],
        message: '"1.036" is no version of Kubernetes',
        hint: 'use "1.35", "1.36" or "1.37", or a newer release of vnetk8s',
      },
    ]);
  });

  it('leaves an old minor to another rule', () => {
    const definition = buildDefinition({kubernetes: {version: '1.30'}});

    const issues = findIssues(forbidUnknownMinors, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfUnknownPatches', () => {
  it('warns of a patch that is not known', () => {
    const definition = buildDefinition({kubernetes: {version: '1.36.99'}});

    const issues = findIssues(warnOfUnknownPatches, definition);

    expect(issues).toEqual([
      {
        code: 'VK3803',
        severity: 'warning',
        path: ['kubernetes', 'version'],
        message: 'Kubernetes 1.36.99 is newer than this release: nodes fail to start if it does not exist',
        hint: 'use "1.36" for 1.36.6, the newest known',
      },
    ]);
  });

  it('accepts a minor', () => {
    const definition = buildDefinition({kubernetes: {version: '1.36'}});

    const issues = findIssues(warnOfUnknownPatches, definition);

    expect(issues).toEqual([]);
  });

  it('accepts an older patch', () => {
    const definition = buildDefinition({kubernetes: {version: '1.36.0'}});

    const issues = findIssues(warnOfUnknownPatches, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfUnusedMirrors', () => {
  it('warns of a mirror that nothing uses', () => {
    const definition = buildDefinition({
      kubernetes: {packages: {kubernetes: 'https://mirror.corp.example/kubernetes', preinstalled: true}},
    });

    const issues = findIssues(warnOfUnusedMirrors, definition);

    expect(issues).toEqual([
      {
        code: 'VK3804',
        severity: 'warning',
        path: ['kubernetes', 'packages', 'kubernetes'],
        message: 'this mirror has no effect: with preinstalled, nodes install no packages',
        hint: 'remove it, or preinstalled',
        related: [{path: ['kubernetes', 'packages', 'preinstalled'], message: 'packages are in the image'}],
        at: 'key',
      },
    ]);
  });

  it('accepts no mirror', () => {
    const definition = buildDefinition({kubernetes: {packages: {preinstalled: true}}});

    const issues = findIssues(warnOfUnusedMirrors, definition);

    expect(issues).toEqual([]);
  });

  it('names both mirrors', () => {
    const definition = buildDefinition({
      kubernetes: {
        packages: {
          kubernetes: 'https://mirror.corp.example/kubernetes',
          containerd: 'https://mirror.corp.example/docker',
          preinstalled: true,
        },
      },
    });

    const issues = findIssues(warnOfUnusedMirrors, definition);

    expect(issues).toEqual([
      {
        code: 'VK3804',
        severity: 'warning',
        path: ['kubernetes', 'packages', 'kubernetes'],
        message: 'this mirror has no effect: with preinstalled, nodes install no packages',
        hint: 'remove it, or preinstalled',
        related: [{path: ['kubernetes', 'packages', 'preinstalled'], message: 'packages are in the image'}],
        at: 'key',
      },
      {
        code: 'VK3804',
        severity: 'warning',
        path: ['kubernetes', 'packages', 'containerd'],
        message: 'this mirror has no effect: with preinstalled, nodes install no packages',
        hint: 'remove it, or preinstalled',
        related: [{path: ['kubernetes', 'packages', 'preinstalled'], message: 'packages are in the image'}],
        at: 'key',
      },
    ]);
  });

  it('accepts mirrors of nodes that install', () => {
    const definition = buildDefinition({
      kubernetes: {packages: {kubernetes: 'https://mirror.corp.example/kubernetes'}},
    });

    const issues = findIssues(warnOfUnusedMirrors, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireLastingAuthorities', () => {
  it('refuses certificates that outlive their authority', () => {
    const definition = buildDefinition({kubernetes: {certificates: {authorityValidityDays: 364}}});

    const issues = findIssues(requireLastingAuthorities, definition);

    expect(issues).toEqual([
      {
        code: 'VK3805',
        severity: 'error',
        path: ['kubernetes', 'certificates', 'validityDays'],
        message: 'certificates of 365 days would outlive the authorities that sign them, of 364 days',
        hint: 'use at most 364',
        related: [{path: ['kubernetes', 'certificates', 'authorityValidityDays'], message: 'the authorities'}],
      },
    ]);
  });

  it('accepts as long as the authority', () => {
    const definition = buildDefinition({kubernetes: {certificates: {authorityValidityDays: 365}}});

    const issues = findIssues(requireLastingAuthorities, definition);

    expect(issues).toEqual([]);
  });
});
