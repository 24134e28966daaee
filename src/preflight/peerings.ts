import type {LiveVirtualNetwork} from '../azure/azure.ts';
import type {Peering} from '../cluster/cluster.ts';
import {GATEWAY_SUBNET} from '../cluster/defaults.ts';
import {virtualNetworkName} from '../cluster/names.ts';
import {formatPrefix, overlaps, type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import {shellWord} from '../shell-word.ts';
import {siteFindings} from './beyond.ts';
import {assignCommand} from './commands.ts';
import type {PlannedSite, PreflightFacts, RemoteFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {gatewaySubnetOf, spaceOf} from './live-network.ts';
import {peeringLockFindings} from './locks.ts';
import {linkFindings} from './peering-links.ts';
import {allows, assigneeOf, DEPLOY} from './permissions.ts';
import {isSame, ownNetworkId} from './resource-ids.ts';

/** What the other side of a peering takes (Azure: virtual-network-manage-peering, "Permissions"). */
const PEER = [
  'Microsoft.Network/virtualNetworks/peer/action',
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write',
  DEPLOY,
];

/** Networks that the cluster's own is to be peered with. */
export function peeringFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {virtualNetwork} = site.cluster.network;
  if (virtualNetwork.kind !== 'new') return [];
  return virtualNetwork.peerings.flatMap((peering) => {
    const remote = facts.remotes.get(peering.remoteVirtualNetworkId);
    return remote === undefined ? [] : remoteFindings(peering, remote, facts, site);
  });
}

function remoteFindings(
  peering: Peering,
  {network, permissions, locks, sites}: RemoteFacts,
  facts: PreflightFacts,
  site: PlannedSite,
): readonly Finding[] {
  const {path, name, remoteVirtualNetworkId} = peering;
  if (!network.known) return [unread('VK6020', `the network of peering ${name}`, network, path)];
  if (network.value === undefined) {
    return [
      {
        code: 'VK6020',
        state: 'failed',
        title: `the network of peering ${name} is not there`,
        detail: remoteVirtualNetworkId,
        path: [...path, 'remoteVirtualNetworkId'],
        remedy: ['correct its id'],
        command: `az network vnet show --ids ${shellWord(remoteVirtualNetworkId)}`,
      },
    ];
  }
  return [
    ...rangeFindings(peering, network.value, site, facts),
    ...linkFindings(peering, network.value, facts, site),
    ...gatewayFindings(peering, network.value),
    ...siteFindings(sites, site.cluster),
    ...(locks.known
      ? peeringLockFindings(peering, locks.value)
      : [unread('VK6005', `locks of the network of peering ${name}`, locks, [...path, 'remoteVirtualNetworkId'])]),
    ...rightFindings(peering, permissions, facts),
  ];
}

/** Whether the other network is as the definition says, and can be peered with. */
function rangeFindings(
  peering: Peering,
  network: LiveVirtualNetwork,
  site: PlannedSite,
  facts: PreflightFacts,
): readonly Finding[] {
  const {path, name, remoteAddressSpace} = peering;
  const overlapping = overlapFindings(peering, network, site, facts);
  const live = spaceOf(network).join(', ');
  const written = remoteAddressSpace.map(formatPrefix).toSorted().join(', ');
  if (live !== written) {
    return [
      ...overlapping,
      {
        code: 'VK6020',
        state: 'warning',
        title: `the network of peering ${name} has ${live}, and the definition says ${written}`,
        detail: 'pods keep their addresses to what the definition says only',
        path: [...path, 'remoteAddressSpace'],
        remedy: [`write remoteAddressSpace: [${live}]`],
      },
    ];
  }
  if (overlapping.length > 0) return overlapping;
  return [{code: 'VK6020', state: 'ok', title: `the network of peering ${name} is as defined`, path}];
}

/** Networks with addresses in common cannot be peered, nor with those that the other one is peered with already. */
function overlapFindings(
  {name}: Peering,
  {addressPrefixes, peerings}: LiveVirtualNetwork,
  {cluster}: PlannedSite,
  facts: PreflightFacts,
): readonly Finding[] {
  const own = cluster.network.virtualNetwork.addressSpace;
  const ownId = ownNetworkId(facts, 'virtualNetworks', virtualNetworkName(cluster));
  const shared = sharedWith(addressPrefixes, own);
  const third = peerings
    .filter(({remoteVirtualNetworkId}) => !isSame(remoteVirtualNetworkId, ownId))
    .map((each) => ({name: each.name, shared: sharedWith(each.remoteAddressPrefixes, own)}))
    .find((each) => each.shared.length > 0);
  const why = [
    ...(shared.length === 0 ? [] : [`both have addresses of ${shared.join(', ')}`]),
    ...(third === undefined
      ? []
      : [`that has a peering ${third.name} with addresses of ${third.shared.join(', ')} already`]),
  ];
  return why.map((reason) => ({
    code: 'VK6020',
    state: 'failed',
    title: `cannot be peered with ${name}: ${reason}`,
    path: ['network', 'virtualNetwork', 'addressSpace'],
    remedy: ['use another address space of the cluster'],
  }));
}

function sharedWith(texts: readonly string[], own: readonly Prefix[]): readonly string[] {
  return texts
    .flatMap((text) => parsePrefix(text) ?? [])
    .filter((prefix) => own.some((each) => overlaps(each, prefix)))
    .map(formatPrefix);
}

/** The other side offers its gateway as soon as it is peered, if it has one (Azure: RemoteVnetHasNoGateways). */
function gatewayFindings({path, name, useRemoteGateways}: Peering, network: LiveVirtualNetwork): readonly Finding[] {
  if (!useRemoteGateways) return [];
  const subnet = gatewaySubnetOf(network);
  if (subnet !== undefined && subnet.gatewayIds.length > 0) return [];
  const why = subnet === undefined ? `it has no ${GATEWAY_SUBNET}` : `nothing is in its ${subnet.name}`;
  return [
    {
      code: 'VK6020',
      state: 'failed',
      title: `the network of peering ${name} has no gateway: ${why}`,
      path: [...path, 'useRemoteGateways'],
      remedy: ['have a gateway made there', 'or leave useRemoteGateways out'],
      command: `az network vnet show --ids ${shellWord(network.id)} --query "subnets[?name=='${GATEWAY_SUBNET}'].ipConfigurations[].id"`,
    },
  ];
}

function rightFindings(
  {path, name, remoteVirtualNetworkId}: Peering,
  permissions: RemoteFacts['permissions'],
  {account}: PreflightFacts,
): readonly Finding[] {
  const at = [...path, 'remoteVirtualNetworkId'];
  if (!permissions.known)
    return [unread('VK6003', `what you may do in the network of peering ${name}`, permissions, at)];
  const missing = PEER.filter((action) => !allows(permissions.value, action));
  if (missing.length === 0) return [];
  // A deployment makes the other side, in the group of that network.
  const scope = missing.includes(DEPLOY)
    ? remoteVirtualNetworkId.slice(0, remoteVirtualNetworkId.toLowerCase().indexOf('/providers/'))
    : remoteVirtualNetworkId;
  return [
    {
      code: 'VK6003',
      state: 'failed',
      title: `you may not, in the network of peering ${name}: ${missing.join(', ')}`,
      path: at,
      remedy: ['have a role assigned that allows it'],
      command: assignCommand('Network Contributor', scope, assigneeOf(account)),
    },
  ];
}
