import {createHash} from 'node:crypto';
import type {JsonObject} from '../../template/value.ts';
import {hiddenOf, numberAt, valueAt} from '../fields.ts';
import type {StoredResource} from '../store.ts';

/** What an extension was told. Told the same again, it does not run again (Azure/custom-script-extension-linux). */
export function runOf(properties: JsonObject): string {
  const told = ['publisher', 'type', 'settings', 'protectedSettings', 'forceUpdateTag'].map(
    (name) => valueAt(properties, name) ?? null,
  );
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}

/** Exit code of an extension's last run; undefined if it has not run yet. */
export function exitCodeIn(extension: StoredResource): number | undefined {
  return numberAt(hiddenOf(extension), 'exitCode');
}
