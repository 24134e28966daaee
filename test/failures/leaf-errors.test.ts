import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ErrorBody} from '../../src/failures/error-body.ts';
import {leafErrors} from '../../src/failures/leaf-errors.ts';

const QUOTA = {code: 'QuotaExceeded', message: 'Operation results in exceeding quota limits of Core.'};

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

  it('are the error itself where nothing is in it', () => {
    expect(leafErrors({code: 'Conflict', message: ' it is {not} JSON '})).toEqual([
      {code: 'Conflict', message: 'it is {not} JSON'},
    ]);
  });

  it('are found in whatever Azure says, without end or fall', () => {
    const {error} = fc.letrec<{error: ErrorBody}>((tie) => ({
      error: fc.record(
        {
          code: fc.string(),
          message: fc.oneof(
            fc.string(),
            fc.json(),
            fc.json().map((text) => `{"error":${text}}`),
          ),
          target: fc.string(),
          details: fc.array(tie('error'), {maxLength: 3, depthIdentifier: 'errors'}),
        },
        {requiredKeys: ['code', 'message']},
      ),
    }));

    fc.assert(
      fc.property(error, (body) => {
        expect(leafErrors(body).length).toBeGreaterThan(0);
      }),
    );
  });
});
