import {targetId} from '../resource-id.ts';
import {ExpressionError, evaluationError} from '../template-error.ts';
import {Deferred, type Value} from '../value.ts';
import {textAt} from './arguments.ts';
import {type Call, plain, type TemplateFunction} from './function.ts';

/**
 * Functions for the values of a deployment and its scope (Azure: template-functions-deployment, template-functions-scope).
 */
export const DEPLOYMENT_FUNCTIONS: readonly TemplateFunction[] = [
  plain('deployment', 0, 0, (_, call) => call.scope.template.deployment),
  plain('environment', 0, 0, (_, call) => call.scope.template.world.environment),
  plain('managementGroup', 0, 0, () => {
    throw evaluationError('managementGroup: the deployment has no management group');
  }),
  plain('newGuid', 0, 0, (_, call) => {
    const {part, template} = call.scope;
    if (part !== 'parameter') {
      throw new ExpressionError('misplaced-function', 'newGuid: stands only in the default value of a parameter');
    }
    if (template.world.newGuid === undefined) throw evaluationError('newGuid: no value is given to evaluate with');
    return template.world.newGuid;
  }),
  plain('parameters', 1, 1, (values, call) => call.scope.template.parameter(textAt(values, 0, call))),
  plain('resourceGroup', 0, 0, (_, call) => resourceGroup(call)),
  plain('subscription', 0, 0, (_, call) => {
    const {target, world} = call.scope.template;
    const {subscriptionId} = target;
    return {
      id: targetId({subscriptionId}),
      subscriptionId,
      tenantId: world.tenantId,
      displayName: unknown('subscription().displayName'),
    };
  }),
  plain('tenant', 0, 0, (_, call) => {
    const {tenantId} = call.scope.template.world;
    return {
      countryCode: unknown('tenant().countryCode'),
      displayName: unknown('tenant().displayName'),
      id: `/tenants/${tenantId}`,
      tenantId,
    };
  }),
  plain('variables', 1, 1, (values, call) => {
    const {part, template} = call.scope;
    if (part === 'parameter' || part === 'function') {
      const place = part === 'parameter' ? 'the default value of a parameter' : "a function of the template's own";
      throw new ExpressionError('misplaced-function', `variables: does not stand in ${place}`);
    }
    return template.variable(textAt(values, 0, call));
  }),
];

function resourceGroup(call: Call): Value {
  const {target, world} = call.scope.template;
  if (target.resourceGroup === undefined) {
    throw evaluationError('resourceGroup: the deployment is one of a subscription, which has no resource group');
  }
  return {
    id: targetId(target),
    name: target.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location: world.locationOf(target) ?? unknown('resourceGroup().location'),
    tags: {},
    properties: {provisioningState: 'Succeeded'},
  };
}

/** What Azure knows and nobody has said here. */
function unknown(expression: string): Deferred {
  const deferred: Deferred = new Deferred({expression, references: [], resolve: () => deferred});
  return deferred;
}
