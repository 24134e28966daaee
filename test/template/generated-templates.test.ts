import {describe, expect, it} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {checkExpanded} from '../../src/template/check-template.ts';
import {exceededMeasures, measureTemplate} from '../../src/template/measure-template.ts';
import {asJson, EXAMPLES, exampleCluster, expand, templateOf} from '../arm/built-templates.ts';

describe('the template of an example', () => {
  it.each(EXAMPLES)('%s has nothing wrong, and fits', async (name) => {
    const cluster = await exampleCluster(name);
    const template = templateOf(cluster, await setUpMachines(cluster, planAddresses(cluster), []));
    const written = asJson(template);

    const root = expand(template);

    // Only what lies in other resource groups is there before the cluster is.
    const isKnown = (id: string) => !id.toLowerCase().includes('/resourcegroups/group/');
    expect(checkExpanded(written, root, isKnown)).toEqual([]);
    expect(exceededMeasures(measureTemplate(written, root))).toEqual([]);
  });
});
