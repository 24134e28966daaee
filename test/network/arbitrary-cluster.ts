import fc from 'fast-check';
import type {Cluster} from '../../src/cluster/cluster.ts';
import type {
  WrittenConnection,
  WrittenControlPlane,
  WrittenNetwork,
  WrittenNodePool,
  WrittenPeering,
  WrittenSubnet,
  WrittenVirtualNetwork,
} from '../../src/definition/cluster-definition.generated.ts';
import {formatAddress} from '../../src/ipv4/address.ts';
import {formatPrefix, makePrefix, type Prefix} from '../../src/ipv4/prefix.ts';
import {clusterOf, type Parts} from './clusters.ts';

// Clusters of every kind, sound and faulty, made from definitions so that names, paths and order are as always.

/** Where ranges are: mostly close together, so that they meet; sometimes at the ends of IPv4 or anywhere. */
const anyAddress = fc.oneof(
  {weight: 12, arbitrary: fc.integer({min: 0x0a000000, max: 0x0a03ffff})},
  {weight: 2, arbitrary: fc.integer({min: 0x0a000000, max: 0x0affffff})},
  {weight: 1, arbitrary: fc.integer({min: 0, max: 2 ** 32 - 1})},
  {weight: 1, arbitrary: fc.integer({min: 0xfffff000, max: 2 ** 32 - 1})},
);

/** A prefix whose length is between the two. */
export function anyPrefix(shortest: number, longest: number): fc.Arbitrary<Prefix> {
  return fc
    .tuple(anyAddress, fc.integer({min: shortest, max: longest}))
    .map(([address, length]) => makePrefix(address, length));
}

const cidr = (shortest: number, longest: number) => anyPrefix(shortest, longest).map(formatPrefix);
const cidrs = (shortest: number, longest: number, maxLength: number) =>
  fc.uniqueArray(cidr(shortest, longest), {maxLength});
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {freq: 4, nil: undefined});

/** Few enough nodes that most clusters keep the limits; sometimes far too many. */
const anyCount = fc.oneof(
  {weight: 6, arbitrary: fc.integer({min: 0, max: 40})},
  {weight: 3, arbitrary: fc.record({min: fc.integer({min: 0, max: 10}), max: fc.integer({min: 1, max: 60})})},
  {weight: 1, arbitrary: fc.integer({min: 0, max: 4_000})},
);

const fewNodes = fc.oneof(
  {weight: 3, arbitrary: fc.integer({min: 0, max: 9})},
  {weight: 1, arbitrary: fc.record({min: fc.constant(0), max: fc.integer({min: 1, max: 9})})},
);

const anyMaxPods = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(1, 30, 50, 110, 250)},
  {weight: 1, arbitrary: fc.integer({min: 1, max: 250})},
);

type AnyCount = typeof anyCount | typeof fewNodes;

/** What a pool has to do with addresses, but for its name. */
const poolsWith = (count: AnyCount) =>
  fc.record({
    count,
    maxPods: anyMaxPods,
    maxSurge: fc.oneof({weight: 9, arbitrary: fc.constantFrom(0, 1, 2)}, fc.integer({min: 0, max: 100})),
    type: fc.constantFrom('scaleSet' as const, 'scaleSet' as const, 'virtualMachines' as const),
    subnet: fc.constantFrom('own', 'own', 's0', 's1', 's2', 'control-plane'),
  });

const subnetsWith = (ranges: fc.Arbitrary<string>, freq: number) =>
  fc.record({
    cidr: fc.option(ranges, {freq, nil: undefined}),
    reservedAddresses: rarely(fc.integer({min: 0, max: 300})),
  });

const anyControlPlane: fc.Arbitrary<WrittenControlPlane> = fc
  .record({
    count: fc.constantFrom<(1 | 3 | 5)[]>(1, 3, 5),
    maxPods: anyMaxPods,
    subnet: fc.constantFrom('control-plane', 'control-plane', 's0'),
    firstAddress: fc.option(anyAddress.map(formatAddress), {freq: 7, nil: undefined}),
  })
  .map(withoutAbsent);

const anyPeering = fc.record({remoteAddressSpace: fc.uniqueArray(cidr(10, 24), {minLength: 1, maxLength: 2})});

/** What of a network is chosen at random. */
interface NetworkParts {
  readonly addressSpace: string[];
  readonly existing: boolean;
  readonly peerings: readonly {readonly remoteAddressSpace: string[]}[];
  /** Present: there is a gateway. */
  readonly connections: readonly {readonly cidrs: string[]}[] | undefined;
  readonly serviceCidr: string;
  readonly onPremisesCidrs: string[];
  readonly internalServices: {readonly addresses: number};
  readonly subnets: readonly Value<ReturnType<typeof subnetsWith>>[];
}

