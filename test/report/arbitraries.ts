import fc from 'fast-check';
import type {Gateway, Peering} from '../../src/cluster/cluster.ts';
import {formatPrefix, makePrefix, type Prefix} from '../../src/ipv4/prefix.ts';
import type {Demand, SubnetPlan} from '../../src/network/address-plan.ts';
import {controlPlane, newVirtualNetwork, pool, type Sample, sample, subnet} from './sample-plans.ts';

// Random plans, right and wrong: subnets overlap, lie outside, have no range, or are far too small.

/** Names that Azure would accept, and names that only want to break something. */
export const names: fc.Arbitrary<string> = fc.oneof(
  {weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9_.-]{0,20}$/)},
  {weight: 1, arbitrary: fc.stringMatching(/^[WM][A-Z_-]{60,79}$/)},
  {weight: 1, arbitrary: fc.string({unit: 'binary', minLength: 1, maxLength: 80})},
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '</text><script>alert(1)</script>',
      '| a | b |',
      '`code` ``more``',
      '\\| [link](https://example.com) @team #1',
      '<!-- -->',
      ']]>&amp;&#0;"\'',
      '{{name}} {{{name}}}',
      '\u001b[31mred\u001b[0m',
      'line\nbreak\ttab\u2028',
      '\u202eright to left',
      '\u00a0\u00a0',
      ' ',
    ),
  },
);

const prefixes: fc.Arbitrary<Prefix> = fc
  .tuple(fc.integer({min: 0, max: 2 ** 32 - 1}), fc.integer({min: 8, max: 32}))
  .map(([address, length]) => makePrefix(address, length));

const demands: fc.Arbitrary<readonly Demand[]> = fc.oneof(
  fc.constant([]),
  fc
    .tuple(fc.constantFrom(1, 3, 5), fc.integer({min: 1, max: 250}))
    .map(([count, maxPods]) => controlPlane(count, maxPods)),
  fc.constant([{kind: 'gateway', addresses: 27} as const]),
  fc.array(
    fc.oneof(
      fc
        .record({
          name: names,
          nodes: fc.integer({min: 0, max: 4000}),
          maxPods: fc.integer({min: 1, max: 250}),
          surge: fc.integer({min: 0, max: 100}),
          autoscaled: fc.boolean(),
        })
        .map(({name, nodes, maxPods, surge, autoscaled}) => pool(name, nodes, maxPods, {surge, autoscaled})),
      fc.record({
        kind: fc.constantFrom('internal-services' as const, 'reserved' as const),
        addresses: fc.integer({min: 0, max: 65_536}),
      }),
    ),
    {maxLength: 6},
  ),
);

/** A subnet in one of the spaces, or anywhere, or nowhere. */
function subnets(spaces: readonly Prefix[]): fc.Arbitrary<SubnetPlan> {
  const inside = fc
    .tuple(fc.constantFrom(...spaces), fc.nat(), fc.integer({min: 0, max: 16}))
    .map(([space, at, more]) => {
      const length = Math.min(32, space.length + more);
      const places = 2 ** (length - space.length);
      return makePrefix(space.address + (at % places) * 2 ** (32 - length), length);
    });
  const ranges = fc.oneof({weight: 6, arbitrary: inside}, {weight: 1, arbitrary: prefixes});
  return fc
    .tuple(names, fc.option(ranges, {freq: 8, nil: undefined}), demands)
    .map(([name, range, needs]) => subnet(name, range === undefined ? undefined : formatPrefix(range), needs));
}

/** Subnets side by side from the beginning of a range on, small ones next to large ones, as the address plan has them. */
function neighbours(space: Prefix): fc.Arbitrary<SubnetPlan[]> {
  return fc
    .array(fc.tuple(names, fc.integer({min: 1, max: 8}), demands), {minLength: 1, maxLength: 10})
    .map((parts) => {
      let next = space.address;
      return parts.flatMap(([name, share, needs]) => {
        const length = Math.min(32, space.length + 4 + share);
        const size = 2 ** (32 - length);
        const start = Math.ceil(next / size) * size;
        next = start + size;
        const inSpace = next <= space.address + 2 ** (32 - space.length);
        return inSpace ? [subnet(name, formatPrefix(makePrefix(start, length)), needs)] : [];
      });
    });
}

const peerings: fc.Arbitrary<Peering> = fc.record({
  path: fc.constant([]),
  name: names,
  remoteVirtualNetworkId: names,
  remoteAddressSpace: fc.array(prefixes, {minLength: 1, maxLength: 10}),
  useRemoteGateways: fc.boolean(),
  allowForwardedTraffic: fc.boolean(),
});

const gateways: fc.Arbitrary<Gateway> = fc.record({
  path: fc.constant([]),
  type: fc.constant('Vpn' as const),
  sku: fc.constant('VpnGw1AZ'),
  connections: fc.array(
    fc.record({
      path: fc.constant([]),
      name: names,
      circuitId: names,
      cidrs: fc.array(prefixes, {minLength: 1, maxLength: 10}),
    }),
    {maxLength: 14},
  ),
});

/** A plan and a cluster with anything in them that the types allow. */
export const samplesWithFaults: fc.Arbitrary<Sample> = fc
  .array(fc.oneof(prefixes, fc.constant(makePrefix(0x0af00000, 12))), {minLength: 1, maxLength: 4})
  .chain((spaces) =>
    fc.record({
      name: names,
      spaces: fc.constant(spaces),
      subnets: fc.oneof(
        fc.array(subnets(spaces), {minLength: 1, maxLength: 10}),
        ...spaces.slice(0, 1).map(neighbours),
      ),
      peers: fc.array(peerings, {maxLength: 14}),
      gateway: fc.option(gateways, {nil: undefined}),
      existing: fc.boolean(),
      id: names,
      onPremises: fc.array(prefixes, {maxLength: 10}),
      access: fc.constantFrom('public' as const, 'private' as const),
      authorized: fc.array(prefixes, {maxLength: 10}),
    }),
  )
  .map(({name, spaces, subnets: plans, peers, gateway, existing, id, onPremises, access, authorized}) => {
    const around = {peerings: peers, ...(gateway === undefined ? {} : {gateway})};
    const made = newVirtualNetwork(spaces.map(formatPrefix), around);
    const virtualNetwork = existing ? {kind: 'existing' as const, id, addressSpace: spaces} : made;
    const network = {virtualNetwork, onPremisesCidrs: onPremises};
    return sample({name, network, subnets: plans, endpoint: {access, authorizedCidrs: authorized}});
  });
