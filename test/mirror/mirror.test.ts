import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {type Background, startBackground} from '../fabric/process.ts';
import {generateCluster} from '../readers/generated-cluster.ts';
import {withMachineNetwork} from '../readers/machine-folder.ts';
import {type GuestRoot, openGuestRoot, whyNoGuestRoot} from './guest-root.ts';
import {type Catalog, type Mirror, prepareMirror} from './mirror.ts';
import {whyNoMirror} from './programs.ts';

const SERVER = fileURLToPath(new URL('./serve-mirror.ts', import.meta.url));
const ADDRESS = '10.240.0.5';
const HOST = 'mirror.example';
const BOOTSTRAP = '/usr/local/lib/vnetk8s/bootstrap';

/** Milliseconds for a test: it installs packages, or pulls half a gigabyte. */
const TIMEOUT = 120_000;

/** The files of a machine of the control plane whose definition names the mirror. */
async function machineFiles(mirror: Mirror): Promise<readonly NodeFile[]> {
  const {controlPlane} = await generateCluster('minimal.yaml', [
    `kubernetes.version=${mirror.kubernetesVersion}`,
    `kubernetes.packages.kubernetes=${mirror.kubernetesPackages}`,
    `kubernetes.packages.kubernetesKey=${mirror.kubernetesKey}`,
    `kubernetes.packages.containerd=${mirror.containerdPackages}`,
    `kubernetes.packages.containerdKey=${mirror.containerdKey}`,
    `kubernetes.images.kubernetes=${mirror.images}`,
    `kubernetes.images.cloudProvider=${mirror.cloudProviderImages}`,
  ]);
  return [
    ...controlPlane,
    {path: '/etc/hosts', mode: 0o644, content: `127.0.0.1 localhost\n${ADDRESS} ${HOST}\n`},
    {path: '/etc/ssl/certs/ca-certificates.crt', mode: 0o644, content: mirror.authority},
  ];
}

async function catalogOf({folder}: Mirror): Promise<Catalog> {
  return JSON.parse(await readFile(join(folder, 'content/catalog.json'), 'utf8'));
}

/** What the bootstrap installs, and what comes with it. */
const PACKAGES = ['containerd.io', 'cri-tools', 'kubeadm', 'kubectl', 'kubelet', 'kubernetes-cni'];
const PACKAGE_FORMAT = ['Package', 'Version', 'db:Status-Want']
  .map((field) => `$\{${field}}`)
  .join(' ')
  .concat('\n');

/** The command that runs a program in a pulled image's root file system. */
function inImage(reference: string, argv: readonly string[]): readonly string[] {
  const script =
    'root=$(mktemp -d); ctr --namespace k8s.io images mount "$0" "$root" >/dev/null; exec chroot "$root" "$@"';
  return ['sh', '-c', script, reference, ...argv];
}

function byReference(left: {readonly reference: string}, right: {readonly reference: string}): number {
  return left.reference < right.reference ? -1 : 1;
}

const reason = whyNoMirror() ?? whyNoGuestRoot();

