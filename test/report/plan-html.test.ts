import fc from 'fast-check';
import {expect, test} from 'vitest';
import {planAsHtml} from '../../src/report/plan-html.ts';
import {printable} from '../../src/report/plan-words.ts';
import {names, samplesWithFaults} from './arbitraries.ts';
import {golden} from './golden.ts';
import {samples} from './samples.ts';
import {parseXml} from './xml.ts';

const FORBIDDEN = ['script', 'link', 'img', 'iframe', 'object', 'embed', 'form', 'a', 'base'];

test('the page has the picture, all tables and the warnings', async () => {
  const {plan, cluster} = samples.tooSmall;
  const warnings = ['cluster.yaml:31:15 network.subnets[2].cidr: a <b>bold</b> claim'];

  const html = await planAsHtml(plan, cluster, warnings);

  await expect(html).toMatchFileSnapshot(golden('plan-tooSmall.html'));
});

test('a plan in which everything fits has neither warnings nor problems', async () => {
  const {plan, cluster} = samples.crossroads;

  const html = await planAsHtml(plan, cluster, []);

  await expect(html).toMatchFileSnapshot(golden('plan-crossroads.html'));
});

test('a wide picture is printed on landscape paper, a high one on upright paper', async () => {
  const [wide, high] = [samples.minimal, samples.twelvePools];

  const pages = await Promise.all([wide, high].map(({plan, cluster}) => planAsHtml(plan, cluster, [])));

  expect(pages.map((html) => /@page \{.*\}/.exec(html)?.[0])).toEqual([
    '@page { size: landscape; margin: 12mm; }',
    '@page { size: portrait; margin: 12mm; }',
  ]);
});

test('the page of any plan is well-formed, loads nothing, and has every name in it', async () => {
  await fc.assert(
    fc.asyncProperty(samplesWithFaults, names, async ({plan, cluster}, warning) => {
      const html = await planAsHtml(plan, cluster, [warning]);

      const parts = parseXml(html);
      const elements = parts.filter((part) => part.kind === 'element');
      const texts = new Set(parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])));
      const expected = [...plan.subnets.map(({name}) => name), warning].map(printable);
      expect(elements.filter(({name}) => FORBIDDEN.includes(name))).toEqual([]);
      expect(
        elements.flatMap(({attributes}) => Object.keys(attributes)).filter((name) => /^on|href|src/.test(name)),
      ).toEqual([]);
      expect(expected.filter((name) => !texts.has(name))).toEqual([]);
    }),
    {numRuns: 100},
  );
});
