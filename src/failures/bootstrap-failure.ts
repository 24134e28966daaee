import {BOOTSTRAP_FAILURES} from '../node/bootstrap-steps.ts';
import {shellWord} from '../shell-word.ts';
import type {ErrorBody} from './error-body.ts';
import type {DeploySpot} from './next-commands.ts';

/** A bootstrap that failed on a machine, in words. */
export interface BootstrapFailure {
  readonly message: string;
  readonly cause: string;
  readonly remedy: readonly string[];
  readonly next: readonly string[];
}

/** Where the log of the bootstrap is on a machine. */
const LOG = '/var/log/vnetk8s/bootstrap.log';

const CODES = ['VMExtensionProvisioningError', 'VMExtensionHandlerNonTransientError', 'VMExtensionProvisioningTimeout'];

const AGAIN = `see ${LOG} on the machine; deploy again, and what is there is used again`;

/** What happened on a machine whose extension failed; undefined if the error is about something else. */
export function bootstrapFailure(
  {code, message, target}: ErrorBody,
  id: string | undefined,
  spot: DeploySpot,
): BootstrapFailure | undefined {
  if (!CODES.includes(code)) return undefined;
  const [, digits] = /exit (?:status|code)[= :]+(\d+)/i.exec(message) ?? [];
  const log = logCommands(id, spot, /^\d+$/.test(target ?? '') ? target : undefined);
  if (digits === undefined) {
    const words = message.replaceAll(/\s+/g, ' ').trim();
    return {message: 'the bootstrap did not end', cause: `${code}: ${words}`, remedy: [AGAIN], next: log};
  }
  const exit = Number(digits);
  const said = lastWords(message);
  const end = said === undefined ? '' : `; the machine said last: ${said}`;
  const known = BOOTSTRAP_FAILURES.find((each) => each.code === exit);
  if (known === undefined) {
    const words = `the bootstrap ended with exit code ${exit}`;
    return {message: words, cause: `${code}: exit code ${exit}, which no step has${end}`, remedy: [AGAIN], next: log};
  }
  const step = known.step === undefined ? '' : ` in its step ${known.step}`;
  return {
    message: `the bootstrap failed${step}, exit code ${exit}`,
    cause: `${known.meaning.replace(/\.$/, '')}${end}`,
    remedy: [known.remedy],
    next: [...log, `vnetk8s explain ${exit}`],
  };
}

/** So many lines of a log are told. */
const LAST_LINES = 3;

/**
 * The end of what the bootstrap has printed, which Azure's custom script extension puts behind its own words; without the lines
 * that say no more than which step has failed.
 */
function lastWords(message: string): string | undefined {
  const [, stdout = '', stderr = ''] = /\[stdout\]([\s\S]*?)\[stderr\]([\s\S]*)/.exec(message) ?? [];
  const lines = `${stdout}\n${stderr.replace(/'\. More information[\s\S]*$/, '')}`
    .split('\n')
    .map((line) => line.trim().replace(/^\d{4}-\d\d-\d\dT[\d:]+Z /, ''))
    .filter((line) => line !== '' && !/^(step [\w-]+: (starts|done)|bootstrap (of|failed) )/.test(line));
  return lines.length === 0 ? undefined : lines.slice(-LAST_LINES).join(' / ');
}

/** What prints the end of the log: of a machine, or of an instance of a scale set, whose number may have to be found first. */
function logCommands(id: string | undefined, {az, group}: DeploySpot, instance: string | undefined): readonly string[] {
  const [, type, name] = /\/(virtualMachines|virtualMachineScaleSets)\/([^/]+)/i.exec(id ?? '') ?? [];
  if (type === undefined) return [];
  const script = `--command-id RunShellScript --scripts 'tail -n 50 ${LOG}' --query "value[].message" --output tsv`;
  const where = `--resource-group ${shellWord(group)} --name ${name}`;
  if (type.toLowerCase() === 'virtualmachines') return [az(`vm run-command invoke ${where} ${script}`)];
  if (instance !== undefined) return [az(`vmss run-command invoke ${where} --instance-id ${instance} ${script}`)];
  return [
    az(`vmss list-instances ${where} --query "[].[instanceId, name, provisioningState]" --output table`),
    az(`vmss run-command invoke ${where} --instance-id ID ${script}`),
  ];
}
