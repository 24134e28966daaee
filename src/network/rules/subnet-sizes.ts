import type {Cluster} from '../../cluster/cluster.ts';
import {LARGEST_SUBNET_PREFIX_LENGTH, SMALLEST_SUBNET_PREFIX_LENGTH} from '../../cluster/limits.ts';
import {error} from '../../cluster/rules/rule.ts';
import type {Issue} from '../../definition/issue.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import type {AddressPlan} from '../address-plan.ts';
import {isGatewaySubnet, longestPrefixLength} from '../subnet-size.ts';
import {type GivenSubnet, givenSubnets} from './given-subnets.ts';
import {demandPlaces, rangePath} from './places.ts';
import {largerRange, suggestRanges} from './suggested-ranges.ts';
import {sizeWords} from './words.ts';

/** Azure makes no subnets of other sizes (Azure: virtual-networks-faq). */
export function limitSubnetSizes(cluster: Cluster, plan: AddressPlan): Issue[] {
  const wrong = givenSubnets(plan).filter((subnet) => isTooSmall(subnet) || isTooLarge(subnet));
  if (wrong.length === 0) return [];
  const suggested = suggestRanges(cluster, plan);
  return wrong.map((subnet) => {
    const limit = isTooSmall(subnet)
      ? `smaller than /${SMALLEST_SUBNET_PREFIX_LENGTH}`
      : `larger than /${LARGEST_SUBNET_PREFIX_LENGTH}`;
    const message = `${formatPrefix(subnet.cidr)} is ${limit}: Azure has no such subnets`;
    const any = `a range from /${LARGEST_SUBNET_PREFIX_LENGTH} to /${SMALLEST_SUBNET_PREFIX_LENGTH}`;
    const hint = `use ${largerRange(plan, subnet, suggested) ?? any}`;
    return error('VK4005', rangePath(subnet), message, {hint, related: demandPlaces(cluster, subnet)});
  });
}

/** Room for every kind of gateway, and for changing it (Azure: vpn-gateway-about-vpn-gateway-settings). */
export function requireGatewaySubnetSize(cluster: Cluster, plan: AddressPlan): Issue[] {
  if (plan.virtualNetwork.kind === 'existing') return [];
  return givenSubnets(plan).flatMap((subnet) => {
    const {cidr, name} = subnet;
    const longest = longestPrefixLength(name);
    if (!isGatewaySubnet(name) || cidr.length <= longest || isTooSmall(subnet)) return [];
    const message = `${formatPrefix(cidr)} is smaller than /${longest}, which gateways need`;
    const larger = largerRange(plan, subnet, suggestRanges(cluster, plan)) ?? `a ${sizeWords(longest)}`;
    return [error('VK4006', rangePath(subnet), message, {hint: `use ${larger}, or leave cidr out`})];
  });
}

function isTooSmall({cidr}: GivenSubnet): boolean {
  return cidr.length > SMALLEST_SUBNET_PREFIX_LENGTH;
}

function isTooLarge({cidr}: GivenSubnet): boolean {
  return cidr.length < LARGEST_SUBNET_PREFIX_LENGTH;
}
