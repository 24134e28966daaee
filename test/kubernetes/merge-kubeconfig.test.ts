import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse, stringify} from 'yaml';
import {kubeconfig} from '../../src/kubernetes/kubeconfig.ts';
import {type MergeOptions, mergeKubeconfig} from '../../src/kubernetes/merge-kubeconfig.ts';

const OWN = kubeconfig({
  cluster: 'prod',
  server: 'https://10.0.0.4:6443',
  certificateAuthority: 'authority',
  user: {name: 'vnetk8s-admin', certificate: 'certificate', key: 'key'},
});

const EXISTING = `# mine, by hand
apiVersion: v1
clusters:
- cluster:
    server: https://old:6443 # keep
  name: old

# the one of the office
- cluster:
    server: "https://office"
  name: office
contexts:
- context:
    cluster: old
    user: old
  name: old
current-context: old
kind: Config
preferences: {}
users:
- name: old
  user:
    exec:
      args:
      - get-token
      command: kubelogin
      env: null
`;

const CAREFUL: MergeOptions = {overwrite: false, setCurrent: false};

function merged(existing: string, addition = OWN, options = CAREFUL) {
  const result = mergeKubeconfig(existing, addition, options);
  if (result.kind !== 'merged') throw new Error(`not merged: ${JSON.stringify(result)}`);
  return result;
}

