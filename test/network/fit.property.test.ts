import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Cluster} from '../../src/cluster/cluster.ts';
import type {Prefix} from '../../src/ipv4/prefix.ts';
import {fitPrefix} from '../../src/network/fit.ts';
import {type Limit, largestCount, largestMaxPods, roomInSubnet} from '../../src/network/largest.ts';
import {type NodeGroup, nodeGroups} from '../../src/network/node-groups.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {anyCluster} from './arbitrary-cluster.ts';

const NUM_RUNS = {numRuns: 300};

/** Ranges where nothing that random clusters have is in the way. */
const anyFreePrefix = fc.integer({min: 8, max: 30}).map((length): Prefix => ({address: 0x30000000, length}));

/** A cluster, and one of its groups of nodes. */
const anyGroup = fc
  .tuple(anyCluster, fc.nat(12))
  .map(([cluster, index]) => ({cluster, index: index % (cluster.nodePools.length + 1)}));

/** The cluster with another count or maxPods in one group: 0 is the control plane, 1 the first pool. */
function changed(
  cluster: Cluster,
  index: number,
  change: {readonly count?: number; readonly maxPods?: number},
): Cluster {
  const {count, ...rest} = change;
  if (index === 0) return {...cluster, controlPlane: {...cluster.controlPlane, ...change}};
  const counts = count === undefined ? {} : {count: {min: count, max: count, autoscaled: false}};
  const nodePools = cluster.nodePools.map((pool, at) => (at === index - 1 ? {...pool, ...rest, ...counts} : pool));
  return {...cluster, nodePools};
}

function groupOf(cluster: Cluster, index: number): NodeGroup {
  const group = nodeGroups(cluster)[index];
  if (group === undefined) throw new Error(`the cluster has no group ${index}`);
  return group;
}

/** The limits that the cluster exceeds; that of addresses only in the subnet of this group. */
function exceeded(cluster: Cluster, index: number): readonly Limit[] {
  const {subnets, totals} = planAddresses(cluster);
  const {subnet, nodes, surge, maxPods, mostMachines = Infinity} = groupOf(cluster, index);
  const plan = subnets.find(({name}) => name === subnet);
  const tests: readonly (readonly [Limit, boolean])[] = [
    ['addresses', plan?.origin === 'given' && plan.free < 0],
    ['addresses per virtual network', totals.addresses > 65_536],
    ['pods per cluster', totals.pods > 16_000],
    ['nodes per cluster', totals.nodes > 4_000],
    ['pods per node', maxPods > 250],
    ['machines per availability set', nodes + surge > mostMachines],
  ];
  return tests.filter(([, is]) => is).map(([limit]) => limit);
}

/**
 * The cluster with `prefix` as its address space, all subnets placed by the plan, and nothing else to keep clear of.
 */
function movedTo(cluster: Cluster, prefix: Prefix): Cluster {
  const {network} = cluster;
  const subnets = network.subnets.map(({cidr: _, ...subnet}) => subnet);
  const old = network.virtualNetwork;
  const gateway = old.kind === 'new' && old.gateway !== undefined ? {gateway: {...old.gateway, connections: []}} : {};
  const virtualNetwork = {kind: 'new' as const, addressSpace: [prefix], dnsServers: [], peerings: [], ...gateway};
  const serviceCidr = {address: 0xac100000, length: 16};
  return {...cluster, network: {...network, subnets, virtualNetwork, serviceCidr, onPremisesCidrs: []}};
}

function hasPlaceForAll(cluster: Cluster): boolean {
  return planAddresses(cluster).subnets.every(({cidr}) => cidr !== undefined);
}

describe('the largest numbers of a group of nodes in its subnet', () => {
  test('the largest count exceeds no limit, and one node more exceeds its bottleneck', () => {
    fc.assert(
      fc.property(anyGroup, ({cluster, index}) => {
        const group = groupOf(cluster, index);

        const {value, bottleneck} = largestCount(group, roomInSubnet(planAddresses(cluster), group));

        if (value > 0) expect(exceeded(changed(cluster, index, {count: value}), index)).toEqual([]);
        if (bottleneck.limit === 'control plane size') expect(value).toBe(5);
        else {
          const next = index === 0 ? ([1, 3, 5].find((count) => count > value) ?? 7) : value + 1;
          expect(exceeded(changed(cluster, index, {count: next}), index)).toContain(bottleneck.limit);
        }
      }),
      NUM_RUNS,
    );
  });

  test('the largest maxPods exceeds no limit, and one pod more exceeds its bottleneck', () => {
    fc.assert(
      fc.property(anyGroup, ({cluster, index}) => {
        const group = groupOf(cluster, index);

        const {value, bottleneck} = largestMaxPods(group, roomInSubnet(planAddresses(cluster), group));

        const own = (limit: Limit) => limit !== 'machines per availability set';
        if (value > 0) expect(exceeded(changed(cluster, index, {maxPods: value}), index).filter(own)).toEqual([]);
        expect(exceeded(changed(cluster, index, {maxPods: value + 1}), index)).toContain(bottleneck.limit);
      }),
      NUM_RUNS,
    );
  });
});

