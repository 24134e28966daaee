import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {parse} from 'yaml';
import {apiServerHostName} from '../../src/cluster/names.ts';
import {formatAddress} from '../../src/ipv4/address.ts';
import {DEFAULT_MINOR} from '../../src/kubernetes/versions.ts';
import {API_SERVER_FILES} from '../../src/node/node-paths.ts';
import {VIEWER} from '../../src/pki/make-pki.ts';
import {startBackground} from '../fabric/process.ts';
import {type ApiServer, type Caller, INIT, initPhases, startApiServer, staticPodCommand} from './api-server.ts';
import {type GeneratedCluster, generateCluster, textOf} from './generated-cluster.ts';
import {createMachineFolder, folderForTest, type MachineFolder, withMachineNetwork} from './machine-folder.ts';
import {applyManifests, messageOf, refusals} from './manifests.ts';
import {API_SERVER, describeWithTools, kubeadmOf} from './tools.ts';

const ADDRESS = '10.140.0.5';
const KUBEADM = kubeadmOf(DEFAULT_MINOR);
const JOIN = '/etc/vnetk8s/kubeadm/join.yaml';
const ADDON = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: kube-system\n';

/** The API server that is well has the other one. */
const OTHER_PORT = '--secure-port=16443';

/** What the API server says when it cannot read a file strictly, and goes on. */
const COMPLAINT = /strict decoding error|lenient decoding/;

/** Phases until there is everything that the API server is started with. */
const BEFORE = ['certs all', 'kubeconfig all', 'control-plane all', 'etcd local'];

/** A control-plane machine as the bootstrap leaves it to `kubeadm init`. */
async function prepare(folder: MachineFolder, {controlPlane}: GeneratedCluster): Promise<void> {
  await folder.install(KUBEADM, 'kubeadm');
  await folder.writeText(
    INIT,
    textOf(controlPlane, '/etc/vnetk8s/kubeadm/cluster.yaml') + textOf(controlPlane, '/etc/vnetk8s/join-token.yaml'),
  );
  await initPhases(folder, BEFORE);
}

/** Writes the client certificate of a kubeconfig to the machine, and returns who that is. */
async function clientOf(folder: MachineFolder, kubeconfig: string): Promise<Caller & {readonly server: string}> {
  const {clusters, users} = parse(kubeconfig);
  const [certificate, key] = ['/tmp/client.crt', '/tmp/client.key'].map((path) => `${path}-${users[0].name}`);
  if (certificate === undefined || key === undefined) throw new Error('there is no client');
  await folder.writeText(certificate, Buffer.from(users[0].user['client-certificate-data'], 'base64').toString());
  await folder.writeText(key, Buffer.from(users[0].user['client-key-data'], 'base64').toString());
  return {certificate, key, server: new URL(clusters[0].cluster.server).hostname};
}

/** What of a Service somebody has written, without what the API server adds to every one. */
function ownPart(service: unknown): {readonly labels: unknown; readonly annotations: unknown; readonly spec: object} {
  const {metadata, spec} = service as {
    readonly metadata: {readonly labels: unknown; readonly annotations: unknown};
    readonly spec: object;
  };
  return {labels: metadata.labels, annotations: metadata.annotations, spec};
}

function kubeconfigOf({kubeconfigs}: GeneratedCluster, path: string): string {
  const file = kubeconfigs.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`there is no ${path}`);
  return file.content;
}

