import type {Path} from '../../definition/issue.ts';
import {comparePrefixes, containsPrefix, formatPrefix, overlaps, type Prefix} from '../../ipv4/prefix.ts';
import type {Cluster, NewVirtualNetwork} from '../cluster.ts';

/** A range of addresses that the definition names. */
export interface NamedRange {
  readonly prefix: Prefix;
  readonly path: Path;
  /** Where these addresses are, in words that follow the range: `of the virtual network`, `of peering "hub"`. */
  readonly where: string;
}

/** Two ranges with addresses in common: of such two, one contains the other. */
export interface Overlap {
  /** The one that stands first in the list. */
  readonly first: NamedRange;
  readonly again: NamedRange;
}

/** Where the service range is written, or would be. */
export const SERVICE_RANGE_PATH: Path = ['network', 'serviceCidr'];

/** The virtual network if it is made for the cluster. */
export function newVirtualNetwork(cluster: Cluster): NewVirtualNetwork | undefined {
  const {virtualNetwork} = cluster.network;
  return virtualNetwork.kind === 'new' ? virtualNetwork : undefined;
}

/** The entries of the virtual network's address space. */
export function addressSpaceRanges(cluster: Cluster): NamedRange[] {
  const path = ['network', 'virtualNetwork', 'addressSpace'];
  return rangesOf(cluster.network.virtualNetwork.addressSpace, path, 'of the virtual network');
}

/** The address spaces of all peers. */
export function peerRanges(cluster: Cluster): NamedRange[] {
  return (newVirtualNetwork(cluster)?.peerings ?? []).flatMap((peering) =>
    rangesOf(peering.remoteAddressSpace, [...peering.path, 'remoteAddressSpace'], `of peering "${peering.name}"`),
  );
}

/** Ranges on premises: those listed as such, and those behind the gateway's connections. */
export function onPremisesRanges(cluster: Cluster): NamedRange[] {
  const listed = rangesOf(cluster.network.onPremisesCidrs, ['network', 'onPremisesCidrs'], 'on premises');
  const connections = newVirtualNetwork(cluster)?.gateway?.connections ?? [];
  const connected = connections.flatMap((connection) =>
    rangesOf(connection.cidrs, [...connection.path, 'cidrs'], `behind connection "${connection.name}"`),
  );
  return [...listed, ...connected];
}

/** Those of them that say where something is: `0.0.0.0/0` only says that everything else is on premises. */
export function knownOnPremisesRanges(cluster: Cluster): NamedRange[] {
  return onPremisesRanges(cluster).filter(({prefix}) => prefix.length > 0);
}

/** The range of Services. */
export function serviceRange(cluster: Cluster): NamedRange {
  return {prefix: cluster.network.serviceCidr, path: SERVICE_RANGE_PATH, where: 'of Services'};
}

/** Every range that has addresses in common with one before it in the list, with the closest one that contains it. */
export function findOverlaps(ranges: readonly NamedRange[]): Overlap[] {
  const order = new Map(ranges.map((range, index) => [range, index]));
  const enclosing: NamedRange[] = [];
  const found: Overlap[] = [];
  for (const range of ranges.toSorted((a, b) => comparePrefixes(a.prefix, b.prefix))) {
    while (enclosing.length > 0 && !isInside(range, enclosing.at(-1))) enclosing.pop();
    const outer = enclosing.at(-1);
    if (outer !== undefined) {
      const outerIsFirst = (order.get(outer) ?? 0) < (order.get(range) ?? 0);
      found.push(outerIsFirst ? {first: outer, again: range} : {first: range, again: outer});
    }
    enclosing.push(range);
  }
  return found;
}

/** Those of `ranges` with addresses in common with `prefix`. */
export function overlapping(prefix: Prefix, ranges: readonly NamedRange[]): NamedRange[] {
  return ranges.filter((range) => overlaps(prefix, range.prefix));
}

/** `10.0.0.0/16 of peering "hub"`. */
export function describeRange(range: NamedRange): string {
  return `${formatPrefix(range.prefix)} ${range.where}`;
}

function isInside(inner: NamedRange, outer: NamedRange | undefined): boolean {
  return outer !== undefined && containsPrefix(outer.prefix, inner.prefix);
}

function rangesOf(prefixes: readonly Prefix[], path: Path, where: string): NamedRange[] {
  return prefixes.map((prefix, index) => ({prefix, path: [...path, index], where}));
}
