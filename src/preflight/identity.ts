import type {LiveSubnet} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {shellWord} from '../shell-word.ts';
import {assignCommand} from './commands.ts';
import type {IdentityFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {allows, JOIN} from './permissions.ts';
import {nameIn, ownGroupId} from './resource-ids.ts';

/** What the cloud controller and the autoscaler do in the group (cloud-provider-azure: topics/azure-permissions). */
const ACTIONS = [
  'Microsoft.Network/loadBalancers/write',
  'Microsoft.Network/publicIPAddresses/write',
  'Microsoft.Network/networkSecurityGroups/write',
  'Microsoft.Network/networkInterfaces/write',
  'Microsoft.Compute/virtualMachines/read',
  'Microsoft.Compute/virtualMachines/write',
];

const SCALE_SET_ACTIONS = [
  'Microsoft.Compute/virtualMachineScaleSets/read',
  'Microsoft.Compute/virtualMachineScaleSets/write',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/write',
];

const PATH = ['identity', 'id'] as const;

/** An identity that is there already: a template gives it nothing, so it must have its roles. */
export function identityFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {identity} = facts;
  if (identity === undefined) return [];
  if (!identity.known) return [unread('VK6021', 'the identity', identity, PATH)];
  if (identity.value === undefined) {
    return [
      {
        code: 'VK6021',
        state: 'failed',
        title: 'the identity is not there',
        path: PATH,
        remedy: ['correct identity.id', 'or leave it out: one is made then'],
        command: `az identity show --ids ${shellWord(cluster.identity.id ?? '')}`,
      },
    ];
  }
  return [
    {code: 'VK6021', state: 'ok', title: 'the identity is there', path: PATH},
    roleFinding(identity.value, facts, cluster),
    ...subnetFindings(identity.value, facts, cluster),
  ];
}

function roleFinding(
  {roles, principalId}: IdentityFacts,
  {account, group, groupName}: PreflightFacts,
  {nodePools, location}: Cluster,
): Finding {
  if (!roles.known) return unread('VK6021', 'which roles the identity has', roles, PATH);
  const wanted = [...ACTIONS, ...(nodePools.some(({type}) => type === 'scaleSet') ? SCALE_SET_ACTIONS : [])];
  const missing = wanted.filter((action) => !allows(roles.value, action));
  if (missing.length === 0) {
    return {
      code: 'VK6021',
      state: 'ok',
      title: `the identity has its roles in resource group ${groupName}`,
      path: PATH,
    };
  }
  const scope = ownGroupId({account, groupName});
  const isThere = !group.known || group.value !== undefined;
  const create = `az group create --name ${shellWord(groupName)} --location ${shellWord(location)} --subscription ${shellWord(account.subscriptionId)}`;
  const assign = assignCommand('Contributor', scope, {id: principalId, type: 'ServicePrincipal'});
  return {
    code: 'VK6021',
    state: 'failed',
    title: `the identity may not, in resource group ${groupName}: ${missing.join(', ')}`,
    detail: 'the cloud controller would not find its machines, and nodes would never be ready',
    path: PATH,
    remedy: [isThere ? 'give it a role there' : 'make the resource group, and give it a role there'],
    command: isThere ? assign : `${create} && ${assign}`,
  };
}

/** Load balancers of Services and new nodes join the subnets of an existing network. */
function subnetFindings(
  {subnetRoles, principalId}: IdentityFacts,
  {network}: PreflightFacts,
  {network: {subnets}}: Cluster,
): readonly Finding[] {
  const live: readonly LiveSubnet[] =
    network?.network.known === true && network.network.value !== undefined ? network.network.value.subnets : [];
  return [...subnetRoles].flatMap(([id, roles]): Finding[] => {
    const {name = nameIn(id), id: scope = id} = live.find((each) => each.id.toLowerCase() === id) ?? {};
    if (!roles.known) return [unread('VK6021', `which roles the identity has on subnet ${name}`, roles, PATH)];
    if (allows(roles.value, JOIN)) return [];
    return [
      {
        code: 'VK6021',
        state: 'failed',
        title: `the identity may not join subnet ${name}`,
        detail: 'it needs that for load balancers of Services, and for nodes that the autoscaler adds',
        path: subnets.find((each) => each.name.toLowerCase() === name.toLowerCase())?.path ?? PATH,
        remedy: ['give it a role there'],
        command: assignCommand('Network Contributor', scope, {id: principalId, type: 'ServicePrincipal'}),
      },
    ];
  });
}
