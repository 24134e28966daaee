import type {ExpandedDeployment, ExpandedResource} from '../template/expanded.ts';
import {targetId} from '../template/resource-id.ts';
import {isObject, type JsonObject} from '../template/value.ts';
import {checkPermission} from './access/permissions.ts';
import {showParameters} from './deployment-parameters.ts';
import {type DeploymentPlan, makePlan, stepsOf} from './deployment-plan.ts';
import {checkInactive, hashOf} from './deployment-record.ts';
import {Refusal} from './fault.ts';
import {objectAt} from './fields.ts';
import {checkPlace} from './put-resource.ts';
import {lastPart} from './resource-path.ts';
import {evaluate} from './runtime-resolver.ts';
import type {DeploymentRecord} from './saved-state.ts';
import type {Simulation} from './simulation.ts';

/** Enters a deployment that is a resource of another. It begins by itself. */
export function beginNested(
  simulation: Simulation,
  parent: DeploymentRecord,
  outer: DeploymentPlan,
  resource: ExpandedResource,
): DeploymentRecord {
  const {id} = resource;
  const expanded = outer.expanded.nested.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (expanded === undefined) {
    throw new Refusal(400, {
      code: 'InvalidContentLink',
      message: `The template of the deployment '${resource.name}' cannot be read: a simulation has no templates but those in the template itself.`,
    });
  }
  checkPermission(simulation.settings, 'Microsoft.Resources/deployments/write', id);
  checkPlace(simulation, `${targetId(expanded.target)}/`);
  checkInactive(simulation, id);
  const record = recordOf(simulation, parent, expanded, resource);
  simulation.deployments.set(id.toLowerCase(), record);
  simulation.plans.set(id.toLowerCase(), makePlan(expanded, record, outer.secrets));
  return record;
}

function recordOf(
  simulation: Simulation,
  {id: parent, root, correlationId}: DeploymentRecord,
  expanded: ExpandedDeployment,
  {id, tags}: ExpandedResource,
): DeploymentRecord {
  const given = evaluate(simulation, expanded.parameters);
  const values: JsonObject = isObject(given) ? given : {};
  return {
    id,
    name: lastPart(id),
    ...expanded.target,
    root,
    parent,
    correlationId,
    templateHash: hashOf(expanded.template),
    tags: objectAt(evaluate(simulation, tags ?? {})),
    created: simulation.now,
    state: 'Accepted',
    timestamp: simulation.now,
    parameters: showParameters(expanded.template, values),
    outputs: {},
    made: [],
    steps: stepsOf(expanded, `${correlationId} ${simulation.now}`),
  };
}
