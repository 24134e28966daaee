import {parseResourceId} from '../../cluster/azure-names.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import {identityName, subnetAccessDeploymentName} from '../../cluster/names.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {identityProperty} from '../deploy-script.ts';
import {call, expression, literal, parameter, plain, property, type Term} from '../expressions.ts';
import {nestedDeployment} from '../nested-deployment.ts';
import {LOCATION, type Site} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, identityTarget} from '../targets.ts';

/** Azure's built-in roles (Azure: role-based-access-control/built-in-roles). */
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const NETWORK_CONTRIBUTOR = '4d97b98b-1d4f-4787-a291-c67834d212e7';

/** The parameter of a nested deployment that says who gets access. */
const PRINCIPAL = 'principalId';

/**
 * The identity with which the cluster calls Azure, and what it may do: everything in the cluster's resource group, and in
 * an existing virtual network, to put load balancers into the subnets that are used. One that is there already has what
 * its owner gave it.
 */
export function identityResources({cluster}: Site): readonly ArmResource[] {
  const identity = identityTarget(cluster);
  if (typeof identity === 'string') return [];
  const principal = identityProperty(identity, 'principalId');
  return [
    {
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
      apiVersion: API_VERSIONS['Microsoft.ManagedIdentity/userAssignedIdentities'],
      name: identityName(cluster),
      location: LOCATION,
      tags: COMMON_TAGS,
      properties: {},
    } satisfies Resource<'Microsoft.ManagedIdentity/userAssignedIdentities'>,
    roleAssignment({
      name: [property(call('resourceGroup'), 'id'), identity, literal(CONTRIBUTOR)],
      role: CONTRIBUTOR,
      principal,
      after: identity,
    }),
    ...subnetAccess(cluster, identity, principal),
  ];
}

/** Names of subnets in use, each once. */
function usedSubnets({controlPlane, nodePools, network}: Cluster): readonly string[] {
  const names = [controlPlane.subnet, ...nodePools.map(({subnet}) => subnet), network.internalServices.subnet];
  return [...new Set(names)];
}

function subnetAccess(cluster: Cluster, identity: Term, principal: Term): readonly ArmResource[] {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind === 'new') return [];
  const parse = parseResourceId(virtualNetwork.id, 'Microsoft.Network/virtualNetworks');
  if (parse.problem !== undefined) throw new Error(`${virtualNetwork.id} is no id of a virtual network`);
  const {subscriptionId, resourceGroup, names} = parse.resource;
  return [
    nestedDeployment({
      name: subnetAccessDeploymentName(cluster),
      place: {subscriptionId, resourceGroup},
      after: [identity],
      parameters: {
        [PRINCIPAL]: {
          type: 'string',
          description: 'Object id of the identity with which the cluster calls Azure',
          value: expression(principal),
        },
        // Names of role assignments must differ between clusters whose identities have the same name.
        identityId: {type: 'string', description: 'Resource id of that identity', value: expression(identity)},
      },
      variables: {},
      resources: usedSubnets(cluster).map((subnet) =>
        roleAssignment({
          name: [
            literal(`${virtualNetwork.id}/subnets/${subnet}`),
            parameter('identityId'),
            literal(NETWORK_CONTRIBUTOR),
          ],
          scope: `Microsoft.Network/virtualNetworks/${names[0]}/subnets/${subnet}`,
          role: NETWORK_CONTRIBUTOR,
          principal: parameter(PRINCIPAL),
        }),
      ),
    }),
  ];
}

interface RoleAssignment {
  /** What its name, a GUID, is made of: the same in every deployment. */
  readonly name: readonly Term[];
  /** Type and name of the resource that it is about. Absent: the resource group. */
  readonly scope?: string;
  readonly role: string;
  readonly principal: Term;
  readonly after?: Term;
}

function roleAssignment({name, scope, role, principal, after}: RoleAssignment) {
  const roleType = literal('Microsoft.Authorization/roleDefinitions');
  return {
    type: 'Microsoft.Authorization/roleAssignments',
    apiVersion: API_VERSIONS['Microsoft.Authorization/roleAssignments'],
    name: expression(call('guid', ...name)),
    ...(scope === undefined ? {} : {scope: plain(scope)}),
    ...dependsOn(after),
    properties: {
      roleDefinitionId: expression(call('subscriptionResourceId', roleType, literal(role))),
      principalId: expression(principal),
      // Without it, Azure looks for an identity that was made a second ago, and may not find it yet.
      principalType: 'ServicePrincipal',
    },
  } satisfies Resource<'Microsoft.Authorization/roleAssignments'>;
}
