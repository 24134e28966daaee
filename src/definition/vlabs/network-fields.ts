import {formatAddress, parseAddress} from '../../ipv4/address.ts';
import {containsPrefix, formatPrefix, type Prefix} from '../../ipv4/prefix.ts';
import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import type {Facts} from './facts.ts';
import {changed, dropped, type Finding, kept, type Place, unusable, wrong} from './findings.ts';
import {DEFAULT_SERVICE_RANGE, isWritten, KUBERNETES, type NewNetwork} from './network-facts.ts';
import {spell} from './source.ts';
import {readRange, type WrittenRange} from './written-range.ts';

const NETWORK: Path = ['network'];
const ADDRESS_SPACE: Path = [...NETWORK, 'virtualNetwork', 'addressSpace'];

/** `clusterSubnet`: in a network of the old tools' own the one subnet of all machines and pods. */
export function translateClusterSubnet({value}: Place, facts: Facts): readonly Finding[] {
  const text = String(value);
  const range = readRange(text);
  const ipv6 = range.ipv6 ? [ipv6Range(text)] : [];
  if (facts.plugin.name !== 'azure')
    return [...ipv6, dropped('was the range of pods, which had no addresses of the virtual network')];
  const {network} = facts;
  if (network.kind === 'existing') {
    return [...ipv6, dropped('pods have addresses of the subnets of the existing virtual network')];
  }
  if (network.source === 'constant') {
    return [...ipv6, dropped('was not read beside a control plane in a scale set')];
  }
  const made = newNetworkFinding(network, facts);
  if (range.prefix !== undefined) return [...ipv6, withNote(made, range, text)];
  const fault = ipv6[0] ?? notARange(text);
  return [{...fault, ...(made.assign === undefined ? {} : {assign: made.assign})}];
}

/** Where `clusterSubnet` is not given in a network of the old tools' own. */
export function describeDefaultSubnet(facts: Facts): Finding | undefined {
  const {network, root, plugin} = facts;
  const field: Path = [...KUBERNETES, 'clusterSubnet'];
  if (network.kind === 'existing') return undefined;
  const {message, ...finding} = newNetworkFinding(network, facts);
  const from = spell(root, field);
  if (plugin.name !== 'azure') return {...finding, from, message: describeNodeSubnet(network)};
  if (network.source === 'clusterSubnet' || (network.source === 'default' && isWritten(root, field))) return undefined;
  return {...finding, from, message: network.source === 'constant' ? message : `not given: ${message}`};
}

function describeNodeSubnet({subnets}: NewNetwork): string {
  return `nodes were in ${subnets.map(({cidr}) => formatPrefix(cidr)).join(' and ')}, which now holds their pods too`;
}

/** The subnets of a network that was made, as they were, and an address space of just those. */
function newNetworkFinding({subnets, controlPlaneSubnet, poolSubnet}: NewNetwork, {pools}: Facts): Finding {
  const ranges = subnets.map(({cidr}) => formatPrefix(cidr));
  const users =
    subnets.length === 1
      ? 'is one subnet of control plane, pools and pods, as it was'
      : 'are the subnets of control plane and pools, as they were';
  const space = 'the address space is just that, instead of 10.0.0.0/8, so that Services and peers find room beside it';
  return {
    outcome: 'changed',
    to: ['network', 'subnets'],
    message: `${ranges.join(' and ')} ${users}; ${space}`,
    assign: [
      {to: ADDRESS_SPACE, value: ranges},
      ...subnets.flatMap(({name, cidr}, index) => [
        {to: ['network', 'subnets', index, 'name'], value: name},
        {to: ['network', 'subnets', index, 'cidr'], value: formatPrefix(cidr)},
      ]),
      {to: ['controlPlane', 'subnet'], value: controlPlaneSubnet},
      ...pools.map(({at}) => ({to: ['nodePools', at, 'subnet'], value: poolSubnet})),
    ],
  };
}

/** `serviceCidr`. */
export function translateServiceRange({value}: Place, facts: Facts): readonly Finding[] {
  const text = String(value);
  const range = readRange(text);
  const ipv6 = range.ipv6 ? [ipv6Range(text)] : [];
  if (range.prefix === undefined) return ipv6.length > 0 ? ipv6 : [notARange(text)];
  const {prefix} = facts.services;
  return [...ipv6, withNote(kept([...NETWORK, 'serviceCidr'], formatPrefix(prefix)), range, text)];
}

/** Where `serviceCidr` is not given. */
export function describeDefaultServices({root, services}: Facts): Finding | undefined {
  if (services.source === 'given') return undefined;
  const to: Path = [...NETWORK, 'serviceCidr'];
  const from = spell(root, [...KUBERNETES, 'serviceCidr']);
  const shown = formatPrefix(services.prefix);
  const old = formatPrefix(DEFAULT_SERVICE_RANGE);
  if (services.source === 'default') return {...kept(to, shown, `not given: it was ${old}, and stays that`), from};
  const message = `not given: it was ${old}, which overlaps the virtual network; addresses of Services exist only in the cluster, so they move to ${shown}`;
  return {...changed(to, shown, message), from};
}

