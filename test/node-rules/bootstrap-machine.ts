import {spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeAll, describe} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import type {MachineSetups} from '../../src/node/machine-setup.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {buildCluster, type Overrides} from '../cluster/cluster-builder.ts';
import {succeed} from '../fabric/process.ts';
import {Sandbox, type SandboxOptions} from './sandbox.ts';

const PROGRAMS = ['bash', 'chroot', 'curl', 'flock', 'gpg', 'mknod', 'unshare'];

/** What `ip route get` says: where packets leave from. */
export function routeFrom(address: string): string {
  return `echo "192.0.2.1 via 10.240.0.1 dev eth0 src ${address} uid 0 \\\\    cache"`;
}

/** What programs do on a machine where all goes well, of a cluster that is just being made. */
export const ALL_WELL: Readonly<Record<string, string>> = {
  'apt-get': '',
  'apt-mark': '',
  blkid: 'exit 2',
  'cloud-init': '',

  containerd: 'echo "containerd containerd.io v2.2.1 dea7da592f5d1d2b7755e3a161be07f43fad8f75"',
  ctr: 'if [ "$1" = plugins ]; then echo "io.containerd.grpc.v1    cri    -            ok"; fi',
  // Keys are copied; nobody else answers yet.
  curl: `for url; do :; done; case $url in *.key | */gpg) while [ "$1" != --output ]; do shift; done; cp "/keys/\${url##*/}" "$2" ;; *) exit 7 ;; esac`,
  dpkg: '',
  flock: '',
  ip: routeFrom('10.240.0.5'),
  journalctl: '',
  kubeadm: [
    'case "$1 $2" in',
    '  version*) echo v1.36.6 ;;',
    '  "config images") if [ "$3" = list ]; then echo registry.k8s.io/kube-apiserver:v1.36.6; echo registry.k8s.io/pause:3.10.2; fi ;;',
    '  init* | join*)',
    '    mkdir -p /etc/kubernetes/manifests',
    '    touch /etc/kubernetes/admin.conf /etc/kubernetes/kubelet.conf /etc/kubernetes/manifests/kube-apiserver.yaml',
    '    if [ "$1" = init ]; then cp "$3" /given-to-kubeadm; fi ;;',
    'esac',
  ].join('\n'),
  kubectl: 'case "$*" in *jsonpath*) printf True ;; esac',
  kubelet: 'echo "Kubernetes v1.36.6"',
  'mkfs.ext4': '',
  modprobe: '',
  mountpoint: 'test -e /mounted',
  iptables: '',
  nft: '',
  runc: '',
  sleep: '',
  swapoff: '',
  sync: '',
  sysctl: '',
  systemctl:
    'case "$*" in *vnetk8s-pool*) mkdir -p /run/vnetk8s; printf "10.240.0.122\\n10.240.0.121\\n" >/run/vnetk8s/pool ;; *var-lib-etcd.mount) touch /mounted ;; esac',
  udevadm: '',
};

/** The API server of one machine of the control plane answers; the load balancer does not yet. */
export function curlWith(address: string): string {
  return `case $* in *:6443:${address}*) exit 0 ;; esac; ${ALL_WELL['curl']}`;
}

/** Why the sandbox cannot be had on this machine; undefined if it can. */
function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const missing = PROGRAMS.filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length > 0 ? `needs ${missing.join(', ')}` : undefined;
}

/** A group of tests in sandboxes: skipped, with the reason in its name, where root or a program is missing. */
export function describeInSandbox(name: string, tests: () => void): void {
  const reason = whyNoSandbox();
  if (reason === undefined) describe(name, {timeout: 60_000}, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}

/** A key that signs packages, and its public half as a repository has it. */
export interface SigningKey {
  readonly fingerprint: string;
  readonly armored: string;
}

/** Makes a key with the real gpg, valid for as long as it is told, from a day in the past on. */
export async function makeSigningKey(name: string, lifetime = 'never'): Promise<SigningKey> {
  const folder = await mkdtemp(join(tmpdir(), 'key-'));
  const gpg = ['gpg', '--homedir', folder, '--batch', '--faked-system-time', '20260101T000000'];
  await succeed([...gpg, '--passphrase', '', '--quick-generate-key', name, 'ed25519', 'sign', lifetime]);
  const listing = await succeed([...gpg, '--list-keys', '--with-colons']);
  const armored = await succeed([...gpg, '--armor', '--export']);
  await succeed(['gpgconf', '--homedir', folder, '--kill', 'all']);
  await rm(folder, {recursive: true});
  return {fingerprint: /^fpr:+([0-9A-F]{40}):$/m.exec(listing)?.[1] ?? '', armored};
}

/** The roles that a sandbox can have, by the name of its machine. */
export const MACHINES = {
  first: 'prod-control-plane-0',
  second: 'prod-control-plane-1',
  node: 'prod-apps-00000A',
} as const;

/** Makes sandboxes of a small cluster: three machines of the control plane, at 10.240.0.5 to .7, and a pool `apps`. */
export function withSandboxes(overrides: Overrides = {}): {
  start(
    machine: keyof typeof MACHINES,
    behaviour?: Readonly<Record<string, string>>,
    values?: SandboxOptions['values'],
  ): Promise<Sandbox>;
} {
  let kubernetesKey: SigningKey | undefined;
  let containerdKey: SigningKey | undefined;
  const sandboxes: Sandbox[] = [];
  beforeAll(async () => {
    [kubernetesKey, containerdKey] = await Promise.all([makeSigningKey('kubernetes'), makeSigningKey('containerd')]);
  });
  afterEach(async () => {
    await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.dispose()));
  });
  return {
    async start(machine, behaviour = {}, values = {}) {
      if (kubernetesKey === undefined || containerdKey === undefined) throw new Error('the keys have not been made');
      const packages = {kubernetesKey: kubernetesKey.fingerprint, containerdKey: containerdKey.fingerprint};
      const setups = await smallCluster({kubernetes: {packages}, ...overrides});
      const setup = machine === 'node' ? setups.pools[0] : setups.controlPlane;
      if (setup === undefined) throw new Error('the cluster has no pool');
      const sandbox = await Sandbox.create({
        setup,
        hostName: MACHINES[machine],
        values,
        behaviour: {...ALL_WELL, ...behaviour},
      });
      sandboxes.push(sandbox);
      await sandbox.write('/keys/Release.key', kubernetesKey.armored);
      await sandbox.write('/keys/gpg', containerdKey.armored);
      await sandbox.write('/opt/cni/bin/portmap', '', 0o755);
      if (machine !== 'first')
        await sandbox.behave('ip', ALL_WELL['ip']?.replace('10.240.0.5', OWN_ADDRESSES[machine]) ?? '');
      return sandbox;
    },
  };
}

const OWN_ADDRESSES = {second: '10.240.0.6', node: '10.240.1.4'} as const;

async function smallCluster(overrides: Overrides): Promise<MachineSetups> {
  const cluster = buildCluster(overrides);
  const addons = [{name: 'extra', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n'}];
  return setUpMachines(cluster, planAddresses(cluster), addons);
}

/** What is printed, without what differs from run to run: times and durations. */
export function withoutTimes(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /, '').replace(/: done after \d+ s$/, ': done after a while'),
    );
}
