import {countOf, formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan, Demand, NodesDemand, SubnetPlan} from '../network/address-plan.ts';

// The words and numbers that text, Markdown, picture and page have in common.

/** How a form of output writes what it has to write with care. */
export interface Wording {
  /** The sign of multiplication. */
  readonly times: 'x' | '×';
  /** Writes a name that a user chose. */
  readonly name: (name: string) => string;
}

/** How good the news is; each form has its own way to show it, never by colour alone. */
export type Tone = 'good' | 'tight' | 'bad';

/** What a subnet has left, in words. */
export interface Room {
  readonly text: string;
  readonly tone: Tone;
}

/** A subnet that is not as it must be, as a sentence without its full stop. */
export interface Misfit {
  readonly subnet: string;
  readonly text: string;
}

/** For terminals and logs, which may know nothing but ASCII. */
export const asciiWording: Wording = {times: 'x', name: printable};

/**
 * How much of `whole` is `part`, in per cent: `37%`. Never rounded to or across the ends: `<1%` is not nothing, 99% not
 * everything, 101% too much. `-` of nothing.
 */
export function formatPercent(part: number, whole: number): string {
  if (whole <= 0) return '-';
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  const percent = (100 * part) / whole;
  if (percent < 1) return '<1%';
  const rounded = percent < 100 ? Math.min(99, Math.round(percent)) : Math.max(101, Math.round(percent));
  return `${formatCount(rounded)}%`;
}

/**
 * Makes text from a definition fit to print: whatever is not a printable ASCII character becomes `\u{1b}`. A name could
 * otherwise move the terminal's cursor, swap the direction of writing, or be no valid XML. Azure allows none of them in
 * names anyway, so that nothing is lost that could be deployed.
 */
export function printable(text: string): string {
  return text.replace(/[^ -~]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** What each demand of the subnet adds to the sum, in words: `(25 max + 1 surge) x (30 pods + 1)`. */
export function sumTerms(subnet: SubnetPlan, wording: Wording): readonly string[] {
  const pools = subnet.demands.filter((demand) => demand.kind === 'nodes');
  const named = pools.length > 1 || pools.some((pool) => pool.role === 'pool' && pool.name !== subnet.name);
  return subnet.demands.map((demand) => demandWords(demand, named, wording));
}

function demandWords(demand: Demand, named: boolean, wording: Wording): string {
  switch (demand.kind) {
    case 'nodes':
      return `${named ? `${wording.name(demand.name)}: ` : ''}${nodesWords(demand, wording)}`;
    case 'api-load-balancer':
      return countOf(demand.addresses, 'load balancer');
    case 'internal-services':
      return `${formatCount(demand.addresses)} for internal Services`;
    case 'reserved':
      return `${formatCount(demand.addresses)} kept free`;
    case 'gateway':
      return `${formatCount(demand.addresses)} for the gateway`;
  }
}

/** Nodes times addresses of each: `3 machines x (30 pods + 1)`. */
export function nodesWords(demand: NodesDemand, wording: Wording): string {
  const nodes = demand.autoscaled ? `${formatCount(demand.nodes)} max` : countOf(demand.nodes, nounOf(demand));
  const all = demand.surge > 0 ? `(${nodes} + ${formatCount(demand.surge)} surge)` : nodes;
  return `${all} ${wording.times} (${countOf(demand.maxPods, 'pod')} + 1)`;
}

function nounOf(demand: NodesDemand): string {
  return demand.role === 'control-plane' ? 'machine' : 'node';
}

/** What is left in the subnet, in nodes where it has pools, else in addresses; or that it does not fit. */
export function roomOf(subnet: SubnetPlan, wording: Wording): Room {
  if (subnet.cidr === undefined) return {text: 'NO RANGE', tone: 'bad'};
  if (subnet.free < 0) return {text: `DOES NOT FIT: ${formatCount(-subnet.free)} short`, tone: 'bad'};
  const pools = subnet.demands.filter(isPool);
  if (subnet.usable === 0) return {text: 'no usable address', tone: 'tight'};
  if (subnet.free === 0) return {text: 'full', tone: 'tight'};
  if (pools.length === 0) return {text: countOf(subnet.free, 'address', 'addresses'), tone: 'good'};
  return roomForNodes(pools, subnet.free, wording);
}

function roomForNodes(pools: readonly NodesDemand[], free: number, wording: Wording): Room {
  const growths = pools.map((pool) => ({name: wording.name(pool.name), more: Math.floor(free / (pool.maxPods + 1))}));
  const counts = growths.map(({more}) => more);
  const most = Math.max(...counts);
  const least = Math.min(...counts);
  if (most === 0) return {text: 'no more nodes', tone: 'tight'};
  if (most === least) return {text: moreNodes(most), tone: 'good'};
  if (growths.length > 2) return {text: `${formatCount(least)} to ${formatCount(most)} more nodes`, tone: 'good'};
  return {text: growths.map(({name, more}) => `${formatCount(more)} more in ${name}`).join(' or '), tone: 'good'};
}

function isPool(demand: Demand): demand is NodesDemand {
  return demand.kind === 'nodes' && demand.role === 'pool';
}

function moreNodes(more: number): string {
  return `${formatCount(more)} more ${more === 1 ? 'node' : 'nodes'}`;
}

/** The smallest range that would hold the subnet: `a /23`. */
export function smallestRange(subnet: SubnetPlan): string {
  if (subnet.smallestPrefixLength === undefined) return "more than Azure's largest subnet, a /8";
  return `a /${subnet.smallestPrefixLength}`;
}

/** The subnets that do not fit or have no range, in the order of the plan. */
export function misfitsOf(plan: AddressPlan): readonly Misfit[] {
  return plan.subnets.flatMap((subnet) => {
    const text = misfitWords(subnet, plan.virtualNetwork.kind);
    return text === undefined ? [] : [{subnet: subnet.name, text}];
  });
}

function misfitWords(subnet: SubnetPlan, network: 'new' | 'existing'): string | undefined {
  const needs = `needs ${countOf(subnet.needed, 'address', 'addresses')} (${smallestRange(subnet)})`;
  if (subnet.cidr === undefined) {
    return `${needs}, ${network === 'new' ? 'and no range of that size is free' : 'but its range is not known'}`;
  }
  if (subnet.free >= 0) return undefined;
  return `${needs}, but ${formatPrefix(subnet.cidr)} has ${formatCount(subnet.usable)} usable`;
}
