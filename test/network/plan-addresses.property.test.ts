import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {containsPrefix, formatPrefix, overlaps, type Prefix} from '../../src/ipv4/prefix.ts';
import {firstFit} from '../../src/ipv4/space.ts';
import type {SubnetPlan} from '../../src/network/address-plan.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {anyCluster, anyDefinition} from './arbitrary-cluster.ts';
import {clusterOf, foreignRanges, type Parts, rangesOf} from './clusters.ts';

function plannedRanges(subnets: readonly SubnetPlan[]): readonly Prefix[] {
  return subnets.flatMap(({origin, cidr}) => (origin === 'planned' && cidr !== undefined ? [cidr] : []));
}

/** What each subnet must hold, summed up from the cluster in the plainest way. */
function neededOf(cluster: Cluster, name: string): number {
  const {controlPlane, nodePools, network} = cluster;
  let needed = network.subnets.find((subnet) => subnet.name === name)?.reservedAddresses ?? 0;
  if (controlPlane.subnet === name) needed += controlPlane.count * (1 + controlPlane.maxPods) + 1;
  for (const pool of nodePools) {
    if (pool.subnet === name) needed += (pool.count.max + pool.maxSurge) * (1 + pool.maxPods);
  }
  if (network.internalServices.subnet === name) needed += network.internalServices.addresses;
  const hasGateway = network.virtualNetwork.kind === 'new' && network.virtualNetwork.gateway !== undefined;
  return name === 'GatewaySubnet' && hasGateway ? needed + 27 : needed;
}

/** How many addresses a subnet of this length has for use, by the numbers of Azure's documentation. */
function usable(length: number): number {
  return Math.max(0, 2 ** (32 - length) - 5);
}

/** The definition with one more pool, in a subnet of its own that the plan places. */
function withPool(parts: Parts, declared: boolean, count: number): Parts {
  const subnets = parts.network?.subnets ?? [];
  return {
    ...parts,
    network: {...parts.network, subnets: declared ? [...subnets, {name: 'late'}] : subnets},
    nodePools: [...(parts.nodePools ?? []), {name: 'late', count}],
  };
}

describe('for any cluster', () => {
  test('a planned range has no address in common with anything else', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const {subnets} = planAddresses(cluster);

        const planned = plannedRanges(subnets);
        const given = subnets.flatMap(({origin, cidr}) => (origin === 'given' && cidr !== undefined ? [cidr] : []));
        const others = [...given, ...foreignRanges(cluster)];
        for (const [index, range] of planned.entries()) {
          const clashes = [...planned.slice(index + 1), ...others].filter((other) => overlaps(range, other));
          expect(clashes.map(formatPrefix)).toEqual([]);
        }
      }),
      {numRuns: 500},
    );
  });

  test('a planned range lies in one entry of the address space', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const {subnets, virtualNetwork} = planAddresses(cluster);

        const outside = plannedRanges(subnets).filter(
          (range) => !virtualNetwork.addressSpace.some((entry) => containsPrefix(entry, range)),
        );
        expect(outside.map(formatPrefix)).toEqual([]);
      }),
      {numRuns: 300},
    );
  });

  test('a subnet needs the sum of what is in it', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const {subnets} = planAddresses(cluster);

        const needed = subnets.map((subnet) => [subnet.name, subnet.needed]);
        expect(needed).toEqual(subnets.map(({name}) => [name, neededOf(cluster, name)]));
      }),
      {numRuns: 300},
    );
  });

  test('a planned range holds what the subnet needs, and is the smallest that does', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        for (const {name, origin, cidr, needed, free} of planAddresses(cluster).subnets) {
          if (origin === 'given' || cidr === undefined) continue;
          expect(free).toBe(usable(cidr.length) - needed);
          expect(free).toBeGreaterThanOrEqual(0);
          const longest = name === 'GatewaySubnet' ? 27 : 29;
          expect(cidr.length === longest || usable(cidr.length + 1) < needed).toBe(true);
          expect(cidr.length).toBeLessThanOrEqual(longest);
        }
      }),
      {numRuns: 500},
    );
  });

  test('no two parts of the control plane have one address, and none is missing where all fit', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const {controlPlane, subnets} = planAddresses(cluster);
        const subnet = subnets.find(({name}) => name === controlPlane.subnet);
        const {loadBalancer, nodes, pods} = controlPlane;

        const all = [...(loadBalancer === undefined ? [] : [loadBalancer]), ...nodes, ...pods.flat()];
        expect(new Set(all).size).toBe(all.length);
        const hasAppliances = cluster.network.subnets.some(({routes}) => routes.length > 0);
        if (subnet?.cidr === undefined || subnet.free < 0 || hasAppliances) return;
        fc.pre(cluster.controlPlane.firstAddress === undefined);
        expect(all.length).toBe(1 + cluster.controlPlane.count * (1 + cluster.controlPlane.maxPods));
      }),
      {numRuns: 500},
    );
  });

  test('planned again where everything is, nothing moves', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const plan = planAddresses(cluster);

        const placed = new Map(plan.subnets.flatMap(({name, cidr}) => (cidr === undefined ? [] : [[name, cidr]])));
        expect(planAddresses(cluster, placed)).toEqual(plan);
      }),
      {numRuns: 300},
    );
  });

  test('a subnet stays without a range only if there is none', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const {subnets, virtualNetwork} = planAddresses(cluster);
        fc.pre(virtualNetwork.kind === 'new');

        const taken = [...subnets.flatMap(({cidr}) => cidr ?? []), ...foreignRanges(cluster)];
        for (const {cidr, smallestPrefixLength} of subnets) {
          if (cidr !== undefined || smallestPrefixLength === undefined) continue;
          expect(firstFit(virtualNetwork.addressSpace, taken, smallestPrefixLength)).toBeUndefined();
        }
      }),
      {numRuns: 300},
    );
  });

  test('nothing is placed in an existing virtual network', () => {
    fc.assert(
      fc.property(anyCluster, (cluster) => {
        fc.pre(cluster.network.virtualNetwork.kind === 'existing');

        expect(plannedRanges(planAddresses(cluster).subnets)).toEqual([]);
      }),
      {numRuns: 100},
    );
  });
});

describe('placement is append-only', () => {
  test('a pool that is appended with a subnet of its own moves no other subnet', () => {
    fc.assert(
      fc.property(anyDefinition, fc.boolean(), fc.integer({min: 0, max: 100}), (parts, declared, count) => {
        const before = planAddresses(clusterOf(parts));

        const after = planAddresses(clusterOf(withPool(parts, declared, count)));

        expect(rangesOf(after).filter(([name]) => name !== 'late')).toEqual(rangesOf(before));
      }),
      {numRuns: 500},
    );
  });

  test('a subnet that is declared at the end, for other machines, moves no subnet of nodes', () => {
    fc.assert(
      fc.property(anyDefinition, fc.integer({min: 0, max: 100}), (parts, reservedAddresses) => {
        const subnets = parts.network?.subnets ?? [];
        const roomy = {...parts, network: {...parts.network, virtualNetwork: {addressSpace: ['10.0.0.0/8']}, subnets}};
        const before = planAddresses(clusterOf(roomy));
        fc.pre(before.subnets.every(({cidr}) => cidr !== undefined));

        const late = {name: 'late', reservedAddresses};
        const after = planAddresses(clusterOf({...roomy, network: {...roomy.network, subnets: [...subnets, late]}}));

        expect(rangesOf(after).filter(([name]) => name !== 'late')).toEqual(rangesOf(before));
      }),
      {numRuns: 200},
    );
  });
});
