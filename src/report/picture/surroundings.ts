import type {Cluster, Connection, Peering} from '../../cluster/cluster.ts';
import {formatCount} from '../../definition/count-words.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {formatPrefix, type Prefix} from '../../ipv4/prefix.ts';
import type {AddressPlan} from '../../network/address-plan.ts';
import {egressWords, lastSegment} from '../plan-facts.ts';
import {printable} from '../plan-words.ts';
import {someOf} from './subnet-notes.ts';

/** Something outside of the virtual network that addresses of it talk with. */
export interface Neighbour {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link: Link;
}

/**
 * How a neighbour is joined to the virtual network: from all of it, both ways with all of it, to the control plane's
 * subnet, or both ways through the gateway's subnet.
 */
export type Link = 'from-network' | 'both' | 'to-control-plane' | 'through-gateway';

/** A network may have 500 peerings; those that are not drawn are counted. */
const MOST_NEIGHBOURS = 12;
const MOST_RANGES = 6;

/** Everything around the virtual network, in the order in which it is drawn from top to bottom. */
export function neighboursOf(plan: AddressPlan, cluster: Cluster): readonly Neighbour[] {
  const {virtualNetwork} = cluster.network;
  const peerings = virtualNetwork.kind === 'new' ? virtualNetwork.peerings : [];
  const connections = virtualNetwork.kind === 'new' ? (virtualNetwork.gateway?.connections ?? []) : [];
  return [
    apiServer(plan, cluster),
    {title: 'Internet', lines: egressLines(cluster), link: 'from-network'},
    ...limited(peerings.map(peer), 'peerings', 'both'),
    ...onPremises(cluster),
    ...limited(connections.map(connection), 'connections', 'through-gateway'),
  ];
}

function apiServer(plan: AddressPlan, cluster: Cluster): Neighbour {
  const {access, authorizedCidrs} = cluster.controlPlane.endpoint;
  const {loadBalancer} = plan.controlPlane;
  const inside = loadBalancer === undefined ? [] : [`inside: ${formatAddress(loadBalancer)}`];
  const from = authorizedCidrs.length === 0 ? 'nobody yet' : someOf(authorizedCidrs.map(formatPrefix), MOST_RANGES);
  const lines = access === 'private' ? ['private: not from the Internet'] : [`public: open to ${from}`];
  return {title: 'Clients of the API server', lines: [...lines, ...inside], link: 'to-control-plane'};
}

function egressLines(cluster: Cluster): readonly string[] {
  const {virtualNetwork} = cluster.network;
  const servers = virtualNetwork.kind === 'new' ? virtualNetwork.dnsServers : [];
  const dns = servers.length === 0 ? [] : [`DNS servers ${someOf(servers.map(formatAddress), MOST_RANGES)}`];
  return [`outbound ${egressWords(cluster)}`, ...dns];
}

function peer(peering: Peering): Neighbour {
  const gateway = peering.useRemoteGateways ? ['its gateway leads to other networks'] : [];
  const forwarded = peering.allowForwardedTraffic ? [] : ['no forwarded traffic'];
  const name = printable(lastSegment(peering.remoteVirtualNetworkId));
  const lines = [`virtual network ${name}`, rangesOf(peering.remoteAddressSpace), ...gateway, ...forwarded];
  return {title: `Peering ${printable(peering.name)}`, lines, link: 'both'};
}

function onPremises(cluster: Cluster): readonly Neighbour[] {
  const {onPremisesCidrs} = cluster.network;
  if (onPremisesCidrs.length === 0) return [];
  return [{title: 'Reached with pod addresses', lines: [rangesOf(onPremisesCidrs)], link: 'both'}];
}

function connection({name, peerAddress, circuitId, cidrs}: Connection): Neighbour {
  const tunnel = peerAddress === undefined ? [] : [`tunnel to ${formatAddress(peerAddress)}`];
  const circuit = circuitId === undefined ? [] : [`circuit ${printable(lastSegment(circuitId))}`];
  return {
    title: `On-premises ${printable(name)}`,
    lines: [...tunnel, ...circuit, rangesOf(cidrs)],
    link: 'through-gateway',
  };
}

function rangesOf(prefixes: readonly Prefix[]): string {
  return someOf(prefixes.map(formatPrefix), MOST_RANGES);
}

function limited(neighbours: readonly Neighbour[], noun: string, link: Link): readonly Neighbour[] {
  const rest = neighbours.length - MOST_NEIGHBOURS;
  if (rest <= 0) return neighbours;
  return [...neighbours.slice(0, MOST_NEIGHBOURS), {title: `${formatCount(rest)} more ${noun}`, lines: [], link}];
}
