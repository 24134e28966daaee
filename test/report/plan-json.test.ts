import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {comparePlans} from '../../src/network/what-if.ts';
import {comparisonDocument} from '../../src/report/comparison-document.ts';
import {fitDocument} from '../../src/report/fit-document.ts';
import {planDocument} from '../../src/report/plan-document.ts';
import {toJson, toYaml} from '../../src/report/plan-json.ts';
import {samplesWithFaults} from './arbitraries.ts';
import {golden} from './golden.ts';
import {comparison, fitOf, settings} from './sample-questions.ts';
import {samples} from './samples.ts';

test.each([
  ['plan-crossroads.json', () => toJson(planDocument(samples.crossroads.plan))],
  ['plan-broken.json', () => toJson(planDocument(samples.broken.plan))],
  ['plan-tooSmall.yaml', () => toYaml(planDocument(samples.tooSmall.plan))],
  ['comparison.json', () => toJson(comparisonDocument(comparison, settings))],
  ['comparison.yaml', () => toYaml(comparisonDocument(comparison, settings))],
  ['fit-10.2.0.0-20.json', () => toJson(fitDocument(fitOf('10.2.0.0/20')))],
  ['fit-169.254.0.0-28.yaml', () => toYaml(fitDocument(fitOf('169.254.0.0/28')))],
])('%s has the documented shape', async (name, render) => {
  await expect(render()).toMatchFileSnapshot(golden(name));
});

test('YAML and JSON say the same, whatever the names', () => {
  fc.assert(
    fc.property(samplesWithFaults, samplesWithFaults, (one, other) => {
      const plan = planDocument(one.plan);
      const changes = comparisonDocument(comparePlans(one.plan, other.plan), [one.plan.cluster]);

      expect(parse(toYaml(plan))).toEqual(plan);
      expect(JSON.parse(toJson(plan))).toEqual(plan);
      expect(parse(toYaml(changes))).toEqual(changes);
      expect(JSON.parse(toJson(changes))).toEqual(changes);
    }),
    {numRuns: 50},
  );
});
