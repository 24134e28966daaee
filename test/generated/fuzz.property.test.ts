import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {buildParameters} from '../../src/arm/build-parameters.ts';
import {buildTemplate} from '../../src/arm/build-template.ts';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import {checkCluster} from '../../src/cluster/rules.ts';
import {checkSchema} from '../../src/definition/check-schema.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {CLUSTER_SECRETS, type ClusterSecrets} from '../../src/kubernetes/cluster-secrets.ts';
import type {AddressPlan} from '../../src/network/address-plan.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {planRules} from '../../src/network/plan-rules.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {checkExpanded} from '../../src/template/check-template.ts';
import {type DeploymentOptions, expandTemplate} from '../../src/template/expand-template.ts';
import {allResources} from '../../src/template/expanded.ts';
import {measureTemplate} from '../../src/template/measure-template.ts';
import type {JsonObject, ValueObject} from '../../src/template/value.ts';
import {anySensibleDefinition} from './arbitrary-definition.ts';

const SECRETS = Object.fromEntries(
  Object.keys(CLUSTER_SECRETS).map((name) => [name, `value of ${name}`]),
) as unknown as ClusterSecrets;

/** What the definition means, unless the schema or a rule refuses it. */
function accepted(definition: ClusterDefinition): {readonly cluster: Cluster; readonly plan: AddressPlan} | undefined {
  if (checkSchema(structuredClone(definition), () => undefined).issues.length > 0) return undefined;
  const cluster = resolve(definition);
  const plan = planAddresses(cluster);
  const issues = [...checkCluster(cluster, definition), ...planRules(cluster, plan)];
  return issues.some(({severity}) => severity === 'error') ? undefined : {cluster, plan};
}

/** Somewhere to deploy to, with a value for every parameter that needs one. */
function optionsFor(template: JsonObject, cluster: Cluster): DeploymentOptions {
  const {parameters} = buildParameters(SECRETS);
  const given = Object.entries(parameters).map(([name, {value}]) => [name, value]);
  const asked = Object.entries(template['parameters'] ?? {})
    .filter(([name, declared]) => !(name in parameters) && !('defaultValue' in declared))
    .map(([name]) => [name, 'shared']);
  return {
    parameters: Object.fromEntries([...given, ...asked]) as ValueObject,
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    tenantId: '99999999-8888-7777-6666-555555555555',
    resourceGroup: 'group',
    location: cluster.location,
  };
}

const elsewhere = (id: string): boolean => !/^\/subscriptions\/11111111-.*\/resourceGroups\/group\//i.test(id);

describe('of any definition that is valid', () => {
  it('the template evaluates and has nothing wrong, also where all is there already, within the limits of Azure', async () => {
    await fc.assert(
      fc.asyncProperty(anySensibleDefinition, fc.boolean(), async (definition, again) => {
        const meaning = accepted(definition);
        fc.pre(meaning !== undefined);
        const {cluster, plan} = meaning;

        const machines = await setUpMachines(cluster, plan, []);
        const built = buildTemplate({cluster, plan, machines, definition: '# text', definitionHash: 'hash'});
        const template: JsonObject = JSON.parse(JSON.stringify(built));
        const options = optionsFor(template, cluster);
        const first = expandTemplate(template, options);
        const existing = allResources(first).map(({name}) => name);
        const root = again
          ? expandTemplate(template, {...options, parameters: {...options.parameters, existing}})
          : first;

        expect(checkExpanded(template, root, elsewhere)).toEqual([]);
        const measures = Object.entries(measureTemplate(template, root));
        expect(measures.filter(([, {value, limit}]) => value > limit)).toEqual([]);
      }),
      {numRuns: 500},
    );
  }, 300_000);
});
