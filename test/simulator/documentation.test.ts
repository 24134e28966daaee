import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {plainObject} from '../../src/simulator/deployment-plan.ts';
import {allResources} from '../../src/template/expanded.ts';
import {isList, isObject, type Json} from '../../src/template/value.ts';
import {EXAMPLES, expand, templateOf} from '../arm/built-templates.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** What no example has, by the example that it is changed in. */
const OTHERS: readonly (readonly [example: string, ...set: readonly string[]])[] = [
  ['minimal', 'nodePools.apps.vmSize=Standard_D4ds_v5', 'nodePools.apps.osDisk.storage=Ephemeral'],
  ['minimal', 'controlPlane.vmSize=Standard_D4s_v6', 'nodePools.apps.vmSize=Standard_D4s_v6'],
  ['spot', 'nodePools.spot.type=virtualMachines'],
];

/** Types, and paths of properties that templates ask for. */
type Asked = Map<string, Set<string>>;

async function collect(asked: Asked, example: string, set: readonly string[] = []): Promise<void> {
  const file = `examples/${example}.yaml`;
  const {meaning} = await loadDefinition({file, set, cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error(`${file} means nothing with ${set.join()}`);
  for (const {type, body} of allResources(expand(templateOf(meaning.cluster)))) {
    if (type === 'Microsoft.Resources/deployments') continue;
    const paths = asked.get(type) ?? new Set();
    asked.set(type, paths);
    for (const path of pathsIn(plainObject(body), '')) paths.add(path.replaceAll(/(^|\.)properties\./g, '$1'));
  }
}

/** Paths of all that is written in a value; lists are passed over, and `properties` by whoever takes the paths. */
function pathsIn(value: Json, path: string): readonly string[] {
  if (isList(value)) return value.flatMap((item) => pathsIn(item, path));
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) => {
    // Ids as names, and what every resource has.
    if (path === '' && ['tags', 'location', 'scope'].includes(name)) return [];
    if (name.startsWith('/subscriptions/') || name.startsWith('[')) return [path];
    return pathsIn(item, path === '' ? name : `${path}.${name}`);
  });
}

/** Rows of the table of properties: what is worked with, and what is kept. */
async function documented(): Promise<ReadonlyMap<string, readonly string[]>> {
  const page = await readFile(`${ROOT}docs/simulator.md`, 'utf8');
  const [, section = ''] = page.split('## What comes of what a template asks for\n');
  const [table = ''] = section.split('\n## ');
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(
    rows.map((row) => {
      const [, type = '', ...cells] = row.split('|').map((cell) => cell.trim());
      const names = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
      return [type.replaceAll('`', ''), names];
    }),
  );
}

describe('the page of the simulator', () => {
  it('says of every property that a template can have whether anything comes of it, and of nothing else', async () => {
    const asked: Asked = new Map();
    for (const example of EXAMPLES) await collect(asked, example);
    for (const [example, ...set] of OTHERS) await collect(asked, example, set);
    const rows = await documented();

    const wrong = [...asked].flatMap(([type, paths]) => {
      const names = rows.get(type.replace(/^Microsoft\./, '')) ?? [];
      const covers = (name: string, path: string) => path === name || path.startsWith(`${name}.`);
      const missing = [...paths].filter((path) => names.filter((name) => covers(name, path)).length !== 1);
      const stale = names.filter((name) => ![...paths].some((path) => covers(name, path)));
      return [
        ...missing.map((path) => `${type}: ${path} is not there once`),
        ...stale.map((name) => `${type}: nothing asks for ${name}`),
      ];
    });
    expect(wrong).toEqual([]);
    expect([...rows.keys()].toSorted()).toEqual(
      [...asked.keys()].map((type) => type.replace(/^Microsoft\./, '')).toSorted(),
    );
  });
});
