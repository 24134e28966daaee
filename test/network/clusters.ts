import type {Cluster} from '../../src/cluster/cluster.ts';
import {FORBIDDEN_RANGES} from '../../src/cluster/limits.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {formatAddress, parseAddress} from '../../src/ipv4/address.ts';
import {containsPrefix, formatPrefix, type Prefix, parsePrefix} from '../../src/ipv4/prefix.ts';
import type {AddressPlan} from '../../src/network/address-plan.ts';

/** What of a definition has to do with addresses. */
export type Parts = Pick<ClusterDefinition, 'network' | 'controlPlane'> & Partial<Pick<ClusterDefinition, 'nodePools'>>;

/** A cluster of which only the parts given matter, its network having 10.240.0.0/12 unless they say otherwise. */
export function clusterOf(parts: Parts): Cluster {
  return resolve({
    apiVersion: 'vnetk8s/v1',
    name: 'demo',
    location: 'westeurope',
    nodePools: [{name: 'apps'}],
    linux: {sshPublicKeys: []},
    ...parts,
  });
}

/** Reads a prefix that is known to be one. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`${text} is not a prefix`);
  return parsed;
}

/** Reads an address that is known to be one. */
export function address(text: string): number {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is not an address`);
  return parsed;
}

/** Where each subnet is, by name: `['apps', '10.240.0.0/24']`; `-` if it has no range. */
export function rangesOf(plan: AddressPlan): readonly (readonly [string, string])[] {
  return plan.subnets.map(({name, cidr}) => [name, cidr === undefined ? '-' : formatPrefix(cidr)]);
}

/** Name, usable, needed and free addresses of each subnet. */
export function sizesOf(plan: AddressPlan): readonly (readonly [string, number, number, number])[] {
  return plan.subnets.map(({name, usable, needed, free}) => [name, usable, needed, free]);
}

/** The static addresses of the control plane, the load balancer's first. */
export function staticAddressesOf({controlPlane: {loadBalancer, nodes}}: AddressPlan): readonly string[] {
  return [...(loadBalancer === undefined ? [] : [loadBalancer]), ...nodes].map(formatAddress);
}

/** Ranges that subnets must keep clear of, found another way than by the code under test. */
export function foreignRanges({network}: Cluster): readonly Prefix[] {
  const {virtualNetwork, onPremisesCidrs, serviceCidr} = network;
  const [peerings, connections] =
    virtualNetwork.kind === 'new' ? [virtualNetwork.peerings, virtualNetwork.gateway?.connections ?? []] : [[], []];
  const onPremises = [...onPremisesCidrs, ...connections.flatMap(({cidrs}) => cidrs)];
  const specific = onPremises.filter((range) =>
    virtualNetwork.addressSpace.every((entry) => !containsPrefix(range, entry)),
  );
  const forbidden = FORBIDDEN_RANGES.map(({prefix}) => prefix);
  return [...peerings.flatMap(({remoteAddressSpace}) => remoteAddressSpace), ...specific, serviceCidr, ...forbidden];
}
