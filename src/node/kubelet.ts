import type {Cluster} from '../cluster/cluster.ts';
import {describeVmSize} from '../cluster/vm-sizes.ts';
import {formatAddress} from '../ipv4/address.ts';
import type {MachineRole} from './machine-role.ts';
import {TLS_CIPHER_SUITES, TLS_MINIMUM} from './tls.ts';

/**
 * Pods on the node's own network that every machine of a role runs: kube-proxy and cloud-node-manager; on the control
 * plane also etcd, the API server, the controller manager and the scheduler. They take no address of the virtual network.
 */
const HOST_NETWORK_PODS: Readonly<Record<MachineRole['kind'], number>> = {'control-plane': 6, pool: 2};

/**
 * The kubelet's configuration, the same for all machines; kubeadm keeps it in the cluster and gives it to nodes that join.
 * What kubeadm leaves open of the CIS benchmark's section 4.2 is set here.
 */
export function kubeletConfiguration({network}: Cluster): unknown {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {anonymous: {enabled: false}, webhook: {enabled: true}},
    authorization: {mode: 'Webhook'},
    cgroupDriver: 'systemd',
    clusterDNS: [formatAddress(network.dnsServiceIP)],
    clusterDomain: 'cluster.local',
    containerLogMaxFiles: 5,
    containerLogMaxSize: '20Mi',
    eventRecordQPS: 50,
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '10%',
      'nodefs.inodesFree': '5%',
      'imagefs.available': '15%',
      'imagefs.inodesFree': '5%',
      'pid.available': '5%',
    },
    failSwapOn: true,
    imageGCHighThresholdPercent: 80,
    imageGCLowThresholdPercent: 70,
    makeIPTablesUtilChains: true,
    podPidsLimit: 4096,
    protectKernelDefaults: true,
    readOnlyPort: 0,
    rotateCertificates: true,
    seccompDefault: true,
    serializeImagePulls: false,
    maxParallelImagePulls: 5,
    shutdownGracePeriod: '60s',
    shutdownGracePeriodCriticalPods: '20s',
    streamingConnectionIdleTimeout: '4h',
    tlsCipherSuites: TLS_CIPHER_SUITES,
    tlsMinVersion: TLS_MINIMUM,
  };
}

/** What of it differs on machines of a role, as a patch of kubeadm's (kubeadm: "Customizing with patches"). */
export function kubeletPatch(role: MachineRole): unknown {
  return {
    // The kubelet counts pods without an address of their own too; were they not added here, so many addresses would
    // never be used, and a node with maxPods 1 could not even run what makes it a node.
    maxPods: role.maxPods + HOST_NETWORK_PODS[role.kind],
    kubeReserved: kubeReserved(role),
    systemReserved: {cpu: '50m', memory: '100Mi', 'ephemeral-storage': '1Gi'},
  };
}

/**
 * What the kubelet and containerd need for themselves, as Azure has it for its own nodes: 20 MiB a pod and 50 MiB, but at
 * most a quarter of the memory; a share of the processors that shrinks with their number (AKS: concepts-clusters-
 * workloads, "Resource reservations").
 */
function kubeReserved({vmSize, maxPods}: MachineRole): Readonly<Record<string, string>> {
  const size = describeVmSize(vmSize);
  const forPods = 20 * maxPods + 50;
  const memory = size === undefined ? forPods : Math.min(forPods, Math.floor((size.memoryGiB * 1024) / 4));
  return {cpu: `${reservedMillicores(size?.vcpus ?? 2)}m`, memory: `${memory}Mi`, 'ephemeral-storage': '1Gi'};
}

/** The table's steps, by the number of processors up to which they hold. */
const RESERVED_MILLICORES: readonly (readonly [vcpus: number, millicores: number])[] = [
  [1, 60],
  [2, 100],
  [4, 140],
  [8, 180],
  [16, 260],
  [32, 420],
];

function reservedMillicores(vcpus: number): number {
  return RESERVED_MILLICORES.find(([most]) => vcpus <= most)?.[1] ?? 740;
}
