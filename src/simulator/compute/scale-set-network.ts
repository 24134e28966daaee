import type {Json, JsonObject} from '../../template/value.ts';
import {listAt, textAt, valueAt} from '../fields.ts';

/*
 * Interfaces of the machines of a scale set, as its model has them.
 */

/** All ipConfigurations of a machine made from a profile, in order: `addresses` of an instance are theirs. */
export function ipConfigurationsIn(profile: JsonObject): readonly Json[] {
  return interfacesIn(profile).flatMap((item) => listAt(item, 'properties', 'ipConfigurations'));
}

/** All interfaces of a machine made from a profile. */
export function interfacesIn(profile: Json | undefined): readonly Json[] {
  return listAt(profile, 'networkProfile', 'networkInterfaceConfigurations');
}

/** The subnet of an ipConfiguration. */
export function subnetOf(ipConfiguration: Json | undefined): string {
  return textAt(ipConfiguration, 'properties', 'subnet', 'id') ?? '';
}

/** Whether an interface or ipConfiguration is the primary one: said so, or the only one. */
export function isPrimary(item: Json | undefined, all: readonly Json[]): boolean {
  return all.length === 1 || valueAt(item, 'properties', 'primary') === true;
}
