import {type DraftResource, expandResource, type ParentResource, type ResourcePlace} from './expand-resource.ts';
import {expandCount, expandValue, isJsonList, isJsonObject} from './expand-value.ts';
import {MAX_CHILD_LEVELS} from './limits.ts';
import type {Run} from './run.ts';
import type {CopyRound, Scope} from './scope.ts';
import {type TemplatePath, within} from './template-path.ts';
import type {Json, JsonObject} from './value.ts';

/** Where a list of resources stands. */
interface ListPlace {
  readonly scope: Scope;
  readonly path: TemplatePath;
  readonly place: ResourcePlace;
  readonly parent?: ParentResource;
  /** How many resources it is within. */
  readonly level: number;
}

/** Expands the resources of a template: copies, and the resources within resources, which come after them. */
export function expandResources(
  resources: Json | undefined,
  at: Pick<ListPlace, 'scope' | 'path' | 'place'>,
  run: Run,
): DraftResource[] {
  return expandList(resources, {...at, level: 0}, run);
}

function expandList(resources: Json | undefined, at: ListPlace, run: Run): DraftResource[] {
  if (resources === undefined) return [];
  if (isJsonList(resources)) {
    return resources.flatMap((each, index) => expandEntry(each, {...at, path: within(at.path, index)}, run));
  }
  if (isJsonObject(resources)) {
    // Symbolic names, of language version 2.0 (Azure: templates/resource-declaration).
    return Object.entries(resources).flatMap(([symbolicName, each]) => {
      const path = within(at.path, symbolicName);
      const drafts = expandEntry(each, {...at, path}, run);
      return drafts.map((draft) => (draft.sourcePath === path ? {...draft, symbolicName} : draft));
    });
  }
  run.report('invalid-template', at.path, 'resources must be an array or an object');
  return [];
}

function expandEntry(resource: Json, at: ListPlace, run: Run): DraftResource[] {
  if (!isJsonObject(resource)) {
    run.report('invalid-template', at.path, 'a resource must be an object');
    return [];
  }
  const {copy} = resource;
  if (copy === undefined) return expandOne(resource, at, run);
  const path = within(at.path, 'copy');
  const loop = readCopy(copy, at, path, run);
  if (loop === undefined) return [];
  return Array.from({length: loop.count}, (_, index) => {
    const round: CopyRound = {name: loop.name, index, nameless: true, outer: at.scope.round};
    const drafts = expandOne(resource, {...at, scope: {...at.scope, round}}, run);
    return drafts.map((draft) => ({
      ...draft,
      copy: draft.copy ?? {name: loop.name, index},
      ...(loop.batchSize === undefined ? {} : {batch: Math.floor(index / loop.batchSize)}),
    }));
  }).flat();
}

interface CopyLoop {
  readonly name: string;
  readonly count: number;
  /** Undefined: all rounds at once. */
  readonly batchSize: number | undefined;
}

function readCopy(copy: Json, at: ListPlace, path: TemplatePath, run: Run): CopyLoop | undefined {
  if (!isJsonObject(copy)) {
    run.report('invalid-copy', path, 'the copy of a resource must be an object');
    return undefined;
  }
  if (at.level > 0) {
    run.report('invalid-copy', path, 'a resource within a resource cannot be copied: declare it beside its parent');
    return undefined;
  }
  const name = expandValue(copy['name'] ?? null, at.scope, within(path, 'name'), run);
  if (typeof name !== 'string') run.report('invalid-copy', path, 'a copy needs a name');
  const count = expandCount(copy['count'] ?? null, at.scope, within(path, 'count'), run);
  if (typeof name !== 'string' || count === undefined) return undefined;
  return {name, count, batchSize: readBatchSize(copy, at, path, run)};
}

function readBatchSize(copy: JsonObject, at: ListPlace, path: TemplatePath, run: Run): number | undefined {
  const mode = expandValue(copy['mode'] ?? 'parallel', at.scope, within(path, 'mode'), run);
  if (String(mode).toLowerCase() !== 'serial') return undefined;
  const size = expandValue(copy['batchSize'] ?? 1, at.scope, within(path, 'batchSize'), run);
  if (typeof size === 'number' && Number.isInteger(size) && size >= 1) return size;
  run.report('invalid-copy', within(path, 'batchSize'), 'the size of a batch must be an integer of at least 1');
  return undefined;
}

function expandOne(resource: JsonObject, at: ListPlace, run: Run): DraftResource[] {
  const draft = expandResource(resource, at, run);
  const {resources} = resource;
  if (resources === undefined) return [draft];
  const path = within(at.path, 'resources');
  if (at.level >= MAX_CHILD_LEVELS) {
    run.report('invalid-template', path, `resources nest deeper than ${MAX_CHILD_LEVELS} levels`);
    return [draft];
  }
  return [draft, ...expandList(resources, {...at, path, parent: draft, level: at.level + 1}, run)];
}
