import type {Cluster, NodePool} from '../cluster/cluster.ts';
import type {MachineSetup} from '../node/machine-setup.ts';
import type {ArmResource} from './arm-template.ts';
import {scriptTerm} from './deploy-script.ts';
import {property, type Term, variable} from './expressions.ts';
import {type MachineRange, poolMachineResources} from './resources/pool-machines.ts';
import {scaleSetResources} from './resources/scale-sets.ts';
import type {RoleTerms} from './resources/virtual-machine.ts';
import type {Target} from './targets.ts';
import {scriptBytes} from './template-size.ts';

/** The variable with custom data by the name of the role: it is long, and machines are many. */
const CUSTOM_DATA = 'customData';

/** The value of that variable. */
export function customDataVariable(setups: readonly MachineSetup[]): Readonly<Record<string, unknown>> {
  return {[CUSTOM_DATA]: Object.fromEntries(setups.map(({name, customData}) => [name, customData.base64]))};
}

/** What a role's machines get. The script cannot be a variable: it may ask for what is known of the identity. */
export function roleTerms({name, deployScript}: MachineSetup, identity: Target): RoleTerms {
  return {customData: property(variable(CUSTOM_DATA), name), script: scriptTerm(deployScript, identity)};
}

/** How many bytes those terms stand for, by their code as it is in JSON. */
export function roleValues({customData, deployScript}: MachineSetup, terms: RoleTerms): readonly [string, number][] {
  return [
    [codeInJson(terms.customData), customData.base64.length],
    [codeInJson(terms.script), scriptBytes(deployScript)],
  ];
}

function codeInJson({code}: Term): string {
  return JSON.stringify(code).slice(1, -1);
}

/** Whether a pool has anything to be made. */
export function hasMachines({type, count}: NodePool): boolean {
  return type === 'scaleSet' || count.max > 0;
}

/** The machines of a pool; of single machines, those in the range. */
export function poolResources(
  cluster: Cluster,
  pool: NodePool,
  range: MachineRange,
  terms: RoleTerms,
): readonly ArmResource[] {
  return pool.type === 'scaleSet'
    ? scaleSetResources(cluster, pool, terms)
    : poolMachineResources(cluster, pool, range, terms);
}
