import {POOL_LABEL} from '../cluster/names.ts';
import {API_SERVER_PORT, namedArguments} from './kubeadm-cluster.ts';
import type {MachineRole} from './machine-role.ts';
import {DISCOVERY, KUBEADM_PATCHES} from './node-paths.ts';

/** A taint as Kubernetes' API has it. */
interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/**
 * How long kubeadm waits. Longer than it would by itself for etcd: machines that join together wait for each other, since
 * etcd takes one new member at a time.
 */
const TIMEOUTS = {
  controlPlaneComponentHealthCheck: '5m',
  discovery: '3m',
  etcdAPICall: '6m',
  kubeletHealthCheck: '4m',
  kubernetesAPICall: '2m',
  tlsBootstrap: '4m',
};

/**
 * kubeadm's InitConfiguration for the machine that begins the cluster, as the last document of its file: the bootstrap
 * appends `bootstrapTokens`, which holds a secret.
 */
export function initConfiguration(role: MachineRole): unknown {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'InitConfiguration',
    nodeRegistration: nodeRegistration(role),
    localAPIEndpoint: {bindPort: API_SERVER_PORT},
    patches: {directory: KUBEADM_PATCHES},
    timeouts: TIMEOUTS,
  };
}

/** kubeadm's JoinConfiguration, of a node or of another machine of the control plane. */
export function joinConfiguration(role: MachineRole): unknown {
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    kind: 'JoinConfiguration',
    ...(role.kind === 'control-plane' ? {controlPlane: {localAPIEndpoint: {bindPort: API_SERVER_PORT}}} : {}),
    discovery: {file: {kubeConfigPath: DISCOVERY}},
    nodeRegistration: nodeRegistration(role),
    patches: {directory: KUBEADM_PATCHES},
    timeouts: TIMEOUTS,
  };
}

function nodeRegistration(role: MachineRole): unknown {
  return {
    criSocket: 'unix:///run/containerd/containerd.sock',
    imagePullPolicy: 'IfNotPresent',
    kubeletExtraArgs: namedArguments({'cloud-provider': 'external', ...labelArguments(role)}),
    // Without a list kubeadm taints the control plane as everybody expects; nodes have the pool's taints only.
    ...(role.kind === 'pool' ? {taints: role.pool.taints.map(readTaint)} : {}),
  };
}

function labelArguments(role: MachineRole): Readonly<Record<string, string>> {
  if (role.kind === 'control-plane') return {};
  const labels = Object.entries({[POOL_LABEL]: role.pool.name, ...role.pool.labels});
  return {'node-labels': labels.map(([key, value]) => `${key}=${value}`).join(',')};
}

/** `key=value:Effect` or `key:Effect`; rules have checked it. */
function readTaint(text: string): Taint {
  const colon = text.lastIndexOf(':');
  const [key = '', value] = text.slice(0, colon).split('=');
  return {key, ...(value === undefined ? {} : {value}), effect: text.slice(colon + 1)};
}
