import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {stringify} from 'yaml';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import type {Settings} from '../../src/simulator/settings.ts';
import {createSimulator, type Simulator} from '../../src/simulator/simulator.ts';
import {readStateFile} from '../../src/simulator/state-file.ts';
import {expandTemplate} from '../../src/template/expand-template.ts';
import {allResources} from '../../src/template/expanded.ts';
import {type Json, type Resolver, resolveValue, type Value} from '../../src/template/value.ts';
import {runProcess} from '../e2e/run-process.ts';
import {at, textAt} from './json.ts';
import {ResourceManager} from './resource-manager.ts';
import type {MachineSecrets} from './room-machine.ts';

/** What `vnetk8s deploy --simulate` has left: a simulated Azure, and a folder with keys and template. */
export interface Deployed {
  readonly simulator: Simulator;
  /** What machines were deployed with, by the name of the virtual machine or scale set. */
  readonly secrets: ReadonlyMap<string, MachineSecrets>;
  /** The folder that `-d` names. */
  readonly artifacts: string;
}

/** Runs `vnetk8s deploy --simulate` in a folder, over what an earlier run has left there. Throws if it does not succeed. */
export async function deployTo(
  folder: string,
  definition: ClusterDefinition,
  settings: Partial<Settings> = {},
): Promise<Deployed> {
  const [file, state, faults] = ['cluster.yaml', 'azure.json', 'settings.yaml'].map((name) => join(folder, name));
  const artifacts = join(folder, 'artifacts');
  if (file === undefined || state === undefined || faults === undefined) throw new Error('three files');
  await writeFile(file, stringify(definition));
  await writeFile(faults, stringify(settings));
  const flags = ['--yes', '--no-input', '-d', artifacts, '--simulate-state', state, '--simulate-faults', faults];
  const run = await runProcess(['deploy', file, '--simulate', ...flags], {cwd: folder});
  if (run.exitCode !== 0) throw new Error(`deploy ended with ${run.exitCode}: ${run.stdout}${run.stderr}`);
  const saved = await readStateFile(state, state);
  const simulator = createSimulator({
    settings: defaultSettings(settings),
    now: 0,
    ...(saved === undefined ? {} : {saved}),
  });
  return {simulator, artifacts, secrets: await secretsIn(artifacts, definition.name, simulator)};
}

/** Nobody is shown custom data and protected settings again: they are read from what was sent. */
async function secretsIn(
  artifacts: string,
  resourceGroup: string,
  simulator: Simulator,
): Promise<ReadonlyMap<string, MachineSecrets>> {
  const template = JSON.parse(await readFile(join(artifacts, 'azuredeploy.json'), 'utf8'));
  const document = JSON.parse(await readFile(join(artifacts, 'azuredeploy.parameters.json'), 'utf8'));
  const entries = Object.entries<{readonly value: Json}>(document.parameters);
  const {subscriptionId, tenantId} = simulator.settings;
  const expanded = expandTemplate(template, {
    parameters: Object.fromEntries(entries.map(([key, {value}]) => [key, value])),
    subscriptionId,
    tenantId,
    resourceGroup,
    location: 'westeurope',
  });
  if (expanded.problems.length > 0) throw new Error(JSON.stringify(expanded.problems));
  const azure = new ResourceManager(simulator, resourceGroup);
  // Some values are known only when what they belong to is there, such as the client id of an identity.
  const known: Resolver = ({arguments: [id]}) => at(azure.get(String(id)), 'properties') as Value;
  const ofType = (type: string): readonly {readonly name: string; readonly properties: Value}[] =>
    allResources(expanded)
      .filter((resource) => resource.type === type)
      .map(({name, properties}) => ({name, properties: resolveValue(properties ?? {}, known)}));
  const extensions = ofType('Microsoft.Compute/virtualMachines/extensions');
  return new Map([
    ...ofType('Microsoft.Compute/virtualMachines').map(({name, properties}): [string, MachineSecrets] => {
      const extension = extensions.find((each) => each.name.split('/')[0] === name);
      return [name, secretsOf(properties, extension?.properties)];
    }),
    ...ofType('Microsoft.Compute/virtualMachineScaleSets').map(({name, properties}): [string, MachineSecrets] => {
      const profile = at(properties, 'virtualMachineProfile');
      return [name, secretsOf(profile, at(profile, 'extensionProfile', 'extensions', 0, 'properties'))];
    }),
  ]);
}

function secretsOf(machine: unknown, extension: unknown): MachineSecrets {
  return {
    customData: textAt(machine, 'osProfile', 'customData'),
    script: textAt(extension, 'protectedSettings', 'script'),
  };
}
