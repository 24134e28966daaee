import type {Cluster, NodePool} from '../../cluster/cluster.ts';
import {controlPlaneSecurityGroupName, nodeSecurityGroupName, publicPodsGroupName} from '../../cluster/names.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import {API_SERVER_PORT} from '../../node/kubeadm-cluster.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {expression, resourceId, type Term, unlessExisting} from '../expressions.ts';
import {LOCATION, type Site} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {controlPlaneSecurityGroupTarget, dependsOn, nodeSecurityGroupTarget, to} from '../targets.ts';

/** Clients' and peers' port of etcd (etcd: op-guide/configuration). */
const ETCD_PORTS = '2379-2380';

/*
 * Priorities. The cloud controller's rules for Services begin at 500 (cloud-provider-azure: pkg/consts,
 * LoadBalancerMinimumPriority); ours are below, and each has its own for good.
 */
const ALLOW_ETCD_PRIORITY = 100;
const DENY_ETCD_PRIORITY = 110;
const ALLOW_API_SERVER_PRIORITY = 120;
/** Two for each pool of a hundred, by its place in the definition. */
const FIRST_PUBLIC_PODS_PRIORITY = 200;

type SecurityRule = Resource<'Microsoft.Network/networkSecurityGroups/securityRules'>;
type RuleProperties = SecurityRule['properties'];

/**
 * The two network security groups, which network interfaces have, so that they work in an existing subnet too. Their
 * rules are resources of their own: a redeploy leaves those alone that the cloud controller added. The groups are written
 * once, since a write without rules could be taken for a wish to have none.
 */
export function securityGroupResources(site: Site): readonly ArmResource[] {
  const {cluster} = site;
  return [
    groupResource(controlPlaneSecurityGroupName(cluster)),
    ...oneAfterTheOther(controlPlaneRules(site)),
    groupResource(nodeSecurityGroupName(cluster)),
    ...oneAfterTheOther(nodeRules(cluster)),
  ];
}

/**
 * The last rule that is written of the control plane's group. Network interfaces wait for it: Azure refuses references to
 * a group whose rules it still writes (ReferencedResourceNotProvisioned, PutSecurityRuleOperation: hashicorp/terraform#7153).
 */
export function lastControlPlaneRuleTarget(site: Site): Term | undefined {
  return lastRuleTarget(controlPlaneRules(site));
}

/** The same of the nodes' group; undefined: it has no rules of ours. */
export function lastNodeRuleTarget(cluster: Cluster): Term | undefined {
  return lastRuleTarget(nodeRules(cluster));
}

function lastRuleTarget(rules: readonly SecurityRule[]): Term | undefined {
  const last = rules.at(-1);
  return last === undefined ? undefined : ruleTarget(last);
}

function ruleTarget({type, name}: SecurityRule): Term {
  return resourceId(type, ...name.split('/'));
}

/** A group takes one write at a time (AnotherOperationInProgress: Azure/azure-powershell#1817). */
function oneAfterTheOther(rules: readonly SecurityRule[]): readonly SecurityRule[] {
  return rules.map((rule, index) => {
    const previous = rules[index - 1];
    if (previous === undefined) return rule;
    return {...rule, dependsOn: [...(rule.dependsOn ?? []), expression(ruleTarget(previous))]};
  });
}

/** The application security groups that open ports for pods with public IPs. */
export function publicPodsGroupResources({cluster}: Site): readonly ArmResource[] {
  return cluster.nodePools.flatMap((pool) => {
    if (publicPodsGroupTarget(cluster, pool) === undefined) return [];
    return [
      {
        type: 'Microsoft.Network/applicationSecurityGroups',
        apiVersion: API_VERSIONS['Microsoft.Network/applicationSecurityGroups'],
        name: publicPodsGroupName(cluster, pool),
        location: LOCATION,
        tags: COMMON_TAGS,
        properties: {},
      } satisfies Resource<'Microsoft.Network/applicationSecurityGroups'>,
    ];
  });
}

/** The application security group of a pool's network interfaces; undefined: its pods have no public IPs. */
export function publicPodsGroupTarget(cluster: Cluster, pool: NodePool): Term | undefined {
  if (pool.podPublicIPs === undefined) return undefined;
  return resourceId('Microsoft.Network/applicationSecurityGroups', publicPodsGroupName(cluster, pool));
}

