import type {ErrorBody} from '../../failures/error-body.ts';
import type {JsonObject} from '../../template/value.ts';
import {textAt} from '../fields.ts';
import {matches} from '../patterns.ts';
import type {Settings} from '../settings.ts';

/*
 * The model of what extensions do on machines: nothing runs; a script ends as the settings say it does.
 */

/** So many bytes of each stream are told, from its end (Azure/custom-script-extension-linux: cmds.go, maxTailLen). */
const TAIL = 4096;

/** Exit code of the script on a machine that has any of these names: 0 unless the settings say otherwise. */
export function exitCodeOf(settings: Settings, names: readonly string[]): number {
  return failureOf(settings, names)?.exitCode ?? 0;
}

/** What the script has printed on such a machine, as far as it is told. */
export function outputOf(settings: Settings, names: readonly string[]): string {
  const written = Buffer.from(failureOf(settings, names)?.output ?? '');
  return written.subarray(Math.max(0, written.length - TAIL)).toString();
}

function failureOf(settings: Settings, names: readonly string[]): Settings['failingBootstraps'][number] | undefined {
  return settings.failingBootstraps.find(({machine}) => names.some((name) => matches(machine, name)));
}

/** Whether an extension runs a script; all others succeed. */
export function runsScript(extension: JsonObject): boolean {
  return textAt(extension, 'type')?.toLowerCase() === 'customscript';
}

/** What a machine reports of a script that failed, as Azure words it (Azure/custom-script-extension-linux). */
export function extensionError(
  extension: {readonly name: string; readonly properties: JsonObject},
  machine: {readonly name: string; readonly instance?: string; readonly output: string},
  exitCode: number,
): ErrorBody {
  const publisher = textAt(extension.properties, 'publisher') ?? '';
  const type = textAt(extension.properties, 'type') ?? '';
  return {
    code: 'VMExtensionProvisioningError',
    message:
      `VM has reported a failure when processing extension '${extension.name}' ` +
      `(publisher '${publisher}' and type '${type}'). Error message: '${scriptFailure(machine.name, exitCode, machine.output)}'. ` +
      'More information on troubleshooting is available at https://aka.ms/VMExtensionCSELinuxTroubleshoot. ',
    ...(machine.instance === undefined ? {} : {target: machine.instance}),
  };
}

/** What the extension itself says of a script that failed, and of what that has printed. */
export function scriptFailure(machine: string, exitCode: number, output = ''): string {
  const stderr = output === '' ? `${machine}: simulated failure with exit code ${exitCode}\n` : '';
  return (
    `Enable failed: failed to execute command: command terminated with exit status=${exitCode}\n` +
    `[stdout]\n${output}\n[stderr]\n${stderr}`
  );
}
