import {describe, expect, it} from 'vitest';
import {defaults} from '../../src/cluster/defaults.ts';
import {checkSchema} from '../../src/definition/check-schema.ts';
import {allowsType, clusterSchema, type SchemaNode, schemaAt} from '../../src/definition/cluster-schema.ts';
import {formatPath, type Issue, isWithin, type Path} from '../../src/definition/issue.ts';
import {FULL_DEFINITION} from './full-definition.ts';

interface Place {
  readonly path: Path;
  readonly node: SchemaNode;
}

/** Every node of the schema, with a path at which a value of it may stand. */
function placesIn(node: SchemaNode, path: Path = []): readonly Place[] {
  const {additionalProperties: others, properties = {}, items} = node;
  return [
    {path, node},
    ...Object.entries(properties).flatMap(([key, child]) => placesIn(child, [...path, key])),
    ...(items === undefined ? [] : placesIn(items, [...path, 0])),
    ...(typeof others === 'object' ? placesIn(others, [...path, 'any']) : []),
  ];
}

const places = placesIn(clusterSchema);

/** A node that is not part of a list or of a mapping of texts has everything that documentation and editors show. */
const fields = places.filter(({path}) => typeof path.at(-1) === 'string' && path.at(-1) !== 'any');

function namesOf(found: readonly Place[]): string[] {
  return found.map(({path}) => formatPath(path));
}

describe('every field of the schema', () => {
  it('has a title and examples', () => {
    const without = fields.filter(({node}) => node.title === undefined || (node.examples ?? []).length === 0);

    expect(namesOf(without)).toEqual([]);
  });

  it('has a title without a full stop and a description of sentences', () => {
    const odd = fields.filter(
      ({node}) => !/^\p{L}[^\n]*[^.]$/u.test(node.title ?? '') || !/^[\p{L}`][^\n]*\.$/u.test(node.description ?? ''),
    );

    expect(namesOf(odd)).toEqual([]);
  });

  it('of a list has an example of its items', () => {
    const without = places.filter(({path, node}) => path.at(-1) === 0 && (node.examples ?? []).length === 0);

    expect(namesOf(without)).toEqual([]);
  });

  it('with a pattern says in words what the pattern demands, and no other does', () => {
    const odd = places.filter(({node}) => (node.pattern === undefined) !== (node.patternErrorMessage === undefined));

    expect(namesOf(odd)).toEqual([]);
  });

  it('with a pattern bounds the length of a text', () => {
    const unbounded = places.filter(({node}) => node.pattern?.startsWith('^') !== true && node.pattern !== undefined);

    expect(namesOf(unbounded)).toEqual([]);
  });

  it('that is a mapping lets in no unknown key', () => {
    const open = places.filter(
      ({node}) => allowsType(node, 'object') && node.properties !== undefined && node.additionalProperties !== false,
    );

    expect(namesOf(open)).toEqual([]);
  });

  it('that is a number has a lowest value, so that messages can name the range', () => {
    const open = places.filter(
      ({node}) =>
        (allowsType(node, 'integer') || allowsType(node, 'number')) &&
        node.enum === undefined &&
        node.minimum === undefined,
    );

    expect(namesOf(open)).toEqual([]);
  });

  it('that must be there is one of the properties and has no default', () => {
    const odd = places.flatMap(({path, node}) =>
      (node.required ?? [])
        .filter((key) => node.properties?.[key] === undefined || node.properties[key].default !== undefined)
        .map((key) => formatPath([...path, key])),
    );

    expect(odd).toEqual([]);
  });
});

/** The issues that the schema finds at or below a path when a value stands there, in a definition without any other. */
function issuesAt(path: Path, value: unknown): readonly Issue[] {
  const definition: unknown = structuredClone(FULL_DEFINITION);
  let container = definition as Record<string | number, unknown>;
  for (const [index, part] of path.slice(0, -1).entries()) {
    container[part] ??= typeof path[index + 1] === 'number' ? [] : {};
    container = container[part] as typeof container;
  }
  container[path.at(-1) ?? ''] = value;
  return checkSchema(definition, () => undefined).issues.filter((issue) => isWithin(issue.path, path));
}

describe('every example and default', () => {
  it('is valid by the schema of its own place', () => {
    const refused = places
      .filter(({path}) => path.length > 0)
      .flatMap(({path, node}) =>
        [...(node.examples ?? []), ...(node.default === undefined ? [] : [node.default])].flatMap((value) =>
          issuesAt(path, value),
        ),
      );

    expect(refused).toEqual([]);
  });

  it('has a place at which something else would be refused', () => {
    const accepted = fields.filter(({path}) => issuesAt(path, Number.NaN).length === 0);

    expect(namesOf(accepted)).toEqual([]);
  });
});

/** What stands in `defaults` for a path of the schema: the items of a list are under its singular. */
function defaultsPath(path: Path): string[] {
  return path.flatMap((part, index) => {
    if (typeof part === 'number') return [];
    return typeof path[index + 1] === 'number' ? [part.replace(/s$/, '')] : [part];
  });
}

/** The leaves and empty mappings of a value, by their path. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly (readonly [string, unknown])[] {
  const isBranch =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  if (!isBranch) return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

describe('the defaults', () => {
  it('of the schema are those that resolve fills in', () => {
    const inSchema = fields
      .filter(({node}) => node.default !== undefined && isLeaf(node))
      .map(({path, node}) => [defaultsPath(path).join('.'), node.default] as const);

    const inCode = leavesOf(defaults);

    expect(Object.fromEntries(inSchema)).toEqual(Object.fromEntries(inCode));
  });

  it('of every mapping is to leave it out', () => {
    const others = fields.filter(
      ({node}) => node.type === 'object' && node.default !== undefined && JSON.stringify(node.default) !== '{}',
    );

    expect(namesOf(others)).toEqual([]);
  });
});

/** A mapping that may be left out has its defaults inside. */
function isLeaf(node: SchemaNode): boolean {
  return Object.values(node.properties ?? {}).every((child) => child.default === undefined);
}

describe('schemaAt', () => {
  it.each<[Path, string | undefined]>([
    [[], 'Cluster definition'],
    [['nodePools', 7, 'count', 'min'], 'At least'],
    [['network', 'virtualNetwork', 'addressSpace'], 'Address space'],
    [['nodePools', 'count'], undefined],
    [['nodePools', 0, 'constructor'], undefined],
    [['name', 'x', 'y'], undefined],
  ])('%j has the title %j', (path, title) => {
    expect(schemaAt(path)?.title).toBe(title);
  });

  it('knows what may stand under any key of a mapping of texts', () => {
    expect(schemaAt(['tags', 'anything'])).toEqual({type: 'string', maxLength: 256});
  });
});
