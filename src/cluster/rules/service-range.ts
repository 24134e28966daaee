import {countOf} from '../../definition/count-words.ts';
import type {Issue, IssueCode} from '../../definition/issue.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {
  containsAddress,
  containsPrefix,
  firstAddress,
  formatPrefix,
  lastAddress,
  makePrefix,
  prefixSize,
} from '../../ipv4/prefix.ts';
import type {Cluster} from '../cluster.ts';
import {freeServiceRangeHint} from './free-ranges.ts';
import {
  addressSpaceRanges,
  describeRange,
  knownOnPremisesRanges,
  type NamedRange,
  overlapping,
  peerRanges,
  SERVICE_RANGE_PATH,
} from './named-ranges.ts';
import {error, type Rule, warning} from './rule.ts';

/**
 * Length of the largest service range: 20 bits (Kubernetes: kubeadm and kube-apiserver, "specified service subnet is too
 * large; for 32-bit addresses, the mask must be >= 12").
 */
const LARGEST_SERVICE_PREFIX_LENGTH = 12;

/** Length of the smallest service range: kubeadm wants ten addresses (MinimumAddressesInServiceSubnet), a /28 has 16. */
const SMALLEST_SERVICE_PREFIX_LENGTH = 28;

/** Length of the service ranges that most clusters have. */
const USUAL_SERVICE_PREFIX_LENGTH = 16;

/** Beyond this length there is room for fewer than 250 Services, which clusters outgrow; the range cannot be changed. */
const SMALL_SERVICE_PREFIX_LENGTH = 24;

const DNS_PATH = ['network', 'dnsServiceIP'];

/** Service addresses exist only inside the cluster: whatever else has them can no longer be reached from there. */
export function forbidServiceRangeInVirtualNetwork(cluster: Cluster): Issue[] {
  return serviceOverlap(cluster, 'VK3102', addressSpaceRanges(cluster));
}

/** The same for the address spaces of peers. */
export function forbidServiceRangeInPeers(cluster: Cluster): Issue[] {
  return serviceOverlap(cluster, 'VK3103', peerRanges(cluster));
}

/** The same for on-premises ranges, but for those that are larger: they may be summaries with a hole for Services. */
export function forbidServiceRangeOnPremises(cluster: Cluster): Issue[] {
  const ranges = knownOnPremisesRanges(cluster).filter((range) => !isSummaryAround(range, cluster));
  return serviceOverlap(cluster, 'VK3104', ranges);
}

/** On-premises ranges such as 10.0.0.0/8 that contain the service range: fine if nobody there has its addresses. */
export function warnOfServiceRangeInSummary(cluster: Cluster): Issue[] {
  const summaries = knownOnPremisesRanges(cluster).filter((range) => isSummaryAround(range, cluster));
  if (summaries[0] === undefined) return [];
  const shown = formatPrefix(cluster.network.serviceCidr);
  const message = `${shown} lies inside ${describeRange(summaries[0])}: what has these addresses there cannot be reached`;
  const related = summaries.map((range) => ({path: range.path, message: describeRange(range)}));
  return [warning('VK3105', SERVICE_RANGE_PATH, message, {hint: freeServiceRangeHint(cluster), related})];
}

/** Kubernetes refuses to start with a service range that is larger or smaller. */
export function limitServiceRange(cluster: Cluster): Issue[] {
  const {serviceCidr} = cluster.network;
  const {length} = serviceCidr;
  if (length >= LARGEST_SERVICE_PREFIX_LENGTH && length <= SMALLEST_SERVICE_PREFIX_LENGTH) return [];
  const tooLarge = length < LARGEST_SERVICE_PREFIX_LENGTH;
  const message = `${formatPrefix(serviceCidr)} is too ${tooLarge ? 'large' : 'small'} for Kubernetes: it takes /12 to /28`;
  const part = `use a part of it, such as ${formatPrefix(makePrefix(serviceCidr.address, USUAL_SERVICE_PREFIX_LENGTH))}`;
  return [error('VK3111', SERVICE_RANGE_PATH, message, {hint: tooLarge ? part : freeServiceRangeHint(cluster)})];
}

/** The service range cannot be changed later, and every Service takes one of its addresses. */
export function warnOfSmallServiceRange(cluster: Cluster): Issue[] {
  const {serviceCidr} = cluster.network;
  const {length} = serviceCidr;
  if (length <= SMALL_SERVICE_PREFIX_LENGTH || length > SMALLEST_SERVICE_PREFIX_LENGTH) return [];
  // Kubernetes keeps the first and the last; the API server and DNS are Services too.
  const room = prefixSize(serviceCidr) - 4;
  const message = `${formatPrefix(serviceCidr)} has room for only ${countOf(room, 'Service')}, and cannot be changed later`;
  return [warning('VK3112', SERVICE_RANGE_PATH, message, {hint: freeServiceRangeHint(cluster)})];
}

/** CoreDNS is a Service like others. */
export const requireDnsInServiceRange: Rule = ({network}, definition) => {
  const {dnsServiceIP, serviceCidr} = network;
  if (definition.network?.dnsServiceIP === undefined || containsAddress(serviceCidr, dnsServiceIP)) return [];
  const message = `${formatAddress(dnsServiceIP)} is not in the service range ${formatPrefix(serviceCidr)}`;
  const related = [{path: SERVICE_RANGE_PATH, message: 'the service range'}];
  return [error('VK3113', DNS_PATH, message, {hint: dnsHint(serviceCidr), related})];
};

/** The network and the last address are not given to Services; the first one is the API server's (kubeadm). */
export const forbidReservedDnsAddress: Rule = ({network}, definition) => {
  const {dnsServiceIP, serviceCidr} = network;
  if (definition.network?.dnsServiceIP === undefined) return [];
  const network0 = firstAddress(serviceCidr);
  const holders = new Map([
    [network0, 'the network address of the service range'],
    [network0 + 1, "the API server's"],
    [lastAddress(serviceCidr), 'the last address of the service range'],
  ]);
  const holder = holders.get(dnsServiceIP);
  if (holder === undefined) return [];
  const related = [{path: SERVICE_RANGE_PATH, message: 'the service range'}];
  const message = `${formatAddress(dnsServiceIP)} is ${holder} and cannot be that of DNS`;
  return [error('VK3114', DNS_PATH, message, {hint: dnsHint(serviceCidr), related})];
};

function serviceOverlap(cluster: Cluster, code: IssueCode, ranges: readonly NamedRange[]): Issue[] {
  const {serviceCidr} = cluster.network;
  const others = overlapping(serviceCidr, ranges);
  if (others[0] === undefined) return [];
  const message = `${formatPrefix(serviceCidr)} overlaps ${describeRange(others[0])}`;
  const related = others.map((range) => ({path: range.path, message: describeRange(range)}));
  return [error(code, SERVICE_RANGE_PATH, message, {hint: freeServiceRangeHint(cluster), related})];
}

function isSummaryAround(range: NamedRange, {network: {serviceCidr}}: Cluster): boolean {
  return range.prefix.length < serviceCidr.length && containsPrefix(range.prefix, serviceCidr);
}

/** The tenth address after the network address, as kubeadm has it, where the range has one. */
function dnsHint(serviceCidr: Cluster['network']['serviceCidr']): string {
  const address = firstAddress(serviceCidr) + 10;
  if (!containsAddress(serviceCidr, address)) return 'leave it out';
  return `use ${formatAddress(address)}, or leave it out`;
}
