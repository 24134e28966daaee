import {PUBLIC_CLOUD} from '../../src/template/cloud-environment.ts';
import {evaluateText} from '../../src/template/evaluate-expression.ts';
import {startRun} from '../../src/template/run.ts';
import type {Scope} from '../../src/template/scope.ts';
import {ExpressionError} from '../../src/template/template-error.ts';
import {makeTemplateScope} from '../../src/template/template-scope.ts';
import type {JsonObject, Resolver, Value} from '../../src/template/value.ts';

export const SUBSCRIPTION = '11111111-1111-1111-1111-111111111111';
export const TENANT = '22222222-2222-2222-2222-222222222222';
export const GROUP_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/group`;

export interface Surroundings {
  readonly template?: JsonObject;
  readonly variables?: JsonObject;
  readonly part?: Scope['part'];
  readonly resourceGroup?: string | undefined;
  readonly resolver?: Resolver;
}

/** The value of an expression, without its brackets, in a template deployed to the resource group `group` in westeurope. */
export function resultOf(expression: string, around: Surroundings = {}): Value {
  const run = startRun({
    tenantId: TENANT,
    locationOf: ({resourceGroup}) => (resourceGroup === 'group' ? 'westeurope' : undefined),
    environment: PUBLIC_CLOUD,
    now: '2019-03-05T17:53:18Z',
    newGuid: 'b76a51fc-bd72-4a77-b9a2-3c29e7d2e551',
    resolver: around.resolver ?? (() => undefined),
  });
  const resourceGroup = 'resourceGroup' in around ? around.resourceGroup : 'group';
  const {scope} = makeTemplateScope(
    {
      template: around.template ?? {variables: around.variables ?? {}},
      path: undefined,
      name: 'deployment',
      id: `${GROUP_ID}/providers/Microsoft.Resources/deployments/deployment`,
      target:
        resourceGroup === undefined ? {subscriptionId: SUBSCRIPTION} : {subscriptionId: SUBSCRIPTION, resourceGroup},
      given: {},
      givenPath: {parent: undefined, step: 'parameters'},
    },
    run,
  );
  return evaluateText(`[${expression}]`, {
    template: scope,
    part: around.part ?? 'output',
    round: undefined,
    lambda: undefined,
  });
}

/** What is said about an expression that has no value. */
export function faultOf(expression: string, around: Surroundings = {}): {code: string; message: string} {
  try {
    resultOf(expression, around);
  } catch (error) {
    if (error instanceof ExpressionError) return {code: error.code, message: error.describe()};
    throw error;
  }
  throw new Error(`${expression} has a value`);
}
