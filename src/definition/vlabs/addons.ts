import {describeValue} from '../describe-value.ts';
import {AUTOSCALER, translateAutoscaler} from './autoscaler.ts';
import type {Facts} from './facts.ts';
import {dropped, type Finding, lost, type Place} from './findings.ts';
import {find, sameKey, textAt} from './source.ts';

/** What stands for an add-on of the old tools; with a hint, something has to make up for it. */
interface Replacement {
  readonly names: string;
  readonly message: string;
  readonly hint?: string;
}

const INSTALL = 'install it from its own manifests or chart, or list them in addons';

const REPLACEMENTS: readonly Replacement[] = [
  {names: 'coredns kube-dns', message: 'every cluster has CoreDNS'},
  {names: 'kube-proxy kube-proxy-daemonset', message: 'every cluster has kube-proxy'},
  {names: 'azure-cloud-provider cloud-node-manager', message: "every cluster has Azure's cloud provider"},
  {
    names: 'ip-masq-agent',
    message: 'nodes masquerade by themselves, but for network.virtualNetwork and network.onPremisesCidrs',
  },
  {
    names: 'calico-daemonset azure-npm-daemonset azure-network-policy cilium flannel antrea',
    message: 'belongs to networkPlugin and networkPolicy, where it is said what becomes of it',
  },
  {names: 'azure-cni-networkmonitor', message: "watched Azure's plugin, whose place vnetk8s' own has taken"},
  {names: 'pod-security-policy', message: 'Kubernetes has had no pod security policies since 1.25'},
  {names: 'audit-policy', message: 'the API server writes no audit log'},
  {names: 'azure-kms-provider', message: 'belongs to enableEncryptionWithExternalKms'},
  {names: 'aad aad-default-admin-group', message: 'belongs to aadProfile'},
  {names: 'tiller heapster rescheduler kube-rescheduler elb-svc', message: 'Kubernetes and Helm no longer have it'},
  {
    names: 'blobfuse-flexvolume smb-flexvolume keyvault-flexvolume',
    message: 'Kubernetes has given up flex volumes',
    hint: 'install the CSI driver of the same storage, and change the volumes that use it',
  },
  {
    names: 'azuredisk-csi-driver azurefile-csi-driver azure-storage-classes default-storage-class',
    message: 'drivers and classes for Azure disks and files are not installed',
    hint: INSTALL,
  },
  {
    names: 'aad-pod-identity',
    message: 'is not installed, and no longer maintained',
    hint: 'use workload identity',
  },
  {
    names: `metrics-server kubernetes-dashboard nvidia-device-plugin sgx-device-plugin container-monitoring
    csi-secrets-store secrets-store-csi-driver azure-policy azure-arc-onboarding appgw-ingress aci-connector
    scheduled-maintenance node-problem-detector dns-autoscaler`,
    message: 'is not installed',
    hint: INSTALL,
  },
];

const BY_NAME: ReadonlyMap<string, Replacement> = new Map(
  REPLACEMENTS.flatMap((replacement) => replacement.names.split(/\s+/).map((name) => [name, replacement] as const)),
);

/** An item of `addons`. Its settings, which may hold secrets, are never shown. */
export function translateAddons(place: Place, facts: Facts): readonly Finding[] {
  const name = textAt(place.value, ['name']);
  if (name === undefined) return [dropped('an add-on without a name')];
  if (find(place.value, ['enabled'])?.value === false) return [dropped(`${describeValue(name)} was off`)];
  if (sameKey(name, AUTOSCALER)) return autoscaler(place, facts);
  const replacement = BY_NAME.get(name.toLowerCase());
  if (replacement === undefined)
    return [lost(`${describeValue(name)} is no add-on that is known here; it is not installed`, INSTALL)];
  const message = `${describeValue(name)}: ${replacement.message}`;
  return [replacement.hint === undefined ? dropped(message) : lost(message, replacement.hint)];
}

function autoscaler(place: Place, facts: Facts): readonly Finding[] {
  const isOn = find(place.value, ['enabled'])?.value === true;
  return isOn
    ? translateAutoscaler(place, facts)
    : [dropped(`${describeValue(AUTOSCALER)} was off, as it is where nothing else is said`)];
}
