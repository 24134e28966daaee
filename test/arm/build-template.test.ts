import {describe, expect, it} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {allResources} from '../../src/template/expanded.ts';
import {EXAMPLES, exampleCluster, expand, faultsOf, templateOf} from './built-templates.ts';
import {checkDependencies} from './dependency-checks.ts';

describe.each(EXAMPLES)('the template of example %s', (name) => {
  it('has no fault that can be found without Azure, with the machines as they are', async () => {
    const cluster = await exampleCluster(name);
    const machines = await setUpMachines(cluster, planAddresses(cluster), []);

    const problems = faultsOf(templateOf(cluster, machines));

    expect(problems).toEqual([]);
  });

  it('waits for everything that a resource refers to, and for nothing twice', async () => {
    const deployment = expand(templateOf(await exampleCluster(name)));

    const found = checkDependencies(deployment);

    expect(found).toEqual({missing: [], needless: [], atOnce: []});
  });

  it('makes every resource once', async () => {
    const deployment = expand(templateOf(await exampleCluster(name)));

    const ids = allResources(deployment).map(({id}) => id.toLowerCase());

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
