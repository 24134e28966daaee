import type {LiveVirtualNetwork} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {isPrivate} from '../cluster/rules/private-ranges.ts';
import {overlaps, type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import {covers} from '../ipv4/space.ts';
import {shellWord} from '../shell-word.ts';
import type {ExistingFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {isSame} from './resource-ids.ts';

/** Azure's own resolver, reached from everywhere (Azure: what-is-ip-address-168-63-129-16). */
export const AZURE_DNS = '168.63.129.16';

/** The DNS servers of an existing network, if it has others than Azure's: whether anything leads to them. */
export function dnsFindings(
  live: LiveVirtualNetwork,
  {sites}: Pick<ExistingFacts, 'sites'>,
  {network}: Cluster,
): readonly Finding[] {
  const servers = live.dnsServers
    .filter((text) => text !== AZURE_DNS)
    .flatMap((text) => {
      const prefix = parsePrefix(`${text}/32`);
      return prefix === undefined ? [] : [{text, prefix}];
    });
  if (servers.length === 0) return [];
  const reached = reachedFrom(live, sites, network);
  const unreached = servers.filter(({prefix}) => isPrivate(prefix) && !covers(reached, prefix));
  const shadowed = servers.filter(({prefix}) => overlaps(prefix, network.serviceCidr));
  const warning = (text: string, why: string, at: string, remedy: readonly string[]): Finding => ({
    code: 'VK6027',
    state: 'warning',
    title: `DNS server ${text} of virtual network ${live.name} ${why}`,
    detail: 'a node that cannot ask for names never joins the cluster',
    path: ['network', at],
    remedy,
    command: `az network vnet show --ids ${shellWord(live.id)} --query dhcpOptions.dnsServers`,
  });
  const found = [
    ...unreached.map(({text}) =>
      warning(text, 'is where nothing leads to: neither in it, nor at a peer, nor on premises', 'onPremisesCidrs', [
        'add its range to onPremisesCidrs, if it is there',
        'or have another one set',
      ]),
    ),
    ...shadowed.map(({text}) =>
      warning(text, 'is in the range of Services', 'serviceCidr', ['use another serviceCidr']),
    ),
  ];
  if (found.length > 0) return found;
  const title = `names are asked of ${servers.map(({text}) => text).join(', ')}`;
  return [{code: 'VK6027', state: 'ok', title, path: ['network', 'virtualNetwork']}];
}

/** All that packets of the network get to, as far as the definition or Azure tells. */
function reachedFrom(
  {addressPrefixes, peerings}: LiveVirtualNetwork,
  sites: ExistingFacts['sites'],
  {onPremisesCidrs}: Cluster['network'],
): readonly Prefix[] {
  const peers = peerings.filter(({state}) => isSame(state, 'Connected')).flatMap((each) => each.remoteAddressPrefixes);
  const known = [...sites.values()].flatMap((answer) => (answer.known ? answer.value : []));
  const texts = [...addressPrefixes, ...peers, ...known.flatMap(({prefixes}) => prefixes)];
  return [...onPremisesCidrs, ...texts.flatMap((text) => parsePrefix(text) ?? [])];
}
