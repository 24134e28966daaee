import {isList, isObject, type Json} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {matches} from '../patterns.ts';
import type {Put, World} from '../resource-kind.ts';

/** Refuses a resource that refers to what is not there. References to parts of itself are its own affair. */
export function assertReferences(world: World, put: Put): void {
  for (const id of referencesIn(put.body['properties'] ?? null)) {
    if (id.toLowerCase().startsWith(`${put.id.toLowerCase()}/`) || isThere(world, id)) continue;
    throw new Refusal(400, {
      code: 'InvalidResourceReference',
      message: `Resource ${id} referenced by resource ${put.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      details: [],
    });
  }
}

/** Refuses to use a resource of somebody else's without the right to join it. */
export function assertMayJoin(world: World, put: Put, subnetId: string): void {
  const action = 'Microsoft.Network/virtualNetworks/subnets/join/action';
  const denied = world.settings.deniedActions.some(
    (each) =>
      matches(each.action, action) &&
      (each.scope === undefined || subnetId.toLowerCase().startsWith(each.scope.toLowerCase())),
  );
  if (!denied) return;
  throw new Refusal(403, {
    code: 'LinkedAuthorizationFailed',
    message: `The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' has permission to perform action '${put.type}/write' on scope '${put.id}'; however, it does not have permission to perform action(s) '${action}' on the linked scope(s) '${subnetId}' (respectively) or the linked scope(s) are invalid.`,
  });
}

/** Ids that a value refers to: `{"id": "/subscriptions/…"}`, at any depth. */
function referencesIn(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap((item) => referencesIn(item as Json));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'id' && typeof item === 'string' && item.startsWith('/subscriptions/')) return [item];
    return referencesIn(item as Json);
  });
}

/** Whether a resource is there, or the one that it is a part of: rules and pools are in their load balancer. */
function isThere({store}: World, id: string): boolean {
  if (store.get(id) !== undefined) return true;
  const [, whole = ''] =
    /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/loadBalancers\/[^/]+)\//i.exec(id) ?? [];
  return whole !== '' && store.get(whole) !== undefined;
}
