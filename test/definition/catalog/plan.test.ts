import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {planEntries} from '../../../src/definition/catalog/plan.ts';
import type {Issue} from '../../../src/definition/issue.ts';
import {planAddresses} from '../../../src/network/plan-addresses.ts';
import {planRules} from '../../../src/network/plan-rules.ts';
import {clusterOf} from '../../network/clusters.ts';

function issuesOf(fragment: string): readonly Issue[] {
  const cluster = clusterOf(parse(fragment));
  return planRules(cluster, planAddresses(cluster));
}

/** More pods than a cluster can have always come with more addresses than a network can have. */
const COMES_WITH: Readonly<Record<string, readonly string[]>> = {VK4010: ['VK4012']};

test('every rule of the address plan is explained', () => {
  const codes = planEntries.map(({code}) => code);

  expect(codes).toEqual(Array.from({length: 15}, (_, index) => `VK40${String(index + 1).padStart(2, '0')}`));
});

describe.each(planEntries)('the explanation of $code', ({code, severity, wrong, right, explanation}) => {
  test('has the fault in its wrong example', () => {
    const found = issuesOf(wrong).map((issue) => [issue.code, issue.severity]);

    expect(found).toEqual([[code, severity], ...(COMES_WITH[code] ?? []).map((other) => [other, 'error'])]);
  });

  test('has no fault in its right example', () => {
    expect(issuesOf(right)).toEqual([]);
  });

  test('is two to five sentences long', () => {
    const sentences = explanation.split(/[.!?](?:\s|$)/).filter((text) => text !== '');

    expect({sentences: sentences.length, isRight: sentences.length >= 1 && sentences.length <= 5}).toEqual({
      sentences: sentences.length,
      isRight: true,
    });
  });
});
