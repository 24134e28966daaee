import fc from 'fast-check';
import {expect, test} from 'vitest';
import {asciiWording, formatPercent, misfitsOf, printable, roomOf, sumTerms} from '../../src/report/plan-words.ts';
import {controlPlane, pool, subnet} from './sample-plans.ts';
import {samples} from './samples.ts';

test.each([
  [0, 10, '0%'],
  [1, 1000, '<1%'],
  [94, 251, '37%'],
  [806, 1019, '79%'],
  [999, 1000, '99%'],
  [10, 10, '100%'],
  [1001, 1000, '101%'],
  [357, 251, '142%'],
  [15_311, 123, '12,448%'],
  [0, 0, '-'],
  [5, 0, '-'],
])('%i of %i is %s', (part, whole, text) => {
  expect(formatPercent(part, whole)).toBe(text);
});

test('what cannot be printed as it is becomes visible', () => {
  const text = printable('a\u001b[31m\u202eb\n\u00e9\u{1f600}');

  expect(text).toBe('a\\u{1b}[31m\\u{202e}b\\u{a}\\u{e9}\\u{1f600}');
});

test('printable text is ASCII without control characters, and plain names stay as they are', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), fc.stringMatching(/^[\w.-]*$/), (any, plain) => {
      expect(printable(any)).toMatch(/^[ -~]*$/);
      expect(printable(plain)).toBe(plain);
    }),
  );
});

test('the sum names what takes the addresses', () => {
  const demands = [
    ...controlPlane(),
    {kind: 'internal-services', addresses: 8} as const,
    {kind: 'reserved', addresses: 1600} as const,
    {kind: 'gateway', addresses: 27} as const,
  ];

  const terms = sumTerms(subnet('control-plane', '10.0.0.0/20', demands), asciiWording);

  expect(terms).toEqual([
    '3 machines x (30 pods + 1)',
    '1 load balancer',
    '8 for internal Services',
    '1,600 kept free',
    '27 for the gateway',
  ]);
});

test.each([
  ['the only pool of its own subnet', [pool('a', 25)], ['(25 nodes + 1 surge) x (30 pods + 1)']],
  ['one that is autoscaled', [pool('a', 25, 30, {autoscaled: true})], ['(25 max + 1 surge) x (30 pods + 1)']],
  ['one without surge', [pool('a', 1, 1, {surge: 0})], ['1 node x (1 pod + 1)']],
  ['one in another subnet', [pool('b', 2, 30, {surge: 0})], ['b: 2 nodes x (30 pods + 1)']],
  [
    'two',
    [pool('a', 1, 9), pool('b', 2, 9)],
    ['a: (1 node + 1 surge) x (9 pods + 1)', 'b: (2 nodes + 1 surge) x (9 pods + 1)'],
  ],
])('the sum of %s is as long as it must be', (_, demands, terms) => {
  expect(sumTerms(subnet('a', '10.0.0.0/16', demands), asciiWording)).toEqual(terms);
});

test.each([
  ['addresses, without pools', subnet('a', '10.0.0.0/24', controlPlane()), {text: '157 addresses', tone: 'good'}],
  ['one address', subnet('a', '10.0.0.0/29', [{kind: 'reserved', addresses: 2}]), {text: '1 address', tone: 'good'}],
  ['nodes of the only pool', subnet('a', '10.0.0.0/24', [pool('a', 2)]), {text: '5 more nodes', tone: 'good'}],
  ['one node', subnet('a', '10.0.0.0/24', [pool('a', 6)]), {text: '1 more node', tone: 'good'}],
  ['no node', subnet('a', '10.0.0.0/24', [pool('a', 7)]), {text: 'no more nodes', tone: 'tight'}],
  ['nothing', subnet('a', '10.0.0.0/29', [{kind: 'reserved', addresses: 3}]), {text: 'full', tone: 'tight'}],
  ['no addresses at all', subnet('a', '10.0.0.0/30', []), {text: 'no usable address', tone: 'tight'}],
  [
    'as many nodes of each pool',
    subnet('a', '10.0.0.0/24', [pool('a', 1), pool('b', 1)]),
    {text: '4 more nodes', tone: 'good'},
  ],
  [
    'nodes of two pools',
    subnet('a', '10.0.0.0/24', [pool('a', 1), pool('b', 1, 50)]),
    {text: '2 more in a or 1 more in b', tone: 'good'},
  ],
  [
    'nodes of many pools',
    subnet('a', '10.0.0.0/23', [pool('a', 1), pool('b', 1, 50), pool('c', 1, 9)]),
    {text: '6 to 32 more nodes', tone: 'good'},
  ],
  ['less than nothing', subnet('a', '10.0.0.0/24', [pool('a', 6, 50)]), {text: 'DOES NOT FIT: 106 short', tone: 'bad'}],
  ['no range', subnet('a', undefined, controlPlane()), {text: 'NO RANGE', tone: 'bad'}],
])('a subnet has room for %s', (_, plan, room) => {
  expect(roomOf(plan, asciiWording)).toEqual(room);
});

test('misfits say what they need and what they have', () => {
  const {plan} = samples.broken;

  const misfits = {
    made: misfitsOf(plan),
    existing: misfitsOf({...plan, virtualNetwork: {...plan.virtualNetwork, kind: 'existing'}}).slice(0, 1),
  };

  const long = 'a-subnet-with-a-name-of-eighty-characters-which-is-the-most-that-Azure-allows-for';
  expect(misfits).toEqual({
    made: [
      {subnet: 'control-plane', text: 'needs 94 addresses (a /25), and no range of that size is free'},
      {subnet: 'apps', text: 'needs 15,311 addresses (a /18), but 10.0.0.0/25 has 123 usable'},
      {subnet: long, text: 'needs 2,008,502 addresses (a /11), and no range of that size is free'},
    ],
    existing: [{subnet: 'control-plane', text: 'needs 94 addresses (a /25), but its range is not known'}],
  });
});

test('what not even the largest subnet can hold is said to be too much', () => {
  const plan = {...samples.minimal.plan, subnets: [subnet('a', undefined, [pool('a', 4000, 250, {surge: 100_000})])]};

  const misfits = misfitsOf(plan);

  const text = "needs 26,104,000 addresses (more than Azure's largest subnet, a /8), and no range of that size is free";
  expect(misfits).toEqual([{subnet: 'a', text}]);
});
