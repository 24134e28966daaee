import type {ErrorBody} from '../failures/error-body.ts';
import {checkCycles, checkUniqueIds} from '../template/checks/dependencies.ts';
import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import {allDeployments, allResources, type ExpandedDeployment, type ExpandedResource} from '../template/expanded.ts';
import {targetId} from '../template/resource-id.ts';
import {makeParser} from '../template/run.ts';
import {checkLocks} from './access/locks.ts';
import {checkPermission} from './access/permissions.ts';
import {checkPolicies} from './access/policies.ts';
import {checkRegistration} from './access/providers.ts';
import {plainObject} from './deployment-plan.ts';
import {Refusal} from './fault.ts';
import {guidOf} from './guid.ts';
import {checkPlace, checkStays, kindOf} from './put-resource.ts';
import {failAsAsked} from './resource-failures.ts';
import type {Put} from './resource-kind.ts';
import {lastPart} from './resource-path.ts';
import {type Simulation, worldOf} from './simulation.ts';

/** Refuses a template that cannot be deployed whatever is there (Azure: templates/error-invalid-template). */
export function checkTemplate(root: ExpandedDeployment): void {
  const all = allResources(root);
  const context = {
    units: [],
    parse: makeParser(),
    root,
    deployments: allDeployments(root),
    resources: all.filter(({deployed}) => deployed),
    byId: new Map(all.map((resource) => [resource.id.toLowerCase(), resource])),
    isKnown: () => true,
  };
  const [problem] = [...root.problems, ...checkCycles(context), ...checkUniqueIds(context)];
  if (problem === undefined) return;
  const at = problem.path === '' ? '' : ` at '${problem.path}'`;
  throw new Refusal(400, {
    code: 'InvalidTemplate',
    message: `Deployment template validation failed: '${problem.message}'${at}.`,
  });
}

/** What a deployment would make, for kinds of resources to look at. */
function putsOf({store}: Simulation, resources: readonly ExpandedResource[]): readonly Put[] {
  return resources
    .filter(({type}) => type !== DEPLOYMENT_TYPE)
    .map(({id, type, apiVersion, body}) => ({
      id,
      type,
      name: lastPart(id),
      apiVersion,
      body: plainObject(body),
      existing: store.get(id),
    }));
}

/**
 * What Azure looks at before a deployment begins: rights, policies, and what resource providers can tell already (Azure:
 * templates/error-invalid-template, "InvalidTemplateDeployment").
 */
export function preflight(simulation: Simulation, root: ExpandedDeployment): void {
  const resources = allResources(root).filter(({deployed}) => deployed);
  const puts = putsOf(simulation, resources);
  checkRights(simulation, resources);
  checkAllPolicies(simulation, puts);
  const planned = new Set(resources.map(({id}) => id.toLowerCase()));
  const details = [
    ...resources
      .filter(({type}) => type === DEPLOYMENT_TYPE)
      .flatMap((each) => refusalOf(() => checkNested(simulation, root, each))),
    ...puts.flatMap((put) => refusalOf(() => checkPut(simulation, put, planned, puts))),
  ];
  if (details.length === 0) return;
  const tracking = guidOf(`preflight ${root.id} ${simulation.now}`);
  throw new Refusal(400, {
    code: 'InvalidTemplateDeployment',
    message: `The template deployment '${root.name}' is not valid according to the validation procedure. The tracking id is '${tracking}'. See inner errors for details.`,
    details,
  });
}

function checkNested(simulation: Simulation, root: ExpandedDeployment, {id}: ExpandedResource): void {
  const nested = allDeployments(root).find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (nested === undefined) return;
  checkPlace(simulation, `${targetId(nested.target)}/`);
  checkLocks(simulation.store, id, 'write');
  checkStays(simulation, id);
}

function checkPut(simulation: Simulation, put: Put, planned: ReadonlySet<string>, puts: readonly Put[]): void {
  const kind = kindOf(simulation, put.type, put.apiVersion);
  checkRegistration(worldOf(simulation), put.type);
  checkLocks(simulation.store, put.id, 'write');
  failAsAsked(simulation, put, 'preflight');
  kind.preflight?.(worldOf(simulation), put, planned, puts);
}

function checkRights({settings}: Simulation, resources: readonly ExpandedResource[]): void {
  const refusals = resources.flatMap((resource) =>
    refusalOf(() => checkPermission(settings, `${resource.type}/write`, resource.id)).map((error) => ({
      code: error.code,
      message:
        `Authorization failed for template resource '${lastPart(resource.id)}' of type '${resource.type}'. ` +
        error.message.replace(
          /does not have authorization to perform action '([^']*)' over scope '([^']*)'.*/,
          "does not have permission to perform action '$1' at scope '$2'.",
        ),
      target: resource.id,
    })),
  );
  if (refusals.length === 0) return;
  throw new Refusal(403, {
    code: 'InvalidTemplateDeployment',
    message: `Deployment failed with multiple errors: '${refusals.map(({message}) => message).join(':')}'`,
    details: refusals,
  });
}

function checkAllPolicies({settings}: Simulation, puts: readonly Put[]): void {
  const details = puts.flatMap((put) => refusalOf(() => checkPolicies(settings, put)));
  if (details.length === 0) return;
  throw new Refusal(400, {
    code: 'InvalidTemplateDeployment',
    message: 'The template deployment failed because of policy violation. Please see details for more information.',
    details,
  });
}

function refusalOf(check: () => void): readonly ErrorBody[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [error.body];
    throw error;
  }
}
