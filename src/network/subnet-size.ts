import {GATEWAY_SUBNET} from '../cluster/defaults.ts';
import {
  GATEWAY_SUBNET_PREFIX_LENGTH,
  LARGEST_SUBNET_PREFIX_LENGTH,
  RESERVED_ADDRESSES_PER_SUBNET,
  SMALLEST_SUBNET_PREFIX_LENGTH,
} from '../cluster/limits.ts';
import {sizeOfLength} from '../ipv4/prefix.ts';

/** How many addresses a subnet with a prefix of this length leaves for use: all but Azure's five, never less than 0. */
export function usableAddresses(prefixLength: number): number {
  return Math.max(0, sizeOfLength(prefixLength) - RESERVED_ADDRESSES_PER_SUBNET);
}

/**
 * Length of the smallest prefix for the subnet of this name that leaves `needed` addresses for use, and that Azure
 * takes. Undefined if even Azure's largest subnet has fewer.
 */
export function smallestPrefixLength(subnet: string, needed: number): number | undefined {
  const size = Math.max(0, needed) + RESERVED_ADDRESSES_PER_SUBNET;
  if (size > sizeOfLength(LARGEST_SUBNET_PREFIX_LENGTH)) return undefined;
  // As many leading zeros as the highest offset of an address has, all further bits tell the addresses apart.
  return Math.min(Math.clz32(size - 1), longestPrefixLength(subnet));
}

/** Length of the smallest prefix that Azure takes for a subnet of this name. */
export function longestPrefixLength(subnet: string): number {
  return isGatewaySubnet(subnet) ? GATEWAY_SUBNET_PREFIX_LENGTH : SMALLEST_SUBNET_PREFIX_LENGTH;
}

/** Whether the subnet is the one for gateways; Azure compares names without regard to capitals. */
export function isGatewaySubnet(subnet: string): boolean {
  return subnet.toLowerCase() === GATEWAY_SUBNET.toLowerCase();
}