describe('fitting a range', () => {
  test('a group fits exactly if its subnet has room when it is alone there and has the range', () => {
    fc.assert(
      fc.property(anyGroup, anyFreePrefix, ({cluster, index}, prefix) => {
        const {name} = groupOf(cluster, index);
        const report = fitPrefix(cluster, planAddresses(cluster), prefix).groups[index];

        const alone = {
          ...movedTo(cluster, prefix),
          nodePools: index === 0 ? [] : cluster.nodePools.slice(index - 1, index),
        };
        const only = index === 0 ? alone.controlPlane.subnet : (alone.nodePools[0]?.subnet ?? '');
        const subnet = {...alone.network.subnets[0], name: only, cidr: prefix, reservedAddresses: 0, declared: true};
        const elsewhere = index === 0 ? alone : {...alone, controlPlane: {...alone.controlPlane, subnet: 'elsewhere'}};
        const network = {...alone.network, subnets: [subnet], internalServices: {subnet: 'elsewhere', addresses: 0}};
        const [plan] = planAddresses({...elsewhere, network} as Cluster).subnets;

        expect({name: report?.name, needed: report?.needed, free: report?.free, fits: report?.fits}).toEqual({
          name,
          needed: plan?.needed,
          free: plan?.free,
          fits: (plan?.free ?? 0) >= 0,
        });
      }),
      NUM_RUNS,
    );
  });

  test('the whole cluster is laid out as the address plan would', () => {
    fc.assert(
      fc.property(anyCluster, anyFreePrefix, (cluster, prefix) => {
        const {cluster: report} = fitPrefix(cluster, planAddresses(cluster), prefix);

        const moved = planAddresses(movedTo(cluster, prefix));
        expect(report.subnets.map(({name, cidr}) => ({name, cidr}))).toEqual(
          moved.subnets.map(({name, cidr}) => ({name, cidr})),
        );
        expect(report.fits).toBe(moved.subnets.every(({cidr}) => cidr !== undefined));
        expect(report.unassigned).toBe(moved.totals.unassigned);
      }),
      NUM_RUNS,
    );
  });

  test('everything fits into the smallest address space, and not into half of it', () => {
    fc.assert(
      fc.property(anyCluster, anyFreePrefix, (cluster, prefix) => {
        const length = fitPrefix(cluster, planAddresses(cluster), prefix).cluster.smallestPrefixLength;

        const into = (space: number) => hasPlaceForAll(movedTo(cluster, {address: 0x30000000, length: space}));
        if (length === undefined) expect(into(8)).toBe(false);
        else expect([into(length), into(length + 1)]).toEqual([true, false]);
      }),
      NUM_RUNS,
    );
  });

  test('a pool can grow to its count alone, and one node more is too many', () => {
    fc.assert(
      fc.property(anyGroup, anyFreePrefix, ({cluster, index}, prefix) => {
        fc.pre(index > 0);
        const growth = fitPrefix(cluster, planAddresses(cluster), prefix).cluster.growth[index];

        const {value, bottleneck} = growth?.largestCount ?? {value: -1, bottleneck: {limit: 'addresses' as const}};
        const at = (count: number) => movedTo(changed(cluster, index, {count}), prefix);
        const isTooMany = (count: number) =>
          exceeded(at(count), index).includes(bottleneck.limit) ||
          (bottleneck.limit === 'addresses' && !hasPlaceForAll(at(count)));
        if (value > 0) {
          expect(hasPlaceForAll(at(value))).toBe(true);
          expect(exceeded(at(value), index)).toEqual([]);
        }
        expect(isTooMany(value + 1)).toBe(true);
      }),
      NUM_RUNS,
    );
  });

  test('all pools can grow by the percentage together, and one per cent more is too much', () => {
    fc.assert(
      fc.property(anyCluster, anyFreePrefix, (cluster, prefix) => {
        const {scale} = fitPrefix(cluster, planAddresses(cluster), prefix).cluster;
        fc.pre(scale !== undefined);

        const at = (percent: number): Cluster => {
          const nodePools = cluster.nodePools.map((pool) => {
            const count = Math.ceil((pool.count.max * percent) / 100);
            return {...pool, count: {min: count, max: count, autoscaled: false}};
          });
          return movedTo({...cluster, nodePools}, prefix);
        };
        const holds = (percent: number) =>
          hasPlaceForAll(at(percent)) &&
          nodeGroups(at(percent)).every((_, index) => exceeded(at(percent), index).length === 0);
        if (scale.percent > 0) expect(holds(scale.percent)).toBe(true);
        expect(holds(scale.percent + 1)).toBe(false);
      }),
      NUM_RUNS,
    );
  });
});
