import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ErrorBody} from '../../src/failures/error-body.ts';
import {leafErrors} from '../../src/failures/leaf-errors.ts';

const QUOTA = {code: 'QuotaExceeded', message: 'Operation results in exceeding quota limits of Core.'};
const FULL = {code: 'SubnetIsFull', message: 'Subnet nodes is full.'};

describe('the causes in an error', () => {
  it('are at the ends of its details, each once', () => {
    const error: ErrorBody = {
      code: 'DeploymentFailed',
      message: 'At least one resource deployment operation failed.',
      details: [
        {code: 'ResourceDeploymentFailure', message: 'It failed.', target: '/subscriptions/s/x', details: [QUOTA]},
        {code: 'ResourceDeploymentFailure', message: 'It failed.', target: '/subscriptions/s/x', details: [QUOTA]},
      ],
    };

    expect(leafErrors(error)).toEqual([{...QUOTA, target: '/subscriptions/s/x'}]);
  });

  it('are found in JSON that a resource provider wrote into its message', () => {
    const inner = JSON.stringify({error: {code: 'Conflict', message: JSON.stringify({error: QUOTA})}});

    expect(leafErrors({code: 'BadRequest', message: `Failed: ${inner}`})).toEqual([QUOTA]);
  });

  it('are found in a real answer, whose messages hold each other', () => {
    const conflict = {code: 'Conflict', message: JSON.stringify({error: QUOTA}, undefined, 2).replaceAll('\n', '\r\n')};
    const failed = {code: 'DeploymentFailed', message: 'At least one failed.', details: [conflict]};
    const inner = {
      status: 'Failed',
      error: {code: 'ResourceDeploymentFailure', message: 'It ended as Failed.', details: [failed]},
    };
    const body = {
      code: 'DeploymentFailed',
      message: 'At least one failed.',
      details: [{code: 'Conflict', message: JSON.stringify(inner, undefined, 2)}],
    };

    expect(leafErrors(body)).toEqual([QUOTA]);
  });

  it.each([
    ['with words behind it', `Failed: ${JSON.stringify({error: QUOTA})} (status 409)`],
    ['with brackets in words before it', `Failed {once} [again]: ${JSON.stringify({error: QUOTA})}.`],
    ['in a list', JSON.stringify([QUOTA])],
    ['whose quotes are escaped', JSON.stringify(JSON.stringify({error: QUOTA})).slice(1, -1)],
    [
      'whose quotes are escaped, with words around it',
      `Got "${JSON.stringify(JSON.stringify(QUOTA)).slice(1, -1)}" now`,
    ],
    ['whose quotes are escaped twice', JSON.stringify(JSON.stringify(JSON.stringify({error: QUOTA})))],
    ['with line ends that are escaped', JSON.stringify(JSON.stringify({error: QUOTA}, undefined, 2)).slice(1, -1)],
  ])('are found in JSON %s', (_, message) => {
    expect(leafErrors({code: 'BadRequest', message})).toEqual([QUOTA]);
  });

  it('are all that one message holds', () => {
    const message = `First: ${JSON.stringify(QUOTA)}; second: ${JSON.stringify(FULL)}`;

    expect(leafErrors({code: 'BadRequest', message})).toEqual([QUOTA, FULL]);
  });

  it('are the error itself where nothing is in it', () => {
    expect(leafErrors({code: 'Conflict', message: ' it is {not} JSON '})).toEqual([
      {code: 'Conflict', message: 'it is {not} JSON'},
    ]);
  });

  it.each([
    ['no message', {code: 'Conflict'}, {code: 'Conflict', message: 'Azure gives no reason'}],
    ['no code', {message: 'It broke.'}, {code: 'Error', message: 'It broke.'}],
    ['null as its details', {code: 'A', message: 'b', details: null, target: null}, {code: 'A', message: 'b'}],
    ['words alone', 'it broke', {code: 'Error', message: 'it broke'}],
    ['nothing', undefined, {code: 'Error', message: 'Azure gives no reason'}],
  ])('are one where it has %s', (_, error, leaf) => {
    expect(leafErrors(error)).toEqual([leaf]);
  });

  it.each([
    ['details', '{"code":"A","message":"a","details":['.repeat(50_000) + ']}'.repeat(50_000)],
    ['brackets', '[{'.repeat(50_000)],
    ['quotes', '\\"'.repeat(50_000)],
  ])('are found however deep its %s are', (_, text) => {
    expect(leafErrors({code: 'B', message: text}).map(({code}) => code)).toEqual([expect.stringMatching(/^[AB]$/)]);
  });

  it('are found however deep it is', () => {
    let error: ErrorBody = QUOTA;
    for (let depth = 0; depth < 10_000; depth += 1) error = {code: 'Conflict', message: 'It failed.', details: [error]};

    expect(leafErrors(error)).toEqual([{code: 'Conflict', message: 'It failed.'}]);
  });

  it('are found in whatever Azure says, without end or fall', () => {
    const anything = fc.anything({maxDepth: 4, withNullPrototype: true});
    const {error} = fc.letrec<{error: unknown}>((tie) => ({
      error: fc.oneof(
        anything,
        fc.record(
          {
            code: fc.oneof(fc.string(), anything),
            message: fc.oneof(
              fc.string(),
              fc.json(),
              fc.json().map((text) => `{"error":${text}}`),
              fc.json().map((text) => `a ${JSON.stringify(text)} b`),
              anything,
            ),
            target: fc.oneof(fc.string(), anything),
            details: fc.oneof(fc.array(tie('error'), {maxLength: 3, depthIdentifier: 'errors'}), anything),
          },
          {requiredKeys: []},
        ),
      ),
    }));

    fc.assert(
      fc.property(error, (body) => {
        const leaves = leafErrors(body);
        expect(leaves.length).toBeGreaterThan(0);
        for (const {code, message} of leaves) {
          expect(code.trim()).not.toBe('');
          expect(message.trim()).not.toBe('');
        }
      }),
      {numRuns: 1_000},
    );
  });
});
