import type {Cluster} from '../../cluster/cluster.ts';
import {MAX_ADDRESSES_PER_VIRTUAL_NETWORK, MAX_NODES_PER_CLUSTER, MAX_PODS_PER_CLUSTER} from '../../cluster/limits.ts';
import {error} from '../../cluster/rules/rule.ts';
import {countOf, formatCount} from '../../definition/count-words.ts';
import type {Issue, Path} from '../../definition/issue.ts';
import type {AddressPlan} from '../address-plan.ts';
import {roomInSubnet} from '../largest.ts';
import {addressesOfGroup, type NodeGroup, nodeGroups} from '../node-groups.ts';
import {fewerNodes, fewerPods, roomsWithin} from './fewer.ts';
import {countPath, demandPlaces, groupPlaces} from './places.ts';
import {addressCount, groupWords, sumWords, type Term, useOneOf} from './words.ts';

/** What to do if no pool can make up for all others. */
const FEWER = 'use fewer nodes in several pools';

/** The most nodes of a cluster, control plane included (see `MAX_NODES_PER_CLUSTER`). */
export function limitNodes(cluster: Cluster, plan: AddressPlan): Issue[] {
  if (plan.totals.nodes <= MAX_NODES_PER_CLUSTER) return [];
  const groups = nodeGroups(cluster);
  const nodesOf = ({nodes}: NodeGroup) => nodes;
  const sum = sumOver(groups, nodesOf, (group) => `${formatCount(group.nodes)} for ${groupWords(group)}`);
  const message = `${countOf(plan.totals.nodes, 'node')} (${sum}), a cluster has at most ${formatCount(MAX_NODES_PER_CLUSTER)}`;
  const largest = largestGroup(groups, nodesOf);
  const rooms = roomsWithin(roomInSubnet(plan, largest), 'nodes');
  const hint = useOneOf([fewerNodes(largest, rooms, true)]);
  const related = groups.flatMap(groupPlaces).filter(({path}) => path.includes('count'));
  return [error('VK4011', countPath(largest), message, {hint: hint ?? FEWER, related})];
}

/** The most pods of a cluster if every node runs as many as it can (Azure: container-networking-overview). */
export function limitPods(cluster: Cluster, plan: AddressPlan): Issue[] {
  const {nodes, pods} = plan.totals;
  if (pods <= MAX_PODS_PER_CLUSTER) return [];
  const groups = nodeGroups(cluster);
  const podsOf = (group: NodeGroup) => group.nodes * group.maxPods;
  const sum = sumOver(groups, podsOf, (group) => `${product(group.nodes, group.maxPods)} for ${groupWords(group)}`);
  const message = `${countOf(pods, 'pod')} (${sum}), a cluster has at most ${formatCount(MAX_PODS_PER_CLUSTER)}`;
  const largest = largestGroup(groups, podsOf);
  const rooms = roomsWithin(roomInSubnet(plan, largest), 'pods');
  const hint = useOneOf([fewerPods(largest, rooms, true), fewerNodes(largest, rooms, true)]) ?? evenly(nodes);
  const related = groups.flatMap(groupPlaces).filter(({path}) => !path.includes('maxSurge'));
  return [error('VK4012', [...largest.path, 'maxPods'], message, {hint, related})];
}

/** The most addresses that a virtual network has in use (Azure: azure-subscription-service-limits). */
export function limitAddresses(cluster: Cluster, plan: AddressPlan): Issue[] {
  const {addresses} = plan.totals;
  if (addresses <= MAX_ADDRESSES_PER_VIRTUAL_NETWORK) return [];
  const most = formatCount(MAX_ADDRESSES_PER_VIRTUAL_NETWORK);
  const sum = sumWords(addressTerms(nodeGroups(cluster), addresses));
  const message = `${addressCount(addresses)} (${sum}), a virtual network has at most ${most} in use`;
  const {path, hint} = remedyForAddresses(cluster, plan);
  return [error('VK4010', path, message, {hint, related: plan.subnets.flatMap((each) => demandPlaces(cluster, each))})];
}

function addressTerms(groups: readonly NodeGroup[], addresses: number): readonly Term[] {
  const terms = groups.map((group) => ({
    value: addressesOfGroup(group),
    text: `${product(group.nodes + group.surge, group.maxPods + 1)} for ${groupWords(group)}`,
    foldable: true,
  }));
  const rest = addresses - terms.reduce((total, {value}) => total + value, 0);
  return rest === 0 ? terms : [...terms, {value: rest, text: `${formatCount(rest)} beside nodes`, foldable: false}];
}

/** What takes most can be lessened best: a group of nodes, or addresses that are kept free. */
function remedyForAddresses(cluster: Cluster, plan: AddressPlan): {readonly path: Path; readonly hint: string} {
  const group = largestGroup(nodeGroups(cluster), addressesOfGroup);
  const subnet = cluster.network.subnets.reduce((a, b) => (b.reservedAddresses > a.reservedAddresses ? b : a));
  if (subnet.reservedAddresses > addressesOfGroup(group)) {
    const fitting = subnet.reservedAddresses - (plan.totals.addresses - MAX_ADDRESSES_PER_VIRTUAL_NETWORK);
    const hint = fitting < 0 ? FEWER : `use at most ${formatCount(fitting)}`;
    return {path: [...subnet.path, 'reservedAddresses'], hint};
  }
  const rooms = roomsWithin(roomInSubnet(plan, group), 'networkAddresses');
  const hint = useOneOf([fewerPods(group, rooms, true), fewerNodes(group, rooms, true)]);
  return {path: countPath(group), hint: hint ?? FEWER};
}

/** So many pods for every node of the cluster. */
function evenly(nodes: number): string {
  const pods = Math.floor(MAX_PODS_PER_CLUSTER / nodes);
  return pods === 0
    ? FEWER
    : `use fewer in several pools: ${formatCount(nodes)} nodes can have ${countOf(pods, 'pod')} each`;
}

function sumOver(
  groups: readonly NodeGroup[],
  amountOf: (group: NodeGroup) => number,
  textOf: (group: NodeGroup) => string,
): string {
  const some = groups.filter((group) => amountOf(group) > 0);
  return sumWords(some.map((group): Term => ({value: amountOf(group), text: textOf(group), foldable: true})));
}

function product(a: number, b: number): string {
  return `${formatCount(a)} × ${formatCount(b)}`;
}

/** The first of the largest groups: there is always one, the control plane. */
function largestGroup(groups: readonly NodeGroup[], amountOf: (group: NodeGroup) => number): NodeGroup {
  return groups.reduce((largest, group) => (amountOf(group) > amountOf(largest) ? group : largest));
}
