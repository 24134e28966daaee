/** What is at a path in a JSON document; undefined if there is nothing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** A text at a path. Throws if there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`there is no text at ${path.join('.')}`);
  return found;
}

/** A list at a path; none is an empty one. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path) ?? [];
  if (!Array.isArray(found)) throw new Error(`there is no list at ${path.join('.')}`);
  return found;
}

/** Ids of resources at a path: a list of `{"id": …}`. */
export function idsAt(value: unknown, ...path: readonly (string | number)[]): readonly string[] {
  return listAt(value, ...path).map((entry) => textAt(entry, 'id'));
}

/** The last part of an id, which is the resource's name. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Whether two ids are of the same resource: Azure does not tell capitals apart. */
export function isSame(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}
