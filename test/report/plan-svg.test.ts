import fc from 'fast-check';
import {expect, test} from 'vitest';
import {planAsSvg} from '../../src/report/plan-svg.ts';
import {printable} from '../../src/report/plan-words.ts';
import {samplesWithFaults} from './arbitraries.ts';
import {golden} from './golden.ts';
import {samples} from './samples.ts';
import {parseXml, type XmlPart} from './xml.ts';

const ELEMENTS = ['svg', 'title', 'desc', 'defs', 'pattern', 'path', 'rect', 'polygon', 'polyline', 'text', 'g'];
const REFERENCE = /^url\(#vnetk8s-[a-z-]+\)$/;

test.each(['minimal', 'tooSmall', 'crossroads', 'existing'] as const)(
  'the picture of %s is as it was',
  async (name) => {
    const {plan, cluster} = samples[name];

    const svg = planAsSvg(plan, cluster);

    await expect(svg).toMatchFileSnapshot(golden(`plan-${name}.svg`));
  },
);

test('the picture of any plan is XML without anything that could act or load', () => {
  fc.assert(
    fc.property(samplesWithFaults, ({plan, cluster}) => {
      const svg = planAsSvg(plan, cluster);

      const elements = parseXml(svg).filter((part) => part.kind === 'element');
      expect(elements.filter(({name}) => !ELEMENTS.includes(name))).toEqual([]);
      expect(elements.flatMap(suspiciousAttributes)).toEqual([]);
    }),
    {numRuns: 200},
  );
});

test('the same plan gives the same bytes', () => {
  fc.assert(
    fc.property(samplesWithFaults, ({plan, cluster}) => {
      expect(planAsSvg(structuredClone(plan), structuredClone(cluster))).toBe(planAsSvg(plan, cluster));
    }),
    {numRuns: 50},
  );
});

test('every pattern that is used is there, and no other reference', () => {
  const {plan, cluster} = samples.crossroads;

  const elements = parseXml(planAsSvg(plan, cluster)).filter((part) => part.kind === 'element');

  const defined = elements.filter(({name}) => name === 'pattern').map(({attributes}) => `url(#${attributes['id']})`);
  const used = new Set(
    elements.flatMap(({attributes}) => attributes['fill'] ?? []).filter((fill) => fill.startsWith('url')),
  );
  expect([...used].filter((fill) => !defined.includes(fill))).toEqual([]);
  expect(used.size).toBe(6);
});

test('the picture says its title and what it shows, and names each subnet in full', () => {
  fc.assert(
    fc.property(samplesWithFaults, ({plan, cluster}) => {
      const parts = parseXml(planAsSvg(plan, cluster));

      const titles = textsOf(parts, 'title');
      expect(parts.find((part) => part.kind === 'element')).toMatchObject({
        attributes: {role: 'img', 'aria-labelledby': 'vnetk8s-title vnetk8s-desc'},
      });
      expect(titles[0]).toBe(`Address plan of ${printable(plan.cluster)}`);
      expect(
        plan.subnets.map(({name}) => `subnet ${printable(name)}`).filter((name) => !titles.includes(name)),
      ).toEqual([]);
    }),
    {numRuns: 100},
  );
});

/** The texts directly after start tags of this name. */
function textsOf(parts: readonly XmlPart[], element: string): readonly string[] {
  return parts.flatMap((part, index) => {
    const next = parts[index + 1];
    return part.kind === 'element' && part.name === element && next?.kind === 'text' ? [next.text] : [];
  });
}

function suspiciousAttributes({attributes}: Extract<XmlPart, {kind: 'element'}>): readonly string[] {
  return Object.entries(attributes)
    .filter(([name, value]) => /^on|href|style/i.test(name) || (value.includes('url') && !REFERENCE.test(value)))
    .filter(([name]) => !name.startsWith('aria-'))
    .map(([name, value]) => `${name}=${value}`);
}
