import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {compareClusters, type PlannedCluster} from '../../src/changes/compare-clusters.ts';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {FULL_CLUSTER} from '../cluster/full-cluster.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A place in a cluster: keys and indexes. */
type Place = readonly (string | number)[];

/** A change of one place of a cluster. */
interface Mutation {
  readonly place: Place;
  readonly cluster: Cluster;
}

/** Places whose change is no change of a cluster, and why. */
const NO_CHANGES: readonly (readonly [place: RegExp, why: string])[] = [
  [/(^|\.)path(\.|$)/, 'where in a definition a thing was declared, for those who report about it'],
  [/^network\.subnets\.\d+\.declared$/, 'whether a definition names the subnet, or something that is in it'],
  [/^kubernetes\.version\.minor$/, 'a part of the version, which is compared whole'],
  [/^addons\.\d+\.manifest$/, 'where the file was read from: it is known by the name of the add-on'],
];

/** The tag of a union: no cluster differs in it alone, as all other fields beside it are others as well. */
const TAG = 'network.virtualNetwork.kind';

/** Places whose value is of no account because of another value beside them, and what that is. */
const OF_NO_ACCOUNT: readonly (readonly [
  place: RegExp,
  of: (cluster: Cluster, place: Place) => boolean,
  why: string,
])[] = [
  [
    /^nodePools\.\d+\.count\.min$/,
    ({nodePools}, [, index]) => nodePools[Number(index)]?.count.autoscaled === false,
    'a pool that is not autoscaled has as many nodes as its maximum says: the minimum is the same number',
  ],
  [
    /^nodePools\.\d+\.faultDomains$/,
    ({nodePools}, [, index]) => {
      const pool = nodePools[Number(index)];
      return pool?.type === 'scaleSet' || (pool?.zones.length ?? 0) > 0;
    },
    'only an availability set has fault domains, which neither a scale set nor machines in zones are in',
  ],
  [
    /^controlPlane\.faultDomains$/,
    ({controlPlane}) => controlPlane.zones.length > 0,
    'only an availability set has fault domains, which machines in zones are not in',
  ],
  [
    /^kubernetes\.packages\.(kubernetes|containerd)/,
    ({kubernetes}) => kubernetes.packages.preinstalled,
    'where nodes install nothing, it does not matter from where',
  ],
];

function isNoChange(cluster: Cluster, place: Place): boolean {
  const text = place.join('.');
  return (
    NO_CHANGES.some(([pattern]) => pattern.test(text)) ||
    OF_NO_ACCOUNT.some(([pattern, of]) => pattern.test(text) && of(cluster, place))
  );
}

/** Every change of a leaf, and of a list by one entry that is gone. */
function* mutationsOf(cluster: Cluster): Generator<Mutation> {
  for (const [place, value] of leavesOf(cluster, [])) {
    if (place.join('.') === TAG) continue;
    for (const other of othersOf(value)) yield {place, cluster: replaced(cluster, place, other) as Cluster};
  }
}

function* leavesOf(value: unknown, place: Place): Generator<readonly [Place, unknown]> {
  if (Array.isArray(value)) yield [place, value];
  if (typeof value !== 'object' || value === null) yield [place, value];
  else {
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [key, item] of entries) yield* leavesOf(item, [...place, key]);
  }
}

/** Other values of a kind; of a list the one without its last entry. */
function othersOf(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [`${value}x`, `x${value}`];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  return Array.isArray(value) && value.length > 0 ? [value.slice(0, -1)] : [];
}

function replaced(value: unknown, [key, ...rest]: Place, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaced(item, rest, other) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return {...record, [key]: replaced(record[key], rest, other)};
}

/** What a person is told: both sides of an arrow must differ. */
function saysNothing(text: string): boolean {
  const [, before, after] = /^\S+ (.*) → (.*?)(?:: .*)?$/.exec(text) ?? [];
  return before !== undefined && before === after;
}

const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.yaml'));

async function example(file: string): Promise<PlannedCluster> {
  const {meaning} = await loadDefinition({file: `examples/${file}`, set: [], cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error(`${file} is invalid`);
  return meaning;
}

describe('a change of any value of a cluster is seen', () => {
  it.each([
    ['the fullest cluster', async () => ({cluster: FULL_CLUSTER, plan: planAddresses(FULL_CLUSTER)})],
    ...EXAMPLES.map((file) => [file, () => example(file)] as const),
  ] as const)('in %s', async (_, read) => {
    const {cluster, plan} = await read();
    const unseen: string[] = [];
    const unsaid: string[] = [];
    let seen = 0;
    for (const {place, cluster: other} of mutationsOf(cluster)) {
      if (isNoChange(cluster, place)) continue;
      const changes = compareClusters({cluster, plan}, {cluster: other, plan});
      seen += 1;
      if (changes.length === 0) unseen.push(place.join('.'));
      unsaid.push(...changes.filter(({text}) => saysNothing(text)).map(({path, text}) => `${path.join('.')}: ${text}`));
    }

    expect({unseen: [...new Set(unseen)], unsaid: [...new Set(unsaid)]}).toEqual({unseen: [], unsaid: []});
    expect(seen).toBeGreaterThan(50);
  });

  it('where a change is none, there is none', async () => {
    const {cluster, plan} = await example('minimal.yaml');
    const changed = [...mutationsOf(cluster)]
      .filter(({place}) => isNoChange(cluster, place))
      .flatMap(({cluster: other}) => compareClusters({cluster, plan}, {cluster: other, plan}));

    expect(changed).toEqual([]);
  });
});
