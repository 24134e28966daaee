import {describe, expect, it} from 'vitest';
import {AzureError} from '../../src/azure/azure-error.ts';
import {describeFailure, failureText} from '../../src/cli/failure.ts';
import {plainStyle} from '../../src/report/table.ts';

const BODY = {code: 'AuthorizationFailed', message: 'The client does not have authorization to do that.'};
const REQUEST = 'GET /subscriptions/1/resourceGroups/test';

function failureOf(status?: number) {
  const {exitCode, code} = describeFailure(new AzureError(BODY, {status, request: REQUEST}));
  return {exitCode, code};
}

describe('an error of Azure', () => {
  it('is told without a stack', () => {
    const error = new AzureError(BODY, {status: 403, request: REQUEST, correlationId: 'c-1'});

    expect(failureText(error, {args: ['status'], width: 80, style: plainStyle})).toBe(`\
error: Azure refuses: The client does not have authorization to do that.
  (AuthorizationFailed)
  asked for: GET /subscriptions/1/resourceGroups/test
  for Azure's support: correlation id c-1
`);
  });

  it('has an exit code by what it is', () => {
    expect([undefined, 401, 403, 409].map(failureOf)).toEqual([
      {exitCode: 8, code: 'AZURE_UNREACHABLE'},
      {exitCode: 6, code: 'NOT_AUTHENTICATED'},
      {exitCode: 5, code: 'AZURE_REFUSED'},
      {exitCode: 7, code: 'AZURE_REFUSED'},
    ]);
  });
});