/** Everything that can be in anybody's way. */
const anyNetwork: fc.Arbitrary<NetworkParts> = fc.record({
  addressSpace: fc.uniqueArray(cidr(8, 26), {minLength: 1, maxLength: 3}),
  existing: fc.constantFrom(false, false, false, true),
  peerings: fc.array(anyPeering, {maxLength: 2}),
  connections: rarely(fc.array(fc.record({cidrs: cidrs(8, 24, 2)}), {maxLength: 2})),
  serviceCidr: fc.oneof({weight: 4, arbitrary: fc.constant('172.16.0.0/16')}, cidr(12, 32)),
  onPremisesCidrs: cidrs(0, 24, 2),
  internalServices: fc.record({addresses: fc.integer({min: 0, max: 600})}),
  subnets: fc.array(subnetsWith(cidr(7, 30), 2), {maxLength: 5}),
});

/** Room for most clusters, and nothing around. */
const roomyNetwork: fc.Arbitrary<NetworkParts> = fc.record({
  addressSpace: fc.constantFrom<string[][]>(
    ['10.0.0.0/8'],
    ['10.0.0.0/14'],
    ['10.0.0.0/18', '10.1.0.0/16'],
    ['10.3.0.0/20'],
  ),
  existing: fc.constant(false),
  peerings: fc.constant([]),
  connections: fc.option(fc.constant([]), {nil: undefined}),
  serviceCidr: fc.constant('172.16.0.0/16'),
  onPremisesCidrs: fc.constant([]),
  internalServices: fc.record({addresses: fc.integer({min: 0, max: 20})}),
  subnets: fc.array(subnetsWith(cidr(18, 27), 3), {maxLength: 5}),
});

const definitionsWith = (network: fc.Arbitrary<NetworkParts>, count: AnyCount) =>
  fc.tuple(network, anyControlPlane, fc.array(poolsWith(count), {minLength: 1, maxLength: 12})).map(
    ([theNetwork, controlPlane, pools]): Parts => ({
      network: networkOf(theNetwork),
      controlPlane,
      nodePools: pools.map(poolOf),
    }),
  );

/**
 * Definitions of clusters with 1 to 12 pools: new and existing networks, ranges given, implied and shared, with and
 * without room.
 */
export const anyDefinition: fc.Arbitrary<Parts> = fc.oneof(
  {weight: 2, arbitrary: definitionsWith(anyNetwork, anyCount)},
  {weight: 1, arbitrary: definitionsWith(roomyNetwork, fewNodes)},
);

/** Clusters of all these definitions. */
export const anyCluster: fc.Arbitrary<Cluster> = anyDefinition.map(clusterOf);

/** A pool called `p3` where `index` is 3. */
function poolOf({subnet, ...pool}: Value<ReturnType<typeof poolsWith>>, index: number): WrittenNodePool {
  const name = `p${index}`;
  return {name, ...pool, ...(subnet === 'own' ? {} : {subnet})};
}

type Value<A> = A extends fc.Arbitrary<infer V> ? V : never;

function networkOf(network: NetworkParts): WrittenNetwork {
  const {existing, addressSpace, peerings, connections, subnets, ...rest} = network;
  const virtualNetwork: WrittenVirtualNetwork = existing
    ? {id: '/subscriptions/0/resourceGroups/corp/providers/Microsoft.Network/virtualNetworks/corp', addressSpace}
    : {
        addressSpace,
        peerings: peerings.map(peeringOf),
        ...(connections === undefined
          ? {}
          : {gateway: {type: 'Vpn' as const, connections: connections.map(connectionOf)}}),
      };
  return {...rest, virtualNetwork, subnets: subnets.map((subnet, index) => subnetOf(subnet, index))};
}

/** The first three can be shared; the others are the control plane's and the gateway's, or nobody's. */
const SUBNET_NAMES = ['s0', 's1', 'control-plane', 'GatewaySubnet', 'unused'];

function subnetOf(subnet: Value<ReturnType<typeof subnetsWith>>, index: number): WrittenSubnet {
  return {name: SUBNET_NAMES[index] ?? `s${index}`, ...withoutAbsent(subnet)};
}

function peeringOf(peering: NetworkParts['peerings'][number], index: number): WrittenPeering {
  return {name: `peer${index}`, remoteVirtualNetworkId: `/peer${index}`, ...peering};
}

function connectionOf({cidrs: ranges}: {readonly cidrs: string[]}, index: number): WrittenConnection {
  return {name: `site${index}`, peerAddress: '203.0.113.10', cidrs: ranges};
}

/** The same without keys whose value is undefined: a definition has no such keys. */
function withoutAbsent<T extends object>(value: T): {[Key in keyof T]: Exclude<T[Key], undefined>} {
  const present = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(present) as {[Key in keyof T]: Exclude<T[Key], undefined>};
}
