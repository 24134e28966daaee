/** What a path says of resources: `/subscriptions/…/providers/NAMESPACE/` and types and names in turn. */
export interface ResourcePath {
  /** What stands before the last `/providers/`. */
  readonly scope: string;
  readonly namespace: string;
  /** Types and names in turn. */
  readonly segments: readonly string[];
}

const PROVIDERS = '/providers/';

/** Takes a path apart; undefined if no provider is in it. */
export function readPath(path: string): ResourcePath | undefined {
  const at = path.toLowerCase().lastIndexOf(PROVIDERS);
  if (at === -1) return undefined;
  const [namespace = '', ...segments] = path.slice(at + PROVIDERS.length).split('/');
  return {scope: spellGroups(path.slice(0, at)), namespace, segments};
}

/** The type that the segments name. */
export function typeOf({namespace, segments}: Pick<ResourcePath, 'namespace' | 'segments'>): string {
  return [namespace, ...segments.filter((_, index) => index % 2 === 0)].join('/');
}

/** The names in the segments. */
export function namesOf({segments}: Pick<ResourcePath, 'segments'>): readonly string[] {
  return segments.filter((_, index) => index % 2 === 1);
}

/** Azure's programs ask for `resourcegroups`, its ids say `resourceGroups`. */
export function spellGroups(path: string): string {
  return path.replace(/\/resourcegroups(?=\/|$)/i, '/resourceGroups');
}

/** The id of the resource that another is a part of; undefined for a resource of its own. */
export function parentOf(id: string): string | undefined {
  const path = readPath(id);
  return path === undefined || path.segments.length <= 2 ? undefined : id.split('/').slice(0, -2).join('/');
}

/** Subscription and resource group of an id. */
export function placeOf(id: string): {readonly subscriptionId?: string; readonly resourceGroup?: string} {
  const match = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(id);
  return {
    ...(match?.[1] === undefined ? {} : {subscriptionId: match[1]}),
    ...(match?.[2] === undefined ? {} : {resourceGroup: match[2]}),
  };
}

/** The id of the resource group that an id lies in. */
export function groupIdOf(id: string): string | undefined {
  const {subscriptionId, resourceGroup} = placeOf(id);
  return resourceGroup === undefined ? undefined : `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
}

/** The last part of an id. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
