import type {AzureError} from '../azure/azure-error.ts';
import {EXIT} from '../exit-codes.ts';
import type {Failure} from './failure.ts';

/** What Azure refused, or that it did not answer, where a command could make nothing of it: that is no fault of vnetk8s. */
export function describeAzureError({status, body, request, correlationId, note}: AzureError): Failure {
  const support = correlationId === undefined ? [] : [`for Azure's support: correlation id ${correlationId}`];
  const done = note === undefined ? [] : [note];
  const asked = `asked for: ${request}`;
  if (status === undefined) {
    return {
      code: 'AZURE_UNREACHABLE',
      exitCode: EXIT.timedOut,
      message: `Azure does not answer: ${body.message}`,
      suggestions: [...done, 'run this again when there is a way to it', asked],
    };
  }
  if (status === 401) {
    return {
      code: 'NOT_AUTHENTICATED',
      exitCode: EXIT.notAuthenticated,
      message: `Azure does not know who asks: ${body.message} (${body.code})`,
      suggestions: [...done, 'docs/azure.md says how to authenticate', asked, ...support],
    };
  }
  const exitCode = status === 403 ? EXIT.checkFailed : EXIT.deploymentFailed;
  const verdict = status >= 500 ? `Azure has a fault of its own, ${status}` : 'Azure refuses';
  const message = `${verdict}: ${body.message} (${body.code})`;
  const later = status >= 500 || status === 429 ? ['run this again in some minutes: what is there is used again'] : [];
  const code = status >= 500 ? 'AZURE_FAULT' : 'AZURE_REFUSED';
  return {code, exitCode, message, suggestions: [...done, ...later, asked, ...support]};
}

/** Whether an error is one of Azure's: told by its fields, so that who asks needs nothing of Azure. */
export function isAzureError(error: unknown): error is AzureError {
  return error instanceof Error && error.name === 'AzureError' && 'body' in error && 'request' in error;
}
