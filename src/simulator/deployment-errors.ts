import type {ErrorBody} from '../failures/error-body.ts';
import type {DeploymentRecord, Step} from './saved-state.ts';

/** HTTP statuses as deployment operations show them: names of .NET. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** A status as operations show it. */
export function statusName(status: number): string {
  return STATUS_NAMES[status] ?? String(status);
}

const FAILED =
  'At least one resource deployment operation failed. Please list deployment operations for details. ' +
  'Please see https://aka.ms/arm-deployment-operations for usage details.';

/** What a deployment failed with (Azure: templates/common-deployment-errors). */
export function deploymentFailed({id, steps}: DeploymentRecord): ErrorBody {
  const details = steps.flatMap(({error, id: target}) => (error === undefined ? [] : [{...error, target}]));
  return {code: 'DeploymentFailed', target: id, message: FAILED, details};
}

/** What a resource failed with that Azure had taken already. */
export function endedFailed({id}: Pick<Step, 'id'>, reason: ErrorBody): ErrorBody {
  return {
    code: 'ResourceDeploymentFailure',
    target: id,
    message:
      "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
    details: [reason],
  };
}

/** What a deployment failed with whose outputs cannot be computed. */
export function outputsFailed(names: readonly string[], details: readonly ErrorBody[]): ErrorBody {
  return {
    code: 'DeploymentOutputEvaluationFailed',
    message:
      `Unable to evaluate template outputs: '${names.join(',')}'. Please see error details and deployment operations. ` +
      'Please see https://aka.ms/arm-common-errors for usage details.',
    details,
  };
}
