import {allDeployments, type ExpandedDeployment} from '../template/expanded.ts';
import {MAX_OUTPUTS, MAX_PARAMETERS, MAX_RESOURCES, MAX_VARIABLES} from '../template/limits.ts';
import {Refusal} from './fault.ts';
import {objectAt} from './fields.ts';

/** Refuses templates with more in them than Azure takes (Azure: templates/best-practices, "Template limits"). */
export function checkLimits(root: ExpandedDeployment): void {
  for (const deployment of allDeployments(root)) {
    const {template, resources} = deployment;
    checkLimit('resources', resources.length, MAX_RESOURCES);
    checkLimit('parameters', Object.keys(objectAt(template, 'parameters')).length, MAX_PARAMETERS);
    checkLimit('variables', Object.keys(objectAt(template, 'variables')).length, MAX_VARIABLES);
    checkLimit('outputs', Object.keys(objectAt(template, 'outputs')).length, MAX_OUTPUTS);
  }
}

function checkLimit(what: string, actual: number, limit: number): void {
  if (actual <= limit) return;
  throw new Refusal(400, {
    code: 'InvalidTemplate',
    message: `Deployment template validation failed: 'The number of template ${what} limit exceeded. Limit: '${limit}' and actual: '${actual}'. Please see https://aka.ms/arm-template/#${what} for usage details.'.`,
  });
}
