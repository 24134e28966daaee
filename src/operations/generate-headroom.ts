import {gzipSync} from 'node:zlib';
import type {ArmTemplate} from '../arm/arm-template.ts';
import {formatCount} from '../definition/count-words.ts';
import {EXIT} from '../exit-codes.ts';
import type {MachineSetup, NodeFile} from '../node/machine-setup.ts';
import {expandTemplate} from '../template/expand-template.ts';
import {MAX_CUSTOM_DATA_BYTES} from '../template/limits.ts';
import {exceededMeasures, measureTemplate, type TemplateMeasures} from '../template/measure-template.ts';
import type {JsonObject} from '../template/value.ts';
import {UserError} from '../user-error.ts';
import type {BuiltCluster} from './generate-files.ts';

/** What of Azure's limits a template takes, and what custom data of each kind of machine takes. */
export interface Headroom {
  readonly template: TemplateMeasures;
  readonly machines: readonly MachineRoom[];
}

/** The custom data of one kind of machine. */
export interface MachineRoom {
  /** `control-plane`, or the name of a pool. */
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
  /** The largest of its files, with the bytes that each has when it is compressed by itself. */
  readonly largest: readonly {readonly path: string; readonly bytes: number}[];
}

/** So many files of a machine are named. */
const FILES_NAMED = 3;

/**
 * Bytes that stand for each value that the template is given: those of an RSA key of 4,096 bits, more than any of them
 * has, so that what fits here fits with whatever keys.
 */
const VALUE_BYTES = 3_300;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What Azure calls each measure, for people. */
export const MEASURE_NAMES: Readonly<Record<keyof TemplateMeasures, string>> = {
  resources: 'resources',
  templateBytes: 'bytes of the template',
  expandedBytes: 'bytes expanded',
  largestResourceBytes: 'bytes of one resource',
  parameters: 'parameters',
  variables: 'variables',
  outputs: 'outputs',
  longestExpression: 'longest expression',
  deployments: 'nested deployments',
  customDataBytes: 'bytes of custom data',
};

/** Measures what was built, expanded as Azure would. */
export function measureHeadroom({cluster, template, machines}: BuiltCluster): Headroom {
  // Types of our own, which say more than JSON's, are JSON all the same.
  const json = template as unknown as JsonObject;
  const expanded = expandTemplate(json, {
    parameters: standInValues(template),
    subscriptionId: NOBODY,
    tenantId: NOBODY,
    resourceGroup: cluster.name,
    location: cluster.location,
  });
  const [problem] = expanded.problems;
  if (problem !== undefined) throw new Error(`the template is wrong: ${JSON.stringify(problem)}`);
  const sizes = new Map<NodeFile['content'], number>();
  return {
    template: measureTemplate(json, expanded),
    machines: [machines.controlPlane, ...machines.pools].map((machine) => measureMachine(machine, sizes)),
  };
}

/** Throws UserError if Azure would not take the template. */
export function assertFits({template}: Headroom): void {
  const exceeded = exceededMeasures(template);
  if (exceeded.length === 0) return;
  const lines = exceeded.map((name) => {
    const {value, limit} = template[name];
    return `${MEASURE_NAMES[name]}: ${formatCount(value)}, and Azure takes ${formatCount(limit)}`;
  });
  throw new UserError(`the template is larger than Azure takes:\n${lines.join('\n')}`, {
    code: 'TEMPLATE_TOO_LARGE',
    exitCode: EXIT.invalidDefinition,
    suggestions: ['use fewer node pools, nodes of virtualMachines pools, peerings, or smaller manifests in addons'],
  });
}

function standInValues({parameters}: ArmTemplate): Readonly<Record<string, string>> {
  const given = Object.entries(parameters).filter(([, {defaultValue}]) => defaultValue === undefined);
  return Object.fromEntries(given.map(([name]) => [name, 'x'.repeat(VALUE_BYTES)]));
}

/** Roles have most of their files in common, which need not be compressed twice: the second argument remembers them. */
function measureMachine({name, files, customData}: MachineSetup, known: Map<NodeFile['content'], number>): MachineRoom {
  const sizeOf = (content: NodeFile['content']): number => {
    const size = known.get(content) ?? gzipSync(content).length;
    known.set(content, size);
    return size;
  };
  const candidates = files.toSorted((a, b) => b.content.length - a.content.length).slice(0, FILES_NAMED + 1);
  const largest = candidates
    .map(({path, content}) => ({path, bytes: sizeOf(content)}))
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, FILES_NAMED);
  return {name, bytes: customData.bytes, limit: MAX_CUSTOM_DATA_BYTES, largest};
}
