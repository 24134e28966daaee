import type {
  ClusterDefinition,
  WrittenControlPlane,
  WrittenKubernetes,
  WrittenNodePool,
  WrittenPodPublicIPs,
} from '../definition/cluster-definition.generated.ts';
import {resolveVersion} from '../kubernetes/versions.ts';
import type {Cluster, ControlPlane, Kubernetes, NodeCount, NodePool, PodPublicIPs} from './cluster.ts';
import {DEFAULT_FAULT_DOMAINS, defaults} from './defaults.ts';
import {addressOf, optional, prefixesOf} from './read-addresses.ts';
import {resolveNetwork} from './resolve-network.ts';

/**
 * What a definition means: every default filled in, every range and address read. Total for any definition that is valid
 * by the schema; what contradicts itself comes out as written, for the rules to find.
 */
export function resolve(definition: ClusterDefinition): Cluster {
  const controlPlane = resolveControlPlane(definition.controlPlane ?? {});
  const nodePools = definition.nodePools.map(resolveNodePool);
  return {
    name: definition.name,
    location: definition.location,
    cloud: definition.cloud ?? defaults.cloud,
    tags: definition.tags ?? defaults.tags,
    kubernetes: resolveKubernetes(definition.kubernetes ?? {}),
    network: resolveNetwork(definition.network ?? {}, controlPlane, nodePools),
    controlPlane,
    nodePools,
    linux: {...defaults.linux, ...definition.linux},
    identity: definition.identity ?? defaults.identity,
    addons: (definition.addons ?? []).map((addon, index) => ({...addon, path: ['addons', index]})),
  };
}

function resolveKubernetes(written: WrittenKubernetes): Kubernetes {
  const {minor, patch} = resolveVersion(written.version ?? defaults.kubernetes.version);
  return {
    version: {minor, patch},
    packages: {...defaults.kubernetes.packages, ...written.packages},
    certificates: {...defaults.kubernetes.certificates, ...written.certificates},
    images: {...defaults.kubernetes.images, ...written.images},
  };
}

function resolveControlPlane(written: WrittenControlPlane): ControlPlane {
  const {firstAddress, endpoint, osDisk, etcdDisk, ...rest} = written;
  return {
    faultDomains: DEFAULT_FAULT_DOMAINS,
    ...defaults.controlPlane,
    ...rest,
    path: ['controlPlane'],
    ...optional('firstAddress', firstAddress === undefined ? undefined : addressOf(firstAddress)),
    endpoint: {
      access: endpoint?.access ?? defaults.controlPlane.endpoint.access,
      authorizedCidrs: prefixesOf(endpoint?.authorizedCidrs ?? []),
    },
    osDisk: {...defaults.controlPlane.osDisk, ...osDisk},
    etcdDisk: {...defaults.controlPlane.etcdDisk, ...etcdDisk},
  };
}

function resolveNodePool(written: WrittenNodePool, index: number): NodePool {
  const {count, spot, osDisk, podPublicIPs, subnet, ...rest} = written;
  const {podPublicIPs: _absent, spot: _regular, ...poolDefaults} = defaults.nodePool;
  return {
    faultDomains: DEFAULT_FAULT_DOMAINS,
    ...poolDefaults,
    ...rest,
    path: ['nodePools', index],
    count: resolveCount(count ?? defaults.nodePool.count),
    subnet: subnet ?? written.name,
    ...optional('spot', spot === undefined ? undefined : {...defaults.nodePool.spot, ...spot}),
    osDisk: {...defaults.nodePool.osDisk, ...osDisk},
    ...optional('podPublicIPs', podPublicIPs === undefined ? undefined : resolvePodPublicIPs(podPublicIPs)),
  };
}

function resolveCount(written: NonNullable<WrittenNodePool['count']>): NodeCount {
  if (typeof written === 'number') return {min: written, max: written, autoscaled: false};
  return {...written, autoscaled: true};
}

function resolvePodPublicIPs(written: WrittenPodPublicIPs): PodPublicIPs {
  return {...defaults.nodePool.podPublicIPs, ...written};
}
