import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {importEntries} from '../../../src/definition/catalog/import.ts';
import {importVlabs, isVlabs} from '../../../src/definition/vlabs/import-vlabs.ts';

test.each(importEntries)('$code: what is wrong has it, and what is right has not', ({code, severity, wrong, right}) => {
  const found = importVlabs(parse(wrong)).report.filter((entry) => entry.code === code);
  const rest: unknown = parse(right);
  const left = isVlabs(rest) ? importVlabs(rest).report.filter((entry) => entry.code === code) : [];

  expect(found.map(({outcome}) => (outcome === 'error' ? 'error' : 'warning'))).toEqual(found.map(() => severity));
  expect([found.length > 0, left]).toEqual([true, []]);
});

test('a definition in which nothing is missing has nothing missing', () => {
  const complete = importEntries.find(({code}) => code === 'VK5005')?.right ?? '';

  const {report} = importVlabs(parse(complete));

  expect(report.filter(({code}) => code !== undefined)).toEqual([]);
});
