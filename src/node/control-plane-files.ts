import type {Cluster} from '../cluster/cluster.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {readTextAsset} from '../rendering/asset.ts';
import {dnsServiceFiles} from './dns-service.ts';
import {kubeProxyConfiguration} from './kube-proxy.ts';
import {clusterConfiguration} from './kubeadm-cluster.ts';
import {initConfiguration} from './kubeadm-machine.ts';
import {kubeletConfiguration} from './kubelet.ts';
import {controlPlaneRole} from './machine-role.ts';
import type {NodeFile} from './machine-setup.ts';
import {addonManifests, componentManifests} from './manifests.ts';
import {API_SERVER_FILES, CONFIGURATION} from './node-paths.ts';
import {yamlText} from './yaml-text.ts';

/** Where files of `templates/node` go that only machines of the control plane have. */
const FIXED_FILES: readonly (readonly [name: string, path: string])[] = [
  ['admission.yaml', `${API_SERVER_FILES}/admission.yaml`],
  ['audit-policy.yaml', `${API_SERVER_FILES}/audit-policy.yaml`],
  ['authentication.yaml', `${API_SERVER_FILES}/authentication.yaml`],
  ['var-lib-etcd.mount', '/etc/systemd/system/var-lib-etcd.mount'],
  ['kubelet-etcd-disk.conf', '/etc/systemd/system/kubelet.service.d/20-vnetk8s-etcd-disk.conf'],
];

const DATA = 0o644;

/** The files that only machines of the control plane have, beside those of all machines. */
export async function controlPlaneFiles(
  cluster: Cluster,
  plan: AddressPlan,
  addons: readonly {readonly name: string; readonly text: string}[],
): Promise<readonly NodeFile[]> {
  return [
    ...(await Promise.all(
      FIXED_FILES.map(async ([name, path]) => ({path, mode: DATA, content: await readTextAsset(`node/${name}`)})),
    )),
    {path: `${CONFIGURATION}/kubeadm/cluster.yaml`, mode: DATA, content: kubeadmDocuments(cluster, plan)},
    ...dnsServiceFiles(cluster),
    ...(await componentManifests(cluster)),
    ...addonManifests(addons),
  ];
}

/** All that kubeadm needs to begin a cluster. The last document is the one that the bootstrap adds the join token to. */
function kubeadmDocuments(cluster: Cluster, plan: AddressPlan): string {
  return yamlText(
    clusterConfiguration(cluster, plan),
    kubeletConfiguration(cluster),
    kubeProxyConfiguration(),
    initConfiguration(controlPlaneRole(cluster)),
  );
}
