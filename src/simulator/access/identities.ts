import {objectAt, present, without} from '../fields.ts';
import type {ResourceKind, World} from '../resource-kind.ts';

export const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** Microsoft.ManagedIdentity/userAssignedIdentities: who they are in the directory follows from their ids. */
export const IDENTITY_KIND: ResourceKind = {
  type: IDENTITIES,
  tracked: true,
  put: (world, {id, type, name, body, existing}) => {
    world.store.put({
      id,
      type,
      name,
      ...present(without(body, 'properties')),
      // Who an identity is that the settings bring along can be said there, for role assignments that name it.
      properties: {...directoryEntry(world, id), ...existing?.properties, ...objectAt(body, 'properties')},
    });
    return 0;
  },
};

/** What the directory has of an identity. */
function directoryEntry({guid, settings}: World, id: string) {
  const seed = id.toLowerCase();
  return {
    tenantId: settings.tenantId,
    principalId: guid(`principal ${seed}`),
    clientId: guid(`client ${seed}`),
  };
}
