import {
  allDeployments,
  allResources,
  type ExpandedDeployment,
  type ExpandedResource,
} from '../../src/template/expanded.ts';

/*
 * What `dependsOn` must say, found another way than by the code under test: from the ids that stand in a resource once all
 * expressions are evaluated.
 */

const DEPLOYMENT = 'Microsoft.Resources/deployments';

/** A resource of a deployment, and what is waited for before it is made. */
interface Node {
  readonly resource: ExpandedResource;
  /** Ids of what it says it waits for. */
  readonly waitsFor: readonly string[];
}

/** What Azure writes as a whole with each of its parts: the ids of a virtual network and of a network security group. */
const WRITTEN_AS_A_WHOLE = /^.*?\/providers\/Microsoft\.Network\/(?:virtualNetworks|networkSecurityGroups)\/[^/]+/;

/**
 * Dependencies that are missing, dependencies that are implied by others, and parts of networks and security groups that may
 * be written while something else refers to the whole: each as `resource: other`.
 */
export function checkDependencies(root: ExpandedDeployment): {
  readonly missing: readonly string[];
  readonly needless: readonly string[];
  readonly atOnce: readonly string[];
} {
  const nodes = new Map<string, Node>(
    allResources(root).map((resource) => [resource.id, {resource, waitsFor: resource.dependsOn}]),
  );
  const parents = new Map(allDeployments(root).map(({id}) => [id, nodes.get(id)]));
  const reach = memoize((id: string): ReadonlySet<string> => {
    const node = nodes.get(id);
    if (node === undefined) return new Set();
    const {deployment} = node.resource;
    const around = parents.get(deployment)?.waitsFor ?? [];
    return new Set([...node.waitsFor, ...around].flatMap((next) => [next, ...reach(next)]));
  });
  const made = [...nodes.keys()].sort((a, b) => b.length - a.length);
  const missing = [...nodes.values()].flatMap(({resource}) =>
    mentioned(resource, made)
      .filter((id) => id !== resource.id && !reach(resource.id).has(id))
      .map((id) => `${resource.id}: ${id}`),
  );
  const needless = [...nodes.values()].flatMap(({resource, waitsFor}) =>
    waitsFor
      .filter((id) => waitsFor.some((other) => other !== id && reach(other).has(id)))
      .map((id) => `${resource.id}: ${id}`),
  );
  const atOnce = [...nodes.values()].flatMap(({resource}) =>
    partsOfWholes(resource, made)
      .filter((part) => part !== resource.id && !reach(resource.id).has(part))
      .filter((part) => ![resource.id, resource.deployment].some((id) => reach(part).has(id)))
      .map((part) => `${resource.id}: ${part}`),
  );
  return {missing, needless, atOnce};
}

/** The made resources whose ids, or ids of parts of them, stand in a resource; and its parent. */
function mentioned(resource: ExpandedResource, made: readonly string[]): readonly string[] {
  const {template: _inner, ...properties} = resource.properties;
  const text = JSON.stringify(resource.type === DEPLOYMENT ? properties : resource.body);
  const ids = text.match(/\/subscriptions\/[^"'\\]+/g) ?? [];
  const parent = resource.id.split('/').slice(0, -2).join('/');
  const isChild = resource.name.includes('/');
  return [...new Set([...ids, ...(isChild ? [parent] : [])].flatMap((id) => ownerOf(id, made) ?? []))];
}

/** The parts that are made of every virtual network and network security group which a resource refers to. */
function partsOfWholes(resource: ExpandedResource, made: readonly string[]): readonly string[] {
  const wholes = mentioned(resource, made).flatMap((id) => WRITTEN_AS_A_WHOLE.exec(id)?.[0] ?? []);
  return made.filter((id) => wholes.some((whole) => id.startsWith(`${whole}/`)));
}

function ownerOf(id: string, made: readonly string[]): string | undefined {
  return made.find((candidate) => id === candidate || id.startsWith(`${candidate}/`));
}

function memoize<T>(compute: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const value = compute(id);
    known.set(id, value);
    return value;
  };
}
