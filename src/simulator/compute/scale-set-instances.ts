import type {Json, JsonObject} from '../../template/value.ts';
import {hiddenOf, listAt, numberAt, present, textAt, textsAt, withHidden} from '../fields.ts';
import type {StoredResource} from '../store.ts';

/*
 * Machines of a scale set: a record each, kept in the scale set itself. Thousands of them would be most of the store
 * otherwise, and Azure keeps them out of its lists of resources too.
 */

/** A machine of a scale set. */
export interface Instance {
  readonly number: number;
  readonly zone?: string;
  /** Which model it was made from, or brought to: a hash. */
  readonly model: string;
  readonly vmSize: string;
  /** Addresses of its interfaces, in the order of their ipConfigurations. */
  readonly addresses: readonly string[];
  /** Its networkInterfaceConfigurations, if they were written by themselves; else those of the model. */
  readonly interfaces?: readonly Json[];
  /** How its extensions ended; undefined while they have not. */
  readonly exitCode?: number;
}

/** The machines of a scale set, by number. */
export function instancesOf(set: StoredResource): readonly Instance[] {
  return listAt(hiddenOf(set), 'instances').map((record) => {
    const zone = textAt(record, 'zone');
    const exitCode = numberAt(record, 'exitCode');
    const interfaces = listAt(record, 'interfaces');
    return {
      number: numberAt(record, 'number') ?? 0,
      model: textAt(record, 'model') ?? '',
      vmSize: textAt(record, 'vmSize') ?? '',
      addresses: textsAt(record, 'addresses'),
      ...(zone === undefined ? {} : {zone}),
      ...(interfaces.length === 0 ? {} : {interfaces}),
      ...(exitCode === undefined ? {} : {exitCode}),
    };
  });
}

/** The scale set with these machines. Numbers are not used again. */
export function withInstances(set: StoredResource, instances: readonly Instance[]): StoredResource {
  const next = instances.reduce((highest, {number}) => Math.max(highest, number + 1), nextNumber(set));
  const records = instances.map(({addresses, ...rest}): JsonObject => ({...present({...rest}), addresses}));
  return withHidden(set, {...hiddenOf(set), next, instances: records});
}

/** The number that the next machine gets. */
export function nextNumber(set: StoredResource): number {
  return numberAt(hiddenOf(set), 'next') ?? 0;
}

/** The model that new machines are made from: a hash. */
export function modelOf(set: StoredResource): string {
  return textAt(hiddenOf(set), 'model') ?? '';
}

const SUFFIX_LENGTH = 6;

/** The computer name of a machine: the prefix, and its number to the base 36 (Azure: virtual-machine-scale-sets-instance-ids). */
export function computerNameOf(set: StoredResource, number: number): string {
  const prefix = textAt(set.properties, 'virtualMachineProfile', 'osProfile', 'computerNamePrefix') ?? set.name;
  return `${prefix}${number.toString(36).padStart(SUFFIX_LENGTH, '0')}`;
}

/** The name of a machine, as Azure's resources have it. */
export function instanceNameOf(set: StoredResource, number: number): string {
  return `${set.name}_${number}`;
}

/** The id of a machine. */
export function instanceIdOf(set: StoredResource, number: number): string {
  return `${set.id}/virtualMachines/${number}`;
}
