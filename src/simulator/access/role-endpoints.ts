import {Refusal} from '../fault.ts';
import {shown, textAt} from '../fields.ts';
import type {Endpoint} from '../resource-kind.ts';
import {ROLE_ASSIGNMENTS, scopeOfAssignment} from './role-assignments.ts';
import {BUILT_IN_ROLES, findRole, showRole} from './role-definitions.ts';
import {isWithin} from './scopes.ts';

/**
 * GET of the role assignments that hold at a scope, and unless `atScope()` is asked for, of those below it (Azure: REST
 * API, role-assignments/list-for-scope). Nobody is in a group, so that `assignedTo` and `principalId` say the same.
 */
const ASSIGNMENTS_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^(.*)\/providers\/Microsoft\.Authorization\/roleAssignments$/i,
  answer: ({store}, match, {query}) => {
    const scope = match[1] ?? '';
    const filter = query.get('$filter') ?? '';
    const principal = /(?:principalId\s+eq\s+|assignedTo\()'([^']*)'/i.exec(filter)?.[1]?.toLowerCase();
    const only = /atscope\(\)/i.test(filter);
    const value = store.list(ROLE_ASSIGNMENTS).filter((assignment) => {
      const at = scopeOfAssignment(assignment.id);
      const holds = isWithin(scope, at) || (!only && isWithin(at, scope));
      return (
        holds && (principal === undefined || textAt(assignment.properties, 'principalId')?.toLowerCase() === principal)
      );
    });
    return {value: value.map(shown)};
  },
};

/** GET of all roles, or of those with a name. */
const DEFINITIONS_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^(.*)\/providers\/Microsoft\.Authorization\/roleDefinitions$/i,
  answer: (_world, match, {query}) => {
    const name = /roleName\s+eq\s+'([^']*)'/i.exec(query.get('$filter') ?? '')?.[1]?.toLowerCase();
    const roles = BUILT_IN_ROLES.filter((role) => name === undefined || role.name.toLowerCase() === name);
    return {value: roles.map((role) => showRole(role, match[1] ?? ''))};
  },
};

/** GET of one role. */
const DEFINITION_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^(.*)\/providers\/Microsoft\.Authorization\/roleDefinitions\/([^/]+)$/i,
  answer: (_world, match) => {
    const role = findRole(match[2] ?? '');
    if (role !== undefined) return showRole(role, match[1] ?? '');
    throw new Refusal(404, {
      code: 'RoleDefinitionDoesNotExist',
      message: `The specified role definition with ID '${(match[2] ?? '').replaceAll('-', '')}' does not exist.`,
    });
  },
};

export const ROLE_ENDPOINTS: readonly Endpoint[] = [ASSIGNMENTS_ENDPOINT, DEFINITIONS_ENDPOINT, DEFINITION_ENDPOINT];
