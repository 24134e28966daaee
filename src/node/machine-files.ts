import type {Cluster} from '../cluster/cluster.ts';
import {componentsOf} from '../kubernetes/components.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {readAsset, readTextAsset} from '../rendering/asset.ts';
import {render} from '../rendering/render.ts';
import {bootstrapSteps, bootstrapValues, repositories} from './bootstrap-values.ts';
import {joinConfiguration} from './kubeadm-machine.ts';
import {kubeletPatch} from './kubelet.ts';
import {architectureOf, type MachineRole} from './machine-role.ts';
import type {NodeFile} from './machine-setup.ts';
import {BOOTSTRAP, CONFIGURATION, KUBEADM_PATCHES, PROGRAMS} from './node-paths.ts';
import {publicIpLabels} from './public-ip-labels.ts';
import {unmasqueradedRanges} from './unmasqueraded-ranges.ts';
import {yamlText} from './yaml-text.ts';

/** Where files of `templates/node` go that are the same on every machine. */
const FIXED_FILES: readonly (readonly [name: string, path: string])[] = [
  ['10-vnetk8s.conflist', '/etc/cni/net.d/10-vnetk8s.conflist'],
  ['sysctl.conf', '/etc/sysctl.d/60-vnetk8s.conf'],
  ['kubelet-sysctl.conf', '/etc/sysctl.d/61-vnetk8s-kubelet.conf'],
  ['modules.conf', '/etc/modules-load.d/vnetk8s.conf'],
  ['networkd.conf', '/etc/systemd/networkd.conf.d/10-vnetk8s.conf'],
  ['pods.link', '/etc/systemd/network/10-vnetk8s-pods.link'],
  ['pods.network', '/etc/systemd/network/10-vnetk8s-pods.network'],
  ['vnetk8s-rules.service', '/etc/systemd/system/vnetk8s-rules.service'],
  ['vnetk8s-pool.service', '/etc/systemd/system/vnetk8s-pool.service'],
  ['crictl.yaml', '/etc/crictl.yaml'],
];

const DATA = 0o644;
const PROGRAM = 0o755;

/** The files that machines of every role have. */
export async function machineFiles(
  cluster: Cluster,
  plan: AddressPlan,
  role: MachineRole,
): Promise<readonly NodeFile[]> {
  const labels = publicIpLabels(role);
  return [
    {
      path: '/opt/cni/bin/vnetk8s',
      mode: PROGRAM,
      content: await readAsset(`cni/vnetk8s-${architectureOf(role.vmSize)}`),
    },
    ...(await Promise.all(
      FIXED_FILES.map(async ([name, path]) => ({path, mode: DATA, content: await readTextAsset(`node/${name}`)})),
    )),
    {path: `${PROGRAMS}/write-pool`, mode: PROGRAM, content: await readTextAsset('node/write-pool.sh')},
    ...(labels === undefined ? [] : [{path: `${CONFIGURATION}/pool.env`, mode: DATA, content: labels}]),
    {path: `${CONFIGURATION}/rules.nft`, mode: DATA, content: await rules(cluster)},
    {path: '/etc/containerd/config.toml', mode: DATA, content: await containerdConfiguration(cluster)},
    ...(await aptFiles(cluster)),
    {path: `${CONFIGURATION}/kubeadm/join.yaml`, mode: DATA, content: yamlText(joinConfiguration(role))},
    {
      path: `${KUBEADM_PATCHES}/kubeletconfiguration+merge.yaml`,
      mode: DATA,
      content: yamlText(kubeletPatch(role)),
    },
    {path: `${CONFIGURATION}/bootstrap.env`, mode: DATA, content: bootstrapValues(cluster, plan, role)},
    {path: `${CONFIGURATION}/steps`, mode: DATA, content: bootstrapSteps(cluster, role)},
    {path: BOOTSTRAP, mode: PROGRAM, content: await readTextAsset('node/bootstrap.sh')},
  ];
}

function rules(cluster: Cluster): Promise<string> {
  return render('node/rules.nft', {
    unmasqueradedCidrs: unmasqueradedRanges(cluster),
    podAccessToInstanceMetadata: cluster.network.podAccessToInstanceMetadata,
  });
}

function containerdConfiguration({kubernetes}: Cluster): Promise<string> {
  const pauseImage = `${kubernetes.images.kubernetes}/pause:${componentsOf(kubernetes.version).pause}`;
  return render('node/containerd.toml', {pauseImage});
}

/** Nothing of apt's own is changed before the repositories' keys have been looked at: the bootstrap does it then. */
async function aptFiles(cluster: Cluster): Promise<readonly NodeFile[]> {
  if (cluster.kubernetes.packages.preinstalled) return [];
  const view = repositories(cluster);
  const files = [
    ['node/kubernetes.sources', 'vnetk8s-kubernetes.sources'],
    ['node/containerd.sources', 'vnetk8s-containerd.sources'],
    ['node/apt-preferences', 'preferences'],
  ] as const;
  return Promise.all(
    files.map(async ([template, name]) => ({
      path: `${CONFIGURATION}/apt/${name}`,
      mode: DATA,
      content: await render(template, view),
    })),
  );
}
