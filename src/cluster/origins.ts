import type {Path} from '../definition/issue.ts';
import type {Cluster, NodePool} from './cluster.ts';
import {
  apiLoadBalancerName,
  apiPublicIpName,
  controlPlaneSecurityGroupName,
  nodeSecurityGroupName,
  peeringDeploymentName,
  publicApiLoadBalancerName,
  subnetAccessDeploymentName,
} from './names.ts';

/** Where a resource comes from: a path of the definition, and the branch of a tree that people are shown. */
export interface Origin {
  readonly path: Path;
  /** Such as `network`, `control plane`, `pool apps`. */
  readonly branch: string;
}

const NETWORK = ['network'] as const;

const DEPLOYMENT = 'microsoft.resources/deployments';

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

/**
 * What of the definition a resource of a cluster stems from. One that is not known comes from the definition as a whole. Azure
 * does not care how an id is spelt, and spells it in several ways itself.
 */
export function originOf(cluster: Cluster, resourceId: string): Origin {
  const id = resourceId.toLowerCase();
  const {type, names} = readId(id);
  const [name = '', child] = names;
  return (
    subnetOrigin(cluster, type, child) ??
    gatewayOrigin(cluster, type) ??
    peeringOrigin(cluster, type, child ?? name, id) ??
    identityOrigin(cluster, type, name) ??
    (NETWORK_TYPES.some((each) => type === each || type.startsWith(`${each}/`)) ? networkOrigin() : undefined) ??
    namedOrigin(cluster, name) ??
    outboundOrigin(cluster, name) ?? {path: [], branch: 'cluster'}
  );
}

/** Of an id in small letters. */
function readId(id: string): {readonly type: string; readonly names: readonly string[]} {
  const at = id.lastIndexOf('/providers/');
  // A resource group's.
  if (at < 0) return {type: '', names: []};
  const [namespace = '', ...rest] = id.slice(at + '/providers/'.length).split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  return {
    type: [namespace, ...types].join('/'),
    names: rest.filter((_, index) => index % 2 === 1),
  };
}

function networkOrigin(): Origin {
  return {path: NETWORK, branch: 'network'};
}

function subnetOrigin({network}: Cluster, type: string, name: string | undefined): Origin | undefined {
  if (type !== 'microsoft.network/virtualnetworks/subnets') return undefined;
  const subnet = network.subnets.find((each) => isSame(each.name, name));
  return {path: subnet?.path ?? NETWORK, branch: 'network'};
}

function gatewayOrigin({network}: Cluster, type: string): Origin | undefined {
  const {virtualNetwork} = network;
  const gateway = virtualNetwork.kind === 'new' ? virtualNetwork.gateway : undefined;
  const isGateway = /^microsoft\.network\/(virtualnetworkgateways|localnetworkgateways|connections)$/.test(type);
  return isGateway && gateway !== undefined ? {path: gateway.path, branch: 'network'} : undefined;
}

/** A peering is made on both sides: by its name on ours, and by a deployment of its own on the other's network. */
function peeringOrigin(cluster: Cluster, type: string, name: string, id: string): Origin | undefined {
  const {virtualNetwork} = cluster.network;
  const isPeering = type.endsWith('/virtualnetworkpeerings');
  if (virtualNetwork.kind !== 'new' || !(isPeering || type === DEPLOYMENT)) return undefined;
  const peering = virtualNetwork.peerings.find((each) =>
    isPeering
      ? isSame(each.name, name) || id.startsWith(`${each.remoteVirtualNetworkId.toLowerCase()}/`)
      : isSame(peeringDeploymentName(cluster, each.name), name),
  );
  if (peering !== undefined) return {path: peering.path, branch: 'network'};
  return isPeering ? {path: [...NETWORK, 'virtualNetwork', 'peerings'], branch: 'network'} : undefined;
}

/** Roles on subnets of others are assigned by a deployment of their own. */
function identityOrigin(cluster: Cluster, type: string, name: string): Origin | undefined {
  const isIdentity =
    type === 'microsoft.managedidentity/userassignedidentities' ||
    type.startsWith('microsoft.authorization/') ||
    (type === DEPLOYMENT && isSame(subnetAccessDeploymentName(cluster), name));
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
  if (
    ofControlPlane.some((each) => isSame(each, name)) ||
    name.startsWith(`${cluster.name}-control-plane-`.toLowerCase())
  ) {
    return {path: controlPlane.path, branch: 'control plane'};
  }
  if (isSame(nodeSecurityGroupName(cluster), name)) return networkOrigin();
  const pool = poolOf(cluster, nodePools, name);
  return pool === undefined ? undefined : {path: pool.path, branch: `pool ${pool.name}`};
}

/** The pool with the longest name that fits: `apps` does not take what belongs to `apps-2`. */
function poolOf(cluster: Cluster, pools: readonly NodePool[], name: string): NodePool | undefined {
  const own = pools.filter((pool) => {
    const base = `${cluster.name}-${pool.name}`.toLowerCase();
    return name === base || name.startsWith(`${base}-`);
  });
  return own.toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** What is left are the ways to the Internet, and what Services share. */
function outboundOrigin(cluster: Cluster, name: string): Origin | undefined {
  const isOurs = isSame(cluster.name, name) || /-(nat|outbound)-\d+$/.test(name) || name.endsWith('-gateway');
  return isOurs ? {path: [...NETWORK, 'egress'], branch: 'network'} : undefined;
}

/** `small`: in small letters already. */
function isSame(name: string, small: string | undefined): boolean {
  return name.toLowerCase() === small;
}
