import {describe, expect, it} from 'vitest';
import {IDENTITY_KIND} from '../../../src/simulator/access/identities.ts';
import {ROLE_ASSIGNMENT_KIND} from '../../../src/simulator/access/role-assignments.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import {GROUP, idOf, make, refusalOf, SUBSCRIPTION, simulatedWorld, TENANT} from '../compute/simulated-world.ts';
import {ask} from './ask.ts';

const PRINCIPAL = '11111111-1111-1111-1111-111111111111';
const FIRST = 'aaaaaaaa-0000-0000-0000-000000000001';
const SECOND = 'aaaaaaaa-0000-0000-0000-000000000002';
const ROLES = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions`;
const CONTRIBUTOR = `${ROLES}/b24988ac-6180-42a0-ab88-20f7382dd24c`;
const READER = `${ROLES}/acdd72a7-3385-48ef-bd42-f606fba81ae7`;

function assignmentAt(scope: string, name: string): string {
  return `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
}

function assign(world: World, id: string, properties: Readonly<Record<string, string>> = {}) {
  const usual = {roleDefinitionId: CONTRIBUTOR, principalId: PRINCIPAL, principalType: 'ServicePrincipal'};
  return make(world, ROLE_ASSIGNMENT_KIND, id, {properties: {...usual, ...properties}});
}

describe('a role assignment', () => {
  it('is kept with its scope, and stays the same when it is put again', () => {
    const world = simulatedWorld();
    const id = assignmentAt(GROUP, FIRST);
    const expected = {
      id,
      type: 'Microsoft.Authorization/roleAssignments',
      name: FIRST,
      properties: {
        principalType: 'ServicePrincipal',
        roleDefinitionId: CONTRIBUTOR,
        principalId: PRINCIPAL,
        scope: GROUP,
      },
    };
    expect(assign(world, id)).toEqual(expected);
    expect(assign(world, id)).toEqual(expected);
  });

  it('is refused if there is one already that says the same', () => {
    const world = simulatedWorld();
    assign(world, assignmentAt(GROUP, FIRST));
    expect(refusalOf(() => assign(world, assignmentAt(GROUP.toUpperCase(), SECOND)))).toEqual({
      status: 409,
      code: 'RoleAssignmentExists',
      message:
        'The role assignment already exists. The ID of the existing role assignment is aaaaaaaa000000000000000000000001.',
    });
    expect(refusalOf(() => assign(world, assignmentAt(`${GROUP}/other`, SECOND)))).toBe('nothing was refused');
  });

  it('cannot be given to somebody else later', () => {
    const world = simulatedWorld();
    assign(world, assignmentAt(GROUP, FIRST));
    expect(refusalOf(() => assign(world, assignmentAt(GROUP, FIRST), {roleDefinitionId: READER}))).toEqual({
      status: 409,
      code: 'RoleAssignmentUpdateNotPermitted',
      message: 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    });
  });

  it('needs somebody who is in the directory, unless it says what that is', () => {
    const world = simulatedWorld();
    const properties = {roleDefinitionId: CONTRIBUTOR, principalId: PRINCIPAL};
    const id = assignmentAt(GROUP, FIRST);
    expect(refusalOf(() => make(world, ROLE_ASSIGNMENT_KIND, id, {properties}))).toEqual({
      status: 400,
      code: 'PrincipalNotFound',
      message:
        `Principal 11111111111111111111111111111111 does not exist in the directory ${TENANT}. Check that you have the ` +
        'correct principal ID. If you are creating this principal and then immediately assigning a role, this error ' +
        'might be related to a replication delay. In this case, set the role assignment principalType property to a ' +
        'value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
    });
    const identity = make(world, IDENTITY_KIND, idOf(IDENTITY_KIND.type, 'a'), {location: 'westeurope'});
    const principalId = identity.properties['principalId'] ?? '';
    expect(refusalOf(() => make(world, ROLE_ASSIGNMENT_KIND, id, {properties: {...properties, principalId}}))).toBe(
      'nothing was refused',
    );
  });

  it('needs a role that there is, and a name that is a GUID', () => {
    const world = simulatedWorld();
    const roleDefinitionId = `${ROLES}/00000000-0000-0000-0000-00000000000f`;
    expect(refusalOf(() => assign(world, assignmentAt(GROUP, FIRST), {roleDefinitionId}))).toEqual({
      status: 404,
      code: 'RoleDefinitionDoesNotExist',
      message: "The specified role definition with ID '0000000000000000000000000000000f' does not exist.",
    });
    expect(refusalOf(() => assign(world, assignmentAt(GROUP, 'mine')))).toEqual({
      status: 400,
      code: 'InvalidRoleAssignmentId',
      message: "The role assignment ID 'mine' is not valid. The role assignment ID must be a GUID.",
    });
  });
});

describe('role assignments of a scope', () => {
  it('are those at it, above it and below it, of one principal or of all', () => {
    const world = simulatedWorld();
    const subscription = `/subscriptions/${SUBSCRIPTION}`;
    const above = assign(world, assignmentAt(subscription, FIRST));
    const below = assign(world, assignmentAt(`${GROUP}/providers/Microsoft.Network/virtualNetworks/a`, SECOND));
    const elsewhere = assign(world, assignmentAt(`${subscription}/resourceGroups/test2`, FIRST));
    const list = (filter?: string) =>
      ask(world, `${GROUP}/providers/Microsoft.Authorization/roleAssignments`, filter)['value'];
    expect(list()).toEqual([above, below]);
    expect(list('atScope()')).toEqual([above]);
    expect(list(`principalId eq '${PRINCIPAL}'`)).toEqual([above, below]);
    expect(list(`atScope() and assignedTo('${TENANT}')`)).toEqual([]);
    expect(elsewhere.name).toBe(FIRST);
  });
});

describe('role definitions', () => {
  it('are found by name and by id, with what they allow', () => {
    const world = simulatedWorld();
    const reader = {
      id: READER,
      type: 'Microsoft.Authorization/roleDefinitions',
      name: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
      properties: {
        roleName: 'Reader',
        type: 'BuiltInRole',
        description: 'View all resources, but does not allow you to make any changes.',
        assignableScopes: ['/'],
        permissions: [{actions: ['*/read'], notActions: [], dataActions: [], notDataActions: []}],
      },
    };
    expect(ask(world, ROLES, "roleName eq 'reader'")).toEqual({value: [reader]});
    expect(ask(world, READER)).toEqual(reader);
    expect(refusalOf(() => ask(world, `${ROLES}/00000000-0000-0000-0000-00000000000f`))).toEqual({
      status: 404,
      code: 'RoleDefinitionDoesNotExist',
      message: "The specified role definition with ID '0000000000000000000000000000000f' does not exist.",
    });
  });
});
