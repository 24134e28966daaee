import fc from 'fast-check';
import {expect, test} from 'vitest';
import {planAsText} from '../../src/report/plan-text.ts';
import {plainStyle} from '../../src/report/table.ts';
import {samplesWithFaults} from './arbitraries.ts';
import {golden} from './golden.ts';
import {samples} from './samples.ts';
import {tagged, withoutTags} from './tagged.ts';

test.each([
  ['minimal', 80],
  ['tooSmall', 60],
  ['tooSmall', 80],
  ['tooSmall', 120],
  ['tooSmall', Number.POSITIVE_INFINITY],
  ['twelvePools', 120],
  ['crossroads', 80],
  ['crossroads', 140],
  ['existing', 120],
  ['largest', 120],
  ['broken', 80],
  ['broken', Number.POSITIVE_INFINITY],
] as const)('the plan of %s reads well at a width of %d', async (name, width) => {
  const {plan, cluster} = samples[name];

  const text = planAsText(plan, cluster, {width, style: plainStyle});

  await expect(text).toMatchFileSnapshot(
    golden(`plan-${name}-${width === Number.POSITIVE_INFINITY ? 'unlimited' : width}.txt`),
  );
});

test('colour marks headers, sums below rows, and what does not fit', async () => {
  const {plan, cluster} = samples.tooSmall;

  const text = planAsText(plan, cluster, {width: 80, style: tagged});

  await expect(text).toMatchFileSnapshot(golden('plan-tooSmall-80-painted.txt'));
});

test('no line is longer than the width, and with colour the text is the same', () => {
  fc.assert(
    fc.property(samplesWithFaults, fc.integer({min: 60, max: 200}), ({plan, cluster}, width) => {
      const plain = planAsText(plan, cluster, {width, style: plainStyle});
      const painted = planAsText(plan, cluster, {width, style: tagged});

      expect(plain.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(plain).toMatch(/^[ -~\n]*\n$/);
      expect(withoutTags(painted)).toBe(withoutTags(plain));
    }),
    {numRuns: 300},
  );
});
