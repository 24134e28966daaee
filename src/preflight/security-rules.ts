import type {LiveSecurityRule} from '../azure/azure.ts';
import {parseAddress} from '../ipv4/address.ts';
import {containsAddress, containsPrefix, overlaps, type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import {isSame} from './resource-ids.ts';

/** Where packets come from, or go to: a tag of Azure's, or ranges. */
export type Place = Tag | PlaceOfRanges;

type Tag = 'Internet' | 'AzureLoadBalancer' | 'AzurePlatformDNS' | 'AzurePlatformIMDS';

/** Addresses, which lie in the virtual network unless said otherwise. */
export interface PlaceOfRanges {
  readonly ranges: readonly Prefix[];
  readonly outside?: true;
  /** How many of the machines there are in an application security group, by its id in lower case; absent: none. */
  readonly members?: ReadonlyMap<string, Exclude<Share, 'none'>>;
}

/** Packets that a cluster needs to pass. */
export interface Flow {
  /** In words: `nodes to the API server (6443)`. */
  readonly what: string;
  readonly direction: 'Inbound' | 'Outbound';
  /** Absent: all ports. */
  readonly port?: number;
  /** Of a range that begins with `port`; absent: that one alone. */
  readonly lastPort?: number;
  /** Absent: TCP if there is a port, else all. */
  readonly protocol?: 'Tcp' | 'Udp';
  readonly from: Place;
  readonly to: Place;
}

/** What becomes of them. `unclear`: some may pass, by rules of whom that cannot be told whole. */
export type Verdict =
  | {readonly kind: 'open'}
  | {readonly kind: 'denied'; readonly by: string}
  | {readonly kind: 'unclear'; readonly by: readonly string[]};

/** How much of a flow a rule is about. */
export type Share = 'all' | 'some' | 'none';

/** Where the probes of load balancers come from (Azure: virtual-network/what-is-ip-address-168-63-129-16). */
const PROBES = '168.63.129.16';

/**
 * What a network security group does to a flow: the first rule that is about it decides, by priority, and Azure's own rules at
 * the end (Azure: network-security-groups-overview, "Default security rules").
 */
export function judgeFlow(rules: readonly LiveSecurityRule[], flow: Flow): Verdict {
  const partly: LiveSecurityRule[] = [];
  const inOrder = rules
    .filter(({direction}) => isSame(direction, flow.direction))
    .toSorted((a, b) => a.priority - b.priority);
  for (const rule of inOrder) {
    const share = shareOf(rule, flow);
    if (share === 'none') continue;
    if (share === 'all') return decide(isSame(rule.access, 'Allow'), rule.name, partly);
    partly.push(rule);
  }
  const isOpen = flow.direction === 'Outbound' || !isOutside(flow.from);
  return decide(isOpen, isOpen ? 'AllowVnetInBound' : 'DenyAllInBound', partly);
}

function isOutside(place: Place): boolean {
  return typeof place === 'string' ? place === 'Internet' : place.outside === true;
}

/** Rules before that are about a part matter only if they do the opposite. */
function decide(isAllowed: boolean, by: string, partly: readonly LiveSecurityRule[]): Verdict {
  const against = partly.filter(({access}) => isSame(access, 'Allow') !== isAllowed).map(({name}) => name);
  if (against.length > 0) return {kind: 'unclear', by: isAllowed ? against : [...against, by]};
  return isAllowed ? {kind: 'open'} : {kind: 'denied', by};
}

function shareOf(rule: LiveSecurityRule, {from, to, port, lastPort = port, protocol}: Flow): Share {
  const shares = [
    protocolShare(rule.protocol, protocol ?? (port === undefined ? undefined : 'Tcp')),
    portShare(rule.destinationPortRanges, port, lastPort),
    // Ports that clients take are any.
    rule.sourcePortRanges.every((range) => isAnyPort(range)) ? 'all' : 'some',
    placeShare(rule.sourceAddressPrefixes, rule.sourceGroupIds, from),
    placeShare(rule.destinationAddressPrefixes, rule.destinationGroupIds, to),
  ] as const;
  if (shares.includes('none')) return 'none';
  return shares.includes('some') ? 'some' : 'all';
}

function protocolShare(protocol: string, wanted: string | undefined): Share {
  if (protocol === '*') return 'all';
  if (wanted === undefined) return 'some';
  return isSame(protocol, wanted) ? 'all' : 'none';
}

function portShare(ranges: readonly string[], first: number | undefined, last: number | undefined): Share {
  if (ranges.some(isAnyPort)) return 'all';
  if (first === undefined || last === undefined) return 'some';
  const read = ranges.map((range) => {
    const [start = '', end = start] = range.split('-');
    return [Number(start), Number(end)] as const;
  });
  if (read.some(([start, end]) => start <= first && last <= end)) return 'all';
  return read.some(([start, end]) => start <= last && first <= end) ? 'some' : 'none';
}

function isAnyPort(range: string): boolean {
  return range === '*' || range === '0-65535';
}

/** A rule names prefixes or application security groups. One with neither is of a sort that is not known here. */
function placeShare(prefixes: readonly string[], groupIds: readonly string[], place: Place): Share {
  if (prefixes.length === 0 && groupIds.length === 0) return 'some';
  const shares = [
    ...(typeof place === 'string' ? prefixes.map((each) => tagShare(each, place)) : rangesShares(prefixes, place)),
    ...groupIds.map((id) => memberShare(id, place)),
  ];
  if (shares.includes('all')) return 'all';
  return shares.includes('some') ? 'some' : 'none';
}

/** In an application security group are network interfaces only, and of ours only those that the template puts there. */
function memberShare(groupId: string, place: Place): Share {
  return typeof place === 'string' ? 'none' : (place.members?.get(groupId.toLowerCase()) ?? 'none');
}

function isAnywhere(prefix: string): boolean {
  return prefix === '*' || prefix === '0.0.0.0/0' || isSame(prefix, 'Any');
}

/** Tags of what is not on the Internet; others are of services, which have a part of it (Azure: service-tags-overview). */
const NOT_INTERNET = /^(VirtualNetwork|AzureLoadBalancer|AzurePlatform\w+)$/i;

function tagShare(text: string, tag: Tag): Share {
  if (isSame(text, tag)) return 'all';
  // What Azure's platform offers is subject to rules about its very tag, and to no others (Azure: service-tags-overview).
  if (tag === 'AzurePlatformDNS' || tag === 'AzurePlatformIMDS') return 'none';
  if (isAnywhere(text)) return 'all';
  const prefix = prefixOf(text);
  if (tag === 'AzureLoadBalancer') {
    const probes = parseAddress(PROBES);
    return prefix !== undefined && probes !== undefined && containsAddress(prefix, probes) ? 'all' : 'none';
  }
  return prefix === undefined && NOT_INTERNET.test(text) ? 'none' : 'some';
}

function rangesShares(prefixes: readonly string[], {ranges, outside}: PlaceOfRanges): readonly Share[] {
  const read = prefixes.flatMap((text) => prefixOf(text) ?? []);
  const tagged = prefixes.some(
    (text) => isAnywhere(text) || isSame(text, outside === true ? 'Internet' : 'VirtualNetwork'),
  );
  const isWhole = ranges.every((range) => read.some((prefix) => containsPrefix(prefix, range)));
  if (tagged || isWhole) return ['all'];
  return [read.some((prefix) => ranges.some((range) => overlaps(prefix, range))) ? 'some' : 'none'];
}

/** A prefix or a single address. */
function prefixOf(text: string): Prefix | undefined {
  return parsePrefix(text) ?? parsePrefix(`${text}/32`);
}
