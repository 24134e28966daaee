import type {JsonObject} from '../template/value.ts';
import type {Access, Azure, Permission} from './azure.ts';
import {AzureError} from './azure-error.ts';
import {orUndefined} from './calls.ts';
import type {RawClient} from './raw-client.ts';

const AUTHORIZATION = '2022-04-01';
const LOCKS = '2020-05-01';
const IDENTITY = '2024-11-30';
const RESOURCES = '2025-04-01';
const POLL = 5_000;

interface Assignment {
  readonly properties: {readonly roleDefinitionId: string; readonly principalId: string};
}

interface Definition {
  readonly properties: {readonly permissions: readonly Permission[]};
}

/**
 * Who may do what. Asked without the SDK's clients, which know permissions of groups and resources, but not of a subscription,
 * and would add a second kind of client for six questions.
 */
export function accessOf(raw: RawClient, subscriptionId: string, wait: Azure['wait']): Access {
  const own = `/subscriptions/${subscriptionId}`;
  return {
    permissions: (scope, signal) =>
      unlessForbidden(
        raw.list<Permission>(`${scope}/providers/Microsoft.Authorization/permissions`, AUTHORIZATION, signal),
      ),
    permissionsOf: async (scope, principalId, signal) => {
      const filter = encodeURIComponent(`atScope() and assignedTo('${principalId}')`);
      const path = `${scope}/providers/Microsoft.Authorization/roleAssignments?$filter=${filter}`;
      const assignments = await unlessForbidden(raw.list<Assignment>(path, AUTHORIZATION, signal));
      if (assignments === undefined) return undefined;
      const roles = [...new Set(assignments.map(({properties}) => properties.roleDefinitionId))];
      const definitions = await Promise.all(roles.map((id) => raw.get<Definition>(id, AUTHORIZATION, signal)));
      return definitions.flatMap(({properties}) => properties.permissions);
    },
    findIdentity: async (id, signal) => {
      const found = await orUndefined(raw.get<JsonObject>(id, IDENTITY, signal));
      if (found === undefined) return undefined;
      const {principalId, clientId} = (found['properties'] ?? {}) as Readonly<Record<string, unknown>>;
      return {principalId: String(principalId), clientId: String(clientId), location: String(found['location'])};
    },
    providers: async (signal) => {
      const found = await raw.list<{readonly namespace: string; readonly registrationState: string}>(
        `${own}/providers`,
        RESOURCES,
        signal,
      );
      return new Map(found.map(({namespace, registrationState}) => [namespace, registrationState]));
    },
    registerProvider: async (namespace, signal) => {
      const path = `${own}/providers/${namespace}`;
      await raw.post(`${path}/register`, RESOURCES, {}, signal);
      for (;;) {
        const {registrationState} = await raw.get<{readonly registrationState: string}>(path, RESOURCES, signal);
        if (registrationState === 'Registered') return;
        await wait(POLL, signal);
      }
    },
    locks: async (scope, signal) => {
      const path = `${scope}/providers/Microsoft.Authorization/locks`;
      const found = await raw.list<{
        readonly id: string;
        readonly name: string;
        readonly properties: {readonly level: string};
      }>(path, LOCKS, signal);
      return found.map(({id, name, properties}) => ({id, name, level: properties.level}));
    },
  };
}

/** Whoever may not ask does not know. */
async function unlessForbidden<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AzureError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
