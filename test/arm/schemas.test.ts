import {existsSync, readFileSync} from 'node:fs';
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {allResources} from '../../src/template/expanded.ts';
import {soundCluster} from './arbitrary-cluster.ts';
import {EXAMPLES, exampleCluster, expand, templateOf} from './built-templates.ts';

/** Azure's own schemas of its resources (github.com/Azure/azure-resource-manager-schemas), where they are at hand. */
const SCHEMAS = new URL('../../../shared/arm-schemas/', import.meta.url).pathname;
const BASE = 'https://schema.management.azure.com/schemas/';

/** What every resource may have, and the schemas of single types do not tell. */
const COMMON_KEYS = ['scope', 'subscriptionId', 'resourceGroup', 'location', 'tags', 'zones', 'sku', 'identity'];

/**
 * What the schemas do not know: sizes of machines are a list that ends years ago, and a role assignment within a template
 * says by `scope` what it is about.
 */
const STALE = new Set(['vmSize']);

type Schema = {[key: string]: unknown};

/** A resource as it is sent. */
interface Judged {
  readonly type: string;
  readonly apiVersion: string;
  readonly [key: string]: unknown;
}

/** Refuses what a schema does not name, as Azure does: the schemas let everything pass. */
function harden(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => harden(item));
  if (typeof value !== 'object' || value === null) return value;
  if (STALE.has(key)) return {type: 'string'};
  const hard: Schema = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, harden(item, name)]));
  const isSchema = typeof hard['properties'] === 'object' && hard['type'] === 'object';
  return isSchema && Object.keys(hard['properties'] as object).length > 0 && hard['additionalProperties'] === undefined
    ? {...hard, additionalProperties: false}
    : hard;
}

function read(path: string): Schema {
  return JSON.parse(readFileSync(`${SCHEMAS}${path}`, 'utf8'));
}

function makeJudge() {
  const index = read('index.json') as {schemas: Record<string, Record<string, string>>};
  const ajv = new Ajv.default({strict: false, validateFormats: false, inlineRefs: false, allErrors: true});
  const added = new Set<string>();
  const add = (path: string, prepare: (schema: Schema) => unknown) => {
    if (added.has(path)) return;
    added.add(path);
    ajv.addSchema({...(prepare(read(path)) as Schema), id: `${BASE}${path}`});
  };
  add('common/definitions.json', (schema) => schema);
  return (resource: Judged): readonly string[] => {
    const reference = index.schemas[resource.type]?.[resource.apiVersion];
    if (reference === undefined) return [`no schema of ${resource.type} ${resource.apiVersion}`];
    const [path = ''] = reference.split('#');
    add(path, (schema) => withCommonKeys(harden(schema) as Schema));
    if (path.endsWith('/Microsoft.Compute.json')) {
      add(path.replace('Compute.json', 'Compute.Extensions.json'), (schema) => harden(schema));
    }
    const validate = ajv.getSchema(`${BASE}${reference}`) ?? ajv.compile({$ref: `${BASE}${reference}`});
    validate(resource);
    return (validate.errors ?? []).map(({instancePath, message, params}) =>
      [instancePath, message, JSON.stringify(params)].join(' '),
    );
  };
}

function withCommonKeys(schema: Schema): Schema {
  const resources = Object.entries(schema['resourceDefinitions'] as Record<string, Schema>).map(
    ([name, definition]) => [
      name,
      {
        ...definition,
        properties: {
          ...Object.fromEntries(COMMON_KEYS.map((key) => [key, {}])),
          ...(definition['properties'] as object),
        },
      },
    ],
  );
  return {...schema, resourceDefinitions: Object.fromEntries(resources)};
}

/** An expression that gives null leaves a property out; of a list's items that would make holes, and there are none. */
function withoutNull(_key: string, value: unknown): unknown {
  return value ?? undefined;
}

describe.skipIf(!existsSync(SCHEMAS))("Azure's schemas", () => {
  const judge = existsSync(SCHEMAS) ? makeJudge() : () => [];

  const problemsOf = (cluster: Cluster): readonly string[] =>
    allResources(expand(templateOf(cluster))).flatMap((resource) => {
      const {type, apiVersion, name, body} = resource;
      const text = JSON.stringify({type, apiVersion, name, ...body});
      return judge(JSON.parse(text, withoutNull)).map((problem) => `${resource.id}: ${problem}`);
    });

  it.each(EXAMPLES)('take every resource of example %s', async (name) => {
    const problems = problemsOf(await exampleCluster(name));

    expect(problems).toEqual([]);
  });

  it('take every resource of any cluster without errors', {timeout: 60_000}, () => {
    fc.assert(
      fc.property(soundCluster, (cluster) => {
        expect(problemsOf(cluster)).toEqual([]);
      }),
      {numRuns: 15},
    );
  });

  const rule = {access: 'Allow', direction: 'Inbound', protocol: 'Tcp', priority: 100, destinationPortRange: '80'};

  it.each([
    ['a property that they do not name', {...rule, destinationPort: '80'}, 'must NOT have additional properties'],
    [
      'a property that Azure fills in',
      {...rule, provisioningState: 'Succeeded'},
      'must NOT have additional properties',
    ],
    [
      'a value that is none of those there are',
      {...rule, access: 'allow'},
      'must be equal to one of the allowed values',
    ],
    ['text in place of a number', {...rule, priority: '100'}, 'must be integer'],
    ['nothing where something must be', {access: 'Allow'}, "must have required property 'priority'"],
  ])('refuse %s', (_, properties, message) => {
    const problems = judge({
      type: 'Microsoft.Network/networkSecurityGroups/securityRules',
      apiVersion: '2025-05-01',
      name: 'group/rule',
      properties,
    });

    expect(problems.join('\n')).toContain(message);
  });
});
