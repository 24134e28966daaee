import type {LiveSecurityRule} from '../azure/azure.ts';
import {parseAddress} from '../ipv4/address.ts';
import {containsAddress, containsPrefix, overlaps, type Prefix, parsePrefix} from '../ipv4/prefix.ts';

/** Where packets come from, or go to: a tag of Azure's, or ranges, which lie in the virtual network unless said otherwise. */
export type Place = 'Internet' | 'AzureLoadBalancer' | {readonly ranges: readonly Prefix[]; readonly outside?: true};

/** Packets that a cluster needs to pass. */
export interface Flow {
  /** In words: `nodes to the API server (6443)`. */
  readonly what: string;
  readonly direction: 'Inbound' | 'Outbound';
  /** Of TCP; absent: all ports of all protocols. */
  readonly port?: number;
  readonly from: Place;
  readonly to: Place;
}

/** What becomes of them. `unclear`: some may pass, by rules of whom that cannot be told whole. */
export type Verdict =
  | {readonly kind: 'open'}
  | {readonly kind: 'denied'; readonly by: string}
  | {readonly kind: 'unclear'; readonly by: readonly string[]};

/** How much of a flow a rule is about. */
type Share = 'all' | 'some' | 'none';

/** Where the probes of load balancers come from (Azure: virtual-network/what-is-ip-address-168-63-129-16). */
const PROBES = '168.63.129.16';

/**
 * What a network security group does to a flow: the first rule that is about it decides, by priority, and Azure's own rules at
 * the end (Azure: network-security-groups-overview, "Default security rules").
 */
export function judgeFlow(rules: readonly LiveSecurityRule[], flow: Flow): Verdict {
  const partly: LiveSecurityRule[] = [];
  const inOrder = rules
    .filter(({direction}) => same(direction, flow.direction))
    .toSorted((a, b) => a.priority - b.priority);
  for (const rule of inOrder) {
    const share = shareOf(rule, flow);
    if (share === 'none') continue;
    if (share === 'all') return decide(same(rule.access, 'Allow'), rule.name, partly);
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
  const against = partly.filter(({access}) => same(access, 'Allow') !== isAllowed).map(({name}) => name);
  if (against.length > 0) return {kind: 'unclear', by: isAllowed ? against : [...against, by]};
  return isAllowed ? {kind: 'open'} : {kind: 'denied', by};
}

function shareOf(rule: LiveSecurityRule, {from, to, port}: Flow): Share {
  const shares = [
    protocolShare(rule.protocol, port),
    portShare(rule.destinationPortRanges, port),
    // Ports that clients take are any.
    rule.sourcePortRanges.every((range) => isAnyPort(range)) ? 'all' : 'some',
    placeShare(rule.sourceAddressPrefixes, from),
    placeShare(rule.destinationAddressPrefixes, to),
  ] as const;
  if (shares.includes('none')) return 'none';
  return shares.includes('some') ? 'some' : 'all';
}

function protocolShare(protocol: string, port: number | undefined): Share {
  if (protocol === '*') return 'all';
  if (port === undefined) return 'some';
  return same(protocol, 'Tcp') ? 'all' : 'none';
}

function portShare(ranges: readonly string[], port: number | undefined): Share {
  if (ranges.some(isAnyPort)) return 'all';
  if (port === undefined) return 'some';
  const holds = ranges.some((range) => {
    const [first = '', last = first] = range.split('-');
    return Number(first) <= port && port <= Number(last);
  });
  return holds ? 'all' : 'none';
}

function isAnyPort(range: string): boolean {
  return range === '*' || range === '0-65535';
}

/** A rule without prefixes is about application security groups: who is in them is not read. */
function placeShare(prefixes: readonly string[], place: Place): Share {
  if (prefixes.length === 0) return 'some';
  const shares =
    typeof place === 'string' ? prefixes.map((each) => tagShare(each, place)) : rangesShares(prefixes, place);
  if (shares.includes('all')) return 'all';
  return shares.includes('some') ? 'some' : 'none';
}

function isAnywhere(prefix: string): boolean {
  return prefix === '*' || prefix === '0.0.0.0/0' || same(prefix, 'Any');
}

function tagShare(text: string, tag: 'Internet' | 'AzureLoadBalancer'): Share {
  if (isAnywhere(text) || same(text, tag)) return 'all';
  const prefix = prefixOf(text);
  if (tag === 'AzureLoadBalancer') {
    const probes = parseAddress(PROBES);
    return prefix !== undefined && probes !== undefined && containsAddress(prefix, probes) ? 'all' : 'none';
  }
  if (prefix === undefined) return same(text, 'VirtualNetwork') || same(text, 'AzureLoadBalancer') ? 'none' : 'some';
  return 'some';
}

function rangesShares(prefixes: readonly string[], {ranges, outside}: Exclude<Place, string>): readonly Share[] {
  const read = prefixes.flatMap((text) => prefixOf(text) ?? []);
  const tagged = prefixes.some(
    (text) => isAnywhere(text) || same(text, outside === true ? 'Internet' : 'VirtualNetwork'),
  );
  const isWhole = ranges.every((range) => read.some((prefix) => containsPrefix(prefix, range)));
  if (tagged || isWhole) return ['all'];
  return [read.some((prefix) => ranges.some((range) => overlaps(prefix, range))) ? 'some' : 'none'];
}

/** A prefix or a single address. */
function prefixOf(text: string): Prefix | undefined {
  return parsePrefix(text) ?? parsePrefix(`${text}/32`);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
