import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {formatAddress} from '../../src/ipv4/address.ts';
import {containsAddress, containsPrefix, lastAddress, overlaps, prefixSize} from '../../src/ipv4/prefix.ts';
import type {AddressPlan} from '../../src/network/address-plan.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {planRules} from '../../src/network/plan-rules.ts';
import {suggestRanges} from '../../src/network/rules/suggested-ranges.ts';
import {anyCluster} from './arbitrary-cluster.ts';
import {address, clusterOf, foreignRanges} from './clusters.ts';

/** Codes of faults that the range of a given subnet can have. */
const RANGE_CODES = ['VK4001', 'VK4003', 'VK4004', 'VK4005', 'VK4006', 'VK4013'];

function errorsOf(cluster: Cluster, plan: AddressPlan): readonly string[] {
  return planRules(cluster, plan).flatMap(({code, severity}) => (severity === 'error' ? [code] : []));
}

/** Everything that Azure or Kubernetes would object to in the plan, found in the plainest way. */
function objectionsTo(plan: AddressPlan): readonly string[] {
  const {subnets, totals, virtualNetwork, controlPlane} = plan;
  const ranges = subnets.flatMap(({cidr}) => cidr ?? []);
  const space = virtualNetwork.addressSpace;
  const isInside = (cidr: (typeof ranges)[number]) => space.some((entry) => containsPrefix(entry, cidr));
  const statics = [
    ...(controlPlane.loadBalancer === undefined ? [] : [controlPlane.loadBalancer]),
    ...controlPlane.nodes,
  ];
  const home = subnets.find(({name}) => name === controlPlane.subnet)?.cidr;
  const isUsable = (address: number) =>
    home !== undefined && containsAddress(home, address) && address >= home.address + 4 && address < lastAddress(home);
  const objections: readonly (readonly [string, boolean])[] = [
    ['a subnet without a range', ranges.length < subnets.length],
    ['a subnet that is too small', subnets.some(({free}) => free < 0)],
    ['a subnet of a wrong size', ranges.some(({length}) => length > 29 || length < 8)],
    ['a small GatewaySubnet', subnets.some(({name, cidr}) => name === 'GatewaySubnet' && (cidr?.length ?? 0) > 27)],
    ['a subnet outside', !ranges.every(isInside)],
    ['an overlap', ranges.some((range, index) => ranges.slice(index + 1).some((other) => overlaps(range, other)))],
    ['a static address that cannot be', !statics.every(isUsable)],
    ['a static address twice', new Set(statics).size < statics.length],
    ['too many nodes', totals.nodes > 4_000],
    ['too many pods', totals.pods > 16_000],
    ['too many addresses', totals.addresses > 65_536],
  ];
  return objections.filter(([, is]) => is).map(([text]) => text);
}

/** Whether nothing else reaches into the address space: that is for other rules to report. */
function isAlone(cluster: Cluster): boolean {
  const {addressSpace} = cluster.network.virtualNetwork;
  const others = [...addressSpace, ...foreignRanges(cluster)];
  return addressSpace.every((entry) => others.every((other) => other === entry || !overlaps(other, entry)));
}

/** A control plane with a first address in its subnet or near it. */
const anyControlPlane = fc
  .record({
    length: fc.integer({min: 24, max: 29}),
    count: fc.constantFrom<(1 | 3 | 5)[]>(1, 3, 5),
    offset: fc.integer({min: -2, max: 258}),
  })
  .map(({length, count, offset}) =>
    clusterOf({
      network: {subnets: [{name: 'control-plane', cidr: `10.240.4.0/${length}`}]},
      controlPlane: {count, maxPods: 1, firstAddress: formatAddress(address('10.240.4.0') + offset)},
    }),
  );

describe('the rules of the plan', () => {
  test('report an error exactly where a new network or its limits would not take the plan', () => {
    let sound = 0;

    fc.assert(
      fc.property(anyCluster, (cluster) => {
        fc.pre(cluster.network.virtualNetwork.kind === 'new' && isAlone(cluster));
        const plan = planAddresses(cluster);

        const errors = errorsOf(cluster, plan);

        expect({isSound: errors.length === 0, errors, objections: objectionsTo(plan)}).toEqual({
          isSound: objectionsTo(plan).length === 0,
          errors,
          objections: objectionsTo(plan),
        });
        sound += errors.length === 0 ? 1 : 0;
      }),
      {numRuns: 1_000},
    );

    expect(sound).toBeGreaterThan(20);
  });

  test('let static addresses pass exactly if each is its own, in the subnet, and none that Azure keeps', () => {
    fc.assert(
      fc.property(anyControlPlane, (cluster) => {
        const plan = planAddresses(cluster);

        const errors = errorsOf(cluster, plan).filter((code) => code !== 'VK4001');

        const {loadBalancer, nodes} = plan.controlPlane;
        const size = prefixSize(plan.subnets[0]?.cidr ?? {address: 0, length: 32});
        const offsets = [loadBalancer ?? 0, ...nodes].map((each) => each - address('10.240.4.0'));
        const areUsable = offsets.every((offset) => offset >= 4 && offset < size - 1);
        expect({errors: errors.length > 0, offsets}).toEqual({errors: !areUsable, offsets});
        expect(new Set(offsets).size).toBe(cluster.controlPlane.count + 1);
      }),
      {numRuns: 300},
    );
  });

  test('suggest ranges that can be taken all together', () => {
    let suggestions = 0;

    fc.assert(
      fc.property(anyCluster, (cluster) => {
        const plan = planAddresses(cluster);
        const suggested = suggestRanges(cluster, plan);
        fc.pre(suggested.size > 0);

        const subnets = cluster.network.subnets.map((subnet, index) => {
          const before = plan.subnets[index];
          const range = before === undefined ? undefined : suggested.get(before);
          return range === undefined ? subnet : {...subnet, cidr: range};
        });
        const changed = {...cluster, network: {...cluster.network, subnets}};
        const issues = planRules(changed, planAddresses(changed)).filter(({code}) => RANGE_CODES.includes(code));

        const repaired = new Set([...suggested.keys()].map(({path}) => path.join()));
        expect(issues.filter(({path}) => repaired.has(path.slice(0, 3).join()))).toEqual([]);
        suggestions += suggested.size;
      }),
      {numRuns: 300},
    );

    expect(suggestions).toBeGreaterThan(300);
  });
});
