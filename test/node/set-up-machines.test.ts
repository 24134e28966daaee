import {gunzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {customDataShares} from '../../src/node/custom-data.ts';
import type {MachineSetup, MachineSetups} from '../../src/node/machine-setup.ts';
import {type AddonManifest, setUpMachines} from '../../src/node/set-up-machines.ts';
import {readAsset} from '../../src/rendering/asset.ts';
import {UserError} from '../../src/user-error.ts';
import {buildCluster, type Overrides} from '../cluster/cluster-builder.ts';

function setUp(overrides: Overrides = {}, addons: readonly AddonManifest[] = []): Promise<MachineSetups> {
  const cluster = buildCluster(overrides);
  return setUpMachines(cluster, planAddresses(cluster), addons);
}

async function firstPool(overrides: Overrides = {}): Promise<MachineSetup> {
  const [pool] = (await setUp(overrides)).pools;
  if (pool === undefined) throw new Error('the cluster has no pool');
  return pool;
}

const listing = ({files}: MachineSetup): readonly string[] =>
  files.map(({path, mode}) => `${mode.toString(8)} ${path}`).sort();

const EVERYWHERE = [
  '644 /etc/cni/net.d/10-vnetk8s.conflist',
  '644 /etc/containerd/config.toml',
  '644 /etc/crictl.yaml',
  '644 /etc/modules-load.d/vnetk8s.conf',
  '644 /etc/sysctl.d/60-vnetk8s.conf',
  '644 /etc/sysctl.d/61-vnetk8s-kubelet.conf',
  '644 /etc/systemd/network/10-vnetk8s-pods.link',
  '644 /etc/systemd/network/10-vnetk8s-pods.network',
  '644 /etc/systemd/networkd.conf.d/10-vnetk8s.conf',
  '644 /etc/systemd/system/vnetk8s-pool.service',
  '644 /etc/systemd/system/vnetk8s-rules.service',
  '644 /etc/vnetk8s/bootstrap.env',
  '644 /etc/vnetk8s/kubeadm/join.yaml',
  '644 /etc/vnetk8s/kubeadm/patches/kubeletconfiguration+merge.yaml',
  '644 /etc/vnetk8s/rules.nft',
  '644 /etc/vnetk8s/steps',
  '755 /opt/cni/bin/vnetk8s',
  '755 /usr/local/lib/vnetk8s/bootstrap',
  '755 /usr/local/lib/vnetk8s/write-pool',
];

const REPOSITORIES = [
  '644 /etc/vnetk8s/apt/preferences',
  '644 /etc/vnetk8s/apt/vnetk8s-containerd.sources',
  '644 /etc/vnetk8s/apt/vnetk8s-kubernetes.sources',
];

describe('the files of machines', () => {
  it('are those of every machine and, on the control plane, what begins a cluster', async () => {
    const addons = [
      {name: 'second', text: 'kind: A\n'},
      {name: 'first', text: 'kind: B\n'},
    ];

    const {controlPlane, pools} = await setUp({nodePools: [{name: 'apps'}, {name: 'jobs'}]}, addons);

    expect([controlPlane.name, ...pools.map(({name}) => name)]).toEqual(['control-plane', 'apps', 'jobs']);
    expect(pools.map(listing)).toEqual(Array(2).fill([...EVERYWHERE, ...REPOSITORIES].sort()));
    expect(listing(controlPlane)).toEqual(
      [
        ...EVERYWHERE,
        ...REPOSITORIES,
        '644 /etc/kubernetes/apiserver/admission.yaml',
        '644 /etc/kubernetes/apiserver/audit-policy.yaml',
        '644 /etc/kubernetes/apiserver/authentication.yaml',
        '644 /etc/systemd/system/kubelet.service.d/20-vnetk8s-etcd-disk.conf',
        '644 /etc/systemd/system/var-lib-etcd.mount',
        '644 /etc/vnetk8s/addons/01-second.yaml',
        '644 /etc/vnetk8s/addons/02-first.yaml',
        '644 /etc/vnetk8s/components/01-cloud-node-manager.yaml',
        '644 /etc/vnetk8s/components/02-cloud-controller-manager.yaml',
        '644 /etc/vnetk8s/components/03-viewers.yaml',
        '644 /etc/vnetk8s/kubeadm/cluster.yaml',
      ].sort(),
    );
  });

  it('have no repositories where the image has everything', async () => {
    const pool = await firstPool({kubernetes: {packages: {preinstalled: true}}});

    expect(listing(pool)).toEqual(EVERYWHERE);
  });

  it('have the plugin for the machine’s processor, byte for byte', async () => {
    const plugins = await Promise.all(
      ['Standard_D4s_v5', 'Standard_D4ps_v5'].map(async (vmSize) => {
        const {files} = await firstPool({nodePools: [{name: 'apps', vmSize}]});
        return files.find(({path}) => path === '/opt/cni/bin/vnetk8s')?.content;
      }),
    );

    expect(plugins).toEqual([await readAsset('cni/vnetk8s-amd64'), await readAsset('cni/vnetk8s-arm64')]);
  });

  it('name the DNS labels of public IPs where a pool has them, for write-pool to put the machine’s number in', async () => {
    const pool = (more: object) => ({name: 'edge', type: 'virtualMachines' as const, ...more});
    const labels = await Promise.all(
      [{}, {podPublicIPs: {perNode: 2}}, {podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop'}}].map(async (more) => {
        const {files} = await firstPool({nodePools: [pool(more)]});
        return files.find(({path}) => path === '/etc/vnetk8s/pool.env')?.content;
      }),
    );

    expect(labels).toEqual([undefined, undefined, 'PUBLIC_IP_LABELS=shop-{0}-1 shop-{0}-2\n']);
  });
});

describe('the custom data of machines', () => {
  it('is the cloud-init, compressed, with every file in it as it is', async () => {
    const {controlPlane} = await setUp();

    const bytes = Buffer.from(controlPlane.customData.base64, 'base64');
    const text = gunzipSync(bytes).toString();
    const written = parse(text, {version: '1.1'}).write_files.map(
      ({path, permissions, content, encoding}: Record<string, string>) => ({
        path,
        mode: Number.parseInt(permissions ?? '', 8),
        content: encoding === 'gz+b64' ? new Uint8Array(gunzipSync(Buffer.from(content ?? '', 'base64'))) : content,
      }),
    );
    expect(text).toBe(controlPlane.cloudInit);
    expect(text.split('\n')[0]).toBe('#cloud-config');
    expect(written).toEqual(controlPlane.files);
    expect(controlPlane.customData.bytes).toBe(bytes.length);
  });

  it('is the same every time and everywhere: no time, no name, no system in it', async () => {
    const [first, second] = [await firstPool(), await firstPool()];

    expect(second.customData).toEqual(first.customData);
    // RFC 1952: magic, deflate, no flags, no time, slowest algorithm, unknown system.
    expect([...Buffer.from(first.customData.base64, 'base64').subarray(0, 10)]).toEqual([
      31, 139, 8, 0, 0, 0, 0, 0, 2, 255,
    ]);
  });

  it('leaves room: less than half of what Azure takes', async () => {
    const {controlPlane, pools} = await setUp({nodePools: [{name: 'apps', count: {min: 1, max: 5}}]});

    expect(Math.max(controlPlane.customData.bytes, ...pools.map(({customData}) => customData.bytes))).toBeLessThan(
      32_768,
    );
  });

  it('holds no secret, only the places where they will be', async () => {
    const {controlPlane} = await setUp();

    expect(controlPlane.cloudInit).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE|secretbox|[a-z0-9]{6}\.[a-z0-9]{16}\b/);
  });

  it('has a share for every file, which add up to the whole', async () => {
    const {controlPlane} = await setUp();

    const shares = customDataShares(controlPlane);

    const sum = shares.reduce((total, {bytes}) => total + bytes, 0);
    expect(shares.slice(0, 2).map(({path}) => path)).toEqual([
      '/opt/cni/bin/vnetk8s',
      '/usr/local/lib/vnetk8s/bootstrap',
    ]);
    expect(shares.map(({path}) => path).sort()).toEqual(controlPlane.files.map(({path}) => path).sort());
    // What is no file takes the rest: the commands.
    expect(controlPlane.customData.bytes - sum).toBeGreaterThan(300);
    expect(controlPlane.customData.bytes - sum).toBeLessThan(900);
  });

  it('is refused, with the numbers, if manifests make it larger than Azure takes', async () => {
    const text = Array.from({length: 12_000}, (_, index) => `# ${(index * 2_654_435_761) % 4_294_967_296}\n`).join('');

    const error = await setUp({}, [{name: 'huge', text}]).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(UserError);
    const {message, code, suggestions} = error as UserError;
    expect({message: message.replace(/\d+ bytes/, 'N bytes'), code, suggestions}).toEqual({
      message: 'the custom data of control-plane has N bytes, compressed; Azure takes 65535',
      code: 'CUSTOM_DATA_TOO_LARGE',
      suggestions: [
        expect.stringMatching(/^\/etc\/vnetk8s\/addons\/01-huge\.yaml takes \d+$/),
        expect.stringMatching(/^\/opt\/cni\/bin\/vnetk8s takes \d+$/),
        expect.stringMatching(/^\/usr\/local\/lib\/vnetk8s\/bootstrap takes \d+$/),
        'use smaller manifests in addons, or apply them with kubectl',
      ],
    });
  });
});
