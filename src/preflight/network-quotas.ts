import {natGatewayIpTargets} from '../arm/resources/nat-gateway.ts';
import {outboundIpTargets} from '../arm/resources/service-load-balancer.ts';
import {hasPublicApiLoadBalancer} from '../arm/targets.ts';
import type {Cluster, NodePool} from '../cluster/cluster.ts';
import {
  apiLoadBalancerName,
  apiPublicIpName,
  controlPlaneMachineName,
  controlPlaneSecurityGroupName,
  gatewayIpName,
  natGatewayIpName,
  natGatewayName,
  networkInterfaceName,
  nodeSecurityGroupName,
  outboundIpName,
  podPublicIpName,
  poolMachineName,
  publicApiLoadBalancerName,
  routeTableName,
  serviceLoadBalancerName,
  virtualNetworkName,
} from '../cluster/names.ts';
import type {Path} from '../definition/issue.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {findUsage, quotaFinding} from './quotas.ts';
import {nameIn} from './resource-ids.ts';

/** Resources of one type that a template makes: their names, and the names of quotas that count them. */
interface Planned {
  readonly type: string;
  readonly quotas: readonly string[];
  readonly names: readonly string[];
  readonly path: Path;
}

const PUBLIC_IPS = 'Microsoft.Network/publicIPAddresses';

/**
 * Quotas of the network: one finding for each that is not enough, one for all that are. Resources that are there already
 * take nothing again. Names of quotas: Azure: REST API, virtualnetwork/usages/list.
 */
export function networkQuotaFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {networkUsages, own, account} = facts;
  const path = ['network'] as const;
  if (!networkUsages.known) return [unread('VK6008', 'quotas of the network', networkUsages, path)];
  const there = own.resources.known ? own.resources.value : [];
  const found = plannedResources(cluster).flatMap(({type, quotas, names, path: at}) => {
    const had = new Set(there.filter((each) => each.type.toLowerCase() === type.toLowerCase()).map(nameOf));
    const needed = names.filter((name) => !had.has(name.toLowerCase())).length;
    const usages = quotas.flatMap((quota) => findUsage(networkUsages.value, quota) ?? []);
    const short = usages.find(({used, limit}) => used + needed > limit);
    const need = {least: needed, most: needed, path: at};
    return short === undefined ? [] : quotaFinding('VK6008', short, need, account.subscriptionId, cluster.location);
  });
  return [
    ...(own.resources.known ? [] : [unread('VK6008', 'what is in the resource group already', own.resources, path)]),
    ...unlistedFindings(networkUsages.value, path),
    ...(found.length > 0
      ? found
      : [{code: 'VK6008', state: 'ok', title: 'quotas of public IPs and of the network are enough', path} as const]),
  ];
}

/** Public IPs are what runs out first: not to know of theirs is worth saying. */
function unlistedFindings(usages: Parameters<typeof findUsage>[0], path: Path): readonly Finding[] {
  if (PUBLIC_IP_QUOTAS.some((quota) => findUsage(usages, quota) !== undefined)) return [];
  const title = 'Azure lists no quota of public IPs here: whether it is enough is not known';
  return [{code: 'VK6008', state: 'warning', title, path}];
}

const PUBLIC_IP_QUOTAS = [
  'PublicIPAddresses',
  'StaticPublicIPAddresses',
  'StandardSkuPublicIpAddresses',
  'IPv4StandardSkuPublicIpAddresses',
];

function nameOf({id}: {readonly id: string}): string {
  return nameIn(id).toLowerCase();
}

/** What a template makes of the network, by type. */
export function plannedResources(cluster: Cluster): readonly Planned[] {
  const {network, controlPlane} = cluster;
  const count = (length: number, name: (index: number) => string) => Array.from({length}, (_, index) => name(index));
  const machines = cluster.nodePools.filter(({type}) => type === 'virtualMachines');
  const isNew = network.virtualNetwork.kind === 'new';
  const hasPublic = hasPublicApiLoadBalancer(cluster);
  const planned = (name: string, quotas: readonly string[], names: readonly string[], path: Path): Planned => ({
    type: `Microsoft.Network/${name}`,
    quotas,
    names,
    path,
  });
  return [
    {type: PUBLIC_IPS, quotas: PUBLIC_IP_QUOTAS, names: publicIpNames(cluster), path: publicIpPath(cluster)},
    planned(
      'loadBalancers',
      ['LoadBalancers', 'StandardSkuLoadBalancers'],
      [
        apiLoadBalancerName(cluster),
        ...(hasPublic ? [publicApiLoadBalancerName(cluster)] : []),
        ...(network.egress === 'loadBalancer' ? [serviceLoadBalancerName(cluster)] : []),
      ],
      ['controlPlane'],
    ),
    planned('natGateways', ['NatGateways'], network.egress === 'natGateway' ? [natGatewayName(cluster)] : [], [
      'network',
      'egress',
    ]),
    planned('virtualNetworks', ['VirtualNetworks'], isNew ? [virtualNetworkName(cluster)] : [], [
      'network',
      'virtualNetwork',
    ]),
    planned(
      'networkSecurityGroups',
      ['NetworkSecurityGroups'],
      [controlPlaneSecurityGroupName(cluster), nodeSecurityGroupName(cluster)],
      ['network'],
    ),
    planned(
      'routeTables',
      ['RouteTables'],
      isNew
        ? network.subnets.filter(({routes}) => routes.length > 0).map(({name}) => routeTableName(cluster, name))
        : [],
      ['network', 'subnets'],
    ),
    planned(
      'networkInterfaces',
      ['NetworkInterfaces'],
      [
        ...count(controlPlane.count, (index) => networkInterfaceName(controlPlaneMachineName(cluster, index))),
        ...machines.flatMap((pool) =>
          count(pool.count.min, (index) => networkInterfaceName(poolMachineName(cluster, pool, index))),
        ),
      ],
      ['nodePools'],
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
  return Array.from({length: pool.count.min * perNode}, (_, index) =>
    podPublicIpName(poolMachineName(cluster, pool, Math.floor(index / perNode)), (index % perNode) + 1),
  );
}

/** Most public IPs are those of pods, if there are any. */
function publicIpPath({nodePools}: Cluster): Path {
  const pool = nodePools.find(({podPublicIPs}) => podPublicIPs !== undefined);
  return pool === undefined ? ['network', 'egress'] : [...pool.path, 'podPublicIPs'];
}
