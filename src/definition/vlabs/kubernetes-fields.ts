import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import {translateAddons} from './addons.ts';
import {translateLoadBalancer, translateOutboundAddresses} from './egress.ts';
import {privateClusterFields} from './endpoint.ts';
import {
  covered,
  coveredFields,
  type FieldTable,
  flag,
  harmless,
  list,
  mapping,
  missed,
  sameField,
  value,
  wholeList,
} from './fields.ts';
import {changed, dropped, type Finding, kept, lost, wrong} from './findings.ts';
import {translateClusterFlags, translateFlags} from './kubelet-config.ts';
import {translateClusterSubnet, translateDnsAddress, translateServiceRange} from './network-fields.ts';
import {translatePlugin, translatePolicy} from './plugin-fields.ts';
import {translateDeadMaxPods} from './pod-limits.ts';
import {sameKey, wholeNumber} from './source.ts';

/** Sizes of the etcd disk that v1 takes, in GiB. */
const SMALLEST_ETCD_DISK = 4;
const LARGEST_ETCD_DISK = 4_095;

/** Where images came from when nothing else was said, over the years (aks-engine: pkg/api/azenvtypes.go). */
const OLD_REGISTRIES =
  /^(?:k8s\.gcr\.io|gcr\.io|gcrio\.azureedge\.net|mcr\.microsoft\.com|[a-z]+\.azk8s\.cn|mirror\.azure\.cn|registry\.k8s\.io)\b/;

const etcdDisk = value('numeric', ({value: written}) => {
  const size = wholeNumber(written);
  const to: Path = ['controlPlane', 'etcdDisk', 'sizeGiB'];
  if (size !== undefined && size >= SMALLEST_ETCD_DISK && size <= LARGEST_ETCD_DISK) return [kept(to, size)];
  const nearest = size !== undefined && size < SMALLEST_ETCD_DISK ? SMALLEST_ETCD_DISK : LARGEST_ETCD_DISK;
  const message = `${describeValue(written)} is no size of a disk in GiB`;
  const hint = `write ${SMALLEST_ETCD_DISK} to ${LARGEST_ETCD_DISK}`;
  return [wrong('VK5004', message, hint, {to, assign: [{to, value: nearest}]})];
});

const imageBase = value('text', ({value: text}) => {
  const registry = String(text).trim().toLowerCase().replace(/\/+$/, '');
  if (OLD_REGISTRIES.test(registry)) return [dropped('images come from registry.k8s.io and mcr.microsoft.com')];
  if (!/^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(\/[a-z0-9._-]+)*$/.test(registry)) {
    const hint = 'write it without https://, such as mirror.corp.example/k8s';
    return [wrong('VK5004', `${describeValue(text)} is no registry of images`, hint)];
  }
  const message = `${describeValue(registry)}; it must have the images of registry.k8s.io by their names there`;
  const hint = 'name a mirror of mcr.microsoft.com/oss/v2/kubernetes in kubernetes.images.cloudProvider too';
  return [changed(['kubernetes', 'images', 'kubernetes'], registry, message, {code: 'VK5018', hint})];
});

const containerRuntime = value('text', ({value: text}) => {
  if (sameKey(String(text), 'containerd')) return [dropped('containers run in containerd')];
  if (sameKey(String(text), 'docker'))
    return [dropped('containers run in containerd: Kubernetes has left Docker in 1.24')];
  const hint = 'install it with a RuntimeClass by a DaemonSet';
  return [lost(`containers run in containerd, not in ${describeValue(text)}`, hint)];
});

const userAssignedIdentity = value('text', ({value: text}): readonly Finding[] => {
  const id = String(text).trim();
  if (!id.startsWith('/')) return [dropped('the identity is made, and named after the cluster')];
  return [kept(['identity', 'id'], id)];
});

const POD_SECURITY = 'Kubernetes has had no pod security policies since 1.25';
const FIXED_VERSION = 'goes with the version of Kubernetes';
const PROVIDER_SETTING = "Azure's cloud controller manager has its own settings";

/** Settings that nothing stands for, which does no harm. */
const harmlessFields: FieldTable = {
  ...sameField(
    'dockerEngineVersion mobyVersion linuxMobyURL linuxRuncURL containerdVersion linuxContainerdURL etcdVersion',
    harmless(FIXED_VERSION),
  ),
  ...sameField(
    'azureCNIVersion azureCNIURLLinux azureCNIURLWindows',
    harmless("nodes have vnetk8s' own plugin, which needs no download"),
  ),
  ...sameField(
    'customWindowsPackageURL windowsNodeBinariesURL windowsContainerdURL windowsSdnPluginURL',
    harmless('for Windows nodes only'),
  ),
  ...sameField(
    `cloudProviderBackoffMode cloudProviderBackoff cloudProviderBackoffRetries cloudProviderBackoffJitter
    cloudProviderBackoffDuration cloudProviderBackoffExponent cloudProviderRateLimit cloudProviderRateLimitQPS
    cloudProviderRateLimitQPSWrite cloudProviderRateLimitBucket cloudProviderRateLimitBucketWrite
    maximumLoadBalancerRuleCount`,
    harmless(PROVIDER_SETTING),
  ),
  ...sameField(
    `ctrlMgrNodeMonitorGracePeriod ctrlMgrPodEvictionTimeout ctrlMgrRouteReconciliationPeriod
    nodeStatusUpdateFrequency gcHighThreshold gcLowThreshold kubeReservedCgroup etcdStorageLimitGB`,
    harmless('Kubernetes has its own defaults'),
  ),
  ...sameField('kubernetesImageBaseType mcrKubernetesImageBase', harmless('kubernetes.images names other registries')),
  ...sameField(
    'cloudProviderDisableOutboundSNAT outboundRuleIdleTimeoutInMinutes',
    harmless('network.egress says how nodes reach the Internet'),
  ),
  dockerBridgeSubnet: harmless('there is no Docker, and so no bridge of its'),
  networkMode: harmless('pods are routed, without a bridge'),
  kubeProxyMode: value('text', ({value: text}) => [
    dropped(`kube-proxy uses nftables (${describeValue(text)} before)`),
  ]),
  useInstanceMetadata: harmless('the cloud provider always asks the instance metadata service'),
  useCloudControllerManager: harmless('every cluster has it: Kubernetes has no other cloud provider any more'),
  enableAggregatedAPIs: harmless('always on'),
  enableSecureKubelet: harmless('always on'),
  excludeMasterFromStandardLB: harmless('control-plane machines are never behind load balancers of Services'),
  userAssignedClientID: harmless('the identity is named by its id'),
  keyVaultSku: harmless('there is no key vault'),
};

