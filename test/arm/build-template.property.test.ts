import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {allDeployments, allResources, type ExpandedResource} from '../../src/template/expanded.ts';
import {soundCluster} from './arbitrary-cluster.ts';
import {expand, faultsOf, templateOf} from './built-templates.ts';
import {checkDependencies} from './dependency-checks.ts';
import {largeSetups} from './machine-setups.ts';

/** What a network interface has, as far as the rules below look at it. */
interface Addresses {
  readonly ipConfigurations: readonly {
    readonly name: string;
    readonly properties: {readonly primary: boolean; readonly privateIPAddress?: string};
  }[];
}

const RUNS = {numRuns: 15};

describe('the template of any cluster without errors', {timeout: 60_000}, () => {
  it('has no fault that can be found without Azure, makes everything once, and waits for exactly what there must be', () => {
    fc.assert(
      fc.property(soundCluster, fc.constantFrom(20, 40_000), (cluster, bytes) => {
        const template = templateOf(cluster, largeSetups(cluster, bytes));

        const deployment = expand(template);

        const ids = allResources(deployment).map(({id}) => id.toLowerCase());
        expect(faultsOf(template)).toEqual([]);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
        expect(checkDependencies(deployment)).toEqual({missing: [], needless: [], atOnce: []});
      }),
      RUNS,
    );
  });

  it('gives every network interface one primary ipConfiguration, and every static address once', () => {
    fc.assert(
      fc.property(soundCluster, (cluster) => {
        const deployment = expand(templateOf(cluster));

        const interfaces = allResources(deployment).filter(({type}) => type === 'Microsoft.Network/networkInterfaces');
        const primaries = interfaces.map((resource) =>
          addressesOf(resource).filter(({properties}) => properties.primary),
        );
        const statics = interfaces.flatMap((resource) =>
          addressesOf(resource).flatMap(({properties}) => properties.privateIPAddress ?? []),
        );
        expect(primaries.map((found) => found.map(({name}) => name))).toEqual(interfaces.map(() => ['address-0']));
        expect(new Set(statics).size).toBe(statics.length);
      }),
      RUNS,
    );
  });

  it('makes the same nodes in one deployment as in several', () => {
    fc.assert(
      fc.property(soundCluster, (cluster) => {
        const small = expand(templateOf(cluster));
        const large = expand(templateOf(cluster, largeSetups(cluster, 65_535)));

        expect(nodesOf(allDeployments(large).flatMap(({resources}) => resources))).toEqual(
          nodesOf(allResources(small)),
        );
      }),
      RUNS,
    );
  });
});

function addressesOf({properties}: ExpandedResource): Addresses['ipConfigurations'] {
  return (properties as unknown as Addresses).ipConfigurations;
}

/** Ids of machines and scale sets. */
function nodesOf(resources: readonly ExpandedResource[]): readonly string[] {
  return resources
    .filter(({type}) => /virtualMachines$|virtualMachineScaleSets$/.test(type))
    .map(({id}) => id)
    .sort();
}
