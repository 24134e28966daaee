import type {Cluster} from '../cluster/cluster.ts';
import {
  apiLoadBalancerName,
  controlPlaneMachineName,
  controlPlaneSecurityGroupName,
  identityName,
  natGatewayName,
  networkInterfaceName,
  nodeSecurityGroupName,
  publicApiLoadBalancerName,
  routeTableName,
  serviceLoadBalancerName,
  virtualNetworkName,
} from '../cluster/names.ts';
import {expression, plain, resourceId, type Term} from './expressions.ts';
import type {Expression} from './wire.ts';

/** What a resource refers to: another one of the template, or by its id one that is there already. */
export type Target = Term | string;

/** A target as a property holds it. */
export function idOf(target: Target): string {
  return typeof target === 'string' ? plain(target) : expression(target);
}

/** A reference as most properties have it. */
export function to(target: Target): {readonly id: string} {
  return {id: idOf(target)};
}

/** The `dependsOn` of a resource that refers to these: those of the template, each once. */
export function dependsOn(...targets: readonly (Target | undefined)[]): {readonly dependsOn?: readonly Expression[]} {
  const made = targets.flatMap((target) => (target === undefined || typeof target === 'string' ? [] : [target]));
  const unique = [...new Set(made.map(expression))];
  return unique.length === 0 ? {} : {dependsOn: unique};
}

/** The virtual network. */
export function virtualNetworkTarget(cluster: Cluster): Target {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind === 'existing') return virtualNetwork.id;
  return resourceId('Microsoft.Network/virtualNetworks', virtualNetworkName(cluster));
}

/** A subnet of the virtual network. */
export function subnetTarget(cluster: Cluster, subnet: string): Target {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind === 'existing') return `${virtualNetwork.id}/subnets/${subnet}`;
  return resourceId('Microsoft.Network/virtualNetworks/subnets', virtualNetworkName(cluster), subnet);
}

/** The route table that is made for a subnet. */
export function routeTableTarget(cluster: Cluster, subnet: string): Term {
  return resourceId('Microsoft.Network/routeTables', routeTableName(cluster, subnet));
}

/** The NAT gateway. */
export function natGatewayTarget(cluster: Cluster): Term {
  return resourceId('Microsoft.Network/natGateways', natGatewayName(cluster));
}

/** The network security group of the control plane. */
export function controlPlaneSecurityGroupTarget(cluster: Cluster): Term {
  return resourceId('Microsoft.Network/networkSecurityGroups', controlPlaneSecurityGroupName(cluster));
}

/** The network security group of nodes. */
export function nodeSecurityGroupTarget(cluster: Cluster): Term {
  return resourceId('Microsoft.Network/networkSecurityGroups', nodeSecurityGroupName(cluster));
}

/** The identity with which the cluster calls Azure. */
export function identityTarget(cluster: Cluster): Target {
  if (cluster.identity.id !== undefined) return cluster.identity.id;
  return resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', identityName(cluster));
}

/** The internal load balancer of the API server. */
export function apiLoadBalancerTarget(cluster: Cluster): Term {
  return resourceId('Microsoft.Network/loadBalancers', apiLoadBalancerName(cluster));
}

/** The public load balancer of the control plane; undefined: it has none. */
export function publicApiLoadBalancerTarget(cluster: Cluster): Term | undefined {
  if (!hasPublicApiLoadBalancer(cluster)) return undefined;
  return resourceId('Microsoft.Network/loadBalancers', publicApiLoadBalancerName(cluster));
}

/** The load balancer through which nodes reach the Internet; undefined: they have another way. */
export function outboundLoadBalancerTarget(cluster: Cluster): Term | undefined {
  if (cluster.network.egress !== 'loadBalancer') return undefined;
  return resourceId('Microsoft.Network/loadBalancers', serviceLoadBalancerName(cluster));
}

/** Something within a load balancer. */
export function loadBalancerPart(
  loadBalancer: string,
  part: 'backendAddressPools' | 'frontendIPConfigurations' | 'probes',
  name: string,
): Term {
  return resourceId(`Microsoft.Network/loadBalancers/${part}`, loadBalancer, name);
}

/** The network interfaces of the control plane. */
export function controlPlaneInterfaceTargets(cluster: Cluster): readonly Term[] {
  return Array.from({length: cluster.controlPlane.count}, (_, index) =>
    resourceId('Microsoft.Network/networkInterfaces', networkInterfaceName(controlPlaneMachineName(cluster, index))),
  );
}

/** Whether the control plane has a load balancer with a public IP. */
export function hasPublicApiLoadBalancer({controlPlane, network}: Cluster): boolean {
  return controlPlane.endpoint.access === 'public' || network.egress === 'loadBalancer';
}

/**
 * What must be there before a machine with dynamic addresses may take some of a subnet: in the control plane's, every
 * static one, since a dynamic one could be it.
 */
export function staticAddressTargets(cluster: Cluster, subnet: string): readonly Term[] {
  if (subnet !== cluster.controlPlane.subnet) return [];
  return [apiLoadBalancerTarget(cluster), ...controlPlaneInterfaceTargets(cluster)];
}
