import type {Cluster} from '../cluster/cluster.ts';
import {comparePrefixes, formatPrefix, type Prefix} from '../ipv4/prefix.ts';
import {mergePrefixes} from '../ipv4/space.ts';

/**
 * Destinations that see the addresses of pods as they are: the virtual network, its peers, and what is on premises,
 * whether behind a gateway of this network or of a peer. Ordered, and without overlaps.
 */
export function unmasqueradedRanges({network}: Cluster): readonly string[] {
  const {virtualNetwork, onPremisesCidrs} = network;
  const ranges: readonly Prefix[] = [...virtualNetwork.addressSpace, ...onPremisesCidrs, ...connectedRanges(network)];
  return [...mergePrefixes(ranges)].sort(comparePrefixes).map(formatPrefix);
}

function connectedRanges({virtualNetwork}: Cluster['network']): readonly Prefix[] {
  if (virtualNetwork.kind === 'existing') return [];
  return [
    ...virtualNetwork.peerings.flatMap(({remoteAddressSpace}) => remoteAddressSpace),
    ...(virtualNetwork.gateway?.connections ?? []).flatMap(({cidrs}) => cidrs),
  ];
}
