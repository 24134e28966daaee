import {RESERVED_ADDRESSES_AT_END, RESERVED_ADDRESSES_AT_START} from '../../cluster/limits.ts';
import {countOf, formatCount} from '../../definition/count-words.ts';
import type {Address} from '../../ipv4/address.ts';
import {containsAddress, prefixSize} from '../../ipv4/prefix.ts';
import type {Demand, SubnetPlan} from '../../network/address-plan.ts';
import {printable} from '../plan-words.ts';
import type {FillMeaning} from './fills.ts';

/** What fills a subnet, from its first address to its last, and beyond if more is needed than it has. */
export interface Bar {
  /** Addresses of the subnet; 0 without a range. */
  readonly size: number;
  /** Addresses that the bar stands for: `size`, and what is missing. */
  readonly length: number;
  readonly segments: readonly Segment[];
}

/** Addresses next to each other with the same use, counted from the first of the subnet; `to` is not one of them. */
export interface Segment {
  readonly meaning: FillMeaning;
  readonly from: number;
  readonly to: number;
  /** What may be written on it, the longest first: what fits is chosen. */
  readonly labels: readonly string[];
}

interface Amount {
  readonly meaning: FillMeaning;
  readonly addresses: number;
  readonly labels: readonly string[];
}

/**
 * Lays out a subnet. Azure's own and the static addresses are where they really are; all others are amounts, filled in
 * around them in the order of the demands, because nobody knows beforehand which dynamic address a node or pod gets.
 */
export function barOf(subnet: SubnetPlan, staticAddresses: readonly Address[]): Bar {
  const {cidr} = subnet;
  const size = cidr === undefined ? 0 : prefixSize(cidr);
  const placed = cidr === undefined ? [] : staticAddresses.filter((address) => containsAddress(cidr, address));
  const offsets = placed.map((address) => address - (cidr?.address ?? 0));
  const fixed = [...azureSegments(size), ...staticSegments(offsets)].sort((a, b) => a.from - b.from);
  const amounts = subnet.demands.flatMap((demand) => amountsOf(demand, subnet, placed.length > 0));
  const {segments, missing} = fillGaps(gapsBetween(fixed, size), amounts);
  const beyond =
    missing === 0 ? [] : [{meaning: 'missing' as const, from: size, to: size + missing, ...missingLabels(missing)}];
  const all = [...fixed, ...segments, ...beyond].sort((a, b) => a.from - b.from);
  return {size, length: Math.max(1, size + missing), segments: all};
}

function azureSegments(size: number): Segment[] {
  const start = Math.min(RESERVED_ADDRESSES_AT_START, size);
  const end = Math.max(start, size - RESERVED_ADDRESSES_AT_END);
  return [
    {meaning: 'azure' as const, from: 0, to: start, labels: ['Azure']},
    {meaning: 'azure' as const, from: end, to: size, labels: []},
  ].filter(({from, to}) => from < to);
}

/** The load balancer has the first address, the machines have the following ones. */
function staticSegments(offsets: readonly number[]): Segment[] {
  return offsets.map((offset, index) => ({
    meaning: index === 0 ? 'load-balancer' : 'machine',
    from: offset,
    to: offset + 1,
    labels: index === 0 ? ['load balancer'] : [`machine ${index}`],
  }));
}

function amountsOf(demand: Demand, subnet: SubnetPlan, staticsPlaced: boolean): Amount[] {
  const {addresses} = demand;
  const count = formatCount(addresses);
  switch (demand.kind) {
    case 'nodes':
      return nodeAmounts(demand, subnet, staticsPlaced);
    case 'api-load-balancer':
      return staticsPlaced ? [] : [{meaning: 'load-balancer', addresses, labels: []}];
    case 'internal-services':
      return [
        {meaning: demand.kind, addresses, labels: [`${count} for internal Services`, `${count} Services`, count]},
      ];
    case 'reserved':
      return [{meaning: demand.kind, addresses, labels: [`${count} kept free`, count]}];
    case 'gateway':
      return [{meaning: demand.kind, addresses, labels: [`${count} for the gateway`, 'gateway']}];
  }
}

/** The nodes' own addresses and those of their pods; a control plane's own are static and have their place already. */
function nodeAmounts(demand: Demand & {kind: 'nodes'}, subnet: SubnetPlan, staticsPlaced: boolean): Amount[] {
  const nodes = demand.nodes + demand.surge;
  const pods = nodes * demand.maxPods;
  const noun = countOf(pods, 'pod');
  const named = demand.name === subnet.name ? [] : [`${printable(demand.name)}: ${noun}`];
  const podAmount: Amount = {meaning: 'pod', addresses: pods, labels: [...named, noun, formatCount(pods)]};
  if (demand.role === 'control-plane') {
    return staticsPlaced ? [podAmount] : [{meaning: 'machine', addresses: nodes, labels: []}, podAmount];
  }
  const labels = [countOf(nodes, 'node'), formatCount(nodes)];
  return [{meaning: 'node', addresses: nodes, labels}, podAmount];
}

function missingLabels(missing: number): {labels: readonly string[]} {
  return {labels: [`${formatCount(missing)} missing`, 'missing']};
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

function gapsBetween(fixed: readonly Segment[], size: number): Gap[] {
  const gaps: Gap[] = [];
  let next = 0;
  for (const {from, to} of fixed) {
    if (from > next) gaps.push({from: next, to: from});
    next = Math.max(next, to);
  }
  if (next < size) gaps.push({from: next, to: size});
  return gaps;
}

/** Pours the amounts into the gaps; what is left of the gaps is free, what is left of the amounts is missing. */
function fillGaps(gaps: readonly Gap[], amounts: readonly Amount[]): {segments: Segment[]; missing: number} {
  const segments: Segment[] = [];
  const rest = [...gaps];
  let missing = 0;
  for (const amount of amounts) {
    const pieces: Gap[] = [];
    let left = amount.addresses;
    while (left > 0) {
      const gap = rest.shift();
      if (gap === undefined) break;
      const to = Math.min(gap.to, gap.from + left);
      pieces.push({from: gap.from, to});
      left -= to - gap.from;
      if (to < gap.to) rest.unshift({from: to, to: gap.to});
    }
    missing += left;
    segments.push(...labelLargest(pieces, amount));
  }
  const free = rest.map((gap) => ({meaning: 'free' as const, ...gap, labels: freeLabels(gap.to - gap.from)}));
  return {segments: [...segments, ...free], missing};
}

function labelLargest(pieces: readonly Gap[], amount: Amount): Segment[] {
  const largest = Math.max(...pieces.map(({from, to}) => to - from));
  const labelled = pieces.findIndex(({from, to}) => to - from === largest);
  const labelsOf = (index: number) => (index === labelled ? amount.labels : []);
  return pieces.map((piece, index) => ({meaning: amount.meaning, ...piece, labels: labelsOf(index)}));
}

function freeLabels(addresses: number): readonly string[] {
  return [`${formatCount(addresses)} free`, 'free'];
}
