import type {DraftResource} from './expand-resource.ts';
import type {ExpandedResource} from './expanded.ts';
import {targetId} from './resource-id.ts';
import type {Run} from './run.ts';
import type {DeploymentTarget} from './scope.ts';
import {deferredIn, type RuntimeReference, type Value} from './value.ts';

/** The resources of a deployment by all that `dependsOn` may call them. */
interface ResourceIndex {
  readonly byId: ReadonlyMap<string, readonly DraftResource[]>;
  readonly bySymbol: ReadonlyMap<string, readonly DraftResource[]>;
  readonly byName: ReadonlyMap<string, readonly DraftResource[]>;
  readonly byCopy: ReadonlyMap<string, readonly DraftResource[]>;
}

/**
 * Turns dependencies as written into ids: by symbolic name, id, type and name, name, or name of a copy (Azure:
 * templates/resource-dependency). `waiting` adds, for each nested deployment, what its template asks the outer one for.
 */
export function resolveDependencies(
  drafts: readonly DraftResource[],
  {
    id,
    target,
    waiting,
  }: {id: string; target: DeploymentTarget; waiting: ReadonlyMap<string, readonly RuntimeReference[]>},
  run: Run,
): ExpandedResource[] {
  const index = indexResources(drafts, target);
  const batches = new Map(Map.groupBy(drafts, ({copy, batch}) => `${copy?.name} ${batch}`));
  return drafts.map((draft) => {
    const {waitsFor, batch, source: _source, sourcePath: _path, scope: _scope, ...resource} = draft;
    const references = [...deferredIn(draft.body).flatMap((each) => each.references), ...(waiting.get(draft.id) ?? [])];
    const earlier = batch === undefined ? [] : (batches.get(`${draft.copy?.name} ${batch - 1}`) ?? []);
    const dependsOn = waitsFor.flatMap(({text, path}) => {
      const found = findResources(text, index);
      if (found.length === 0) {
        run.report('unknown-dependency', path, `depends on ${text}, which is not in the deployment`);
      }
      return found;
    });
    const asked = references
      .filter((reference) => reference.deployment === id)
      .flatMap((each) => askedFor(each, index));
    return {...resource, dependsOn: idsOf(dependsOn), implied: idsOf([...asked, ...earlier])};
  });
}

/**
 * A reference by name makes the resource wait; one by id does not (Azure: templates/resource-dependency, "reference and
 * list functions").
 */
function askedFor(reference: RuntimeReference, index: ResourceIndex): readonly DraftResource[] {
  const name = nameAsked(reference);
  return name === undefined ? [] : findResources(name, index);
}

/** The name of the resource of its own template that a reference asks for; undefined if it asks by id. */
export function nameAsked(reference: RuntimeReference): string | undefined {
  const asked: Value | undefined = reference.arguments[0];
  const ofResource = /^(?:references?$|list)/i.test(reference.function);
  return ofResource && typeof asked === 'string' && !asked.startsWith('/') ? asked : undefined;
}

function indexResources(drafts: readonly DraftResource[], target: DeploymentTarget): ResourceIndex {
  const by = (key: (draft: DraftResource) => string | undefined) => {
    const groups = Map.groupBy(drafts, (draft) => key(draft)?.toLowerCase());
    groups.delete(undefined);
    return groups as ReadonlyMap<string, readonly DraftResource[]>;
  };
  const prefix = `${targetId(target)}/providers/`.toLowerCase();
  const ids = new Map(by(({id}) => id));
  for (const draft of drafts) {
    const id = draft.id.toLowerCase();
    if (id.startsWith(prefix)) ids.set(id.slice(prefix.length), [draft]);
  }
  return {
    byId: ids,
    bySymbol: by(({symbolicName}) => symbolicName),
    byName: by(({name}) => name),
    byCopy: by(({copy}) => copy?.name),
  };
}

function findResources(text: string, {byId, bySymbol, byName, byCopy}: ResourceIndex): readonly DraftResource[] {
  const key = text.toLowerCase();
  return bySymbol.get(key) ?? byId.get(key) ?? byName.get(key) ?? byCopy.get(key) ?? [];
}

/** Azure drops dependencies on what it does not deploy (Azure: templates/resource-dependency). */
function idsOf(resources: readonly DraftResource[]): string[] {
  return [...new Set(resources.filter(({deployed}) => deployed).map(({id}) => id))];
}
