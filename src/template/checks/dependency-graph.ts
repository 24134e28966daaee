import type {ExpandedDeployment, ExpandedResource} from '../expanded.ts';

/** What resources of one deployment wait for. Ids are in small letters. */
export interface DependencyGraph {
  /** What a resource waits for itself. */
  readonly next: (id: string) => readonly string[];
  /** All that a resource waits for, itself left out unless it waits for itself. */
  readonly reached: (id: string) => ReadonlySet<string>;
}

/** The graph of a deployment's dependencies, those that are implied included. */
export function makeGraph(resources: readonly ExpandedResource[]): DependencyGraph {
  const edges = new Map(
    resources.map(({id, dependsOn, implied}) => [
      id.toLowerCase(),
      [...new Set([...dependsOn, ...implied].map((each) => each.toLowerCase()))],
    ]),
  );
  const next = (id: string) => edges.get(id.toLowerCase()) ?? [];
  const known = new Map<string, ReadonlySet<string>>();
  const reached = (id: string) => {
    const key = id.toLowerCase();
    let found = known.get(key);
    if (found === undefined) {
      found = reachFrom(key, next);
      known.set(key, found);
    }
    return found;
  };
  return {next, reached};
}

function reachFrom(id: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...next(id)];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...next(at));
  }
  return found;
}

/** Graphs of all deployments, and how they hang together. */
export interface DeploymentGraphs {
  readonly of: (deployment: string) => DependencyGraph;
  /** Whether a resource waits for another, be it in another deployment. Undefined: the one contains the other. */
  readonly waits: (resource: ExpandedResource, target: ExpandedResource) => boolean | undefined;
}

/** Graphs of all deployments of a template. */
export function makeGraphs(deployments: readonly ExpandedDeployment[]): DeploymentGraphs {
  const graphs = new Map(deployments.map(({id, resources}) => [id, makeGraph(resources)]));
  const parents = new Map(deployments.map(({id, parent}) => [id, parent]));
  const of = (deployment: string) => graphs.get(deployment) ?? makeGraph([]);
  /** What stands for a resource in each deployment around it, from the root inwards. */
  const levels = (resource: ExpandedResource) => {
    const chain = [{deployment: resource.deployment, node: resource.id.toLowerCase()}];
    for (let at = resource.deployment; ; ) {
      const parent = parents.get(at);
      if (parent === undefined) return chain;
      chain.unshift({deployment: parent, node: at.toLowerCase()});
      at = parent;
    }
  };
  const waits = (resource: ExpandedResource, target: ExpandedResource) => {
    const to = levels(target);
    for (const [index, {deployment, node}] of levels(resource).entries()) {
      const other = to[index];
      if (other === undefined) return undefined;
      if (node !== other.node) return of(deployment).reached(node).has(other.node);
    }
    return undefined;
  };
  return {of, waits};
}
