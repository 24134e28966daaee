import type {LiveSubnet, LiveVirtualNetwork} from '../azure/azure.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {shellWord} from '../shell-word.ts';
import {assignCommand} from './commands.ts';
import type {ExistingFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {findSubnet, hasGateways} from './live-network.ts';
import {hostsNodes, isUsed} from './node-subnets.ts';
import {ASSIGN_ROLES, allows, assigneeOf, JOIN} from './permissions.ts';
import {roomFindings} from './subnet-room.ts';
import {routeFindings} from './subnet-routes.ts';
import {securityFindings} from './subnet-security.ts';

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
  if (live.hasApplicationGateways) {
    const title = `subnet ${name} is that of an application gateway: nothing else goes there`;
    return [failed('VK6013', title, ['use another subnet'])];
  }
  return [
    ...linkFindings(planned, live),
    ...roomFindings(planned, live, existing, facts, site),
    ...rightFindings(planned, live, existing, facts, site),
    ...routeFindings(planned, live, hasGateways(network), facts.referred, site),
    ...securityFindings(planned, live, existing, facts, site),
  ];
}

/** Services that are not delegated to may put links into a subnet too: some share it, some do not. */
function linkFindings({name, path}: SubnetPlan, {links}: LiveSubnet): readonly Finding[] {
  if (links.length === 0) return [];
  const title = `subnet ${name} is used by ${links.join(', ')}, which may keep it for itself`;
  return [
    {code: 'VK6013', state: 'warning', title, path, remedy: ['use another subnet, if that service wants its own']},
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

function rightFindings(
  planned: SubnetPlan,
  {id}: LiveSubnet,
  {permissions}: ExistingFacts,
  {account}: PreflightFacts,
  {cluster}: PlannedSite,
): readonly Finding[] {
  const {name, path} = planned;
  const answer = permissions.get(id.toLowerCase());
  if (answer === undefined || !isUsed(planned, cluster)) return [];
  if (!answer.known) return [unread('VK6003', `what you may do in subnet ${name}`, answer, path)];
  // The load balancers of Services are the cluster's own to make.
  const mayJoin = !hostsNodes(planned) || allows(answer.value, JOIN);
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
