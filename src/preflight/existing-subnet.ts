import type {LiveSubnet, LiveVirtualNetwork} from '../azure/azure.ts';
import {GATEWAY_SUBNET} from '../cluster/defaults.ts';
import {countOf, formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {shellWord} from '../shell-word.ts';
import {assignCommand} from './commands.ts';
import type {ExistingFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {ASSIGN_ROLES, allows, assigneeOf, JOIN} from './permissions.ts';
import {isSame} from './resource-ids.ts';
import {routeFindings} from './subnet-routes.ts';
import {securityFindings} from './subnet-security.ts';

/** The subnet of a name: to Azure, capitals make no difference. */
export function findSubnet({subnets}: LiveVirtualNetwork, name: string): LiveSubnet | undefined {
  return subnets.find((subnet) => isSame(subnet.name, name));
}

/** The subnet of a network's gateways. */
export function gatewaySubnetOf(network: LiveVirtualNetwork): LiveSubnet | undefined {
  return findSubnet(network, GATEWAY_SUBNET);
}

/** A subnet of an existing network: whether it is as the definition says, and what is around it. */
export function subnetFindings(
  planned: SubnetPlan,
  network: LiveVirtualNetwork,
  existing: ExistingFacts,
  facts: PreflightFacts,
  site: PlannedSite,
): readonly Finding[] {
  const {name, path, cidr} = planned;
  const live = findSubnet(network, name);
  const failed = (code: 'VK6012' | 'VK6013', title: string, remedy: readonly string[], at = path): Finding => ({
    code,
    state: 'failed',
    title,
    path: at,
    remedy,
  });
  if (live === undefined) return [missingFinding(planned, network, facts)];
  const {addressPrefixes, delegations} = live;
  const [prefix = ''] = addressPrefixes;
  if (cidr !== undefined && !addressPrefixes.includes(formatPrefix(cidr))) {
    const title = `subnet ${name} is ${addressPrefixes.join(', ')}, and the definition says ${formatPrefix(cidr)}`;
    return [failed('VK6012', title, [`write cidr: ${prefix}`], [...path, 'cidr'])];
  }
  if (delegations.length > 0) {
    const title = `subnet ${name} is delegated to ${delegations.join(', ')}: no machines go there`;
    return [failed('VK6013', title, ['use another subnet'])];
  }
  return [
    ...roomFindings(planned, live, existing, facts, site),
    ...rightFindings(planned, live, existing, facts, site),
    ...routeFindings(planned, live, facts.referred, site),
    ...securityFindings(planned, live, existing, facts, site),
  ];
}

function missingFinding(
  {name, path, cidr}: SubnetPlan,
  {subnets, id}: LiveVirtualNetwork,
  {account}: PreflightFacts,
): Finding {
  const names = subnets.map((subnet) => subnet.name).join(', ');
  const [, , , , group = '', , , , network = ''] = id.split('/');
  const prefix = cidr === undefined ? '' : ` --address-prefixes ${formatPrefix(cidr)}`;
  const subscription = id.split('/')[2] ?? account.subscriptionId;
  return {
    code: 'VK6012',
    state: 'failed',
    title: `subnet ${name} is not there`,
    path,
    remedy: [...(names === '' ? [] : [`use one of ${names}`]), 'or have it made'],
    command: `az network vnet subnet create --subscription ${shellWord(subscription)} --resource-group ${shellWord(group)} --vnet-name ${shellWord(network)} --name ${shellWord(name)}${prefix}`,
  };
}

/** What is in use, without what the cluster has itself, and with all that it plans, must be no more than there is. */
function roomFindings(
  planned: SubnetPlan,
  {id}: LiveSubnet,
  {usages}: ExistingFacts,
  {own}: PreflightFacts,
  site: PlannedSite,
): readonly Finding[] {
  const {name, path, needed} = planned;
  if (!usages.known) return [];
  const usage = usages.value.find(({subnetId}) => subnetId.toLowerCase() === id.toLowerCase());
  if (usage === undefined) {
    return [unread('VK6014', `how full subnet ${name} is`, {known: false, reason: 'Azure does not tell'}, path)];
  }
  const has = (own.addresses.known ? own.addresses.value : [])
    .filter(({subnetId}) => subnetId.toLowerCase() === id.toLowerCase())
    .reduce((sum, {count}) => sum + count, 0);
  const {used, limit} = usage;
  const others = Math.max(0, used - has);
  const numbers = `${formatCount(used)} of ${formatCount(limit)} are taken${has === 0 ? '' : `, ${formatCount(has)} by this cluster`}`;
  if (needed <= limit - others) {
    return [{code: 'VK6014', state: 'ok', title: `subnet ${name} has room: ${numbers}`, path}];
  }
  const remedy = ['use a larger subnet, fewer nodes, or a smaller maxPods', 'see what fits: vnetk8s plan --fit CIDR'];
  if (needed - addedLater(planned, site) <= limit - others) {
    const title = `subnet ${name} has no room for all nodes that the autoscaler may add: ${numbers}`;
    const detail = `${countOf(needed, 'address', 'addresses')} would be needed`;
    return [{code: 'VK6014', state: 'warning', title, detail, path, remedy}];
  }
  const more = Math.max(0, needed - has);
  const title = `subnet ${name} has no room for ${formatCount(more)}${has === 0 ? '' : ' more'} addresses: ${numbers}`;
  return [{code: 'VK6014', state: 'failed', title, path, remedy}];
}

/** Addresses of nodes that only the autoscaler adds. */
function addedLater({demands}: SubnetPlan, {cluster}: PlannedSite): number {
  return demands.reduce((sum, demand) => {
    if (demand.kind !== 'nodes' || !demand.autoscaled) return sum;
    const least = cluster.nodePools.find(({name}) => name === demand.name)?.count.min ?? demand.nodes;
    return sum + (demand.nodes - least) * (demand.maxPods + 1);
  }, 0);
}

function rightFindings(
  {name, path}: SubnetPlan,
  {id}: LiveSubnet,
  {permissions}: ExistingFacts,
  {account}: PreflightFacts,
  {cluster}: PlannedSite,
): readonly Finding[] {
  const answer = permissions.get(id.toLowerCase());
  if (answer === undefined) return [];
  if (!answer.known) return [unread('VK6003', `what you may do in subnet ${name}`, answer, path)];
  const mayJoin = allows(answer.value, JOIN);
  // An identity that is made gets its roles in the subnets too.
  const mayAssign = cluster.identity.id !== undefined || allows(answer.value, ASSIGN_ROLES);
  const failed = (title: string, remedy: readonly string[], role: string): Finding => ({
    code: 'VK6003',
    state: 'failed',
    title,
    path,
    remedy,
    command: assignCommand(role, id, assigneeOf(account)),
  });
  return [
    ...(mayJoin
      ? []
      : [failed(`you may not join subnet ${name}`, ['have a role assigned that allows it'], 'Network Contributor')]),
    ...(mayAssign
      ? []
      : [
          failed(
            `you may not assign roles in subnet ${name}, which the cluster's identity needs`,
            ['have a role assigned that allows it', 'or name an identity that has its roles already: identity.id'],
            'Role Based Access Control Administrator',
          ),
        ]),
  ];
}
