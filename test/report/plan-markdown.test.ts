import fc from 'fast-check';
import {expect, test} from 'vitest';
import {comparePlans} from '../../src/network/what-if.ts';
import {comparisonAsMarkdown} from '../../src/report/comparison-markdown.ts';
import {markdownName} from '../../src/report/markdown.ts';
import {planAsMarkdown} from '../../src/report/plan-markdown.ts';
import {printable} from '../../src/report/plan-words.ts';
import {names, samplesWithFaults} from './arbitraries.ts';
import {golden} from './golden.ts';
import {samples} from './samples.ts';

const TAGS = /<\/?(?:details|summary|code)>|<br>/g;

test.each(['tooSmall', 'crossroads', 'broken'] as const)('the plan of %s reads well in Markdown', async (name) => {
  const {plan, cluster} = samples[name];

  const text = planAsMarkdown(plan, cluster);

  await expect(text).toMatchFileSnapshot(golden(`plan-${name}.md`));
});

test.each([
  ['apps_1.x-y', '`apps_1.x-y`'],
  ['nodePools[0].count=3', '`nodePools[0].count=3`'],
  ['a|b', '<code>a&#124;b</code>'],
  ['`x` <b>@me #1', '<code>&#96;x&#96; &#60;b&#62;&#64;me &#35;1</code>'],
  ['a\nb', '<code>a&#92;u&#123;a&#125;b</code>'],
])('the name %j is written %s', (name, text) => {
  expect(markdownName(name)).toBe(text);
});

test('a name in character references reads as it is printed elsewhere', () => {
  fc.assert(
    fc.property(names, (name) => {
      const read = markdownName(name)
        .replace(/^(?:`|<code>)|(?:`|<\/code>)$/g, '')
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

      expect(read).toBe(printable(name));
    }),
  );
});

test('whatever the names, tables keep their columns and no other HTML gets in', () => {
  fc.assert(
    fc.property(samplesWithFaults, samplesWithFaults, names, (one, other, setting) => {
      const plan = planAsMarkdown(one.plan, one.cluster);
      const changes = comparisonAsMarkdown(comparePlans(one.plan, other.plan), [setting]);

      for (const text of [plan, changes]) {
        expect(text.replace(TAGS, '')).not.toMatch(/[<>](?!\d+%)/);
        expect(unevenTables(text)).toEqual([]);
      }
    }),
    {numRuns: 100},
  );
});

/** Rows that have more or fewer cells than the row above them. */
function unevenTables(text: string): readonly string[] {
  const cells = (line: string) => line.split('|').length;
  const lines = text.split('\n');
  return lines.filter((line, index) => {
    const above = lines[index - 1];
    return line.startsWith('|') && above?.startsWith('|') === true && cells(line) !== cells(above);
  });
}
