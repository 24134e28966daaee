import fc from 'fast-check';
import {expect, test} from 'vitest';
import {comparePlans} from '../../src/network/what-if.ts';
import {comparisonAsMarkdown} from '../../src/report/comparison-markdown.ts';
import {comparisonAsText} from '../../src/report/comparison-text.ts';
import {arrowBetween} from '../../src/report/comparison-words.ts';
import {plainStyle} from '../../src/report/table.ts';
import {names, samplesWithFaults} from './arbitraries.ts';
import {golden} from './golden.ts';
import {comparison, noChange, settings} from './sample-questions.ts';
import {tagged, withoutTags} from './tagged.ts';

test.each([60, 80, 120])('a comparison reads well at a width of %d', async (width) => {
  const text = comparisonAsText(comparison, settings, {width, style: plainStyle});

  await expect(text).toMatchFileSnapshot(golden(`comparison-${width}.txt`));
});

test.each([80, 120])('colour tells what changes from what does not, at a width of %d', async (width) => {
  const text = comparisonAsText(comparison, settings, {width, style: tagged});

  await expect(text).toMatchFileSnapshot(golden(`comparison-${width}-painted.txt`));
});

test('a comparison without a difference has no arrow', async () => {
  const text = comparisonAsText(noChange, ['apps.maxPods=30'], {width: 120, style: plainStyle});

  await expect(text).toMatchFileSnapshot(golden('comparison-without-change.txt'));
});

test('a comparison is a table of what changes in Markdown', async () => {
  const text = comparisonAsMarkdown(comparison, settings);

  await expect(text).toMatchFileSnapshot(golden('comparison.md'));
});

test('a comparison without a difference has no table in Markdown', () => {
  const text = comparisonAsMarkdown(noChange, ['apps.maxPods=30']);

  expect(text).toBe(
    [
      '**What if `apps.maxPods=30`**: 0 subnets changed. 4 subnets without change.',
      '',
      '- nodes 36 of 4,000',
      '- pods 1,200 of 16,000',
      '- addresses 1,358 of 65,536',
      '',
    ].join('\n'),
  );
});

test.each([
  ['6 more nodes', '39 more nodes', '6 -> 39 more nodes'],
  ['1 more node', '39 more nodes', '1 more node -> 39 more nodes'],
  ['29 addresses', 'full', '29 addresses -> full'],
  ['full', 'full', 'full'],
  ['814', '2,099', '814 -> 2,099'],
  ['no more nodes', '39 more nodes', 'no -> 39 more nodes'],
])('between "%s" and "%s" it is "%s"', (before, after, text) => {
  expect(arrowBetween(before, after, '->')).toBe(text);
});

test('no line of a comparison is longer than the width, and with colour the text is the same', () => {
  const twoPlans = fc.tuple(samplesWithFaults, samplesWithFaults).map(([a, b]) => comparePlans(a.plan, b.plan));
  fc.assert(
    fc.property(twoPlans, names, fc.integer({min: 60, max: 200}), (changes, setting, width) => {
      const plain = comparisonAsText(changes, [setting], {width, style: plainStyle});
      const painted = comparisonAsText(changes, [setting], {width, style: tagged});

      expect(plain.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(plain).toMatch(/^[ -~\n]*\n$/);
      expect(withoutTags(painted)).toBe(withoutTags(plain));
    }),
    {numRuns: 200},
  );
});
