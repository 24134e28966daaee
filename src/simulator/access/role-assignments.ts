import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {objectAt, textAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import {lastPart} from '../resource-path.ts';
import type {StoredResource} from '../store.ts';
import {IDENTITIES} from './identities.ts';
import {findRole} from './role-definitions.ts';

export const ROLE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PROVIDER = '/providers/microsoft.authorization/roleassignments/';

/** Simulated ms of an assignment. */
const ASSIGN_MS = 2_000;

/** Microsoft.Authorization/roleAssignments: at a scope, which its id begins with. */
export const ROLE_ASSIGNMENT_KIND: ResourceKind = {
  type: ROLE_ASSIGNMENTS,
  tracked: false,
  preflight: (_world, put) => checkName(put),
  put: (world, put) => {
    checkName(put);
    const role = checkRole(put);
    checkPrincipal(world, put);
    const {existing} = put;
    if (existing !== undefined && rightOf(existing) !== rightOf(put.body)) throw changeRefused();
    const other = assignmentsAt(world, put.id).find((assignment) => rightOf(assignment) === rightOf(put.body));
    if (other !== undefined && other.id.toLowerCase() !== put.id.toLowerCase()) throw alreadyThere(other);
    world.store.put(assignmentOf(put, role));
    return ASSIGN_MS;
  },
  // Without one it would get a provisioning state, which assignments do not have.
  finish: () => undefined,
};

/** The scope of an assignment: all of its id before the provider's. */
export function scopeOfAssignment(id: string): string {
  return id.slice(0, id.toLowerCase().lastIndexOf(PROVIDER));
}

function assignmentsAt({store}: World, id: string): readonly StoredResource[] {
  const scope = scopeOfAssignment(id).toLowerCase();
  return store.list(ROLE_ASSIGNMENTS).filter((other) => scopeOfAssignment(other.id).toLowerCase() === scope);
}

/** Who gets what, to compare. */
function rightOf(assignment: JsonObject): string {
  const role = textAt(assignment, 'properties', 'roleDefinitionId') ?? '';
  const principal = textAt(assignment, 'properties', 'principalId') ?? '';
  return `${lastPart(role)} ${principal}`.toLowerCase();
}

function checkName({name}: Put): void {
  if (GUID.test(name)) return;
  throw new Refusal(400, {
    code: 'InvalidRoleAssignmentId',
    message: `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
  });
}

function checkRole({body}: Put): string {
  const id = textAt(body, 'properties', 'roleDefinitionId') ?? '';
  if (findRole(id) !== undefined) return id;
  throw new Refusal(404, {
    code: 'RoleDefinitionDoesNotExist',
    message: `The specified role definition with ID '${lastPart(id).replaceAll('-', '')}' does not exist.`,
  });
}

/** With `principalType`, Azure does not look in the directory, where a new identity takes a while to be found. */
function checkPrincipal({store, settings}: World, {body}: Put): void {
  const principal = textAt(body, 'properties', 'principalId') ?? '';
  if (textAt(body, 'properties', 'principalType') !== undefined) return;
  const known = store.list(IDENTITIES).some(({properties}) => textAt(properties, 'principalId') === principal);
  if (known) return;
  throw new Refusal(400, {
    code: 'PrincipalNotFound',
    message:
      `Principal ${principal.replaceAll('-', '')} does not exist in the directory ${settings.tenantId}. Check that you ` +
      'have the correct principal ID. If you are creating this principal and then immediately assigning a role, this ' +
      'error might be related to a replication delay. In this case, set the role assignment principalType property to ' +
      'a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
  });
}

function changeRefused(): Refusal {
  return new Refusal(409, {
    code: 'RoleAssignmentUpdateNotPermitted',
    message: 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
  });
}

function alreadyThere({name}: StoredResource): Refusal {
  const id = name.replaceAll('-', '');
  return new Refusal(409, {
    code: 'RoleAssignmentExists',
    message: `The role assignment already exists. The ID of the existing role assignment is ${id}.`,
  });
}

function assignmentOf({id, type, name, body}: Put, role: string): StoredResource {
  const scope = scopeOfAssignment(id);
  const properties = objectAt(body, 'properties');
  return {
    id,
    type,
    name,
    properties: {
      principalType: 'ServicePrincipal',
      ...properties,
      roleDefinitionId: role,
      scope: scope === '' ? '/' : scope,
    },
  };
}
