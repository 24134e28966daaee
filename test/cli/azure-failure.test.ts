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
  have allowed what the reason names, or be somebody else: --auth
  asked for: GET /subscriptions/1/resourceGroups/test
  for Azure's support: correlation id c-1
`);
  });

  it('midway says first how things stand, and last how to go on', () => {
    const standing = {facts: ['Azure goes on'], again: ['follow it: vnetk8s deploy'], isChanged: true};
    const told = (status?: number) => {
      const error = new AzureError(BODY, {status, request: REQUEST, standing});
      const {exitCode, suggestions} = describeFailure(error);
      return [exitCode, ...suggestions.filter((line) => !line.startsWith('asked for'))];
    };

    expect([undefined, 401, 403, 429, 500].map(told)).toEqual([
      [8, 'Azure goes on', 'follow it: vnetk8s deploy'],
      [
        6,
        'Azure goes on',
        'log in again, and look whether the clock here is right: date -u',
        'docs/azure.md says how to authenticate',
        'follow it: vnetk8s deploy',
      ],
      [
        7,
        'Azure goes on',
        'have allowed what the reason names, or be somebody else: --auth',
        'follow it: vnetk8s deploy',
      ],
      [7, 'Azure goes on', 'this mostly passes within minutes', 'follow it: vnetk8s deploy'],
      [7, 'Azure goes on', 'this mostly passes within minutes', 'follow it: vnetk8s deploy'],
    ]);
  });

  it.each([
    ['ENOTFOUND', 'nothing here knows its name: look at DNS'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'nothing here trusts its certificate: somebody between here and Azure reads along, such as a proxy',
    ],
    ['CERT_NOT_YET_VALID', 'look whether the clock here is right: date -u'],
    ['NoAnswerInTime', 'look whether a firewall lets it through'],
    ['toString', 'run this again when there is a way to it'],
  ])('that nobody answers says what helps: %s', (code, advice) => {
    const [first] = describeFailure(new AzureError({code, message: 'no'}, {request: REQUEST})).suggestions;

    expect(first).toBe(advice);
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
