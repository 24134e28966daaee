import type {Permission} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {shellWord} from '../shell-word.ts';
import {type Assignee, assignCommand} from './commands.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {ownGroupId} from './resource-ids.ts';

const MAKE_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/write';
export const DEPLOY = 'Microsoft.Resources/deployments/write';
export const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';

/** Joins a subnet to an interface. */
export const JOIN = 'Microsoft.Network/virtualNetworks/subnets/join/action';

/** What a deployment does in its resource group, as roles name it. */
const ACTIONS = [
  DEPLOY,
  'Microsoft.Network/networkInterfaces/write',
  'Microsoft.Network/networkSecurityGroups/write',
  'Microsoft.Network/loadBalancers/write',
  'Microsoft.Compute/virtualMachines/write',
  'Microsoft.Compute/virtualMachines/extensions/write',
];

/** What it does beside that, by what the definition asks for. */
function furtherActions(cluster: Cluster): readonly string[] {
  const {nodePools, network, identity, controlPlane} = cluster;
  const has = (type: string): boolean => nodePools.some((pool) => pool.type === type);
  const hasSets =
    controlPlane.zones.length === 0 ||
    nodePools.some(({type, zones}) => type === 'virtualMachines' && zones.length === 0);
  return [
    ...networkActions(network),
    ...(has('scaleSet') ? ['Microsoft.Compute/virtualMachineScaleSets/write'] : []),
    ...(hasSets ? ['Microsoft.Compute/availabilitySets/write'] : []),
    ...(nodePools.some(({podPublicIPs}) => podPublicIPs !== undefined)
      ? ['Microsoft.Network/applicationSecurityGroups/write']
      : []),
    ...(network.egress === 'natGateway' ? ['Microsoft.Network/natGateways/write'] : []),
    ...(network.egress === 'userDefinedRoutes' ? [] : ['Microsoft.Network/publicIPAddresses/write']),
    ...(identity.id === undefined
      ? [
          'Microsoft.ManagedIdentity/userAssignedIdentities/write',
          'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
          ASSIGN_ROLES,
        ]
      : []),
  ];
}

/** Of a network that is made: with its names, routes and gateway. */
function networkActions({virtualNetwork, subnets}: Cluster['network']): readonly string[] {
  if (virtualNetwork.kind === 'existing') return [];
  const {gateway} = virtualNetwork;
  return [
    'Microsoft.Network/virtualNetworks/write',
    'Microsoft.Network/privateDnsZones/write',
    'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write',
    ...(subnets.some(({routes}) => routes.length > 0) ? ['Microsoft.Network/routeTables/write'] : []),
    ...(gateway === undefined ? [] : ['Microsoft.Network/virtualNetworkGateways/write']),
    ...(gateway === undefined || gateway.connections.length === 0 ? [] : ['Microsoft.Network/connections/write']),
  ];
}

/** Whether permissions allow an action (Azure: role-based-access-control/role-definitions, "Wildcard", "notActions"). */
export function allows(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({actions, notActions}) =>
      actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action)),
  );
}

function covers(pattern: string, action: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i').test(action);
}

/** Whether whoever deploys may do what a deployment does in its resource group. */
export function permissionFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {permissions, group} = facts;
  const path = ['identity'] as const;
  if (!permissions.known) return [unread('VK6003', 'what you may do', permissions, path)];
  const isThere = !group.known || group.value !== undefined;
  const wanted = [...(isThere ? [] : [MAKE_GROUP]), ...ACTIONS, ...furtherActions(cluster)];
  const missing = wanted.filter((action) => !allows(permissions.value, action));
  if (missing.length === 0)
    return [{code: 'VK6003', state: 'ok', title: 'you may do all that a deployment does', path}];
  const onlyRoles = missing.every((action) => action === ASSIGN_ROLES);
  return [
    {
      code: 'VK6003',
      state: 'failed',
      title: `you may not: ${missing.join(', ')}`,
      path,
      remedy: [
        isThere ? 'have roles assigned that allow it' : 'have the resource group made, and roles assigned in it',
        ...(onlyRoles ? ['or name an identity that has its roles already: identity.id'] : []),
      ],
      command: leastCommand(missing, facts, cluster, isThere),
    },
  ];
}

/** Roles in the group only: whoever cannot make it needs nothing of the rest of the subscription. */
function leastCommand(
  missing: readonly string[],
  {account, groupName}: PreflightFacts,
  {location}: Cluster,
  isThere: boolean,
): string {
  const scope = ownGroupId({account, groupName});
  const roles = [
    ...(missing.some((action) => action !== ASSIGN_ROLES) ? ['Contributor'] : []),
    ...(missing.includes(ASSIGN_ROLES) ? ['Role Based Access Control Administrator'] : []),
  ];
  const create = `az group create --name ${shellWord(groupName)} --location ${shellWord(location)} --subscription ${shellWord(account.subscriptionId)}`;
  return [...(isThere ? [] : [create]), ...roles.map((role) => assignCommand(role, scope, assigneeOf(account)))].join(
    ' && ',
  );
}

/** Whoever asks, as the one who gets a role. */
export function assigneeOf({objectId, identity}: PreflightFacts['account']): Assignee {
  return {id: objectId ?? identity};
}
