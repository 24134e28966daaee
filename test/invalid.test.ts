import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {issuesAsText} from '../src/cli/issue-text.ts';
import {catalog} from '../src/definition/catalog/catalog.ts';
import {loadDefinition} from '../src/operations/load-definition.ts';
import {plainStyle} from '../src/report/table.ts';

const folder = new URL('invalid/', import.meta.url).pathname;
const definitions = readdirSync(folder).filter((file) => file.startsWith('VK') && !file.endsWith('.txt'));

describe.each(definitions)('invalid definition %s', (file) => {
  it('is told to people in these words', async () => {
    const {issues, name} = await loadDefinition({file, set: [], cwd: folder, stdin: process.stdin});

    const codes = new Set(issues.map((issue) => issue.code));
    expect([...codes]).toEqual([file.slice(0, 'VK1001'.length)]);
    await expect(issuesAsText(issues, name, {width: 80, style: plainStyle})).toMatchFileSnapshot(
      `invalid/${file.replace(/\.\w+$/, '')}.txt`,
    );
  });
});

describe('the catalogue', () => {
  it('has each code once, and an invalid definition for every one that a definition of our own can have', () => {
    const shown = new Set(definitions.map((file) => file.slice(0, 'VK1001'.length)));
    const codes = catalog.map((entry) => entry.code);

    expect(codes).toEqual([...new Set(codes)]);
    // VK6xxx and VK7xxx are what Azure says; VK1006 takes a megabyte, VK1008 is about a --set flag; VK5xxx are about definitions of acs-engine and aks-engine,
    // which test/import shows.
    expect(codes.filter((code) => !shown.has(code) && !/^VK[567]/.test(code))).toEqual(['VK1006', 'VK1008']);
  });
});