function groupResource(name: string): ArmResource {
  return {
    type: 'Microsoft.Network/networkSecurityGroups',
    apiVersion: API_VERSIONS['Microsoft.Network/networkSecurityGroups'],
    name,
    condition: unlessExisting(name),
    location: LOCATION,
    tags: COMMON_TAGS,
    properties: {},
  } satisfies Resource<'Microsoft.Network/networkSecurityGroups'>;
}

/** Azure's own rules let the virtual network in, and what is connected to it, and nothing else. */
function controlPlaneRules({cluster, plan}: Site): readonly SecurityRule[] {
  const group = controlPlaneSecurityGroupName(cluster);
  const machines = plan.controlPlane.nodes.map(formatAddress);
  const {access, authorizedCidrs} = cluster.controlPlane.endpoint;
  const rule = (name: string, properties: RuleProperties) =>
    ruleResource(group, name, controlPlaneSecurityGroupTarget(cluster), properties);
  return [
    rule('allow-etcd', {
      description: 'etcd, among the machines of the control plane',
      ...inbound('Allow', 'Tcp', ALLOW_ETCD_PRIORITY),
      sourceAddressPrefixes: machines,
      destinationAddressPrefixes: machines,
      destinationPortRange: ETCD_PORTS,
    }),
    rule('deny-etcd', {
      description: 'etcd, for everybody else',
      ...inbound('Deny', '*', DENY_ETCD_PRIORITY),
      sourceAddressPrefix: '*',
      destinationAddressPrefix: '*',
      destinationPortRange: ETCD_PORTS,
    }),
    ...(access === 'private' || authorizedCidrs.length === 0
      ? []
      : [
          rule('allow-api-server', {
            description: 'The API server, for authorizedCidrs',
            ...inbound('Allow', 'Tcp', ALLOW_API_SERVER_PRIORITY),
            sourceAddressPrefixes: authorizedCidrs.map(formatPrefix),
            destinationAddressPrefixes: machines,
            destinationPortRange: String(API_SERVER_PORT),
          }),
        ]),
  ];
}

function nodeRules(cluster: Cluster): readonly SecurityRule[] {
  return cluster.nodePools.flatMap((pool, index) => publicPodsRules(cluster, pool, index));
}

function publicPodsRules(cluster: Cluster, pool: NodePool, index: number): readonly SecurityRule[] {
  const pods = publicPodsGroupTarget(cluster, pool);
  const ports = pool.podPublicIPs?.allowedPorts.map((text) => text.split('/')) ?? [];
  if (pods === undefined) return [];
  return (['tcp', 'udp'] as const).flatMap((protocol, offset) => {
    const ranges = ports.flatMap(([range = '', written]) => (written === protocol ? [range] : []));
    if (ranges.length === 0) return [];
    const priority = FIRST_PUBLIC_PODS_PRIORITY + 2 * index + offset;
    const group = nodeSecurityGroupTarget(cluster);
    const {dependsOn: dependencies = []} = dependsOn(group, pods);
    return [
      {
        ...ruleResource(nodeSecurityGroupName(cluster), `allow-${pool.name}-pods-${protocol}`, group, {
          description: `Public IPs of pods of node pool ${pool.name}`,
          ...inbound('Allow', protocol === 'tcp' ? 'Tcp' : 'Udp', priority),
          sourceAddressPrefix: 'Internet',
          destinationApplicationSecurityGroups: [to(pods)],
          destinationPortRanges: ranges,
        }),
        dependsOn: dependencies,
      },
    ];
  });
}

function ruleResource(group: string, name: string, groupTarget: Term, properties: RuleProperties): SecurityRule {
  return {
    type: 'Microsoft.Network/networkSecurityGroups/securityRules',
    apiVersion: API_VERSIONS['Microsoft.Network/networkSecurityGroups/securityRules'],
    name: `${group}/${name}`,
    ...dependsOn(groupTarget),
    properties,
  };
}

function inbound(access: 'Allow' | 'Deny', protocol: 'Tcp' | 'Udp' | '*', priority: number) {
  return {access, direction: 'Inbound', priority, protocol, sourcePortRange: '*'} as const;
}
