import {printCall} from '../print-value.ts';
import {resourceIdIn, targetId} from '../resource-id.ts';
import type {DeploymentTarget} from '../scope.ts';
import {ExpressionError, evaluationError} from '../template-error.ts';
import {Deferred, type RuntimeReference, type Value} from '../value.ts';
import {allTexts, allValues, textAt} from './arguments.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, structural, type TemplateFunction} from './function.ts';

/** Functions for resources (Azure: template-functions-resource). */
export const RESOURCE_FUNCTIONS: readonly TemplateFunction[] = [
  plain('extensionResourceId', 3, ANY_NUMBER, (values, call) => {
    const [scope = '', type = '', ...names] = allTexts(values, call);
    return makeId(scope, type, names, call);
  }),
  plain('managementGroupResourceId', 2, ANY_NUMBER, (values, call) => {
    const {before, type, names} = splitArguments(allTexts(values, call), 1, call);
    const [group] = before;
    if (group === undefined) throw evaluationError('managementGroupResourceId: the deployment has no management group');
    return makeId(`/providers/Microsoft.Management/managementGroups/${group}`, type, names, call);
  }),
  plain('reference', 1, 3, (values, call) => {
    textAt(values, 0, call);
    return askAzure(values, call);
  }),
  plain('references', 1, 2, askAzure),
  plain('resourceId', 2, ANY_NUMBER, resourceId),
  plain('subscriptionResourceId', 2, ANY_NUMBER, (values, call) => {
    const {before, type, names} = splitArguments(allTexts(values, call), 1, call);
    const subscriptionId = before[0] ?? call.scope.template.target.subscriptionId;
    return makeId(targetId({subscriptionId}), type, names, call);
  }),
  plain('tenantResourceId', 2, ANY_NUMBER, (values, call) => {
    const [type = '', ...names] = allTexts(values, call);
    return makeId('/', type, names, call);
  }),
  // These ask Azure about itself, not about a resource of the template.
  ...['deployer', 'pickZones', 'providers', 'toLogicalZone', 'toLogicalZones', 'toPhysicalZone', 'toPhysicalZones'].map(
    (name) => structural(name, name === 'deployer' ? 0 : 2, 5, askWithoutDependency),
  ),
];

/** `listKeys()` and every other function whose name begins with list (Azure: template-functions-resource, "list"). */
export function listFunction(name: string): TemplateFunction | undefined {
  return /^list[A-Za-z]*$/i.test(name) ? plain(name, 2, 3, askAzure) : undefined;
}

function resourceId(values: Arguments, call: Call): string {
  const {target} = call.scope.template;
  const {before, type, names} = splitArguments(allTexts(values, call), 2, call);
  return makeId(targetId(targetOf(before, target)), type, names, call);
}

function targetOf(before: readonly string[], target: DeploymentTarget): DeploymentTarget {
  const [first, second] = before;
  if (first === undefined) return target;
  if (second !== undefined) return {subscriptionId: first, resourceGroup: second};
  // In the deployment of a subscription the one argument is another subscription.
  if (target.resourceGroup === undefined) return {subscriptionId: first};
  return {subscriptionId: target.subscriptionId, resourceGroup: first};
}

/** Tells what stands before the type, which is the first argument with a slash. */
function splitArguments(texts: readonly string[], most: number, call: Call) {
  const at = texts.findIndex((text) => text.includes('/'));
  if (at === -1 || at > most) {
    throw evaluationError(
      `${call.name}: argument ${most + 1} or one before must be a type such as Microsoft.Network/networkInterfaces`,
    );
  }
  return {before: texts.slice(0, at), type: texts[at] ?? '', names: texts.slice(at + 1)};
}

function makeId(scope: string, type: string, names: readonly string[], call: Call): string {
  try {
    return resourceIdIn(scope, type, names);
  } catch (error) {
    throw error instanceof ExpressionError ? evaluationError(`${call.name}: ${error.message}`) : error;
  }
}

/** What only Azure can answer, and only once the resources that the template makes are there. */
function askAzure(values: Arguments, call: Call): Value {
  const {part} = call.scope;
  if (part !== 'properties' && part !== 'output') {
    const reason = `${call.name}: stands only in the properties of a resource and in outputs`;
    throw new ExpressionError('misplaced-function', reason);
  }
  return askWithoutDependency(values, call);
}

function askWithoutDependency(values: Arguments, call: Call): Value {
  const {deploymentId, world} = call.scope.template;
  const known = allValues(values, call);
  const reference: RuntimeReference = {function: call.name, arguments: known, deployment: deploymentId};
  const deferred: Deferred = new Deferred({
    expression: printCall(call.name, known),
    references: [reference],
    resolve: (resolver) => resolver(reference) ?? deferred,
  });
  return world.resolver(reference) ?? deferred;
}
