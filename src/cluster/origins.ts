import type {Path} from '../definition/issue.ts';
import type {Cluster, NodePool} from './cluster.ts';
import {
  apiLoadBalancerName,
  apiPublicIpName,
  controlPlaneSecurityGroupName,
  nodeSecurityGroupName,
  publicApiLoadBalancerName,
} from './names.ts';

/** Where a resource comes from: a path of the definition, and the branch of a tree that people are shown. */
export interface Origin {
  readonly path: Path;
  /** Such as `network`, `control plane`, `pool apps`. */
  readonly branch: string;
}

const NETWORK = ['network'] as const;

/** Types that are part of the network whatever they are called. */
const NETWORK_TYPES = [
  'microsoft.network/virtualnetworks',
  'microsoft.network/routetables',
  'microsoft.network/virtualnetworkgateways',
  'microsoft.network/localnetworkgateways',
  'microsoft.network/connections',
  'microsoft.network/natgateways',
  'microsoft.network/privatednszones',
];

/** What of the definition a resource of a cluster stems from. One that is not known comes from the definition as a whole. */
export function originOf(cluster: Cluster, resourceId: string): Origin {
  const {type, names} = readId(resourceId);
  const [name = '', child] = names;
  return (
    subnetOrigin(cluster, type, child) ??
    gatewayOrigin(cluster, type) ??
    peeringOrigin(cluster, type, child ?? name) ??
    identityOrigin(type) ??
    (NETWORK_TYPES.some((each) => type === each || type.startsWith(`${each}/`)) ? networkOrigin() : undefined) ??
    namedOrigin(cluster, name) ??
    outboundOrigin(cluster, name) ?? {path: [], branch: 'cluster'}
  );
}

function readId(id: string): {readonly type: string; readonly names: readonly string[]} {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  const [namespace = '', ...rest] = id.slice(at + '/providers/'.length).split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  return {
    type: [namespace, ...types].join('/').toLowerCase(),
    names: rest.filter((_, index) => index % 2 === 1),
  };
}

function networkOrigin(): Origin {
  return {path: NETWORK, branch: 'network'};
}

function subnetOrigin({network}: Cluster, type: string, name: string | undefined): Origin | undefined {
  if (type !== 'microsoft.network/virtualnetworks/subnets') return undefined;
  const subnet = network.subnets.find((each) => each.name === name);
  return {path: subnet?.path ?? NETWORK, branch: 'network'};
}

function gatewayOrigin({network}: Cluster, type: string): Origin | undefined {
  const {virtualNetwork} = network;
  const gateway = virtualNetwork.kind === 'new' ? virtualNetwork.gateway : undefined;
  const isGateway = /^microsoft\.network\/(virtualnetworkgateways|localnetworkgateways|connections)$/.test(type);
  return isGateway && gateway !== undefined ? {path: gateway.path, branch: 'network'} : undefined;
}

function peeringOrigin({network}: Cluster, type: string, name: string): Origin | undefined {
  const {virtualNetwork} = network;
  if (virtualNetwork.kind !== 'new') return undefined;
  const isPeering = type.endsWith('/virtualnetworkpeerings') || type === 'microsoft.resources/deployments';
  const peering = virtualNetwork.peerings.find((each) => name === each.name || name.endsWith(`-peering-${each.name}`));
  if (!isPeering) return undefined;
  if (peering !== undefined) return {path: peering.path, branch: 'network'};
  return type.endsWith('/virtualnetworkpeerings')
    ? {path: [...NETWORK, 'virtualNetwork', 'peerings'], branch: 'network'}
    : undefined;
}

function identityOrigin(type: string): Origin | undefined {
  const isIdentity =
    type === 'microsoft.managedidentity/userassignedidentities' || type.startsWith('microsoft.authorization/');
  return isIdentity ? {path: ['identity'], branch: 'identity'} : undefined;
}

/** By the name of what it belongs to: the control plane's, a pool's, or what all nodes share. */
function namedOrigin(cluster: Cluster, name: string): Origin | undefined {
  const {controlPlane, nodePools} = cluster;
  const ofControlPlane = [
    controlPlaneSecurityGroupName(cluster),
    apiLoadBalancerName(cluster),
    publicApiLoadBalancerName(cluster),
    apiPublicIpName(cluster),
  ];
  if (ofControlPlane.includes(name) || name.startsWith(`${cluster.name}-control-plane-`)) {
    return {path: controlPlane.path, branch: 'control plane'};
  }
  if (name === nodeSecurityGroupName(cluster)) return networkOrigin();
  const pool = poolOf(cluster, nodePools, name);
  return pool === undefined ? undefined : {path: pool.path, branch: `pool ${pool.name}`};
}

/** The pool with the longest name that fits: `apps` does not take what belongs to `apps-2`. */
function poolOf(cluster: Cluster, pools: readonly NodePool[], name: string): NodePool | undefined {
  const own = pools.filter((pool) => {
    const base = `${cluster.name}-${pool.name}`;
    return name === base || name.startsWith(`${base}-`);
  });
  return own.toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** What is left are the ways to the Internet, and what Services share. */
function outboundOrigin(cluster: Cluster, name: string): Origin | undefined {
  const isOurs = name === cluster.name || /-(nat|outbound)-\d+$/.test(name) || name.endsWith('-gateway');
  return isOurs ? {path: [...NETWORK, 'egress'], branch: 'network'} : undefined;
}
