import {describe, expect, it} from 'vitest';
import {
  forbidRepeatedTaints,
  forbidReservedLabels,
  requireLabelKeys,
  requireLabelValues,
  requireTaints,
} from '../../../src/cluster/rules/labels-and-taints.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('requireLabelKeys', () => {
  it('refuses a key with a space', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {'team name': 'shop'}}]});

    const issues = findIssues(requireLabelKeys, definition);

    expect(issues).toEqual([
      {
        code: 'VK3530',
        severity: 'error',
        path: ['nodePools', 0, 'labels', 'team name'],
        message: '"team name" is no label: has a space; only letters, digits, -, _ and . are allowed',
        hint: 'write name or prefix/name, of letters, digits, -, _ and .',
        at: 'key',
      },
    ]);
  });

  it('accepts a key with a hyphen', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {'team-name': 'shop'}}]});

    const issues = findIssues(requireLabelKeys, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireLabelValues', () => {
  it('refuses a value with an @', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {owner: 'shop@example.com'}}]});

    const issues = findIssues(requireLabelValues, definition);

    expect(issues).toEqual([
      {
        code: 'VK3531',
        severity: 'error',
        path: ['nodePools', 0, 'labels', 'owner'],
        message: '"shop@example.com" is no value of a label: has @; only letters, digits, -, _ and . are allowed',
        hint: 'write at most 63 letters, digits, -, _ and ., a letter or digit first and last',
      },
    ]);
  });

  it('accepts a plain value', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {owner: 'shop'}}]});

    const issues = findIssues(requireLabelValues, definition);

    expect(issues).toEqual([]);
  });

  it('accepts an empty value', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {'example.com/web': ''}}]});

    const issues = findIssues(requireLabelValues, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidReservedLabels', () => {
  it("refuses one of Kubernetes' labels", () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {'node-role.kubernetes.io/worker': ''}}]});

    const issues = findIssues(forbidReservedLabels, definition);

    expect(issues).toEqual([
      {
        code: 'VK3532',
        severity: 'error',
        path: ['nodePools', 0, 'labels', 'node-role.kubernetes.io/worker'],
        message:
          '"node-role.kubernetes.io/worker" is reserved: of node-role.kubernetes.io a node may not give itself this label',
        hint: 'use a prefix of your own, such as example.com/worker',
        at: 'key',
      },
    ]);
  });

  it('accepts a prefix of its own', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {'example.com/worker': ''}}]});

    const issues = findIssues(forbidReservedLabels, definition);

    expect(issues).toEqual([]);
  });

  it('refuses labels of vnetk8s', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', labels: {'vnetk8s.io/pool': 'web'}}]});

    const issues = findIssues(forbidReservedLabels, definition);

    expect(issues).toEqual([
      {
        code: 'VK3532',
        severity: 'error',
        path: ['nodePools', 0, 'labels', 'vnetk8s.io/pool'],
        message: '"vnetk8s.io/pool" is reserved: vnetk8s sets these labels',
        hint: 'use a prefix of your own, such as example.com/pool',
        at: 'key',
      },
    ]);
  });

  it('refuses node-restriction.kubernetes.io', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', labels: {'node-restriction.kubernetes.io/team': 'web'}}],
    });

    const issues = findIssues(forbidReservedLabels, definition);

    expect(issues).toEqual([
      {
        code: 'VK3532',
        severity: 'error',
        path: ['nodePools', 0, 'labels', 'node-restriction.kubernetes.io/team'],
        message: '"node-restriction.kubernetes.io/team" is reserved: no node may give itself this label',
        hint: 'use a prefix of your own, such as example.com/team',
        at: 'key',
      },
    ]);
  });

  it('accepts what a node may set, and leaves what is no label to another rule', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'apps', labels: {'node.kubernetes.io/exclude': '1', 'a b': 'c'}}],
    });

    const issues = findIssues(forbidReservedLabels, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireTaints', () => {
  it('refuses an unknown effect', () => {
    const definition = buildDefinition({nodePools: [{name: 'gpu', taints: ['dedicated=gpu:NoScheduling']}]});

    const issues = findIssues(requireTaints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3533',
        severity: 'error',
        path: ['nodePools', 0, 'taints', 0],
        message:
          '"dedicated=gpu:NoScheduling" is no taint: effect "NoScheduling" is not NoSchedule, PreferNoSchedule or NoExecute',
        hint: 'write key=value:Effect or key:Effect, with an effect of NoSchedule, PreferNoSchedule, NoExecute',
      },
    ]);
  });

  it('accepts a taint', () => {
    const definition = buildDefinition({nodePools: [{name: 'gpu', taints: ['dedicated=gpu:NoSchedule']}]});

    const issues = findIssues(requireTaints, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a taint without a value', () => {
    const definition = buildDefinition({nodePools: [{name: 'gpu', taints: ['dedicated:NoExecute']}]});

    const issues = findIssues(requireTaints, definition);

    expect(issues).toEqual([]);
  });

  it('refuses a taint without an effect', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'gpu', taints: ['dedicated=gpu']}]});

    const issues = findIssues(requireTaints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3533',
        severity: 'error',
        path: ['nodePools', 1, 'taints', 0],
        message:
          '"dedicated=gpu" is no taint: has no effect: it ends with :NoSchedule, :PreferNoSchedule or :NoExecute',
        hint: 'write key=value:Effect or key:Effect, with an effect of NoSchedule, PreferNoSchedule, NoExecute',
      },
    ]);
  });
});

describe('forbidRepeatedTaints', () => {
  it('refuses a second taint of one key and effect', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'gpu', taints: ['dedicated=gpu:NoSchedule', 'dedicated=batch:NoSchedule']}],
    });

    const issues = findIssues(forbidRepeatedTaints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3534',
        severity: 'error',
        path: ['nodePools', 0, 'taints', 1],
        message: '"dedicated=batch:NoSchedule" and "dedicated=gpu:NoSchedule" have the same key and effect',
        hint: 'remove one of them',
        related: [{path: ['nodePools', 0, 'taints', 0], message: 'the first'}],
      },
    ]);
  });

  it('accepts another effect', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'gpu', taints: ['dedicated=gpu:NoSchedule', 'dedicated=gpu:NoExecute']}],
    });

    const issues = findIssues(forbidRepeatedTaints, definition);

    expect(issues).toEqual([]);
  });

  it('finds one without a value', () => {
    const definition = buildDefinition({
      nodePools: [{name: 'gpu', taints: ['dedicated:NoSchedule', 'other:NoSchedule', 'dedicated=gpu:NoSchedule']}],
    });

    const issues = findIssues(forbidRepeatedTaints, definition);

    expect(issues).toEqual([
      {
        code: 'VK3534',
        severity: 'error',
        path: ['nodePools', 0, 'taints', 2],
        message: '"dedicated=gpu:NoSchedule" and "dedicated:NoSchedule" have the same key and effect',
        hint: 'remove one of them',
        related: [{path: ['nodePools', 0, 'taints', 0], message: 'the first'}],
      },
    ]);
  });
});
