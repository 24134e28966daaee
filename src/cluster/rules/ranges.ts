import type {Issue, RelatedPlace} from '../../definition/issue.ts';
import {containsPrefix, formatPrefix, overlaps, type Prefix} from '../../ipv4/prefix.ts';
import type {Cluster} from '../cluster.ts';
import {FORBIDDEN_RANGES} from '../limits.ts';
import {freeAddressSpaceHint, freeServiceRangeHint} from './free-ranges.ts';
import {
  addressSpaceRanges,
  describeRange,
  findOverlaps,
  type NamedRange,
  onPremisesRanges,
  overlapping,
  peerRanges,
  serviceRange,
} from './named-ranges.ts';
import {isEverything, isPrivate} from './private-ranges.ts';
import {error, type Rule, warning} from './rule.ts';
import {WAYS_OUT} from './ways-out.ts';

/** Azure refuses a virtual network whose address ranges overlap (Azure: virtual-networks-faq). */
export const forbidOverlapsInAddressSpace: Rule = (cluster, definition) => {
  // Without a written one, the address space of an existing network is that of its subnets.
  if (definition.network?.virtualNetwork?.addressSpace === undefined) return [];
  return findOverlaps(addressSpaceRanges(cluster)).map(({first, again}) => {
    const message = `${formatPrefix(again.prefix)} overlaps ${formatPrefix(first.prefix)} of the same address space`;
    return error('VK3101', again.path, message, {hint: smallerHint(first, again), related: [place(first)]});
  });
};

/** Azure refuses to peer networks with addresses in common (Azure: virtual-network-peering-overview). */
export function forbidOverlapsWithPeers(cluster: Cluster): Issue[] {
  return addressSpaceRanges(cluster).flatMap((entry) => {
    const peers = overlapping(entry.prefix, peerRanges(cluster));
    if (peers[0] === undefined) return [];
    const message = `${formatPrefix(entry.prefix)} overlaps ${describeRange(peers[0])}`;
    const hint = freeAddressSpaceHint(cluster, entry.prefix);
    return [error('VK3106', entry.path, message, {hint, related: peers.map(place)})];
  });
}

/** Nor can it peer with two networks that overlap each other: it would not know where to send what. */
export function forbidOverlapsAmongPeers(cluster: Cluster): Issue[] {
  return findOverlaps(peerRanges(cluster)).map(({first, again}) => {
    const message = `${describeRange(again)} overlaps ${describeRange(first)}`;
    const ofOnePeer = first.where === again.where;
    const hint = ofOnePeer ? smallerHint(first, again) : 'check both: Azure refuses the second of two such peerings';
    return error('VK3107', again.path, message, {hint, related: [place(first)]});
  });
}

/**
 * Addresses of the virtual network are delivered inside it, so nothing on premises that has one of them is ever reached.
 * A range that contains the virtual network, such as 10.0.0.0/8, is a summary and allowed: the longer prefix wins.
 */
export function forbidOnPremisesRangesInside(cluster: Cluster): Issue[] {
  const entries = addressSpaceRanges(cluster);
  return onPremisesRanges(cluster).flatMap((range) => {
    const entry = entries.find(({prefix}) => containsPrefix(prefix, range.prefix));
    if (entry === undefined) return [];
    const same = entry.prefix.length === range.prefix.length;
    const message = same
      ? `${describeRange(range)} is the range of the virtual network too`
      : `${describeRange(range)} lies inside ${describeRange(entry)}`;
    const hint = 'give the virtual network another range, or leave this one out if it is not on premises';
    return [error('VK3108', range.path, message, {hint, related: [place(entry)]})];
  });
}

/** Ranges that Azure does not route (Azure: virtual-networks-faq). On premises, a summary may contain one. */
export function forbidReservedRanges(cluster: Cluster): Issue[] {
  const own = addressSpaceRanges(cluster).flatMap((range) =>
    forbiddenRange(range, overlaps, freeAddressSpaceHint(cluster, range.prefix)),
  );
  const services = forbiddenRange(serviceRange(cluster), overlaps, freeServiceRangeHint(cluster));
  const peers = peerRanges(cluster).flatMap((range) => forbiddenRange(range, overlaps, OTHERS_RANGE_HINT));
  const premises = onPremisesRanges(cluster).flatMap((range) =>
    forbiddenRange(range, containsPrefix, OTHERS_RANGE_HINT),
  );
  return [...own, ...services, ...peers, ...premises];
}

/** Public addresses belong to somebody on the Internet, whom nothing in the cluster could reach any more. */
export function warnOfPublicRanges(cluster: Cluster): Issue[] {
  const own = addressSpaceRanges(cluster).map((range) => ({range, hint: freeAddressSpaceHint(cluster, range.prefix)}));
  const services = {range: serviceRange(cluster), hint: freeServiceRangeHint(cluster)};
  return [...own, services].flatMap(({range: {prefix, path}, hint}) => {
    if (isPrivate(prefix) || FORBIDDEN_RANGES.some((forbidden) => overlaps(forbidden.prefix, prefix))) return [];
    const message = `${formatPrefix(prefix)} has public addresses: their owners cannot be reached from the cluster`;
    return [warning('VK3110', path, message, {hint})];
  });
}

/**
 * Pods reach on-premises ranges with their own addresses, and no load balancer or NAT gateway translates those of
 * secondary ipConfigurations for the Internet (Azure: load-balancer-outbound-connections, "Constraints").
 */
export const forbidInternetAsOnPremises: Rule = ({network}) => {
  const whole = network.onPremisesCidrs.findIndex((prefix) => isEverything([prefix]));
  if (whole === -1 || network.egress === 'userDefinedRoutes') return [];
  const way = WAYS_OUT[network.egress];
  const message = `0.0.0.0/0 is the Internet too, which pods do not reach with their own addresses through a ${way}`;
  const hint = 'list only what is on premises, or lead everything to an appliance: egress: userDefinedRoutes';
  const related = [{path: ['network', 'egress'], message: `a ${way} leads to the Internet`}];
  return [error('VK3115', ['network', 'onPremisesCidrs', whole], message, {hint, related})];
};

const OTHERS_RANGE_HINT = 'ask whoever runs that network for its address ranges';

function forbiddenRange(
  range: NamedRange,
  touches: (forbidden: Prefix, prefix: Prefix) => boolean,
  hint: string,
): Issue[] {
  const forbidden = FORBIDDEN_RANGES.find((candidate) => touches(candidate.prefix, range.prefix));
  if (forbidden === undefined) return [];
  const relation = containsPrefix(forbidden.prefix, range.prefix) ? 'contains it' : 'is in it';
  const same = forbidden.prefix.length === range.prefix.length;
  const subject = same ? 'it' : `${formatPrefix(forbidden.prefix)}, which ${relation},`;
  const message = `${formatPrefix(range.prefix)} cannot be used because ${subject} ${forbidden.why}`;
  return [error('VK3109', range.path, message, {hint})];
}

function smallerHint(first: NamedRange, again: NamedRange): string {
  const [outer, inner] = containsPrefix(first.prefix, again.prefix) ? [first, again] : [again, first];
  return `remove ${formatPrefix(inner.prefix)}: ${formatPrefix(outer.prefix)} contains it`;
}

function place(range: NamedRange): RelatedPlace {
  return {path: range.path, message: describeRange(range)};
}
