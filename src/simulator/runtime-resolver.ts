import {ExpressionError} from '../template/template-error.ts';
import {
  hasDeferred,
  isList,
  type Json,
  type JsonObject,
  type Resolver,
  type RuntimeReference,
  resolveValue,
  type Value,
} from '../template/value.ts';
import type {DeploymentPlan} from './deployment-plan.ts';
import {showDeployment} from './deployment-view.ts';
import {Refusal} from './fault.ts';
import {objectAt} from './fields.ts';
import {notFound, showResource} from './put-resource.ts';
import type {Simulation} from './simulation.ts';

/** Answers what a deployment that runs asks for by `reference()`. Nothing here has keys that a function could list. */
export function runtimeResolver(simulation: Simulation): Resolver {
  return (reference) =>
    reference.function.toLowerCase() === 'reference' ? answerReference(simulation, reference) : undefined;
}

function answerReference(simulation: Simulation, reference: RuntimeReference): Value {
  const [, , full] = reference.arguments;
  const whole = shownAs(simulation, idAsked(simulation, reference));
  return isFull(full) ? whole : objectAt(whole, 'properties');
}

function isFull(value: Value | undefined): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'full';
}

/** The id that a reference names, or that its deployment has for the name. */
function idAsked({plans}: Simulation, reference: RuntimeReference): string {
  const [asked] = reference.arguments;
  if (typeof asked !== 'string') throw unevaluated('the name of a resource must be a text');
  if (asked.startsWith('/')) return asked;
  const plan: DeploymentPlan | undefined = plans.get(reference.deployment.toLowerCase());
  const resource = plan?.names.get(asked.toLowerCase());
  if (resource !== undefined) return resource.id;
  throw unevaluated(`The resource '${asked}' is not defined in the template.`);
}

function shownAs(simulation: Simulation, id: string): JsonObject {
  const deployment = simulation.deployments.get(id.toLowerCase());
  if (deployment !== undefined) return showDeployment(deployment);
  const resource = simulation.store.get(id);
  if (resource === undefined) throw new Refusal(404, notFound(id));
  return showResource(simulation, resource);
}

/** A value with all that a deployment knows by now; refuses what nobody can know. */
export function evaluate(simulation: Simulation, value: Value): Json {
  const resolved = evaluatedOrRefused(() => resolveValue(value, runtimeResolver(simulation)));
  if (!hasDeferred(resolved)) return resolved as Json;
  throw unevaluated(`The expression '${firstDeferred(resolved)}' cannot be evaluated in a simulation.`);
}

function firstDeferred(value: Value): string {
  const [text] = JSON.stringify(isList(value) ? value : [value]).match(/"\[[^"]*\]"/) ?? [''];
  return text.slice(1, -1);
}

function evaluatedOrRefused(evaluation: () => Value): Value {
  try {
    return evaluation();
  } catch (error) {
    throw error instanceof ExpressionError ? unevaluated(error.describe()) : error;
  }
}

function unevaluated(reason: string): Refusal {
  return new Refusal(400, {
    code: 'InvalidTemplate',
    message: `Unable to process template language expressions: '${reason}'`,
  });
}
