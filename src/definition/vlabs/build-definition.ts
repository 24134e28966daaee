import {schemaAt} from '../cluster-schema.ts';
import {formatPath, type Path} from '../issue.ts';
import type {Assignment, Finding} from './findings.ts';
import {isMapping} from './source.ts';

/** A v1 definition, its keys in the order of the schema, and where its values come from. */
export interface BuiltDefinition {
  readonly definition: Readonly<Record<string, unknown>>;
  /** The path in the vlabs file by the path in the definition, as `formatPath` writes it; also of what is to be filled in. */
  readonly origins: ReadonlyMap<string, Path>;
}

/**
 * Puts together what the findings assign; of two values for one place, the later one. `pools` are the paths of the pools
 * in the vlabs file, each of which becomes one, whatever is in it.
 */
export function buildDefinition(
  findings: readonly Finding[],
  pools: readonly Path[],
  origins: ReadonlyMap<string, Path>,
): BuiltDefinition {
  const known = new Map([...origins, ...pools.map((path, at) => [formatPath(['nodePools', at]), path] as const)]);
  const start = {apiVersion: 'vnetk8s/v1', ...(pools.length === 0 ? {} : {nodePools: pools.map(() => ({}))})};
  let definition: unknown = start;
  for (const {assign = [], from = [], incomplete, to: gap} of findings) {
    if (incomplete === true && gap !== undefined) known.set(formatPath(gap), from);
    for (const {to, value} of assign) {
      definition = withValue(definition, to, value);
      known.set(formatPath(to), from);
      for (let length = to.length - 1; length > 1; length -= 1) {
        const around = formatPath(to.slice(0, length));
        // Whatever is first in a list or mapping stands for it, until something is said of it itself.
        if (!known.has(around)) known.set(around, from);
      }
    }
  }
  const ordered = inSchemaOrder(definition, []);
  return {definition: isMapping(ordered) ? ordered : {}, origins: known};
}

function withValue(current: unknown, path: Path, value: Assignment['value']): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return isEmptyMapping(value) && isMapping(current) ? current : value;
  if (typeof part === 'number') {
    const items: readonly unknown[] = Array.isArray(current) ? current : [];
    return Object.assign([...items], {[part]: withValue(items[part], rest, value)});
  }
  const entries = isMapping(current) ? Object.entries(current) : [];
  const previous = entries.find(([key]) => key === part)?.[1];
  return Object.fromEntries([...entries.filter(([key]) => key !== part), [part, withValue(previous, rest, value)]]);
}

function isEmptyMapping(value: unknown): boolean {
  return isMapping(value) && Object.keys(value).length === 0;
}

/** Keys that the schema does not name, as those of tags and labels, stay in the order in which they came. */
function inSchemaOrder(value: unknown, path: Path): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => inSchemaOrder(item, [...path, index]));
  if (!isMapping(value)) return value;
  const order = Object.keys(schemaAt(path)?.properties ?? {});
  const entries = Object.entries(value).map(([key, item]) => [key, inSchemaOrder(item, [...path, key])] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}
