import {createHash} from 'node:crypto';
import type {Cloud, Cluster, NodePool} from './cluster.ts';

/*
 * Names of Azure resources and of nodes. Each is made here and nowhere else. The longest that the schema allows, a
 * cluster's name of 40 characters and a pool's of 12, stay within Azure's and Kubernetes' limits: a test holds that.
 */

/** Characters that Azure adds to a scale set's prefix for the computer name: the instance's number in base 36. */
export const SCALE_SET_SUFFIX_LENGTH = 6;

/** Characters of the longest name that the network provider takes (Azure: resource-name-rules). */
const NETWORK_NAME_LENGTH = 80;

/** Characters of the longest name of a deployment (Azure: resource-name-rules). */
const DEPLOYMENT_NAME_LENGTH = 64;

/** Characters of a hash that tells names apart which were cut. */
const HASH_LENGTH = 8;

/** The number of a machine, or what stands for it in a name that a template makes for each round of a copy. */
export type MachineNumber = number | '{0}';

/** A machine of the control plane: its resource, its computer name and its node. `index` starts at 0. */
export function controlPlaneMachineName(cluster: Cluster, index: number): string {
  return `${cluster.name}-control-plane-${index}`;
}

/** A machine of a `virtualMachines` pool: its resource, its computer name and its node. `index` starts at 0. */
export function poolMachineName(cluster: Cluster, pool: NodePool, index: MachineNumber): string {
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
export function podPublicIpDnsLabel(prefix: string, node: MachineNumber, address: number): string {
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

/** What public IPs of a region have as their DNS domain (Azure: REST API, publicIPAddresses, "dnsSettings.fqdn"). */
const PUBLIC_DOMAINS: Readonly<Record<Cloud, string>> = {
  AzureCloud: 'cloudapp.azure.com',
  AzureUSGovernment: 'cloudapp.usgovcloudapi.net',
  AzureChinaCloud: 'cloudapp.chinacloudapi.cn',
};

/** The name by which the Internet finds the API server, if its endpoint is public. */
export function apiServerPublicHostName(cluster: Cluster): string {
  return `${apiServerDnsLabel(cluster)}.${cluster.location}.${PUBLIC_DOMAINS[cluster.cloud]}`;
}

/** The internal load balancer of the API server. */
export function apiLoadBalancerName(cluster: Cluster): string {
  return `${cluster.name}-apiserver`;
}

/** The public load balancer of the control plane: of its API server, its way to the Internet, or both. */
export function publicApiLoadBalancerName(cluster: Cluster): string {
  return `${cluster.name}-apiserver-public`;
}

/** The public IP of `publicApiLoadBalancerName`. */
export function apiPublicIpName(cluster: Cluster): string {
  return `${cluster.name}-apiserver`;
}

/** The NAT gateway of all subnets. */
export function natGatewayName(cluster: Cluster): string {
  return cluster.name;
}

/** A public IP of the NAT gateway. `index` starts at 0. */
export function natGatewayIpName(cluster: Cluster, index: number): string {
  return `${cluster.name}-nat-${index}`;
}

/** A public IP through which nodes reach the Internet by the load balancer of Services. `index` starts at 0. */
export function outboundIpName(cluster: Cluster, index: number): string {
  return `${cluster.name}-outbound-${index}`;
}

/** The availability set of the control plane. */
export function controlPlaneAvailabilitySetName(cluster: Cluster): string {
  return `${cluster.name}-control-plane`;
}

/** The availability set of a `virtualMachines` pool. */
export function poolAvailabilitySetName(cluster: Cluster, pool: NodePool): string {
  return `${cluster.name}-${pool.name}`;
}

/** The network interface of a machine. */
export function networkInterfaceName(machine: string): string {
  return machine;
}

/** The disk that a machine boots from. */
export function osDiskName(machine: string): string {
  return `${machine}-os`;
}

/** The disk that a control-plane machine keeps etcd on. */
export function etcdDiskName(machine: string): string {
  return `${machine}-etcd`;
}

/** A public IP for a pod of a machine. `address` starts at 1, since 0 would be the node's own. */
export function podPublicIpName(machine: string, address: number | '{1}'): string {
  return `${machine}-${address}`;
}

/** The application security group of the nodes whose pods can have public IPs. */
export function publicPodsGroupName(cluster: Cluster, pool: NodePool): string {
  return `${cluster.name}-${pool.name}-pods`;
}

/** The route table made for a subnet. */
export function routeTableName(cluster: Cluster, subnet: string): string {
  return shorten(`${cluster.name}-${subnet}`, NETWORK_NAME_LENGTH);
}

/** The VPN or ExpressRoute gateway. */
export function gatewayName(cluster: Cluster): string {
  return cluster.name;
}

/** The public IP of the gateway. */
export function gatewayIpName(cluster: Cluster): string {
  return `${cluster.name}-gateway`;
}

/** A connection of the gateway, and what describes the site at its other end. */
export function connectionName(cluster: Cluster, connection: string): string {
  return shorten(`${cluster.name}-${connection}`, NETWORK_NAME_LENGTH);
}

/** The deployment that makes the other side of a peering, in the other network's resource group. */
export function peeringDeploymentName(cluster: Cluster, peering: string): string {
  return shorten(`${cluster.name}-peering-${peering}`, DEPLOYMENT_NAME_LENGTH);
}

/** The deployment that gives the identity access to the subnets of an existing virtual network, in that one's group. */
export function subnetAccessDeploymentName(cluster: Cluster): string {
  return `${cluster.name}-subnet-access`;
}

/** The deployment of a pool, or of a part of one, in a cluster that is too large for one. `shard` starts at 0. */
export function poolDeploymentName(cluster: Cluster, pool: NodePool, shard: number): string {
  return `${cluster.name}-${pool.name}-${shard}`;
}

/** As it is if that is short enough; otherwise cut, with a hash of the whole at the end. */
function shorten(name: string, length: number): string {
  if (name.length <= length) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, length - HASH_LENGTH - 1)}-${hash}`;
}

/**
 * The other side of a peering, in the virtual network called `remote`, as a pattern for ARM's `format`: {0} is what tells
 * our network from any other. Many networks may be peered with that one, and more than one may be called like ours.
 */
export function remotePeeringName(cluster: Cluster, remote: string): string {
  return `${remote}/${cluster.name}-{0}`;
}

/** Label of every node of a pool, with the pool's name. */
export const POOL_LABEL = 'vnetk8s.io/pool';
