import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fitPrefix} from '../../src/network/fit.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {planRules} from '../../src/network/plan-rules.ts';
import {comparePlans} from '../../src/network/what-if.ts';
import {anyCluster, anyPrefix} from './arbitrary-cluster.ts';

test('10,000 random clusters are planned, checked, compared and fitted without a crash', () => {
  let clusters = 0;
  let issues = 0;
  let previous: ReturnType<typeof planAddresses> | undefined;

  fc.assert(
    fc.property(anyCluster, anyPrefix(0, 32), (cluster, prefix) => {
      const plan = planAddresses(cluster);
      issues += planRules(cluster, plan).length;
      fitPrefix(cluster, plan, prefix);
      comparePlans(previous ?? plan, plan);
      previous = plan;
      clusters += 1;
    }),
    {numRuns: 10_000},
  );

  expect(clusters).toBe(10_000);
  // Not sound clusters only: most have something wrong.
  expect(issues).toBeGreaterThan(10_000);
}, 30_000);
