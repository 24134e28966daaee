import type {Cluster, Subnet} from '../cluster/cluster.ts';
import {lastAddress, type Prefix, prefixSize} from '../ipv4/prefix.ts';
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
 */
export function planAddresses(cluster: Cluster): AddressPlan {
  const {virtualNetwork, serviceCidr, dnsServiceIP} = cluster.network;
  const subnets = planSubnets(cluster);
  const ofControlPlane = subnets.find(({name}) => name === cluster.controlPlane.subnet);
  return {
    cluster: cluster.name,
    virtualNetwork: {kind: virtualNetwork.kind, addressSpace: virtualNetwork.addressSpace},
    subnets,
    controlPlane: placeControlPlane(cluster.controlPlane, ofControlPlane?.cidr),
    // The first address that a Service can have is the API server's (Kubernetes: kube-apiserver, Service "kubernetes").
    services: {
      cidr: serviceCidr,
      dns: dnsServiceIP,
      apiServer: Math.min(serviceCidr.address + 1, lastAddress(serviceCidr)),
    },
    totals: totalsOf(cluster, subnets),
  };
}

function planSubnets(cluster: Cluster): readonly SubnetPlan[] {
  const {subnets, virtualNetwork} = cluster.network;
  const demands = demandsOf(cluster);
  const unplaced = subnets.map((subnet, index) => planSubnet(subnet, demands[index] ?? []));
  if (virtualNetwork.kind === 'existing') return unplaced;

  const given = subnets.flatMap(({cidr}) => cidr ?? []);
  const free = freeBlocks(virtualNetwork.addressSpace, [...given, ...blockedRanges(cluster)]);
  const planned = unplaced.filter(({origin}) => origin === 'planned');
  const ranges = placeSubnets(planned.map(requestFor), free);
  const rangeOf = new Map(planned.map((subnet, index) => [subnet, ranges[index]]));
  return unplaced.map((subnet) => withRange(subnet, rangeOf.get(subnet) ?? subnet.cidr));
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
