import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {originOf} from '../../src/cluster/origins.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {expandTemplate} from '../../src/template/expand-template.ts';
import {allResources} from '../../src/template/expanded.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const EXAMPLES = readdirSync(`${ROOT}examples`).map((file) => file.replace(/\.yaml$/, ''));

describe.each(EXAMPLES)('resources of example %s', (example) => {
  it('each come from a place in the definition', async () => {
    const {meaning} = await loadDefinition({
      file: `examples/${example}.yaml`,
      set: [],
      cwd: ROOT,
      stdin: process.stdin,
    });
    if (meaning === undefined) throw new Error('it is invalid');
    const template = JSON.parse(readFileSync(`${ROOT}test/golden/generated/${example}/azuredeploy.json`, 'utf8'));
    const {cluster} = meaning;
    const place = {subscriptionId: 's', tenantId: 't', resourceGroup: cluster.name, location: cluster.location};

    const resources = allResources(expandTemplate(template, place));
    const origins = resources.map(({id}) => ({id, ...originOf(cluster, id)}));

    expect(origins.filter(({branch}) => branch === 'cluster')).toEqual([]);
    for (const {id, ...origin} of origins) {
      expect(originOf(cluster, id.toUpperCase())).toEqual(origin);
      expect(originOf(cluster, id.toLowerCase())).toEqual(origin);
    }
    const branches = new Set(origins.map(({branch}) => branch));
    const pools = cluster.nodePools.map(({name}) => `pool ${name}`);
    const known = ['network', 'control plane', 'identity', ...pools];
    expect([...branches].filter((branch) => !known.includes(branch))).toEqual([]);
    expect(['control plane', ...pools].filter((branch) => !branches.has(branch))).toEqual([]);
  });
});
