import type {Permission} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';

/** What a deployment does in its resource group, as roles name it. */
const ACTIONS = [
  'Microsoft.Resources/deployments/write',
  'Microsoft.Network/networkInterfaces/write',
  'Microsoft.Network/networkSecurityGroups/write',
  'Microsoft.Network/loadBalancers/write',
  'Microsoft.Compute/virtualMachines/write',
  'Microsoft.Compute/virtualMachines/extensions/write',
  'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
];

/** What it does beside that, by what the definition asks for. */
function furtherActions({network, nodePools, identity}: Cluster): readonly string[] {
  return [
    ...(network.virtualNetwork.kind === 'new' ? ['Microsoft.Network/virtualNetworks/write'] : []),
    ...(nodePools.some(({type}) => type === 'scaleSet') ? ['Microsoft.Compute/virtualMachineScaleSets/write'] : []),
    ...(network.egress === 'natGateway' ? ['Microsoft.Network/natGateways/write'] : []),
    ...(network.egress === 'userDefinedRoutes' ? [] : ['Microsoft.Network/publicIPAddresses/write']),
    ...(identity.id === undefined ? ['Microsoft.ManagedIdentity/userAssignedIdentities/write', ASSIGN_ROLES] : []),
  ];
}

const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';

/** Joins a subnet to an interface. */
export const JOIN = 'Microsoft.Network/virtualNetworks/subnets/join/action';

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

/** Whether whoever deploys may do what a deployment does. */
export function permissionFindings(facts: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {permissions, account, group, groupName} = facts;
  const path = ['identity'] as const;
  if (!permissions.known) {
    return [
      {
        code: 'VK6003',
        state: 'warning',
        title: 'what you may do cannot be read',
        detail: 'the deployment will tell',
        path,
      },
    ];
  }
  const wanted = [...ACTIONS, ...furtherActions(cluster)];
  const missing = wanted.filter((action) => !allows(permissions.value, action));
  if (missing.length === 0)
    return [{code: 'VK6003', state: 'ok', title: 'you may do all that a deployment does', path}];
  const scope = `/subscriptions/${account.subscriptionId}${group === undefined ? '' : `/resourceGroups/${groupName}`}`;
  const onlyRoles = missing.every((action) => action === ASSIGN_ROLES);
  const role = onlyRoles ? 'Role Based Access Control Administrator' : 'Owner';
  return [
    {
      code: 'VK6003',
      state: 'failed',
      title: `you may not: ${missing.join(', ')}`,
      path,
      remedy: [
        'have a role assigned that allows it',
        ...(onlyRoles ? ['or name an identity that has its roles already: identity.id'] : []),
      ],
      command: assignCommand(role, scope, account.objectId ?? account.identity),
    },
  ];
}

/** The command that gives somebody a role. */
export function assignCommand(role: string, scope: string, assignee: string): string {
  return `az role assignment create --assignee ${quote(assignee)} --role ${quote(role)} --scope ${quote(scope)}`;
}

/** A word as a shell reads it, whatever is in it. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
