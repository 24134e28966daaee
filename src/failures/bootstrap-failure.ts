import {BOOTSTRAP_STEPS} from '../node/bootstrap-steps.ts';
import type {ErrorBody} from './error-body.ts';

/** A bootstrap that failed on a machine, in words. */
export interface BootstrapFailure {
  readonly message: string;
  readonly cause: string;
  readonly remedy: readonly string[];
}

/** Where the log of the bootstrap is on a machine. */
const LOG = '/var/log/vnetk8s/bootstrap.log';

const CODES = ['VMExtensionProvisioningError', 'VMExtensionHandlerNonTransientError', 'VMExtensionProvisioningTimeout'];

/** What happened on a machine whose extension failed; undefined if the error is about something else. */
export function bootstrapFailure({code, message}: ErrorBody): BootstrapFailure | undefined {
  if (!CODES.includes(code)) return undefined;
  const [, digits] = /exit (?:status|code)[= :]+(\d+)/i.exec(message) ?? [];
  if (digits === undefined) {
    return {
      message: 'the bootstrap did not end',
      cause: `${code}: ${message.replaceAll(/\s+/g, ' ').trim()}`,
      remedy: [`see ${LOG} on the machine`, 'deploy again: what is there is used again'],
    };
  }
  const exit = Number(digits);
  const step = BOOTSTRAP_STEPS.find((each) => each.code === exit);
  if (step === undefined) {
    return {
      message: `the bootstrap ended with exit code ${exit}`,
      cause: `${code}: exit code ${exit}`,
      remedy: [`see ${LOG} on the machine`, 'deploy again: what is there is used again'],
    };
  }
  return {
    message: `the bootstrap failed in its step ${step.name}, exit code ${exit}`,
    cause: step.meaning,
    remedy: [step.remedy, `see ${LOG} on the machine`, `more about it: vnetk8s explain ${exit}`],
  };
}
