/** Makes something when it is asked for the first time: the SDK's larger clients take a quarter of a second to load. */
export function lazy<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** All items of a paged list. */
export async function all<Item>(pages: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of pages) found.push(item);
  return found;
}

/** The parts of a resource id that clients take one by one. Throws Error if it is none. */
export function partsOfId(id: string): {readonly subscription: string; readonly group: string; readonly name: string} {
  const [, subscription, group, name] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/.*\/([^/]+)$/i.exec(id) ?? [];
  if (subscription === undefined || group === undefined || name === undefined) throw new Error(`no resource id: ${id}`);
  return {subscription, group, name};
}
