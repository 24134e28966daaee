import type {Cluster, NodePool} from './cluster.ts';

/*
 * Names of Azure resources and of nodes. Each is made here and nowhere else. The longest that the schema allows, a
 * cluster's name of 40 characters and a pool's of 12, stay within Azure's and Kubernetes' limits: a test holds that.
 */

/** Characters that Azure adds to a scale set's prefix for the computer name: the instance's number in base 36. */
export const SCALE_SET_SUFFIX_LENGTH = 6;

/** A machine of the control plane: its resource, its computer name and its node. `index` starts at 0. */
export function controlPlaneMachineName(cluster: Cluster, index: number): string {
  return `${cluster.name}-control-plane-${index}`;
}

/** A machine of a `virtualMachines` pool: its resource, its computer name and its node. `index` starts at 0. */
export function poolMachineName(cluster: Cluster, pool: NodePool, index: number): string {
  return `${cluster.name}-${pool.name}-${index}`;
}

/** A scale set of a pool. `shard` starts at 0: a pool has one scale set for every thousand nodes. */
export function scaleSetName(cluster: Cluster, pool: NodePool, shard: number): string {
  return shard === 0 ? `${cluster.name}-${pool.name}` : `${cluster.name}-${pool.name}-${shard}`;
}

/** What the names of a scale set's nodes begin with; six characters of Azure's follow. */
export function computerNamePrefix(cluster: Cluster, pool: NodePool, shard: number): string {
  return `${scaleSetName(cluster, pool, shard)}-`;
}

/** The DNS name of the public API endpoint, before the region's domain. */
export function apiServerDnsLabel(cluster: Cluster): string {
  return cluster.name;
}

/**
 * The DNS name of a pod's public IP, before the region's domain. `node` is that of `poolMachineName`; `address` starts
 * at 1, since 0 would be the node's own.
 */
export function podPublicIpDnsLabel(prefix: string, node: number, address: number): string {
  return `${prefix}-${node}-${address}`;
}

/**
 * The private DNS zone of a virtual network that is made for the cluster. `internal` is reserved for private use
 * (ICANN, 2024), and no Azure service resolves names under it.
 */
export function privateDnsZoneName(cluster: Cluster): string {
  return `${cluster.name}.vnetk8s.internal`;
}

/**
 * The name by which nodes call the API server. They have it in /etc/hosts, so it works without any DNS; in a virtual
 * network made for the cluster the private DNS zone has it too, for everybody else.
 */
export function apiServerHostName(cluster: Cluster): string {
  return `api.${privateDnsZoneName(cluster)}`;
}

/** The virtual network that is made for the cluster. */
export function virtualNetworkName(cluster: Cluster): string {
  return cluster.name;
}

/** The user-assigned identity that is made for the cluster. */
export function identityName(cluster: Cluster): string {
  return cluster.name;
}

/** The network security group of all nodes of pools; the cloud controller adds the rules of Services to it. */
export function nodeSecurityGroupName(cluster: Cluster): string {
  return `${cluster.name}-nodes`;
}

/** The network security group of the control plane. */
export function controlPlaneSecurityGroupName(cluster: Cluster): string {
  return `${cluster.name}-control-plane`;
}

/**
 * The load balancer of Services, as the cloud controller names it: the cluster's name
 * (cloud-provider-azure: pkg/consts, and topics/loadbalancer).
 */
export function serviceLoadBalancerName(cluster: Cluster): string {
  return cluster.name;
}
