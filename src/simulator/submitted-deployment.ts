import type {ExpandedDeployment} from '../template/expanded.ts';
import {isObject, type JsonObject} from '../template/value.ts';
import type {Ask} from './answer.ts';
import {givenValues} from './deployment-parameters.ts';
import {expandFor} from './deployment-plan.ts';
import {Refusal} from './fault.ts';
import {objectAt, textAt, valueAt} from './fields.ts';
import {checkTemplate} from './preflight.ts';
import {lastPart, placeOf} from './resource-path.ts';
import type {Simulation} from './simulation.ts';
import {checkLimits} from './template-limits.ts';

/** A request to deploy, with what its template says. */
export interface SubmittedDeployment {
  readonly template: JsonObject;
  readonly parameters: JsonObject;
  readonly expanded: ExpandedDeployment;
}

/** Reads a request to deploy. Refuses what no deployment can be made of, or none that a simulation knows. */
export function readDeployment(simulation: Simulation, {body}: Ask, id: string): SubmittedDeployment {
  const template = body['properties'] === undefined ? undefined : objectAt(body, 'properties')['template'];
  if (!isObject(template)) {
    throw new Refusal(400, {
      code: 'InvalidRequestContent',
      message: "The request content was invalid: the property 'properties.template' is required.",
    });
  }
  checkKnown(body, id);
  const parameters = givenValues(objectAt(body, 'properties', 'parameters'));
  const {subscriptionId = '', resourceGroup = ''} = placeOf(id);
  const at = simulation.now;
  const name = lastPart(id);
  const expanded = expandFor(simulation, {subscriptionId, resourceGroup, name, template, parameters, at});
  checkLimits(expanded);
  checkTemplate(expanded);
  return {template, parameters, expanded};
}

/** Refuses what a simulation would do otherwise than Azure: nobody should take the one for the other. */
function checkKnown(body: JsonObject, id: string): void {
  const mode = textAt(body, 'properties', 'mode') ?? '';
  if (mode.toLowerCase() !== 'incremental') {
    throw new Refusal(400, {
      code: 'InvalidDeploymentMode',
      message: `The deployment mode '${mode}' is not known to a simulation: it knows Incremental.`,
    });
  }
  if (placeOf(id).resourceGroup === undefined) {
    throw notSimulated('a simulation knows deployments to resource groups, and in these nested ones to subscriptions.');
  }
  if (valueAt(body, 'properties', 'onErrorDeployment') !== undefined) {
    throw notSimulated("a simulation knows no 'onErrorDeployment'.");
  }
  const given = Object.entries(objectAt(body, 'properties', 'parameters'));
  const [name] = given.find(([, parameter]) => valueAt(parameter, 'reference') !== undefined) ?? [];
  if (name !== undefined) throw notSimulated(`a simulation has no key vault, which parameter '${name}' refers to.`);
}

function notSimulated(what: string): Refusal {
  const message = `The request content was invalid: ${what}`;
  return new Refusal(400, {code: 'InvalidRequestContent', message});
}
