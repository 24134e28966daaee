import type {World} from '../resource-kind.ts';

/** Changes some resources, or none: whatever is thrown on the way leaves them as they were. */
export function allOrNothing<Result>({store}: World, ids: readonly string[], change: () => Result): Result {
  const before = ids.map((id) => [id, store.get(id)] as const);
  try {
    return change();
  } catch (error) {
    for (const [id, resource] of before) {
      if (resource === undefined) store.remove(id);
      else store.put(resource);
    }
    throw error;
  }
}
