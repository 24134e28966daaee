import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkLabelKey,
  checkLabelValue,
  checkNodeLabel,
  checkTaint,
} from '../../src/kubernetes/names.ts';

/** Texts close enough to names that both correct and wrong ones come up. */
const nearName = fc.string({unit: fc.constantFrom('a', 'Z', '7', '-', '_', '.', '/', ' ', 'é'), maxLength: 12});

describe('checkDnsLabel', () => {
  it.each([
    ['a', undefined],
    ['node-0', undefined],
    ['0', undefined],
    ['a'.repeat(63), undefined],
    ['a'.repeat(71), 'longer than 63 characters (71)'],
    ['', 'is empty'],
    ['Node', 'has N; only a to z, 0 to 9 and - are allowed'],
    ['a.b', 'has .; only a to z, 0 to 9 and - are allowed'],
    ['a b', 'has a space; only a to z, 0 to 9 and - are allowed'],
    ['é', 'has a character that is not printable ASCII; only a to z, 0 to 9 and - are allowed'],
    ['a\n', 'has a character that is not printable ASCII; only a to z, 0 to 9 and - are allowed'],
    ['-a', 'must begin with a lower-case letter or digit'],
    ['a-', 'must end with a lower-case letter or digit'],
  ])('says of %j: %j', (text, reason) => {
    expect(checkDnsLabel(text)).toBe(reason);
  });

  it("takes exactly what matches Kubernetes' expression", () => {
    fc.assert(
      fc.property(nearName, (text) => {
        expect(checkDnsLabel(text) === undefined).toBe(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text));
      }),
    );
  });
});

describe('checkDnsSubdomain', () => {
  it.each([
    ['example.com', undefined],
    ['a', undefined],
    [`${'a'.repeat(64)}.b`, undefined],
    ['a'.repeat(254), 'longer than 253 characters (254)'],
    ['', 'is empty'],
    ['a..b', 'has an empty part: dots stand between two parts'],
    ['a.', 'has an empty part: dots stand between two parts'],
    ['A', 'has A; only a to z, 0 to 9 and - are allowed'],
    ['a.-b', 'part "-b": must begin with a lower-case letter or digit'],
  ])('says of %j: %j', (text, reason) => {
    expect(checkDnsSubdomain(text)).toBe(reason);
  });
});

describe('checkLabelKey', () => {
  it.each([
    ['team', undefined],
    ['Team_1.x', undefined],
    ['example.com/team', undefined],
    [`${'a'.repeat(253)}/${'b'.repeat(63)}`, undefined],
    ['b'.repeat(64), 'longer than 63 characters (64)'],
    ['', 'is empty'],
    ['a/b/c', 'has more than one slash: a key is name or prefix/name'],
    ['/a', 'has nothing before the slash'],
    ['a/', 'has nothing after the slash'],
    ['Example.com/team', 'prefix: part "Example": has E; only a to z, 0 to 9 and - are allowed'],
    [`${'a'.repeat(254)}/b`, 'prefix: longer than 253 characters (254)'],
    ['my team', 'has a space; only letters, digits, -, _ and . are allowed'],
    ['team!', 'has !; only letters, digits, -, _ and . are allowed'],
    ['-team', 'must begin with a letter or digit'],
    ['team_', 'must end with a letter or digit'],
  ])('says of %j: %j', (key, reason) => {
    expect(checkLabelKey(key)).toBe(reason);
  });

  it("takes exactly what matches Kubernetes' expression", () => {
    const grammar =
      /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

    fc.assert(
      fc.property(nearName, (key) => {
        expect(checkLabelKey(key) === undefined).toBe(grammar.test(key));
      }),
    );
  });
});

describe('checkLabelValue', () => {
  it.each([
    ['', undefined],
    ['frontend', undefined],
    ['v1.2_3', undefined],
    ['a/b', 'has /; only letters, digits, -, _ and . are allowed'],
    ['.a', 'must begin with a letter or digit'],
    ['x'.repeat(64), 'longer than 63 characters (64)'],
  ])('says of %j: %j', (value, reason) => {
    expect(checkLabelValue(value)).toBe(reason);
  });
});

describe('checkTaint', () => {
  it.each([
    ['dedicated=gpu:NoSchedule', undefined],
    ['dedicated:NoExecute', undefined],
    ['dedicated=:PreferNoSchedule', undefined],
    ['example.com/dedicated=gpu:NoSchedule', undefined],
    ['dedicated=gpu', 'has no effect: it ends with :NoSchedule, :PreferNoSchedule or :NoExecute'],
    ['', 'has no effect: it ends with :NoSchedule, :PreferNoSchedule or :NoExecute'],
    ['dedicated=gpu:noschedule', 'effect "noschedule" is not NoSchedule, PreferNoSchedule or NoExecute'],
    ['dedicated=gpu:', 'effect "" is not NoSchedule, PreferNoSchedule or NoExecute'],
    ['a=b=c:NoSchedule', 'has more than one equals sign'],
    ['=b:NoSchedule', 'key: is empty'],
    ['-a=b:NoSchedule', 'key: must begin with a letter or digit'],
    ['a=b c:NoSchedule', 'value: has a space; only letters, digits, -, _ and . are allowed'],
    ['a:b:NoSchedule', 'key: has :; only letters, digits, -, _ and . are allowed'],
  ])('says of %j: %j', (taint, reason) => {
    expect(checkTaint(taint)).toBe(reason);
  });
});

describe('checkNodeLabel', () => {
  it.each([
    ['team', undefined],
    ['vnetk8s.io/pool', undefined],
    ['example.com/team', undefined],
    ['notkubernetes.io/a', undefined],
    ['kubernetes.io/arch', undefined],
    ['topology.kubernetes.io/zone', undefined],
    ['node.kubernetes.io/exclude-from-external-load-balancers', undefined],
    ['gpu.node.kubernetes.io/model', undefined],
    ['kubelet.kubernetes.io/x', undefined],
    ['kubernetes.io/role', 'is reserved: of kubernetes.io a node may not give itself this label'],
    ['k8s.io/x', 'is reserved: of k8s.io a node may not give itself this label'],
    ['sig.k8s.io/x', 'is reserved: of sig.k8s.io a node may not give itself this label'],
    ['node-role.kubernetes.io/worker', 'is reserved: of node-role.kubernetes.io a node may not give itself this label'],
    ['node-restriction.kubernetes.io/pci', 'is reserved: no node may give itself this label'],
    ['a.node-restriction.kubernetes.io/pci', 'is reserved: no node may give itself this label'],
    ['my team', 'has a space; only letters, digits, -, _ and . are allowed'],
  ])('says of %j: %j', (key, reason) => {
    expect(checkNodeLabel(key)).toBe(reason);
  });
});