/** Settings that something has to make up for. */
const missedFields: FieldTable = {
  ...sameField(
    `customHyperkubeImage customKubeAPIServerImage customKubeControllerManagerImage customKubeProxyImage
    customKubeSchedulerImage customCcmImage`,
    missed(
      'components run from their own images',
      'put images of yours into a mirror, and name it in kubernetes.images',
      'text',
    ),
  ),
  ...sameField(
    'customKubeBinaryURL microsoftAptRepositoryURL',
    missed('nodes install packages from other places', 'name your mirrors in kubernetes.packages', 'text'),
  ),
  enableRbac: flag({
    on: 'always on',
    off: lost('access is always checked (RBAC), and was not', 'grant what runs in the cluster the rights it needs'),
  }),
  enablePodSecurityPolicy: flag({
    on: lost(POD_SECURITY, 'label namespaces for Pod Security Admission'),
    off: POD_SECURITY,
  }),
  podSecurityPolicyConfig: missed(POD_SECURITY, 'label namespaces for Pod Security Admission', 'mapping'),
  containerRuntimeConfig: missed(
    'containerd keeps its data where it always does',
    'choose an osDisk that is large enough',
    'mapping',
  ),
  privateAzureRegistryServer: missed('nodes log in to no registry', 'use imagePullSecrets', 'text'),
  enableMultipleStandardLoadBalancers: flag({
    on: lost('Services share one load balancer', 'keep to 300 rules for each network interface'),
    off: 'off',
  }),
  tags: missed('tags of load balancers and disks only', 'write those that may be on every resource into tags', 'text'),
  components: wholeList('name enabled containers config data', () => [
    lost('components of the control plane run as kubeadm sets them up', 'see what was changed in them, and why'),
  ]),
};

const ENCRYPTION = 'Secrets would not be encrypted in etcd';

/** `orchestratorProfile.kubernetesConfig`. */
export const kubernetesFields: FieldTable = {
  ...harmlessFields,
  ...missedFields,
  clusterSubnet: value('text', translateClusterSubnet),
  serviceCidr: value('text', translateServiceRange),
  dnsServiceIP: value('text', translateDnsAddress),
  networkPlugin: value('text', translatePlugin),
  networkPolicy: value('text', translatePolicy),
  maxPods: value('number', (place, facts) => [translateDeadMaxPods(place, facts)]),
  kubeletConfig: value('mapping', translateClusterFlags),
  apiServerConfig: value('mapping', translateFlags('the API server')),
  controllerManagerConfig: value('mapping', translateFlags('the controller manager')),
  cloudControllerManagerConfig: value('mapping', translateFlags('the cloud controller manager')),
  schedulerConfig: value('mapping', translateFlags('the scheduler')),
  kubernetesImageBase: imageBase,
  containerRuntime,
  etcdDiskSizeGB: etcdDisk,
  privateCluster: privateClusterFields,
  useManagedIdentity: flag({
    on: 'the cluster always uses a managed identity',
    off: {
      outcome: 'changed',
      message: 'the cluster uses a managed identity, which is made for it, and no service principal',
    },
  }),
  userAssignedID: userAssignedIdentity,
  loadBalancerSku: value('text', translateLoadBalancer),
  loadBalancerOutboundIPs: value('number', translateOutboundAddresses),
  enableDataEncryptionAtRest: flag({
    on: wrong('VK5013', ENCRYPTION, 'remove it if the encryption of disks is enough'),
    off: 'off',
  }),
  enableEncryptionWithExternalKms: flag({
    on: wrong('VK5013', ENCRYPTION, 'remove it if the encryption of disks is enough'),
    off: 'off',
  }),
  etcdEncryptionKey: harmless('a secret, which is neither read nor written'),
  addons: list({kind: 'chosen', choose: () => mapping(ADDON_FIELDS, translateAddons)}),
};

const CONTAINERS = 'name image cpuRequests memoryRequests cpuLimits memoryLimits';

const ADDON_FIELDS: FieldTable = {
  ...coveredFields('name enabled mode config data'),
  containers: list(mapping(coveredFields(CONTAINERS))),
  pools: list(mapping({name: covered, config: covered})),
};
