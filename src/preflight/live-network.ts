import type {LiveSubnet, LiveVirtualNetwork} from '../azure/azure.ts';
import {GATEWAY_SUBNET} from '../cluster/defaults.ts';
import {parsePrefix} from '../ipv4/prefix.ts';
import {isSame} from './resource-ids.ts';

/** The subnet of a name: to Azure, capitals make no difference. */
export function findSubnet({subnets}: LiveVirtualNetwork, name: string): LiveSubnet | undefined {
  return subnets.find((subnet) => isSame(subnet.name, name));
}

/** The subnet of a network's gateways. */
export function gatewaySubnetOf(network: LiveVirtualNetwork): LiveSubnet | undefined {
  return findSubnet(network, GATEWAY_SUBNET);
}

/** Whether gateways may tell a network of routes by BGP: its own, or those that it uses of others. */
export function hasGateways(network: LiveVirtualNetwork): boolean {
  const own = gatewaySubnetOf(network)?.gatewayIds ?? [];
  return own.length > 0 || network.peerings.some(({usesRemoteGateways}) => usesRemoteGateways === true);
}

/** The address space of a network, without ranges of IPv6, which clusters have none of. */
export function spaceOf({addressPrefixes}: LiveVirtualNetwork): readonly string[] {
  return addressPrefixes.filter((text) => parsePrefix(text) !== undefined).toSorted();
}