describe('mergeKubeconfig', () => {
  it('keeps comments, the order and the current context', () => {
    expect(merged(EXISTING)).toEqual({
      kind: 'merged',
      changed: true,
      context: 'prod-vnetk8s-admin',
      before: 'old',
      current: 'old',
      replaced: [],
      text: `# mine, by hand
apiVersion: v1
clusters:
- cluster:
    server: https://old:6443 # keep
  name: old

# the one of the office
- cluster:
    server: "https://office"
  name: office
- name: prod
  cluster:
    server: https://10.0.0.4:6443
    certificate-authority-data: YXV0aG9yaXR5
contexts:
- context:
    cluster: old
    user: old
  name: old
- name: prod-vnetk8s-admin
  context:
    cluster: prod
    user: prod-vnetk8s-admin
current-context: old
kind: Config
preferences: {}
users:
- name: old
  user:
    exec:
      args:
      - get-token
      command: kubelogin
      env: null
- name: prod-vnetk8s-admin
  user:
    client-certificate-data: Y2VydGlmaWNhdGU=
    client-key-data: a2V5
`,
    });
  });

  it.each([
    ['nothing', ''],
    ['a comment', '# mine\n'],
    [
      'what kubectl writes for nothing',
      'apiVersion: v1\nclusters: null\ncontexts: null\ncurrent-context: ""\nkind: Config\nusers: null\n',
    ],
    ['empty lists', 'apiVersion: v1\nclusters: []\ncontexts: []\nkind: Config\nusers: []\n'],
    ['a list that is indented', 'clusters:\n  - name: a\n    cluster: {server: "https://a"}\n'],
    ['JSON', '{"apiVersion":"v1","kind":"Config","clusters":[],"users":[],"contexts":[],"current-context":""}'],
    ['another kubeconfig', EXISTING],
  ])('changes nothing the second time: %s', (_, existing) => {
    const once = merged(existing);
    const twice = merged(once.text);

    expect(once.changed).toBe(true);
    expect(twice).toEqual({...once, changed: false, before: once.current});
  });

  it('changes nothing the second time, and nothing that was there, whatever is there', {timeout: 30_000}, () => {
    const entry = fc.record({name: fc.string(), cluster: fc.record({server: fc.webUrl(), note: fc.string()})});
    const file = fc.record({
      clusters: fc.uniqueArray(entry, {selector: ({name}) => name}),
      'current-context': fc.string(),
      extensions: fc.array(fc.string()),
    });
    const indentSeq = fc.boolean();
    fc.assert(
      fc.property(file, indentSeq, (existing, indent) => {
        const once = merged(stringify(existing, {indentSeq: indent}));
        const after = parse(once.text);

        expect(merged(once.text)).toEqual({...once, changed: false, before: once.current});
        expect({...after, clusters: after.clusters.slice(0, -1)}).toMatchObject({
          clusters: existing.clusters,
          extensions: existing.extensions,
        });
      }),
    );
  });

  it('makes the context the current one if there is none', () => {
    expect(merged('').current).toBe('prod-vnetk8s-admin');
    expect(merged('current-context: ""\n').text).toContain('current-context: "prod-vnetk8s-admin"\n');
  });

  it('makes it the current one where that is asked for', () => {
    const {text, before, current} = merged(EXISTING, OWN, {...CAREFUL, setCurrent: true});

    expect({before, current}).toEqual({before: 'old', current: 'prod-vnetk8s-admin'});
    expect(text).toContain('current-context: prod-vnetk8s-admin\n');
  });

  it('calls the context as it is asked to', () => {
    const {text, context} = merged(EXISTING, OWN, {...CAREFUL, context: 'work'});

    expect(context).toBe('work');
    expect(text).toContain('- name: work\n  context:\n    cluster: prod\n    user: prod-vnetk8s-admin\n');
  });

  it('refuses entries of the same names that differ, and names them', () => {
    const {text} = merged(EXISTING);
    const other = OWN.replace('10.0.0.4', '10.9.9.9').replace('a2V5', 'b3RoZXI=');

    expect(mergeKubeconfig(text, other, CAREFUL)).toEqual({
      kind: 'conflict',
      entries: ['cluster prod', 'user prod-vnetk8s-admin'],
    });
  });

  it('replaces them in their places where it may', () => {
    const before = `clusters:\n# ours\n- cluster:\n    server: https://gone\n  name: prod\n- name: z\n  cluster:\n    server: https://z\n`;
    const {text, replaced} = merged(before, OWN, {...CAREFUL, overwrite: true});

    expect(replaced).toEqual(['cluster prod']);
    expect(text).toContain(
      'clusters:\n# ours\n- name: prod\n  cluster:\n    server: https://10.0.0.4:6443\n    certificate-authority-data: YXV0aG9yaXR5\n- name: z\n',
    );
  });

  it('takes entries for the same whatever the order of their fields', () => {
    const before = `clusters:\n- cluster:\n    certificate-authority-data: YXV0aG9yaXR5\n    server: https://10.0.0.4:6443\n  name: prod\n`;

    expect(merged(before).replaced).toEqual([]);
  });

  it('leaves the current context to a file that is read together with it', () => {
    const {before, current, text} = merged('', OWN, {...CAREFUL, elsewhere: 'office'});

    expect({before, current, said: text.includes('current-context')}).toEqual({
      before: 'office',
      current: 'office',
      said: false,
    });
  });

  it('leaves a text of Windows one', () => {
    const {text} = merged(`\uFEFF${EXISTING.replaceAll('\n', '\r\n')}`);

    expect(text).toBe(`\uFEFF${merged(EXISTING).text.replaceAll('\n', '\r\n')}`);
  });

  it('leaves JSON JSON', () => {
    const {text} = merged('{"clusters": [{"name": "a", "cluster": {"server": "https://a"}}]}');

    expect(JSON.parse(text)).toMatchObject({
      clusters: [{name: 'a'}, {name: 'prod'}],
      users: [{name: 'prod-vnetk8s-admin'}],
    });
  });

  it.each([
    [
      'clusters:\n- name: a\nusers: [\n',
      4,
      'flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['clusters:\n  a: 1\n', 2, 'clusters is not a list'],
    ['- a\n', 1, 'it is not a mapping'],
    ['users:\n- name: a\n- user: {}\n', 3, 'an entry of users has no name'],
    ['kind: Config\nkind: Config\n', 2, 'map keys must be unique'],
    ['kind: Config\n---\nkind: Config\n', 2, 'it holds more than one document'],
  ])('does not touch what it cannot read: %j', (existing, line, reason) => {
    expect(mergeKubeconfig(existing, OWN, CAREFUL)).toEqual({kind: 'unreadable', line, reason});
  });
});
