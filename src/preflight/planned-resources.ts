import {natGatewayIpTargets} from '../arm/resources/nat-gateway.ts';
import {outboundIpTargets} from '../arm/resources/service-load-balancer.ts';
import {hasPublicApiLoadBalancer} from '../arm/targets.ts';
import type {Cluster, NodePool} from '../cluster/cluster.ts';
import {
  apiLoadBalancerName,
  apiPublicIpName,
  connectionName,
  controlPlaneMachineName,
  controlPlaneSecurityGroupName,
  gatewayIpName,
  gatewayName,
  natGatewayIpName,
  natGatewayName,
  networkInterfaceName,
  nodeSecurityGroupName,
  outboundIpName,
  podPublicIpName,
  poolMachineName,
  publicApiLoadBalancerName,
  publicPodsGroupName,
  routeTableName,
  serviceLoadBalancerName,
  virtualNetworkName,
} from '../cluster/names.ts';
import type {Path} from '../definition/issue.ts';

/** Resources of one type that a template makes: their names, and the names of quotas that count them. */
export interface PlannedResources {
  readonly type: string;
  readonly quotas: readonly string[];
  readonly names: readonly string[];
  readonly path: Path;
}

/** Quotas of public IPs, by all the names that Azure has for them. */
export const PUBLIC_IP_QUOTAS = [
  'PublicIPAddresses',
  'StaticPublicIPAddresses',
  'StandardSkuPublicIpAddresses',
  'IPv4StandardSkuPublicIpAddresses',
];

/** What a template makes of Azure's network, by type. */
export function plannedResources(cluster: Cluster): readonly PlannedResources[] {
  return [
    planned('publicIPAddresses', PUBLIC_IP_QUOTAS, publicIpNames(cluster), publicIpPath(cluster)),
    ...balancers(cluster),
    ...networkParts(cluster),
    ...securityParts(cluster),
    planned('networkInterfaces', ['NetworkInterfaces'], interfaceNames(cluster), ['nodePools']),
  ];
}

function planned(name: string, quotas: readonly string[], names: readonly string[], path: Path): PlannedResources {
  return {type: `Microsoft.Network/${name}`, quotas, names, path};
}

function balancers(cluster: Cluster): readonly PlannedResources[] {
  const {egress} = cluster.network;
  const names = [
    apiLoadBalancerName(cluster),
    ...(hasPublicApiLoadBalancer(cluster) ? [publicApiLoadBalancerName(cluster)] : []),
    ...(egress === 'loadBalancer' ? [serviceLoadBalancerName(cluster)] : []),
  ];
  const gateways = egress === 'natGateway' ? [natGatewayName(cluster)] : [];
  return [
    planned('loadBalancers', ['LoadBalancers', 'StandardSkuLoadBalancers'], names, ['controlPlane']),
    planned('natGateways', ['NatGateways'], gateways, ['network', 'egress']),
  ];
}

/** A network that is made, with what belongs to it. Azure has no usages of gateways. */
function networkParts(cluster: Cluster): readonly PlannedResources[] {
  const {virtualNetwork, subnets} = cluster.network;
  if (virtualNetwork.kind === 'existing') return [];
  const tables = subnets.filter(({routes}) => routes.length > 0).map(({name}) => routeTableName(cluster, name));
  const {gateway} = virtualNetwork;
  const connections = (gateway?.connections ?? []).map(({name}) => connectionName(cluster, name));
  const path = ['network', 'virtualNetwork'];
  return [
    planned('virtualNetworks', ['VirtualNetworks'], [virtualNetworkName(cluster)], path),
    planned('routeTables', ['RouteTables'], tables, ['network', 'subnets']),
    planned('virtualNetworkGateways', [], gateway === undefined ? [] : [gatewayName(cluster)], path),
    planned('connections', [], connections, path),
    planned('localNetworkGateways', [], gateway?.type === 'Vpn' ? connections : [], path),
  ];
}

function securityParts(cluster: Cluster): readonly PlannedResources[] {
  const groups = [controlPlaneSecurityGroupName(cluster), nodeSecurityGroupName(cluster)];
  const ofPods = cluster.nodePools.flatMap((pool) =>
    pool.podPublicIPs === undefined ? [] : [publicPodsGroupName(cluster, pool)],
  );
  return [
    planned('networkSecurityGroups', ['NetworkSecurityGroups'], groups, ['network']),
    planned('applicationSecurityGroups', ['ApplicationSecurityGroups'], ofPods, ['nodePools']),
  ];
}

function interfaceNames(cluster: Cluster): readonly string[] {
  const {controlPlane, nodePools} = cluster;
  const machines = nodePools.filter(({type}) => type === 'virtualMachines');
  return [
    ...counted(controlPlane.count, (index) => networkInterfaceName(controlPlaneMachineName(cluster, index))),
    ...machines.flatMap((pool) =>
      counted(pool.count.min, (index) => networkInterfaceName(poolMachineName(cluster, pool, index))),
    ),
  ];
}

function publicIpNames(cluster: Cluster): readonly string[] {
  const {network, nodePools} = cluster;
  const hasGateway = network.virtualNetwork.kind === 'new' && network.virtualNetwork.gateway !== undefined;
  return [
    ...(hasPublicApiLoadBalancer(cluster) ? [apiPublicIpName(cluster)] : []),
    ...natGatewayIpTargets(cluster).map((_, index) => natGatewayIpName(cluster, index)),
    ...outboundIpTargets(cluster).map((_, index) => outboundIpName(cluster, index)),
    ...(hasGateway ? [gatewayIpName(cluster)] : []),
    ...nodePools.flatMap((pool) => podIpNames(cluster, pool)),
  ];
}

function podIpNames(cluster: Cluster, pool: NodePool): readonly string[] {
  const perNode = pool.podPublicIPs?.perNode ?? 0;
  return counted(pool.count.min * perNode, (index) =>
    podPublicIpName(poolMachineName(cluster, pool, Math.floor(index / perNode)), (index % perNode) + 1),
  );
}

/** Most public IPs are those of pods, if there are any. */
function publicIpPath({nodePools}: Cluster): Path {
  const pool = nodePools.find(({podPublicIPs}) => podPublicIPs !== undefined);
  return pool === undefined ? ['network', 'egress'] : [...pool.path, 'podPublicIPs'];
}

function counted(length: number, name: (index: number) => string): readonly string[] {
  return Array.from({length}, (_, index) => name(index));
}
