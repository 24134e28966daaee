import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {checkCluster, type Rule, rules} from '../../src/cluster/rules.ts';
import {buildCluster, buildDefinition} from './cluster-builder.ts';

const FOLDER = new URL('../../src/cluster/rules/', import.meta.url);

/** Every function that is exported as a rule: its name says what it demands, forbids or warns of. */
async function exportedRules(): Promise<Map<string, Rule>> {
  const found = new Map<string, Rule>();
  for (const file of readdirSync(FOLDER)) {
    const exports: Record<string, unknown> = await import(new URL(file, FOLDER).href);
    for (const [name, value] of Object.entries(exports)) {
      if (/^(?:require|forbid|limit|warnOf)/.test(name)) found.set(name, value as Rule);
    }
  }
  return found;
}

describe('rules', () => {
  it('lists every rule there is, once', async () => {
    const exported = await exportedRules();

    const listed = rules.map((rule) => rule.name);

    expect(listed.toSorted()).toEqual([...exported.keys()].toSorted());
  });
});

describe('checkCluster', () => {
  it('finds nothing wrong with the smallest definition', () => {
    const issues = checkCluster(buildCluster(), buildDefinition());

    expect(issues).toEqual([]);
  });

  it('finds all faults of a definition at once', () => {
    const faulty = {
      name: 'shop-internal',
      nodePools: [{name: 'apps', spot: {maxPrice: 0}}, {name: 'apps'}],
    };

    const issues = checkCluster(buildCluster(faulty), buildDefinition(faulty));

    expect(issues).toEqual([
      {
        code: 'VK3701',
        severity: 'error',
        path: ['name'],
        message: '"shop-internal" must not end with -internal, which names its internal load balancer',
        hint: 'choose another, such as shop',
      },
      {
        code: 'VK3501',
        severity: 'error',
        path: ['nodePools', 1, 'name'],
        message: '"apps" is the name of two node pools',
        hint: 'give each its own name',
        related: [{path: ['nodePools', 0, 'name'], message: 'the first'}],
      },
      {
        code: 'VK3517',
        severity: 'error',
        path: ['nodePools', 0, 'spot', 'maxPrice'],
        message: '0 is no price: nothing is sold for it',
        hint: 'use -1 for up to the regular price, or dollars an hour, such as 0.25',
      },
    ]);
  });
});