describe.skipIf(reason !== undefined)(
  `a mirror${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  {timeout: TIMEOUT},
  () => {
    const network = withMachineNetwork(ADDRESS);
    let mirror: Mirror;
    let guest: GuestRoot;
    let server: Background;

    beforeAll(async () => {
      mirror = await prepareMirror(HOST);
      const command = [process.execPath, SERVER, mirror.folder, ADDRESS, '443'];
      server = startBackground(inNamespace(network().namespace, command));
      await server.waitFor(/^serves /m);
      guest = await openGuestRoot(network().namespace, await machineFiles(mirror));
    }, TIMEOUT);

    afterAll(async () => {
      await guest?.close();
      await server?.stop();
    });

    it('has packages that the bootstrap installs, and all that it looks for in them', async () => {
      const outcomes = [];
      for (const step of ['signing-keys', 'packages', 'versions']) {
        outcomes.push(await guest.run([BOOTSTRAP, 'step', step]));
      }

      expect(
        outcomes.map(({code}) => code),
        JSON.stringify(outcomes),
      ).toEqual([0, 0, 0]);
      const listing = await guest.succeed(['dpkg-query', '--show', '--showformat', PACKAGE_FORMAT, ...PACKAGES]);
      expect(listing).toBe(`containerd.io 2.2.9-1~ubuntu.24.04~noble hold
cri-tools 1.36.0-1.1 install
kubeadm 1.36.3-1.1 hold
kubectl 1.36.3-1.1 hold
kubelet 1.36.3-1.1 hold
kubernetes-cni 1.9.1-1.1 install
`);
      expect(await guest.run(['dpkg', '--verify', ...PACKAGES])).toEqual({
        code: 0,
        // Ours, which was there first, was kept.
        stdout: '??5?????? c /etc/containerd/config.toml\n',
        stderr: '',
      });
    });

    it('has the images that kubeadm asks for, of Azure’s cloud provider and for tests, with their digests', async () => {
      guest.start(['containerd']);
      await guest.succeed([
        'sh',
        '-c',
        'for _ in $(seq 100); do ! crictl info >/dev/null 2>&1 || exit 0; sleep 0.2; done; exit 1',
      ]);
      const catalog = await catalogOf(mirror);
      const references = Object.entries(catalog).flatMap(([name, tags]) =>
        Object.entries(tags).map(([tag, {digest}]) => ({
          reference: `${HOST}/${name}:${tag}`,
          pinned: `${HOST}/${name}@${digest}`,
        })),
      );
      const others = [
        `${mirror.cloudProviderImages}/azure-cloud-controller-manager:v1.36.5`,
        `${mirror.cloudProviderImages}/azure-cloud-node-manager:v1.36.5`,
        mirror.workloadImage,
      ];

      const kubeadm = ['kubeadm', 'config', 'images', 'list', '--config', '/etc/vnetk8s/kubeadm/cluster.yaml'];
      const wanted = (await guest.succeed(kubeadm)).trim().split('\n');
      const {code, stdout, stderr} = await guest.run([BOOTSTRAP, 'step', 'images']);
      for (const reference of others) await guest.succeed(['crictl', 'pull', reference]);

      expect({code, stderr}, stdout).toEqual({code: 0, stderr: ''});
      expect([...wanted, ...others].sort()).toEqual(references.map(({reference}) => reference).sort());
      const {images}: {images: {repoTags: string[]; repoDigests: string[]}[]} = JSON.parse(
        await guest.succeed(['crictl', 'images', '--output', 'json']),
      );
      const pulled = images.map(({repoTags, repoDigests}) => ({
        reference: repoTags.join(),
        pinned: repoDigests.join(),
      }));
      expect(pulled.sort(byReference)).toEqual(references.sort(byReference));
    });

    it('says what it has, and what it has not', async () => {
      const digest = (await catalogOf(mirror))['k8s/pause']?.['3.10.2']?.digest ?? '';
      const paths = [
        'v2/',
        'v2/k8s/pause/manifests/3.10.2',
        `v2/k8s/pause/manifests/${digest}`,
        `v2/k8s/etcd/manifests/${digest}`,
        'v2/k8s/pause/manifests/3.10.1',
        'v2/k8s/none/manifests/1',
        `v2/k8s/pause/blobs/${digest}`,
        'v2/k8s/pause/blobs/..%2Fkeys.json',
        'docker/gpg',
        'docker/..%2F..%2Fkeys.json',
        'docker',
      ];
      const format = '%{http_code} %{content_type} %header{docker-content-digest}\\n';
      const curl = ['curl', '--silent', '--head', '--path-as-is', '--output', '/dev/null', '--write-out', format];
      const answers: Record<string, string> = {};
      for (const path of paths) answers[path] = await guest.succeed([...curl, `https://${HOST}/${path}`]);

      const manifest = `200 application/vnd.oci.image.manifest.v1+json ${digest}\n`;
      const unknown = '404 application/json \n';
      expect(answers).toEqual({
        'v2/': '200 application/json \n',
        'v2/k8s/pause/manifests/3.10.2': manifest,
        [`v2/k8s/pause/manifests/${digest}`]: manifest,
        [`v2/k8s/etcd/manifests/${digest}`]: unknown,
        'v2/k8s/pause/manifests/3.10.1': unknown,
        'v2/k8s/none/manifests/1': unknown,
        [`v2/k8s/pause/blobs/${digest}`]: `200 application/octet-stream ${digest}\n`,
        'v2/k8s/pause/blobs/..%2Fkeys.json': unknown,
        'docker/gpg': '200  \n',
        'docker/..%2F..%2Fkeys.json': unknown,
        docker: unknown,
      });
    });

    it('has images whose programs run', async () => {
      const programs: Readonly<Record<string, readonly string[]>> = {
        'k8s/kube-apiserver:v1.36.3': ['/usr/local/bin/kube-apiserver', '--version'],
        'k8s/kube-controller-manager:v1.36.3': ['/usr/local/bin/kube-controller-manager', '--version'],
        'k8s/kube-scheduler:v1.36.3': ['/usr/local/bin/kube-scheduler', '--version'],
        'k8s/kube-proxy:v1.36.3': ['/usr/local/bin/kube-proxy', '--version'],
        'k8s/etcd:3.6.8-0': ['/usr/local/bin/etcd', '--version'],
        'k8s/coredns:v1.14.2': ['/coredns', '-version'],
        'azure/azure-cloud-controller-manager:v1.36.5': ['/usr/local/bin/cloud-controller-manager', '--version'],
        'azure/azure-cloud-node-manager:v1.36.5': ['/usr/local/bin/cloud-node-manager', '--version'],
        'test/workload:1': ['/bin/sh', '-c', 'REMOTE_ADDR=192.0.2.1 /www/cgi-bin/peer'],
      };
      const printed: Record<string, string> = {};
      for (const [image, argv] of Object.entries(programs))
        printed[image] = await guest.succeed(inImage(`${HOST}/${image}`, argv));
      printed['nft'] = await guest.succeed(inImage(`${mirror.images}/kube-proxy:v1.36.3`, ['nft', '--version']));

      expect(printed).toEqual({
        'azure/azure-cloud-controller-manager:v1.36.5': 'Cloud Provider Azure v1.36.5\n',
        'azure/azure-cloud-node-manager:v1.36.5': 'Cloud Node Manager v1.36.5\n',
        'k8s/coredns:v1.14.2': expect.stringMatching(/^CoreDNS-1\.14\.2\nlinux\/amd64, go\S+ \n$/),
        'k8s/etcd:3.6.8-0': expect.stringMatching(/^etcd Version: 3\.6\.8\n/),
        'k8s/kube-apiserver:v1.36.3': 'Kubernetes v1.36.3\n',
        'k8s/kube-controller-manager:v1.36.3': 'Kubernetes v1.36.3\n',
        'k8s/kube-proxy:v1.36.3': 'Kubernetes v1.36.3\n',
        'k8s/kube-scheduler:v1.36.3': 'Kubernetes v1.36.3\n',
        nft: expect.stringMatching(/^nftables v1\./),
        'test/workload:1': '\n192.0.2.1',
      });
    });
  },
);
