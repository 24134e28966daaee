import {countOf, formatCount} from '../../definition/count-words.ts';
import {formatPrefix, type Prefix} from '../../ipv4/prefix.ts';
import type {Demand, NodesDemand, SubnetPlan} from '../address-plan.ts';
import {usableAddresses} from '../subnet-size.ts';

// The words in which messages of the address plan speak.

/** More terms than this make a sum that nobody reads. */
const MOST_TERMS = 4;

/** One term of a sum, and the number that it stands for. */
export interface Term {
  readonly value: number;
  readonly text: string;
  /** Whether many of its kind may be put together as `… for 9 others`. */
  readonly foldable: boolean;
}

/** `1 address`, `357 addresses`. */
export function addressCount(value: number): string {
  return countOf(value, 'address', 'addresses');
}

/** What a prefix of this length has to offer: `/23 (507 usable)`. */
export function sizeWords(prefixLength: number): string {
  return `/${prefixLength} (${formatCount(usableAddresses(prefixLength))} usable)`;
}

/** What the subnet needs and how that comes about: `357 addresses ((6 nodes + 1 surge) × (50 pods + 1))`. */
export function needWords(subnet: SubnetPlan): string {
  return `${addressCount(subnet.needed)} (${sumWords(demandTerms(subnet))})`;
}

/** How many addresses the range has for use: `10.240.8.0/24 has 251 usable`. */
export function usableWords(cidr: Prefix): string {
  return `${formatPrefix(cidr)} has ${formatCount(usableAddresses(cidr.length))} usable`;
}

/** An addition. Of many foldable terms, only the largest are shown, in their order, and the others in one. */
export function sumWords(terms: readonly Term[]): string {
  const foldable = terms.filter((term) => term.foldable);
  if (foldable.length <= MOST_TERMS) return terms.map(({text}) => text).join(' + ');
  const shown = new Set(foldable.toSorted((a, b) => b.value - a.value).slice(0, MOST_TERMS - 1));
  const hidden = foldable.filter((term) => !shown.has(term));
  const rest = hidden.reduce((total, {value}) => total + value, 0);
  const fixed = terms.filter((term) => !term.foldable);
  const texts = [...foldable.filter((term) => shown.has(term)), ...fixed].map(({text}) => text);
  return texts.toSpliced(shown.size, 0, `${formatCount(rest)} for ${hidden.length} others`).join(' + ');
}

/** What takes addresses of the subnet; groups of nodes are named where there are several. */
function demandTerms({demands}: SubnetPlan): readonly Term[] {
  const several = demands.filter(({kind}) => kind === 'nodes').length > 1;
  return demands.map((demand) => ({
    value: demand.addresses,
    text: demandWords(demand, several),
    foldable: demand.kind === 'nodes',
  }));
}

function demandWords(demand: Demand, named: boolean): string {
  switch (demand.kind) {
    case 'nodes':
      return named ? `${nodesWords(demand)} for ${groupWords(demand)}` : nodesWords(demand);
    case 'api-load-balancer':
      return '1 load balancer';
    case 'internal-services':
      return `${formatCount(demand.addresses)} for internal Services`;
    case 'reserved':
      return `${formatCount(demand.addresses)} kept free`;
    case 'gateway':
      return `${formatCount(demand.addresses)} for the gateway`;
  }
}

/** `(6 nodes + 1 surge) × (50 pods + 1)`. */
function nodesWords({role, nodes, autoscaled, surge, maxPods}: NodesDemand): string {
  const plain = countOf(nodes, role === 'control-plane' ? 'machine' : 'node');
  const most = autoscaled ? `${formatCount(nodes)} max` : plain;
  const all = surge === 0 ? most : `(${most} + ${surge} surge)`;
  return `${all} × (${countOf(maxPods, 'pod')} + 1)`;
}

/** `the control plane`, `"apps"`. */
export function groupWords({role, name}: Pick<NodesDemand, 'role' | 'name'>): string {
  return role === 'control-plane' ? 'the control plane' : `"${name}"`;
}

/** Alternatives of which one is enough: `use a /23, or at most 3 nodes`; undefined if there is none. */
export function useOneOf(texts: readonly (string | undefined)[]): string | undefined {
  const known = texts.filter((text) => text !== undefined);
  return known.length === 0 ? undefined : `use ${known.join(', or ')}`;
}
