import fc from 'fast-check';
import {expect, test} from 'vitest';
import {makePrefix} from '../../src/ipv4/prefix.ts';
import type {FitReport} from '../../src/network/fit-report.ts';
import {fitAsMarkdown} from '../../src/report/fit-markdown.ts';
import {fitAsText} from '../../src/report/fit-text.ts';
import {bottleneckWords, scaleWords} from '../../src/report/fit-words.ts';
import {plainStyle} from '../../src/report/table.ts';
import {names} from './arbitraries.ts';
import {golden} from './golden.ts';
import {fitOf} from './sample-questions.ts';
import {tagged, withoutTags} from './tagged.ts';

test.each([
  ['10.1.0.0/22', 60],
  ['10.1.0.0/22', 80],
  ['10.2.0.0/20', 80],
  ['169.254.0.0/28', 80],
])('what fits into %s reads well at a width of %d', async (cidr, width) => {
  const text = fitAsText(fitOf(cidr), {width, style: plainStyle});

  await expect(text).toMatchFileSnapshot(golden(`fit-${cidr.replace('/', '-')}-${width}.txt`));
});

test('colour marks headings, objections and what does not fit', async () => {
  const text = fitAsText(fitOf('169.254.0.0/28'), {width: 80, style: tagged});

  await expect(text).toMatchFileSnapshot(golden('fit-169.254.0.0-28-80-painted.txt'));
});

test.each(['10.2.0.0/20', '169.254.0.0/28'])('what fits into %s is a set of tables in Markdown', async (cidr) => {
  const text = fitAsMarkdown(fitOf(cidr));

  await expect(text).toMatchFileSnapshot(golden(`fit-${cidr.replace('/', '-')}.md`));
});

test('what is in the way has words for each limit', () => {
  const texts = [
    bottleneckWords({limit: 'addresses', value: 1}),
    bottleneckWords({limit: 'addresses per virtual network', value: 65_536}),
    bottleneckWords({limit: 'pods per node', value: 250}),
    bottleneckWords({limit: 'pods per cluster', value: 16_000}),
    bottleneckWords({limit: 'nodes per cluster', value: 4000}),
    bottleneckWords({limit: 'machines per availability set', value: 200}),
    bottleneckWords({limit: 'control plane size', value: 5}),
  ];

  expect(texts).toEqual([
    '1 address',
    '65,536 addresses per virtual network',
    'the limit',
    '16,000 pods per cluster',
    '4,000 nodes per cluster',
    '200 machines per availability set',
    'its largest size',
  ]);
});

test('a cluster without a node has nothing to grow', () => {
  const {scale: _, ...withoutScale} = fitOf('10.1.0.0/22').cluster;

  expect(scaleWords(withoutScale)).toBe(undefined);
});

test('no line of what fits is longer than the width, and with colour the text is the same', () => {
  const prefixes = fc
    .tuple(fc.integer({min: 0, max: 2 ** 32 - 1}), fc.integer({min: 8, max: 30}))
    .map(([address, length]) => makePrefix(address, length));
  fc.assert(
    fc.property(prefixes, names, fc.integer({min: 60, max: 200}), (range, name, width) => {
      const report = renamed({...fitOf('10.1.0.0/22'), prefix: range}, name);

      const plain = fitAsText(report, {width, style: plainStyle});
      const painted = fitAsText(report, {width, style: tagged});

      expect(plain.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(plain).toMatch(/^[ -~\n]*\n$/);
      expect(withoutTags(painted)).toBe(withoutTags(plain));
    }),
    {numRuns: 100},
  );
});

/** The report with a name of the user's choice wherever there is one. */
function renamed(report: FitReport, name: string): FitReport {
  const {cluster} = report;
  return {
    ...report,
    collisions: [{prefix: report.prefix, path: [], where: `of peering "${name}"`}],
    groups: report.groups.map((group) => ({...group, name})),
    cluster: {
      ...cluster,
      subnets: cluster.subnets.map((subnet) => ({...subnet, name})),
      growth: cluster.growth.map((group) => ({...group, name})),
    },
  };
}
