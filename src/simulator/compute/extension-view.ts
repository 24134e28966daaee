import type {JsonObject} from '../../template/value.ts';
import {shown, textAt, without} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {scriptFailure} from './bootstrap.ts';

/** An extension as GET shows it: nobody is shown its protected settings. */
export function showExtension(_world: World, extension: StoredResource): JsonObject {
  return {...shown(extension), properties: without(extension.properties, 'protectedSettings')};
}

/** What a machine reports of an extension. */
export function extensionView(
  {name, properties}: {readonly name: string; readonly properties: JsonObject},
  exitCode: number | undefined,
  machine = name,
): JsonObject {
  const type = `${textAt(properties, 'publisher') ?? ''}.${textAt(properties, 'type') ?? ''}`;
  return {
    name,
    type,
    typeHandlerVersion: textAt(properties, 'typeHandlerVersion') ?? '',
    statuses: [statusOf(exitCode, machine)],
  };
}

function statusOf(exitCode: number | undefined, machine: string): JsonObject {
  if (exitCode === undefined) {
    return {code: 'ProvisioningState/transitioning', level: 'Info', displayStatus: 'Transitioning', message: ''};
  }
  if (exitCode === 0) {
    return {
      code: 'ProvisioningState/succeeded',
      level: 'Info',
      displayStatus: 'Provisioning succeeded',
      message: 'Enable succeeded: \n[stdout]\n\n[stderr]\n',
    };
  }
  return {
    code: `ProvisioningState/failed/${exitCode}`,
    level: 'Error',
    displayStatus: 'Provisioning failed',
    message: scriptFailure(machine, exitCode),
  };
}