describeWithTools('an API server', [KUBEADM, API_SERVER, 'etcd'], () => {
  const network = withMachineNetwork(ADDRESS);
  let generated: GeneratedCluster;
  let folder: MachineFolder;
  let server: ApiServer;
  let admin: Caller & {readonly server: string};
  beforeAll(async () => {
    generated = await generateCluster('autoscaled.yaml', [], [{name: 'settings', text: ADDON}]);
    folder = await createMachineFolder(network(), generated.controlPlane);
    await prepare(folder, generated);
    const host = apiServerHostName(generated.cluster);
    await folder.writeText('/etc/hosts', `127.0.0.1 localhost\n${ADDRESS} ${host}\n`);
    server = await startApiServer(folder, host, ADDRESS);
    await initPhases(folder, ['upload-config all', 'bootstrap-token', 'addon all']);
    admin = await clientOf(folder, kubeconfigOf(generated, 'kubeconfig'));
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await folder?.remove();
  });

  it('answers whoever has the kubeconfig, at the address in it', async () => {
    const {code, body} = await server.ask({as: admin, path: '/api/v1/namespaces/kube-system'}, admin.server);

    expect({code, body}).toEqual({code: 200, body: expect.objectContaining({kind: 'Namespace'})});
  });

  it('tells strangers whether it is well, and nothing else', async () => {
    const codes = await Promise.all(
      ['/livez', '/readyz', '/healthz', '/version', '/api/v1/namespaces'].map(async (path) => [
        path,
        (await server.ask({as: 'anonymous', path})).code,
      ]),
    );

    expect(codes).toEqual([
      ['/livez', 200],
      ['/readyz', 200],
      ['/healthz', 200],
      ['/version', 401],
      ['/api/v1/namespaces', 401],
    ]);
  });

  it('lets a machine read with the join token what it joins with, and no Secret', async () => {
    const [user] = parse(textOf(generated.controlPlane, '/etc/vnetk8s/discovery.conf')).users;
    const as = {token: user.user.token};
    const codes = await Promise.all(
      ['configmaps/kubeadm-config', 'configmaps/kube-proxy', 'secrets'].map(
        async (path) => (await server.ask({as, path: `/api/v1/namespaces/kube-system/${path}`})).code,
      ),
    );

    expect(codes).toEqual([200, 200, 403]);
  });

  it('is found by a second machine of the control plane, which makes its certificates with the same keys', async () => {
    const second = await folderForTest(network(), generated.controlPlane);
    await second.install(KUBEADM, 'kubeadm');
    await second.writeText('/etc/hosts', await folder.readText('/etc/hosts'));

    for (const phase of ['certs', 'kubeconfig', 'control-plane']) {
      await second.succeed(['/bin/kubeadm', 'join', 'phase', 'control-plane-prepare', phase, '--config', JOIN]);
    }

    // The address of its own is that of the first machine here.
    expect(await staticPodCommand(second, 'kube-apiserver')).toEqual(await staticPodCommand(folder, 'kube-apiserver'));
  });

  it('gives the DNS Service the address that kubelets give to pods', async () => {
    const {body} = await server.ask({as: admin, path: '/api/v1/namespaces/kube-system/services/kube-dns'});

    expect(body).toMatchObject({spec: {clusterIP: formatAddress(generated.cluster.network.dnsServiceIP)}});
  });

  it('takes, where the definition has another address, a Service that differs in the address alone', async () => {
    const path = '/api/v1/namespaces/kube-system/services/kube-dns';
    const {serviceCidr} = generated.cluster.network;
    const address = formatAddress(serviceCidr.address + 53);
    const {controlPlane} = await generateCluster('autoscaled.yaml', [`network.dnsServiceIP=${address}`]);
    const before = await server.ask({as: admin, path});

    await server.ask({as: admin, method: 'DELETE', path});
    const applied = await applyManifests(server, admin, textOf(controlPlane, '/etc/vnetk8s/dns-service.yaml'));
    const after = await server.ask({as: admin, path});

    expect(refusals(applied)).toEqual([]);
    expect(ownPart(after.body)).toEqual({
      ...ownPart(before.body),
      spec: {...ownPart(before.body).spec, clusterIP: address, clusterIPs: [address]},
    });
    await server.ask({as: admin, method: 'DELETE', path});
    await initPhases(folder, ['addon coredns']);
  });

  it('takes every manifest, and refuses none of their keys', async () => {
    const paths = generated.controlPlane.flatMap(({path}) =>
      /^\/etc\/vnetk8s\/(components|addons)\//.test(path) ? [path] : [],
    );
    const applied = [];
    for (const path of paths) {
      applied.push(...(await applyManifests(server, admin, textOf(generated.controlPlane, path))));
    }

    expect(paths.map((path) => path.split('/').at(-1))).toEqual([
      '01-cloud-node-manager.yaml',
      '02-cloud-controller-manager.yaml',
      '03-cluster-autoscaler.yaml',
      '04-viewers.yaml',
      '01-settings.yaml',
    ]);
    expect(refusals(applied)).toEqual([]);
    expect(applied.length).toBeGreaterThan(10);
  });

  it('refuses a manifest with a misspelt key', async () => {
    const right = textOf(generated.controlPlane, '/etc/vnetk8s/components/01-cloud-node-manager.yaml');

    const applied = await applyManifests(server, admin, right.replace('hostNetwork:', 'hostNetworks:'));

    expect(refusals(applied)).toEqual([
      expect.stringMatching(/^DaemonSet cloud-node-manager: 500 .*\.hostNetworks: field not declared in schema$/),
    ]);
  });

  it('knows whoever has the viewers’ kubeconfig as one of those who may look', async () => {
    await applyManifests(server, admin, textOf(generated.controlPlane, '/etc/vnetk8s/components/04-viewers.yaml'));
    const as = await clientOf(folder, kubeconfigOf(generated, 'kubeconfig-viewer'));
    const group = '/apis/authentication.k8s.io/v1';
    const review = 'apiVersion: authentication.k8s.io/v1\nkind: SelfSubjectReview\n';
    const {body: who} = await server.ask({as, method: 'POST', path: `${group}/selfsubjectreviews`, yaml: review});
    const bindings = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
    const {body: binding} = await server.ask({as: admin, path: `${bindings}/vnetk8s:viewers`});

    expect(who).toMatchObject({
      status: {userInfo: {username: VIEWER.user, groups: [VIEWER.group, 'system:authenticated']}},
    });
    expect(binding).toMatchObject({
      roleRef: {kind: 'ClusterRole', name: 'view'},
      subjects: [{kind: 'Group', name: VIEWER.group}],
    });
  });

  it('keeps Secrets encrypted in etcd, and out of the audit log', async () => {
    const value = 'bm90IGZvciBldmVyeWJvZHk=';
    const plain = Buffer.from(value, 'base64').toString();
    const yaml = `apiVersion: v1\nkind: Secret\nmetadata: {name: hidden}\ndata: {word: ${value}}\n`;
    const {code} = await server.ask({as: admin, method: 'POST', path: '/api/v1/namespaces/default/secrets', yaml});
    const data = await Promise.all(
      (await filesBelow(folder.place('/var/lib/etcd'))).map((file) => readFile(file, 'latin1')),
    );
    const log = await folder.readText('/var/log/kubernetes/audit/audit.log');

    expect(code).toBe(201);
    expect(data.map((text) => text.includes(plain))).toEqual(data.map(() => false));
    expect(data.some((text) => text.includes('k8s:enc:secretbox:v1:key1:'))).toBe(true);
    expect(log).toContain('"name":"hidden"');
    expect([log.includes(value), log.includes(plain)]).toEqual([false, false]);
  });

  it('refuses privileged pods, but not in kube-system', async () => {
    const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: plain}\n';
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: strong}\nspec: {serviceAccountName: plain, containers: [{name: a, image: a, securityContext: {privileged: true}}]}\n';
    const answers = [];
    for (const namespace of ['default', 'kube-system']) {
      const path = `/api/v1/namespaces/${namespace}`;
      await server.ask({as: admin, method: 'POST', path: `${path}/serviceaccounts`, yaml: account});
      answers.push(await server.ask({as: admin, method: 'POST', path: `${path}/pods`, yaml: pod}));
    }

    expect(answers.map(({code}) => code)).toEqual([403, 201]);
    expect(messageOf(answers[0]?.body)).toContain('violates PodSecurity "baseline:latest": privileged');
  });

  it('reads an audit policy with a misspelt key, but complains about it', async () => {
    const broken = await breakFile('audit-policy.yaml', 'omitStages:', 'omitStage:');
    const program = startBackground(broken.command(await apiServerCommand(broken)));
    onTestFinished(() => program.stop('SIGKILL'));

    await program.waitFor(COMPLAINT);

    expect(server.output()).not.toMatch(COMPLAINT);
  });

  describe('refuses to start', () => {
    it.each([
      ['encryption.yaml', '"providers"', '"provider"', /unknown field .+resources\[0\]\.provider/],
      ['authentication.yaml', 'conditions:', 'condition:', /unknown field .+anonymous\.condition/],
      ['admission.yaml', 'exemptions:', 'exemption:', /unknown field .+exemption/],
      [
        'admission.yaml',
        'enforce: baseline',
        'enforce: base',
        /enforce: must be one of privileged, baseline, restricted/,
      ],
    ])('with a mistake in %s: %s', async (name, right, wrong, complaint) => {
      const broken = await breakFile(name, right, wrong);

      const {code, stderr} = await broken.run(await apiServerCommand(broken));

      expect({code, stderr}).toEqual({code: 1, stderr: expect.stringMatching(complaint)});
    });

    it('with a flag that it does not know', async () => {
      const [, ...flags] = await staticPodCommand(folder, 'kube-apiserver');

      const {code, stderr} = await folder.run(['/bin/kube-apiserver', ...flags, '--audit-log-max-age=3']);

      expect({code, stderr}).toEqual({code: 1, stderr: expect.stringContaining('unknown flag: --audit-log-max-age')});
    });
  });

  /** A machine as it is before its API server starts, with a mistake in one of its files. */
  async function breakFile(name: string, right: string, wrong: string): Promise<MachineFolder> {
    const path = `${API_SERVER_FILES}/${name}`;
    const text = textOf(generated.controlPlane, path);
    if (!text.includes(right)) throw new Error(`there is no ${right} in ${path}`);
    const broken = await folderForTest(network(), generated.controlPlane);
    await prepare(broken, generated);
    await broken.install(API_SERVER, 'kube-apiserver');
    await mkdir(broken.place('/var/log/kubernetes/audit'), {recursive: true});
    await broken.writeText(path, text.replace(right, wrong));
    return broken;
  }
});

async function apiServerCommand(folder: MachineFolder): Promise<readonly string[]> {
  const [, ...flags] = await staticPodCommand(folder, 'kube-apiserver');
  return ['/bin/kube-apiserver', ...flags, OTHER_PORT];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}