/** `dnsServiceIP`. */
export function translateDnsAddress({value}: Place, facts: Facts): readonly Finding[] {
  const address = parseAddress(String(value).trim());
  if (address === undefined)
    return [unusable(`${describeValue(value)} is no IPv4 address`, 'write an address of serviceCidr')];
  if (!isWritten(facts.root, [...KUBERNETES, 'serviceCidr'])) {
    const hint = 'write both, or neither: the tenth address of the range is the default';
    return [wrong('VK5005', 'serviceCidr is missing beside dnsServiceIP, and aks-engine wanted both', hint)];
  }
  return [kept([...NETWORK, 'dnsServiceIP'], formatAddress(address))];
}

/** `customNodesDNS.dnsServer`. */
export function translateDnsServer({value}: Place, {network}: Facts): readonly Finding[] {
  const address = parseAddress(String(value).trim());
  if (address === undefined)
    return [unusable(`${describeValue(value)} is no IPv4 address`, 'write the address of the DNS server')];
  if (network.kind === 'existing') {
    const message = 'was set on every network interface; in an existing virtual network its owner sets DNS servers';
    const hint = `az network vnet update --ids ${network.id} --dns-servers ${formatAddress(address)}`;
    return [{outcome: 'dropped', code: 'VK5017', message, hint}];
  }
  const to: Path = [...NETWORK, 'virtualNetwork', 'dnsServers'];
  const message = 'was set on every network interface, and is now set on the virtual network';
  return [changed(to, [formatAddress(address)], message)];
}

/** `vnetCidr`: what pods reached with their own addresses, which need not be the virtual network's ranges. */
export function translateNetworkRange({value}: Place, facts: Facts): readonly Finding[] {
  const text = String(value);
  const range = readRange(text);
  if (range.prefix === undefined) return [range.ipv6 ? ipv6Range(text) : notARange(text)];
  const {network, services} = facts;
  if (network.kind === 'new') return [dropped('was not read without an existing virtual network')];
  const shown = formatPrefix(range.prefix);
  if (services.source === 'given' && isWider(range.prefix, services.prefix)) return widerThanNetwork(shown, network.id);
  const message = `${shown}: was the range that pods reach with their own addresses, taken here for that of the virtual network`;
  const hint = 'if the network is smaller, write its own ranges here, and this one in network.onPremisesCidrs';
  const comments = [
    {
      path: ADDRESS_SPACE,
      text: 'CHECK: from vnetCidr; if the network is smaller, write its own ranges here, and this one in network.onPremisesCidrs',
    },
  ];
  return [withNote(changed(ADDRESS_SPACE, [shown], message, {code: 'VK5018', hint, comments}), range, text)];
}

/** In v1, Services are outside the virtual network; a range with them in it is one that only leads there. */
function widerThanNetwork(shown: string, id: string): readonly Finding[] {
  const message = `${shown} holds the addresses of Services too, so it is not the virtual network's own range; pods still reach it with their own addresses`;
  return [changed([...NETWORK, 'onPremisesCidrs'], [shown], message), missingAddressSpace(id)];
}

/** The ranges of an existing network, which the file does not have. */
export function missingAddressSpace(id: string): Finding {
  const shows = `az network vnet show --ids ${id} --query addressSpace.addressPrefixes`;
  return {
    ...wrong(
      'VK5012',
      'the address space of the existing virtual network is not in this file',
      `fill in what this shows: ${shows}`,
    ),
    to: ADDRESS_SPACE,
    incomplete: true,
    comments: [{path: ADDRESS_SPACE, text: `FILL IN addressSpace: what this shows: ${shows}`}],
  };
}

/** An IPv6 range, which v1 has no use for. */
export function ipv6Range(text: string): Finding {
  return wrong(
    'VK5009',
    `${describeValue(text)} has IPv6 addresses, and pods get IPv4 addresses only`,
    'write an IPv4 range only',
  );
}

function notARange(text: string): Finding {
  return unusable(
    `${describeValue(text)} is no range of IPv4 addresses`,
    'write it in CIDR notation, such as 10.240.0.0/16',
  );
}

function isWider(outer: Prefix, inner: Prefix): boolean {
  return outer.length < inner.length && containsPrefix(outer, inner);
}

/** Adds that a range was written with host bits, which Azure refuses. */
function withNote(finding: Finding, range: WrittenRange, text: string): Finding {
  if (range.exact || range.ipv6) return finding;
  return {...finding, outcome: 'changed', message: `${finding.message} (written as ${describeValue(text)})`};
}
