import type {JsonObject} from '../template/value.ts';
import {Refusal} from './fault.ts';
import {objectAt, textAt, withState} from './fields.ts';
import {lastPart} from './resource-path.ts';
import {type Simulation, worldOf} from './simulation.ts';
import type {StoredResource} from './store.ts';

export const RESOURCE_GROUPS = 'Microsoft.Resources/resourceGroups';

/** Makes or changes a resource group. */
export function putGroup({store}: Simulation, id: string, body: JsonObject): {readonly isNew: boolean} {
  const existing = store.get(id);
  const name = lastPart(id);
  const location = textAt(body, 'location') ?? textAt(existing, 'location');
  if (location === undefined) {
    throw new Refusal(400, {
      code: 'LocationRequired',
      message: 'The location property is required for this definition.',
    });
  }
  const before = textAt(existing, 'location');
  if (before !== undefined && before.toLowerCase() !== location.toLowerCase()) {
    throw new Refusal(409, {
      code: 'InvalidResourceGroupLocation',
      message: `Invalid resource group location '${location}'. The Resource group already exists in location '${before}'.`,
    });
  }
  const tags = objectAt(body, 'tags');
  store.put({id, name, type: RESOURCE_GROUPS, location, tags, properties: {provisioningState: 'Succeeded'}});
  return {isNew: existing === undefined};
}

/** The group of an id; refuses one that is not there. */
export function groupAt({store}: Simulation, id: string): StoredResource {
  const group = store.get(id);
  if (group !== undefined) return group;
  throw new Refusal(404, {
    code: 'ResourceGroupNotFound',
    message: `Resource group '${lastPart(id)}' could not be found.`,
  });
}

/** All resources in a group, those that are parts of others too. */
export function resourcesIn({store}: Simulation, groupId: string): readonly StoredResource[] {
  const prefix = `${groupId}/`.toLowerCase();
  return store.all().filter(({id}) => id.toLowerCase().startsWith(prefix));
}

/** Removes a group and all in it, in an order that resource providers take. */
export function deleteGroup(simulation: Simulation, groupId: string): void {
  let left = resourcesIn(simulation, groupId).toReversed();
  let refusals = left.length + 1;
  while (left.length > 0 && left.length < refusals) {
    refusals = left.length;
    left = left.filter((resource) => !removed(simulation, resource));
  }
  if (left.length > 0) {
    simulation.store.put(withState(groupAt(simulation, groupId), 'Succeeded'));
    throw blocked(groupId, left);
  }
  simulation.store.remove(groupId);
  const prefix = `${groupId}/`.toLowerCase();
  for (const id of [...simulation.deployments.keys()]) if (id.startsWith(prefix)) simulation.deployments.delete(id);
}

function removed(simulation: Simulation, {id}: StoredResource): boolean {
  const resource = simulation.store.get(id);
  if (resource === undefined) return true;
  try {
    simulation.kinds.find(resource.type)?.remove?.(worldOf(simulation), resource);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  simulation.store.remove(id);
  simulation.asked.delete(id.toLowerCase());
  return true;
}

function blocked(groupId: string, left: readonly StoredResource[]): Refusal {
  const ids = left.map(({id}) => `'${id}'`).join(', ');
  return new Refusal(409, {
    code: 'ResourceGroupDeletionBlocked',
    message: `Deletion of resource group '${lastPart(groupId)}' did not finish because some resources in it cannot be deleted: ${ids}.`,
  });
}
