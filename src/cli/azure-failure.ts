import type {AzureError} from '../azure/azure-error.ts';
import {EXIT} from '../exit-codes.ts';
import type {Failure} from './failure.ts';

/** What Azure refused, or that it did not answer, where a command could make nothing of it: that is no fault of vnetk8s. */
export function describeAzureError({status, body, request, correlationId}: AzureError): Failure {
  const support = correlationId === undefined ? [] : [`for Azure's support: correlation id ${correlationId}`];
  const asked = `asked for: ${request}`;
  if (status === undefined) {
    return {
      code: 'AZURE_UNREACHABLE',
      exitCode: EXIT.timedOut,
      message: `Azure does not answer: ${body.message}`,
      suggestions: ['run this again when there is a way to it', asked],
    };
  }
  if (status === 401) {
    return {
      code: 'NOT_AUTHENTICATED',
      exitCode: EXIT.notAuthenticated,
      message: `Azure does not know who asks: ${body.message} (${body.code})`,
      suggestions: ['docs/azure.md says how to authenticate', asked, ...support],
    };
  }
  const exitCode = status === 403 ? EXIT.checkFailed : EXIT.deploymentFailed;
  const message = `Azure refuses: ${body.message} (${body.code})`;
  const later = status >= 500 || status === 429 ? ['run this again in some minutes: what is there is used again'] : [];
  return {code: 'AZURE_REFUSED', exitCode, message, suggestions: [...later, asked, ...support]};
}

/** Whether an error is one of Azure's: told by its fields, so that who asks needs nothing of Azure. */
export function isAzureError(error: unknown): error is AzureError {
  return error instanceof Error && error.name === 'AzureError' && 'body' in error && 'request' in error;
}
