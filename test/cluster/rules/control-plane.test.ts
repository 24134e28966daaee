import {describe, expect, it} from 'vitest';
import {
  forbidAuthorizedCidrsOfPrivateEndpoint,
  forbidEphemeralControlPlane,
  requireAuthorizedCidrs,
  requireDnsLabelOfEndpoint,
  warnOfOpenEndpoint,
  warnOfPrivateAuthorizedCidrs,
} from '../../../src/cluster/rules/control-plane.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidAuthorizedCidrsOfPrivateEndpoint', () => {
  it('refuses authorised ranges of a private endpoint', () => {
    const definition = buildDefinition({
      controlPlane: {endpoint: {access: 'private', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(forbidAuthorizedCidrsOfPrivateEndpoint, definition);

    expect(issues).toEqual([
      {
        code: 'VK3401',
        severity: 'error',
        path: ['controlPlane', 'endpoint', 'authorizedCidrs'],
        message: 'authorizedCidrs without a public endpoint: a private one is not reached from the Internet',
        hint: 'write access: public, or remove authorizedCidrs',
        related: [{path: ['controlPlane', 'endpoint', 'access'], message: 'the endpoint is private'}],
        at: 'key',
      },
    ]);
  });

  it('accepts authorised ranges of a public endpoint', () => {
    const definition = buildDefinition({
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(forbidAuthorizedCidrsOfPrivateEndpoint, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireAuthorizedCidrs', () => {
  it('refuses a public endpoint that does not say for whom', () => {
    const definition = buildDefinition({controlPlane: {endpoint: {access: 'public'}}});

    const issues = findIssues(requireAuthorizedCidrs, definition);

    expect(issues).toEqual([
      {
        code: 'VK3402',
        severity: 'error',
        path: ['controlPlane', 'endpoint', 'authorizedCidrs'],
        message: 'the endpoint is public, and authorizedCidrs does not say from where',
        hint: 'list your public ranges, such as authorizedCidrs: [198.51.100.0/24]; 0.0.0.0/0 is everybody',
        related: [{path: ['controlPlane', 'endpoint', 'access'], message: 'the endpoint is public'}],
      },
    ]);
  });

  it('accepts a public endpoint with its ranges', () => {
    const definition = buildDefinition({
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(requireAuthorizedCidrs, definition);

    expect(issues).toEqual([]);
  });

  it('accepts everybody where it says so', () => {
    const definition = buildDefinition({controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['0.0.0.0/0']}}});

    const issues = findIssues(requireAuthorizedCidrs, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfOpenEndpoint', () => {
  it('warns of an endpoint for everybody', () => {
    const definition = buildDefinition({controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['0.0.0.0/0']}}});

    const issues = findIssues(warnOfOpenEndpoint, definition);

    expect(issues).toEqual([
      {
        code: 'VK3403',
        severity: 'warning',
        path: ['controlPlane', 'endpoint', 'authorizedCidrs', 0],
        message: '0.0.0.0/0 lets everybody on the Internet reach the Kubernetes API',
        hint: 'list your own public ranges, or write access: private',
        related: [{path: ['controlPlane', 'endpoint', 'access'], message: 'public'}],
      },
    ]);
  });

  it('accepts an endpoint for some', () => {
    const definition = buildDefinition({
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(warnOfOpenEndpoint, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfPrivateAuthorizedCidrs', () => {
  it('warns of a private range', () => {
    const definition = buildDefinition({
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24', '10.0.0.0/8']}},
    });

    const issues = findIssues(warnOfPrivateAuthorizedCidrs, definition);

    expect(issues).toEqual([
      {
        code: 'VK3404',
        severity: 'warning',
        path: ['controlPlane', 'endpoint', 'authorizedCidrs', 1],
        message: '10.0.0.0/8 is private, and nothing comes from there over the Internet',
        hint: 'list the public addresses that these networks have on the Internet; the virtual network is let in anyway',
      },
    ]);
  });

  it('accepts a public range', () => {
    const definition = buildDefinition({
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(warnOfPrivateAuthorizedCidrs, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidEphemeralControlPlane', () => {
  it('refuses an ephemeral disk', () => {
    const definition = buildDefinition({controlPlane: {osDisk: {storage: 'Ephemeral'}}});

    const issues = findIssues(forbidEphemeralControlPlane, definition);

    expect(issues).toEqual([
      {
        code: 'VK3405',
        severity: 'error',
        path: ['controlPlane', 'osDisk', 'storage'],
        message: 'Ephemeral loses the certificates of the control plane when Azure moves or repairs a machine',
        hint: 'use Premium_LRS',
      },
    ]);
  });

  it('accepts a managed disk', () => {
    const definition = buildDefinition({controlPlane: {osDisk: {storage: 'Premium_LRS'}}});

    const issues = findIssues(forbidEphemeralControlPlane, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireDnsLabelOfEndpoint', () => {
  it('refuses a name of two characters for a public endpoint', () => {
    const definition = buildDefinition({
      name: 'k8',
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(requireDnsLabelOfEndpoint, definition);

    expect(issues).toEqual([
      {
        code: 'VK3406',
        severity: 'error',
        path: ['name'],
        message: '"k8" cannot be the DNS name of a public endpoint: shorter than 3 characters (2)',
        hint: 'choose a name of at least 3 characters',
        related: [{path: ['controlPlane', 'endpoint', 'access'], message: 'the endpoint is public'}],
      },
    ]);
  });

  it('accepts a name of three characters', () => {
    const definition = buildDefinition({
      name: 'k8s',
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const issues = findIssues(requireDnsLabelOfEndpoint, definition);

    expect(issues).toEqual([]);
  });

  it('accepts any name for a private endpoint', () => {
    const definition = buildDefinition({name: 'k8'});

    const issues = findIssues(requireDnsLabelOfEndpoint, definition);

    expect(issues).toEqual([]);
  });
});
