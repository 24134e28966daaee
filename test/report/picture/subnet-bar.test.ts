import fc from 'fast-check';
import {expect, test} from 'vitest';
import {barOf, type Segment} from '../../../src/report/picture/subnet-bar.ts';
import {samplesWithFaults} from '../arbitraries.ts';
import {address, controlPlane, pool, subnet} from '../sample-plans.ts';

/** Segments without what may be written on them. */
function outlines(segments: readonly Segment[]): readonly string[] {
  return segments.map(({meaning, from, to}) => `${meaning} ${from}-${to}`);
}

test("dynamic addresses are filled in between Azure's and the static ones", () => {
  const plan = subnet('control-plane', '10.0.0.0/26', controlPlane(1, 10));

  const bar = barOf(plan, ['10.0.0.8', '10.0.0.9'].map(address));

  expect(bar.size).toBe(64);
  expect(bar.length).toBe(64);
  expect(outlines(bar.segments)).toEqual([
    'azure 0-4',
    'pod 4-8',
    'load-balancer 8-9',
    'machine 9-10',
    'pod 10-16',
    'free 16-63',
    'azure 63-64',
  ]);
});

test('of two parts of the same pods, the larger one has the label', () => {
  const plan = subnet('control-plane', '10.0.0.0/26', controlPlane(1, 10));

  const {segments} = barOf(plan, ['10.0.0.8', '10.0.0.9'].map(address));

  const pods = segments.filter(({meaning}) => meaning === 'pod').map(({labels}) => labels);
  expect(pods).toEqual([[], ['10 pods', '10']]);
});

test('each pool has its nodes and its pods, in the order of the definition', () => {
  const plan = subnet('shared', '10.0.0.0/24', [
    pool('shared', 1, 9, {surge: 0}),
    pool('b', 2, 4),
    {kind: 'internal-services', addresses: 8},
    {kind: 'reserved', addresses: 1},
    {kind: 'gateway', addresses: 2},
  ]);

  const {segments} = barOf(plan, []);

  expect(segments.map(({meaning, from, to, labels}) => [meaning, to - from, ...labels])).toEqual([
    ['azure', 4, 'Azure'],
    ['node', 1, '1 node', '1'],
    ['pod', 9, '9 pods', '9'],
    ['node', 3, '3 nodes', '3'],
    ['pod', 12, 'b: 12 pods', '12 pods', '12'],
    ['internal-services', 8, '8 for internal Services', '8 Services', '8'],
    ['reserved', 1, '1 kept free', '1'],
    ['gateway', 2, '2 for the gateway', 'gateway'],
    ['free', 215, '215 free', 'free'],
    ['azure', 1],
  ]);
});

test('what does not fit lies beyond the end of the subnet', () => {
  const bar = barOf(subnet('gpu', '10.0.0.0/28', [pool('gpu', 1, 9)]), []);

  expect(bar.length).toBe(25);
  expect(outlines(bar.segments)).toEqual(['azure 0-4', 'node 4-6', 'pod 6-15', 'azure 15-16', 'missing 16-25']);
});

test('a subnet without a range is all missing', () => {
  const bar = barOf(subnet('a', undefined, controlPlane(1, 1)), []);

  expect(bar).toEqual({
    size: 0,
    length: 3,
    segments: [{meaning: 'missing', from: 0, to: 3, labels: ['3 missing', 'missing']}],
  });
});

test.each([
  ['10.0.0.0/30', ['azure 0-4']],
  ['10.0.0.0/32', ['azure 0-1']],
  ['10.0.0.0/29', ['azure 0-4', 'free 4-7', 'azure 7-8']],
])('Azure keeps what there is of %s', (cidr, segments) => {
  expect(outlines(barOf(subnet('a', cidr, []), []).segments)).toEqual(segments);
});

test('a bar has every address once, and as many of each kind as are needed', () => {
  fc.assert(
    fc.property(samplesWithFaults, ({plan}) => {
      for (const each of plan.subnets) {
        const {size, length, segments} = barOf(each, []);
        const total = (...meanings: readonly string[]) =>
          segments.reduce((sum, {meaning, from, to}) => sum + (meanings.includes(meaning) ? to - from : 0), 0);

        const ends = segments.map(({to}) => to);
        const everything = ['load-balancer', 'machine', 'node', 'pod', 'internal-services', 'reserved', 'gateway'];
        expect(segments.map(({from}) => from)).toEqual([0, ...ends].slice(0, segments.length));
        expect(ends.at(-1) ?? 1).toBe(length);
        expect(total(...everything) + total('missing')).toBe(each.needed);
        expect(total('free')).toBe(Math.max(0, each.free));
        expect(total('azure')).toBe(Math.min(5, size > 4 ? 5 : size));
      }
    }),
    {numRuns: 200},
  );
});
