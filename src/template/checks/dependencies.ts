import type {ExpandedDeployment, ExpandedResource} from '../expanded.ts';
import type {TemplateProblem} from '../template-error.ts';
import type {Check} from './check.ts';
import {type DependencyGraph, makeGraph} from './dependency-graph.ts';

/** No resource waits for itself, be it through others. */
export const checkCycles: Check = ({deployments}) =>
  deployments.flatMap((deployment) => {
    const graph = makeGraph(deployment.resources);
    const seen = new Set<string>();
    return deployment.resources.flatMap((resource) => {
      const id = resource.id.toLowerCase();
      if (seen.has(id) || !graph.reached(id).has(id)) return [];
      const cycle = findCycle(id, graph);
      for (const each of cycle) seen.add(each);
      const names = [...cycle, id].map((each) => nameOf(each, deployment)).join(' -> ');
      return [{code: 'dependency-cycle', path: resource.path, message: `resources wait for each other: ${names}`}];
    });
  });

/** A shortest way from a resource back to itself. */
function findCycle(id: string, graph: DependencyGraph): string[] {
  const ways: string[][] = [[id]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of graph.next(way.at(-1) ?? id)) {
      if (next === id) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return [id];
}

function nameOf(id: string, {resources}: ExpandedDeployment): string {
  return resources.find((resource) => resource.id.toLowerCase() === id)?.name ?? id;
}

/** A dependency that another one implies only makes the job larger (Azure: templates/error-job-size-exceeded). */
export const checkRedundant: Check = ({deployments}) => {
  const found = new Map<string, TemplateProblem>();
  for (const {resources} of deployments) {
    const graph = makeGraph(resources);
    const byId = new Map(resources.map((resource) => [resource.id.toLowerCase(), resource]));
    for (const resource of resources) {
      for (const [target, by] of redundantOf(resource, graph)) {
        // Once for all rounds of a copy.
        const key = `${resource.path} ${byId.get(target)?.path} ${by === undefined ? '' : byId.get(by)?.path}`;
        const name = byId.get(target)?.name ?? target;
        const reason =
          by === undefined ? 'reference() or a serial copy implies it' : `${byId.get(by)?.name ?? by} waits for it`;
        const message = `${resource.name} need not depend on ${name}: ${reason}`;
        if (!found.has(key)) found.set(key, {code: 'redundant-dependency', path: resource.path, message});
      }
    }
  }
  return [...found.values()];
};

/** Dependencies of a resource that are implied, each with the one that implies it; none: the resource does so itself. */
function redundantOf(resource: ExpandedResource, graph: DependencyGraph): [string, string | undefined][] {
  const implied = resource.implied.map((id) => id.toLowerCase());
  const next = graph.next(resource.id);
  return resource.dependsOn
    .map((id) => id.toLowerCase())
    .flatMap((target): [string, string | undefined][] => {
      if (implied.includes(target)) return [[target, undefined]];
      const by = next.find((other) => other !== target && graph.reached(other).has(target));
      return by === undefined ? [] : [[target, by]];
    });
}

/** Every resource is there once. */
export const checkUniqueIds: Check = ({resources}) =>
  [...Map.groupBy(resources, ({id}) => id.toLowerCase()).values()].flatMap(([first, ...others]) =>
    others.map(({id, path}) => ({
      code: 'duplicate-id',
      path,
      message: `${id} is already at ${first?.path ?? ''}`,
    })),
  );
