import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import {translateSourcePrefix} from './endpoint.ts';
import {CONTROL_PLANE_COUNTS, type Facts} from './facts.ts';
import {
  coveredFields,
  type Field,
  flag,
  harmless,
  list,
  mapping,
  missed,
  type Translate,
  value,
  valueEvenEmpty,
} from './fields.ts';
import {changed, dropped, type Finding, kept, lost, type Place, unusable, wrong} from './findings.ts';
import {translateControlPlaneFlags} from './kubelet-config.ts';
import {distro, faultDomains, managedDisks, osDiskSize, vmSize, vmTags, zones} from './machine-fields.ts';
import {CONTROL_PLANE, isWritten} from './network-facts.ts';
import {translateNetworkRange} from './network-fields.ts';
import {translateAddressCount} from './pod-limits.ts';
import {commonFields, profileKubernetesFields} from './profile-fields.ts';
import {sameKey, spell, wholeNumber} from './source.ts';
import {translateFirstAddress} from './static-addresses.ts';
import {translateControlPlaneSubnet, translateSubnetOfPools} from './subnet-fields.ts';

const TO: Path = ['controlPlane'];
const target = (): Path => TO;

/** Longest name of a cluster in v1. */
const LONGEST_NAME = 40;

const count = value('number', ({value: number}) => {
  const machines = wholeNumber(number);
  const to: Path = [...TO, 'count'];
  if (machines !== undefined && CONTROL_PLANE_COUNTS.includes(machines)) return [kept(to, machines)];
  const hint = 'write 1, or 3 or 5 for an etcd that survives the loss of machines';
  return [unusable(`${String(number)} is no number of control-plane machines`, hint, {to, assign: [{to, value: 3}]})];
});

/** `dnsPrefix`: named the resources, and the API server's public address. */
const dnsPrefix = valueEvenEmpty('text', ({value: text}) => {
  const written = String(text).trim();
  if (written === '') return [missingName()];
  const name = clusterName(written);
  const to: Path = ['name'];
  if (name === undefined) {
    const hint = 'write lower-case letters, digits and hyphens, a letter first';
    return [
      unusable(`${describeValue(written)} cannot be the name of a cluster`, hint, {
        to,
        assign: [{to, value: 'cluster'}],
      }),
    ];
  }
  if (name === text) return [kept(to, name)];
  const rule = `lower-case letters, digits and hyphens, at most ${LONGEST_NAME} characters`;
  return [changed(to, name, `${describeValue(written)} becomes ${describeValue(name)}: ${rule}`)];
});

/** What is to be said where there is no `dnsPrefix`. */
export function missingName(): Finding {
  const hint = 'name the cluster: lower-case letters, digits and hyphens, a letter first';
  return {
    ...wrong('VK5005', 'dnsPrefix is empty, and the cluster is named after it', hint),
    to: ['name'],
    incomplete: true,
    comments: [{path: ['name'], text: 'FILL IN name: lower-case letters, digits and hyphens, such as prod'}],
  };
}

function clusterName(text: string): string | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '');
  const name = plain.slice(0, LONGEST_NAME).replace(/-+$/, '');
  return name === '' ? undefined : name;
}

const availabilityProfile = value('text', ({value: text}) => {
  if (sameKey(String(text), 'AvailabilitySet')) return [dropped('machines without zones are in an availability set')];
  if (sameKey(String(text), 'VirtualMachineScaleSets')) {
    return [
      {outcome: 'changed', to: TO, message: 'the control plane is single machines with static addresses, no scale set'},
    ];
  }
  return [unusable(`${describeValue(text)} is no kind of machines`, 'remove it: the control plane is single machines')];
});

const addressCount = value('number', (place, facts) => [
  translateAddressCount(place, facts, spell(facts.root, CONTROL_PLANE), [...TO, 'maxPods']),
]);

const wholeControlPlane: Translate = (place: Place, facts: Facts) => {
  const required = ['count', 'vmSize'].filter((name) => !isWritten(facts.root, [...CONTROL_PLANE, name]));
  return required.map((name) => ({
    ...wrong('VK5005', `${name} is missing, and the old tools wanted it`, 'write it, or accept the default of v1'),
    from: [...place.path, name],
  }));
};

/** `masterProfile`. */
export const controlPlaneFields: Field = mapping(
  {
    ...commonFields,
    count,
    dnsPrefix,
    vmSize: vmSize(target),
    osDiskSizeGB: osDiskSize(target),
    vnetSubnetId: value('text', translateControlPlaneSubnet),
    agentVnetSubnetId: value('text', translateSubnetOfPools),
    vnetCidr: value('text', translateNetworkRange),
    firstConsecutiveStaticIP: value('text', translateFirstAddress),
    ipAddressCount: addressCount,
    availabilityProfile,
    availabilityZones: zones(target),
    platformFaultDomainCount: faultDomains(target, () => false),
    storageProfile: managedDisks,
    distro,
    customVMTags: vmTags,
    kubernetesConfig: mapping({
      ...profileKubernetesFields,
      kubeletConfig: value('mapping', translateControlPlaneFlags),
    }),
    HTTPSourceAddressPrefix: value('text', translateSourcePrefix),
    subjectAltNames: missed("the API server's certificate has no names of your own", 'use the names it has', 'list'),
    customFiles: list(mapping(coveredFields('source dest')), () => [
      lost('files are not copied to the machines', 'put what needs them into manifests in addons'),
    ]),
    cosmosEtcd: flag({
      on: wrong('VK5014', 'etcd runs on the control plane, not on Cosmos DB', 'remove it'),
      off: 'etcd runs on the control plane',
    }),
    oauthEnabled: harmless('was for DC/OS', 'flag'),
    agentSubnet: harmless('subnets of pools are in network.subnets', 'text'),
  },
  wholeControlPlane,
);
