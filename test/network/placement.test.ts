import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatPrefix, type Prefix} from '../../src/ipv4/prefix.ts';
import {firstFit, lastFit} from '../../src/ipv4/space.ts';
import {
  freeBlocks,
  largestBlock,
  type PlacementEnd,
  type PlacementRequest,
  placementEnd,
  placeSubnets,
} from '../../src/network/placement.ts';
import {anyPrefix} from './arbitrary-cluster.ts';
import {prefix} from './clusters.ts';

const anyRequest: fc.Arbitrary<PlacementRequest> = fc.record({
  from: fc.constantFrom<PlacementEnd[]>('start', 'start', 'end', 'very-end'),
  prefixLength: fc.integer({min: 18, max: 29}),
});

/** Places the requests one by one, looking at all that is taken each time. */
function placeOneByOne(
  requests: readonly PlacementRequest[],
  space: readonly Prefix[],
  taken: readonly Prefix[],
): readonly (Prefix | undefined)[] {
  const ranges = new Map<number, Prefix>();
  for (const end of ['very-end', 'end', 'start']) {
    for (const [index, {from, prefixLength = 33}] of requests.entries()) {
      if (from !== end) continue;
      const place = end === 'start' ? firstFit : lastFit;
      const range = place(space, [...taken, ...ranges.values()], prefixLength);
      if (range !== undefined) ranges.set(index, range);
    }
  }
  return requests.map((_, index) => ranges.get(index));
}

test('subnets are placed as if each were fitted into all that the ones before left', () => {
  const space = fc.array(anyPrefix(14, 24), {minLength: 1, maxLength: 3});
  fc.assert(
    fc.property(
      space,
      fc.array(anyPrefix(16, 28), {maxLength: 6}),
      fc.array(anyRequest, {maxLength: 12}),
      (a, b, requests) => {
        const ranges = placeSubnets(requests, freeBlocks(a, b));

        expect(ranges).toEqual(placeOneByOne(requests, a, b));
      },
    ),
    {numRuns: 500},
  );
});

test('a subnet of which no prefix is large enough has no place', () => {
  const ranges = placeSubnets([{from: 'start'}, {from: 'start', prefixLength: 24}], [prefix('10.0.0.0/16')]);

  expect(ranges).toEqual([undefined, prefix('10.0.0.0/24')]);
});

test('what is free of touching entries is not joined', () => {
  const blocks = freeBlocks([prefix('10.0.1.0/24'), prefix('10.0.0.0/24')], [prefix('10.0.0.0/26')]);

  expect(blocks.map(formatPrefix)).toEqual(['10.0.1.0/24', '10.0.0.64/26', '10.0.0.128/25']);
});

test('the largest block is the first of several', () => {
  const blocks = ['10.0.0.0/26', '10.0.1.0/24', '10.0.2.0/24'].map(prefix);

  expect([largestBlock(blocks), largestBlock([])]).toEqual([prefix('10.0.1.0/24'), undefined]);
});

test.each([
  ['apps', [{kind: 'nodes' as const}], 'start'],
  ['jump', [], 'end'],
  ['gatewaysubnet', [], 'very-end'],
])('subnet %s with %j is placed from the %s', (name, kinds, expected) => {
  const counts = {
    role: 'pool' as const,
    name,
    path: [],
    nodes: 1,
    autoscaled: false,
    surge: 0,
    maxPods: 1,
    addresses: 2,
  };

  expect(
    placementEnd(
      name,
      kinds.map(({kind}) => ({kind, ...counts})),
    ),
  ).toBe(expected);
});
