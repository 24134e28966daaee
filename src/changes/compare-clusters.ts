import type {Cluster, NodePool} from '../cluster/cluster.ts';
import {clusterDefinitionOf} from '../cluster/cluster-definition-of.ts';
import {formatCount} from '../definition/count-words.ts';
import type {Path} from '../definition/issue.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {ClusterChange} from './cluster-change.ts';
import {effectOfCount} from './effect-of-count.ts';
import {effectOf, type FieldEffect} from './effects.ts';
import {arrowText, isRecord, type Tree, valueText} from './value-text.ts';

/** A cluster and where its addresses are. */
export interface PlannedCluster {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/**
 * What is different between two clusters. Both definitions with nothing left out are compared, field by field, so that no
 * change can be overlooked; things with a name are the same as long as they have it.
 */
export function compareClusters(before: PlannedCluster, after: PlannedCluster): readonly ClusterChange[] {
  const found = compare(treeOf(before), treeOf(after), []);
  return found.map((change) => withNodes(ofCount(change, before, after), before, after));
}

function treeOf({cluster, plan}: PlannedCluster): Tree {
  const subnets = new Map(plan.subnets.flatMap(({name, cidr}) => (cidr === undefined ? [] : [[name, cidr] as const])));
  const {loadBalancer} = plan.controlPlane;
  // Where a manifest was read from is nobody's business later: a deployment knows it by its name.
  const addons = cluster.addons.map((addon) => ({...addon, manifest: addon.name}));
  const decided = {subnets, ...(loadBalancer === undefined ? {} : {firstAddress: loadBalancer})};
  return JSON.parse(JSON.stringify(clusterDefinitionOf({...cluster, addons}, decided)));
}

function compare(before: Tree | undefined, after: Tree | undefined, path: Path): readonly ClusterChange[] {
  if (isSame(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compare(before[key], after[key], [...path, key]));
  }
  if (isNamed(before) && isNamed(after)) return compareNamed(before, after, path);
  return [changeAt(before, after, path)];
}

function compareNamed(before: readonly Named[], after: readonly Named[], path: Path): readonly ClusterChange[] {
  const removed = before.filter(({name}) => !after.some((other) => other.name === name));
  return [
    ...after.flatMap((item) => {
      const place = [...path, item.name];
      const old = before.find(({name}) => name === item.name);
      return old === undefined ? [wholeChange('added', place, item)] : compare(old, item, place);
    }),
    ...removed.map((item) => wholeChange('removed', [...path, item.name], item)),
  ];
}

/** Something with a name that is new, or gone. */
function wholeChange(kind: 'added' | 'removed', path: Path, item: Named): ClusterChange {
  const subject = subjectOf(path);
  const {vmSize, count, cidr} = item;
  const facts = [cidr, vmSize, count].flatMap((value) => (value === undefined ? [] : [valueText(value)]));
  const text = [
    kind === 'added' ? 'new' : 'no longer defined',
    ...(facts.length === 0 ? [] : [`(${facts.join(', ')})`]),
  ].join(' ');
  if (kind === 'added') return {kind, subject, text, path, ...effectOf(patternOf(path))};
  const note = 'a deployment takes nothing away: what is there stays until somebody deletes it';
  return {kind, subject, text, path, effect: 'left-behind', note};
}

function changeAt(before: Tree | undefined, after: Tree | undefined, path: Path): ClusterChange {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const {subject, field} = splitPath(path);
  const {effect, note}: FieldEffect = effectOf(patternOf(path));
  return {
    kind,
    subject,
    text: `${field} ${arrowText(before, after)}`,
    path,
    effect,
    ...(note === undefined ? {} : {note}),
  };
}

/** Lists of things with names. */
const NAMED_LISTS = ['nodePools', 'subnets', 'peerings', 'connections', 'routes', 'addons'];

/** `nodePools.*.count`: names of things in lists make no difference for what a change means. */
function patternOf(path: Path): string {
  return path.map((part, index) => (NAMED_LISTS.includes(String(path[index - 1])) ? '*' : part)).join('.');
}

const SUBJECTS: Readonly<Record<string, string>> = {
  nodePools: 'pool',
  subnets: 'subnet',
  peerings: 'peering',
  connections: 'connection',
  routes: 'route',
  addons: 'add-on',
  controlPlane: 'control plane',
};

/** What a path is about, and the rest of it: the last named thing, or the first key. */
function splitPath(path: Path): {readonly subject: string; readonly field: string} {
  const at = path.findLastIndex((_, index) => NAMED_LISTS.includes(String(path[index - 1])));
  if (at >= 0) return {subject: subjectOf(path.slice(0, at + 1)), field: path.slice(at + 1).join('.')};
  const [first = '', ...rest] = path;
  if (rest.length === 0) return {subject: 'cluster', field: String(first)};
  return {subject: SUBJECTS[String(first)] ?? String(first), field: rest.join('.')};
}

function subjectOf(path: Path): string {
  const kind = String(path.at(-2));
  return `${SUBJECTS[kind] ?? kind} ${String(path.at(-1))}`;
}

/** What another number of nodes means depends on the pool, and on which way it goes. */
function ofCount(change: ClusterChange, before: PlannedCluster, after: PlannedCluster): ClusterChange {
  const [list, , field] = change.path;
  if (list !== 'nodePools' || field !== 'count') return change;
  const [was, is] = [before, after].map((planned) => poolAt(change.path, planned));
  return was === undefined || is === undefined ? change : {...change, ...effectOfCount(was, is, before.cluster)};
}

/** What more nodes, fewer, or larger ones take of the network, said where it comes from. */
function withNodes(change: ClusterChange, before: PlannedCluster, after: PlannedCluster): ClusterChange {
  if (change.path[0] !== 'nodePools') return change;
  const [was, is] = [before, after].map((planned) => poolAt(change.path, planned));
  const nodes = nodesOf(is) - nodesOf(was);
  const addresses = addressesOf(is) - addressesOf(was);
  if (!isSizeOf(change.path, nodes) || (nodes === 0 && addresses === 0)) return change;
  const subnet = (is ?? was)?.subnet;
  const fill = [usedOf(before.plan, subnet) ?? 'new', usedOf(after.plan, subnet) ?? 'gone'];
  const parts = [
    ...(nodes === 0 ? [] : [`${signed(nodes)} ${Math.abs(nodes) === 1 ? 'node' : 'nodes'}`]),
    `${signed(addresses)} addresses`,
    ...(fill[0] === fill[1] ? [] : [`subnet ${subnet} ${fill.join(' → ')}`]),
  ];
  return {...change, text: `${change.text}: ${parts.join(', ')}`};
}

function poolAt([, name]: Path, {cluster}: PlannedCluster): NodePool | undefined {
  return cluster.nodePools.find((pool) => pool.name === name);
}

/** Whether a change in a pool is what makes it larger: the pool itself, its most nodes, or else the pods of each. */
function isSizeOf([, , field, limit]: Path, nodes: number): boolean {
  return field === undefined || (nodes === 0 ? field === 'maxPods' : field === 'count' && limit !== 'min');
}

function nodesOf(pool: NodePool | undefined): number {
  return pool?.count.max ?? 0;
}

function addressesOf(pool: NodePool | undefined): number {
  return pool === undefined ? 0 : pool.count.max * (pool.maxPods + 1);
}

function usedOf({subnets}: AddressPlan, name: string | undefined): string | undefined {
  const subnet = subnets.find((each) => each.name === name);
  return subnet === undefined || subnet.usable === 0
    ? undefined
    : `${Math.round((subnet.needed / subnet.usable) * 100)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatCount(Math.abs(value))}`;
}

type Named = {readonly name: string} & {readonly [key: string]: Tree};

function isNamed(value: Tree | undefined): value is readonly Named[] {
  return Array.isArray(value) && value.every((item: Tree) => isRecord(item) && typeof item['name'] === 'string');
}

function isSame(a: Tree | undefined, b: Tree | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
