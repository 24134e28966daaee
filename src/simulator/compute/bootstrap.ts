import type {ErrorBody} from '../../failures/error-body.ts';
import type {JsonObject} from '../../template/value.ts';
import {textAt} from '../fields.ts';
import {matches} from '../patterns.ts';
import type {Settings} from '../settings.ts';

/*
 * The model of what extensions do on machines: nothing runs; a script ends as the settings say it does.
 */

/** Exit code of the script on a machine that has any of these names: 0 unless the settings say otherwise. */
export function exitCodeOf(settings: Settings, names: readonly string[]): number {
  const failing = settings.failingBootstraps.find(({machine}) => names.some((name) => matches(machine, name)));
  return failing?.exitCode ?? 0;
}

/** Whether an extension runs a script; all others succeed. */
export function runsScript(extension: JsonObject): boolean {
  return textAt(extension, 'type')?.toLowerCase() === 'customscript';
}

/** What a machine reports of a script that failed, as Azure words it (Azure/custom-script-extension-linux). */
export function extensionError(
  extension: {readonly name: string; readonly properties: JsonObject},
  machine: {readonly name: string; readonly instance?: string},
  exitCode: number,
): ErrorBody {
  const publisher = textAt(extension.properties, 'publisher') ?? '';
  const type = textAt(extension.properties, 'type') ?? '';
  return {
    code: 'VMExtensionProvisioningError',
    message:
      `VM has reported a failure when processing extension '${extension.name}' ` +
      `(publisher '${publisher}' and type '${type}'). Error message: '${scriptFailure(machine.name, exitCode)}'. ` +
      'More information on troubleshooting is available at https://aka.ms/VMExtensionCSELinuxTroubleshoot. ',
    ...(machine.instance === undefined ? {} : {target: machine.instance}),
  };
}

/** What the extension itself says of a script that failed. */
export function scriptFailure(machine: string, exitCode: number): string {
  return (
    `Enable failed: failed to execute command: command terminated with exit status=${exitCode}\n` +
    `[stdout]\n\n[stderr]\n${machine}: simulated failure with exit code ${exitCode}\n`
  );
}
