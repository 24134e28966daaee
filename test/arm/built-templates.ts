import {readdirSync} from 'node:fs';
import type {ArmTemplate} from '../../src/arm/arm-template.ts';
import {buildTemplate} from '../../src/arm/build-template.ts';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {CLUSTER_SECRETS} from '../../src/kubernetes/cluster-secrets.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import type {MachineSetups} from '../../src/node/machine-setup.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {checkExpanded} from '../../src/template/check-template.ts';
import {expandTemplate} from '../../src/template/expand-template.ts';
import type {ExpandedDeployment} from '../../src/template/expanded.ts';
import type {TemplateProblem} from '../../src/template/template-error.ts';
import type {JsonObject, ValueObject} from '../../src/template/value.ts';
import {smallSetups} from './machine-setups.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** The names of the examples. */
export const EXAMPLES = readdirSync(`${ROOT}examples`).map((file) => file.replace(/\.yaml$/, ''));

/** The cluster of an example. */
export async function exampleCluster(name: string): Promise<Cluster> {
  const {meaning} = await loadDefinition({file: `examples/${name}.yaml`, set: [], cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('an example means something');
  return meaning.cluster;
}

/** The template of a cluster, its machines set up for being read unless others are given. */
export function templateOf(cluster: Cluster, machines: MachineSetups = smallSetups(cluster)): ArmTemplate {
  return buildTemplate({
    cluster,
    plan: planAddresses(cluster),
    machines,
    definition: '# the definition',
    definitionHash: 'abc123',
  });
}

/** The same as it is after it was written and read. */
export function asJson(template: ArmTemplate): JsonObject {
  return JSON.parse(JSON.stringify(template));
}

/** Where templates are deployed to. */
const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const GROUP = 'cluster';

/** As Azure would deploy it, with a secret for every parameter that has no default. */
export function expand(template: ArmTemplate, parameters: ValueObject = {}): ExpandedDeployment {
  const secrets = Object.entries(template.parameters).flatMap(([name, {defaultValue}]) =>
    defaultValue === undefined ? [[name, name in CLUSTER_SECRETS ? `value of ${name}` : 'shared']] : [],
  );
  return expandTemplate(asJson(template), {
    parameters: {...Object.fromEntries(secrets), ...parameters},
    subscriptionId: SUBSCRIPTION,
    tenantId: '99999999-8888-7777-6666-555555555555',
    resourceGroup: GROUP,
    location: 'westeurope',
  });
}

/** What is wrong with a template: whatever it needs of other resource groups is taken to be there. */
export function faultsOf(template: ArmTemplate): readonly TemplateProblem[] {
  const own = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/`.toLowerCase();
  return checkExpanded(asJson(template), expand(template), (id) => !id.toLowerCase().startsWith(own));
}
