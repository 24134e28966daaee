import type {LivePeering, LiveVirtualNetwork} from '../azure/azure.ts';
import type {Peering} from '../cluster/cluster.ts';
import {GATEWAY_SUBNET} from '../cluster/defaults.ts';
import {MAX_PEERINGS_PER_VIRTUAL_NETWORK} from '../cluster/limits.ts';
import {virtualNetworkName} from '../cluster/names.ts';
import {formatCount} from '../definition/count-words.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {gatewaySubnetOf} from './live-network.ts';
import {isSame, ownNetworkId} from './resource-ids.ts';

/** Peerings that are there between the two networks already, and keep those of the template from being made. */
export function linkFindings(
  peering: Peering,
  remote: LiveVirtualNetwork,
  facts: PreflightFacts,
  {cluster}: PlannedSite,
): readonly Finding[] {
  const ownId = ownNetworkId(facts, 'virtualNetworks', virtualNetworkName(cluster));
  const {ownNetwork} = facts;
  const own = ownNetwork?.network.known === true ? ownNetwork.network.value : undefined;
  const theirs = remote.peerings.filter((each) => isSame(each.remoteVirtualNetworkId, ownId));
  const ours = (own?.peerings ?? []).filter((each) => isSame(each.remoteVirtualNetworkId, remote.id));
  return [
    // Names of ours end with what only Azure computes (names.ts, remotePeeringName).
    ...theirs
      .filter(({name}) => !name.toLowerCase().startsWith(`${cluster.name}-`.toLowerCase()))
      .map((other) => otherFinding(peering, other, remote)),
    ...(theirs.length === 0 && remote.peerings.length >= MAX_PEERINGS_PER_VIRTUAL_NETWORK
      ? [fullFinding(peering, remote)]
      : []),
    ...(own === undefined ? [] : ours.flatMap((each) => ownFindings(peering, each, own))),
    ...(own === undefined ? [] : ownGatewayFindings(peering, own)),
  ];
}

function fullFinding({path, name}: Peering, {id, peerings}: LiveVirtualNetwork): Finding {
  return {
    code: 'VK6020',
    state: 'failed',
    title: `cannot be peered with ${name}: that has ${formatCount(peerings.length)} peerings, and no more are possible`,
    path,
    remedy: ['have those deleted that lead nowhere any more'],
    command: `az network vnet show --ids ${shellWord(id)} --query "virtualNetworkPeerings[?peeringState!='Connected'].id"`,
  };
}

/** Azure: AnotherPeeringAlreadyReferencesRemoteVnet. */
function otherFinding({path, name}: Peering, other: LivePeering, network: LiveVirtualNetwork): Finding {
  return {
    code: 'VK6020',
    state: 'failed',
    title: `cannot be peered with ${name}: peering ${other.name} of ${network.name} leads to the same network already`,
    path,
    remedy: [`have ${other.name} deleted: the deployment makes another one`],
    command: deleteCommand(network, other),
  };
}

/** The other side was deleted: Azure takes none that leads to a peering which was cut off (RemotePeeringIsDisconnected). */
function ownFindings(peering: Peering, own: LivePeering, network: LiveVirtualNetwork): readonly Finding[] {
  if (!isSame(own.name, peering.name)) return [otherFinding(peering, own, network)];
  if (!isSame(own.state, 'Disconnected')) return [];
  return [
    {
      code: 'VK6020',
      state: 'failed',
      title: `peering ${own.name} of ${network.name} is cut off: its other side was deleted`,
      path: peering.path,
      remedy: ['delete it: the deployment makes both sides anew'],
      command: deleteCommand(network, own),
    },
  ];
}

/** A network with a gateway uses no other one (Azure: vpn-gateway-peering-gateway-transit). */
function ownGatewayFindings({path, name, useRemoteGateways}: Peering, own: LiveVirtualNetwork): readonly Finding[] {
  const [gateway] = gatewaySubnetOf(own)?.gatewayIds ?? [];
  if (!useRemoteGateways || gateway === undefined) return [];
  return [
    {
      code: 'VK6020',
      state: 'failed',
      title: `the gateway of ${name} cannot be used: ${GATEWAY_SUBNET} of ${own.name} has one of its own`,
      detail: gateway,
      path: [...path, 'useRemoteGateways'],
      remedy: ['leave useRemoteGateways out', 'or delete that gateway with its connections'],
      command: `az network vnet-gateway delete --ids ${shellWord(gateway)}`,
    },
  ];
}

function deleteCommand({id}: LiveVirtualNetwork, {name}: LivePeering): string {
  return `az network vnet peering delete --ids ${shellWord(`${id}/virtualNetworkPeerings/${name}`)}`;
}
