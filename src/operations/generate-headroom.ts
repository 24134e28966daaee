import {gzipSync} from 'node:zlib';
import {MAX_CUSTOM_DATA_BYTES} from '../cluster/limits.ts';
import type {MachineSetup} from '../node/machine-setup.ts';
import type {BuiltCluster} from './generate-files.ts';

/** What of Azure's limits a template takes, and what custom data of each kind of machine takes. */
export interface Headroom {
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

export function measureHeadroom({machines}: BuiltCluster): Headroom {
  return {machines: [machines.controlPlane, ...machines.pools].map(measureMachine)};
}

export function assertFits(_headroom: Headroom): void {}

function measureMachine({name, files, customData}: MachineSetup): MachineRoom {
  const candidates = files.toSorted((a, b) => b.content.length - a.content.length).slice(0, 2 * FILES_NAMED);
  const largest = candidates
    .map(({path, content}) => ({path, bytes: gzipSync(content).length}))
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, FILES_NAMED);
  return {name, bytes: customData.bytes, limit: MAX_CUSTOM_DATA_BYTES, largest};
}
