import type {LivePeering, LiveSite} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {isEverything} from '../cluster/rules/private-ranges.ts';
import {formatPrefix, overlaps, type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import {covers} from '../ipv4/space.ts';
import {shellWord} from '../shell-word.ts';
import type {Known} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {isSame, nameIn} from './resource-ids.ts';

const ON_PREMISES = ['network', 'onPremisesCidrs'] as const;

/** What an existing network is peered with: whether pods can reach it, with their own addresses. */
export function peerFindings(
  peerings: readonly LivePeering[],
  networkId: string,
  {network}: Cluster,
): readonly Finding[] {
  return peerings.flatMap(({name, remoteAddressPrefixes, state}) => [
    ...(isSame(state, 'Connected') || state === ''
      ? []
      : [
          {
            code: 'VK6018',
            state: 'warning',
            title: `peering ${name} is ${state.toLowerCase()}: nothing passes to what it leads to`,
            detail: remoteAddressPrefixes.join(', '),
            path: ['network', 'virtualNetwork', 'id'],
            remedy: ['have it made anew, on both sides'],
            command: `az network vnet peering show --ids ${shellWord(`${networkId}/virtualNetworkPeerings/${name}`)}`,
          } as const,
        ]),
    ...reachFindings(`peering ${name}`, remoteAddressPrefixes, network),
  ]);
}

/** What is behind gateways: sites on premises, as their tunnels have them. Azure tells of no circuit what is behind it. */
export function siteFindings(
  sites: ReadonlyMap<string, Known<readonly LiveSite[]>>,
  {network}: Cluster,
): readonly Finding[] {
  return [...sites].flatMap(([gatewayId, answer]) => {
    const gateway = nameIn(gatewayId);
    if (!answer.known) return [unread('VK6018', `what is behind gateway ${gateway}`, answer, ON_PREMISES)];
    return answer.value.flatMap(({name, prefixes}) =>
      reachFindings(`site ${name} of gateway ${gateway}`, prefixes, network),
    );
  });
}

function reachFindings(
  what: string,
  texts: readonly string[],
  {serviceCidr, onPremisesCidrs, virtualNetwork}: Cluster['network'],
): readonly Finding[] {
  const ranges = texts.flatMap((text) => parsePrefix(text) ?? []).filter((range) => !isEverything([range]));
  const known = [...onPremisesCidrs, ...(virtualNetwork.kind === 'new' ? rangesOfPeers(virtualNetwork.peerings) : [])];
  const shadowed = ranges.filter((range) => overlaps(range, serviceCidr)).map(formatPrefix);
  const unknown = ranges.filter((range) => !covers(known, range)).map(formatPrefix);
  return [
    ...(shadowed.length === 0
      ? []
      : [
          {
            code: 'VK6018',
            state: 'warning',
            title: `pods cannot reach ${shadowed.join(', ')} of ${what}: Services have that range`,
            path: ['network', 'serviceCidr'],
          } as const,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            code: 'VK6018',
            state: 'warning',
            title: `${what} leads to ${unknown.join(', ')}, which see the nodes' addresses, not the pods'`,
            detail: 'list them in onPremisesCidrs if pods are to keep theirs',
            path: ON_PREMISES,
          } as const,
        ]),
  ];
}

function rangesOfPeers(peerings: readonly {readonly remoteAddressSpace: readonly Prefix[]}[]): readonly Prefix[] {
  return peerings.flatMap(({remoteAddressSpace}) => remoteAddressSpace);
}
