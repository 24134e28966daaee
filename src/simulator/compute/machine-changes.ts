import {type JsonObject, sameValue} from '../../template/value.ts';
import {hiddenOf, listAt, objectAt, textAt, textsAt, valueAt} from '../fields.ts';
import type {Put} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {changeRefused} from './machine-checks.ts';

/** Texts of a machine that can be chosen only once, and what Azure calls each. Left out, they stay. */
const FIXED: readonly {readonly path: readonly string[]; readonly name: string}[] = [
  {path: ['availabilitySet', 'id'], name: 'availabilitySet.id'},
  {path: ['priority'], name: 'priority'},
  {path: ['osProfile', 'computerName'], name: 'osProfile.computerName'},
  {path: ['osProfile', 'adminUsername'], name: 'osProfile.adminUsername'},
  {path: ['storageProfile', 'osDisk', 'name'], name: 'osDisk.name'},
  {path: ['storageProfile', 'osDisk', 'createOption'], name: 'osDisk.createOption'},
  {path: ['storageProfile', 'imageReference', 'publisher'], name: 'imageReference'},
  {path: ['storageProfile', 'imageReference', 'offer'], name: 'imageReference'},
  {path: ['storageProfile', 'imageReference', 'sku'], name: 'imageReference'},
];

/** Refuses what of a machine can be chosen only once. Custom data that is null, or left out, stays as it is. */
export function refuseChanges(put: Put, existing: StoredResource, customData: string | undefined): void {
  const wanted = objectAt(put.body, 'properties');
  for (const {path, name} of FIXED) {
    const value = textAt(wanted, ...path);
    if (value !== undefined && !sameText(value, textAt(existing.properties, ...path))) throw changeRefused(name);
  }
  const zones = textsAt(put.body, 'zones');
  if (zones.length > 0 && !sameValue(zones, textsAt(existing, 'zones'))) throw changeRefused('zones');
  if (customData !== undefined && customData !== textAt(hiddenOf(existing), 'customData')) {
    throw changeRefused('osProfile.customData');
  }
  refuseKeys(wanted, existing);
}

function sameText(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

function refuseKeys(wanted: JsonObject, existing: StoredResource): void {
  const path = ['osProfile', 'linuxConfiguration', 'ssh', 'publicKeys'];
  if (valueAt(wanted, ...path) === undefined) return;
  if (sameValue(listAt(wanted, ...path), listAt(existing.properties, ...path))) return;
  throw changeRefused('linuxConfiguration.ssh.publicKeys');
}
