import type {Cluster, Subnet} from '../cluster/cluster.ts';
import type {Address} from '../ipv4/address.ts';
import {containsPrefix, lastAddress, overlaps, type Prefix, prefixSize} from '../ipv4/prefix.ts';
import {mergePrefixes, subtractPrefixes} from '../ipv4/space.ts';
import type {AddressPlan, Demand, PlanTotals, SubnetPlan} from './address-plan.ts';
import {demandsOf, sumOf} from './demands.ts';
import {nodeGroups} from './node-groups.ts';
import {blockedRanges, freeBlocks, placementEnd, placeSubnets} from './placement.ts';
import {placeControlPlane} from './static-addresses.ts';
import {smallestPrefixLength, usableAddresses} from './subnet-size.ts';

/**
 * Decides where every address of the cluster goes: counts what each subnet must hold, gives those without a range the
 * smallest one that holds it, and places that where nothing else is. The same cluster always gets the same plan, and a
 * pool that is appended leaves all others where they are. Never throws: what does not fit is in the plan, and
 * `planRules` says what to do about it.
 *
 * `placed` are ranges that subnets have already, by name, from an earlier plan: a subnet without a range of its own in the
 * definition keeps its place as long as that holds what it needs and is free.
 */
export function planAddresses(cluster: Cluster, placed: ReadonlyMap<string, Prefix> = new Map()): AddressPlan {
  const {virtualNetwork, serviceCidr, dnsServiceIP} = cluster.network;
  const subnets = planSubnets(cluster, placed);
  const ofControlPlane = subnets.find(({name}) => name === cluster.controlPlane.subnet);
  return {
    cluster: cluster.name,
    virtualNetwork: {kind: virtualNetwork.kind, addressSpace: virtualNetwork.addressSpace},
    subnets,
    controlPlane: placeControlPlane(cluster.controlPlane, ofControlPlane?.cidr, appliancesOf(cluster)),
    // The first address that a Service can have is the API server's (Kubernetes: kube-apiserver, Service "kubernetes").
    services: {
      cidr: serviceCidr,
      dns: dnsServiceIP,
      apiServer: Math.min(serviceCidr.address + 1, lastAddress(serviceCidr)),
    },
    totals: totalsOf(cluster, subnets),
  };
}

/** Addresses that routes lead to: machines that somebody else makes. */
function appliancesOf({network}: Cluster): readonly Address[] {
  return network.subnets.flatMap(({routes}) => routes.flatMap(({nextHopIpAddress}) => nextHopIpAddress ?? []));
}

function planSubnets(cluster: Cluster, placed: ReadonlyMap<string, Prefix>): readonly SubnetPlan[] {
  const {subnets, virtualNetwork} = cluster.network;
  const demands = demandsOf(cluster);
  const unplaced = subnets.map((subnet, index) => planSubnet(subnet, demands[index] ?? []));
  if (virtualNetwork.kind === 'existing') return unplaced;

  const given = subnets.flatMap(({cidr}) => cidr ?? []);
  const free = freeBlocks(virtualNetwork.addressSpace, [...given, ...blockedRanges(cluster)]);
  const kept = keepPlaces(unplaced, placed, free);
  const planned = unplaced.filter((subnet) => subnet.origin === 'planned' && !kept.has(subnet));
  const ranges = placeSubnets(planned.map(requestFor), freeBlocks(free, [...kept.values()]));
  const rangeOf = new Map(planned.map((subnet, index) => [subnet, ranges[index]]));
  return unplaced.map((subnet) => withRange(subnet, kept.get(subnet) ?? rangeOf.get(subnet) ?? subnet.cidr));
}

/** Of the subnets to place, those that stay where they were. */
function keepPlaces(
  subnets: readonly SubnetPlan[],
  placed: ReadonlyMap<string, Prefix>,
  free: readonly Prefix[],
): ReadonlyMap<SubnetPlan, Prefix> {
  const kept = new Map<SubnetPlan, Prefix>();
  for (const subnet of subnets) {
    const cidr = placed.get(subnet.name);
    if (subnet.origin !== 'planned' || cidr === undefined) continue;
    const holds = subnet.smallestPrefixLength !== undefined && cidr.length <= subnet.smallestPrefixLength;
    const isFree = free.some((block) => containsPrefix(block, cidr));
    if (holds && isFree && ![...kept.values()].some((other) => overlaps(other, cidr))) kept.set(subnet, cidr);
  }
  return kept;
}

function planSubnet({name, path, cidr}: Subnet, demands: readonly Demand[]): SubnetPlan {
  const needed = sumOf(demands);
  const length = smallestPrefixLength(name, needed);
  return withRange(
    {
      name,
      path,
      origin: cidr === undefined ? 'planned' : 'given',
      ...(length === undefined ? {} : {smallestPrefixLength: length}),
      usable: 0,
      demands,
      needed,
      free: -needed,
    },
    cidr,
  );
}

function withRange(subnet: SubnetPlan, cidr: Prefix | undefined): SubnetPlan {
  if (cidr === undefined) return subnet;
  const usable = usableAddresses(cidr.length);
  return {...subnet, cidr, usable, free: usable - subnet.needed};
}

function requestFor({name, demands, smallestPrefixLength: length}: SubnetPlan) {
  return {from: placementEnd(name, demands), ...(length === undefined ? {} : {prefixLength: length})};
}

function totalsOf(cluster: Cluster, subnets: readonly SubnetPlan[]): PlanTotals {
  const groups = nodeGroups(cluster);
  const {addressSpace} = cluster.network.virtualNetwork;
  const assigned = subnets.flatMap(({cidr}) => cidr ?? []);
  return {
    nodes: groups.reduce((total, {nodes}) => total + nodes, 0),
    pods: groups.reduce((total, {nodes, maxPods}) => total + nodes * maxPods, 0),
    addresses: subnets.reduce((total, {needed}) => total + needed, 0),
    addressSpace: sizeOfAll(mergePrefixes(addressSpace)),
    unassigned: sizeOfAll(subtractPrefixes(addressSpace, assigned)),
  };
}

function sizeOfAll(prefixes: readonly Prefix[]): number {
  return prefixes.reduce((total, prefix) => total + prefixSize(prefix), 0);
}
