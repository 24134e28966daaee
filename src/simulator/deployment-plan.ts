import {expandTemplate} from '../template/expand-template.ts';
import {allDeployments, type ExpandedDeployment, type ExpandedResource} from '../template/expanded.ts';
import {targetId} from '../template/resource-id.ts';
import {isObject, type Json, type JsonObject, type Value} from '../template/value.ts';
import {textAt} from './fields.ts';
import {guidOf} from './guid.ts';
import type {DeploymentRecord, Step} from './saved-state.ts';
import {type Simulation, timeText} from './simulation.ts';

/** How a deployment goes on: what follows from its template, so that it need not be kept. */
export interface DeploymentPlan {
  readonly expanded: ExpandedDeployment;
  /** By id in lower case, as all maps here. */
  readonly resources: ReadonlyMap<string, ExpandedResource>;
  /** Those that `reference()` may call by a name: symbolic name, name, or id without its scope. */
  readonly names: ReadonlyMap<string, ExpandedResource>;
  /** Those that wait for one, in the order of the template. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
  readonly steps: Map<string, Step>;
  /** How many that each waits for are not done. */
  readonly waiting: Map<string, number>;
  /** Texts that nobody may see. */
  readonly secrets: readonly string[];
  running: number;
}

/** What a template is expanded for. */
export interface ExpandRequest {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly template: JsonObject;
  /** Values by name. */
  readonly parameters: JsonObject;
  readonly at: number;
}

/** Expands a template for a resource group; the same at any time and in any process. */
export function expandFor({store, settings}: Simulation, request: ExpandRequest): ExpandedDeployment {
  const {subscriptionId, resourceGroup, name, template, parameters, at} = request;
  const locationOf = (target: Parameters<typeof targetId>[0]) => textAt(store.get(targetId(target)), 'location');
  return expandTemplate(template, {
    parameters,
    subscriptionId,
    resourceGroup,
    name,
    tenantId: settings.tenantId,
    location: locationOf({subscriptionId, resourceGroup}) ?? '',
    locationOf,
    now: timeText(at).replace(/\.\d+Z$/, 'Z'),
    newGuid: guidOf(`newGuid ${name} ${at}`),
  });
}

/** All deployments of an expanded template, by id in lower case. */
export function deploymentsOf(root: ExpandedDeployment): ReadonlyMap<string, ExpandedDeployment> {
  return new Map(allDeployments(root).map((each) => [each.id.toLowerCase(), each]));
}

/** Begins to follow a deployment, or goes on from where its steps are. */
export function makePlan(
  expanded: ExpandedDeployment,
  {steps}: DeploymentRecord,
  secrets: readonly string[],
): DeploymentPlan {
  const deployed = expanded.resources.filter(isDeployed);
  const states = new Map(steps.map((step) => [step.id.toLowerCase(), step]));
  const dependents = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const resource of deployed) {
    const key = resource.id.toLowerCase();
    const open = [...waitsFor(resource)].filter((id) => states.get(id)?.state !== 'succeeded');
    waiting.set(key, open.length);
    for (const id of open) dependents.set(id, [...(dependents.get(id) ?? []), key]);
  }
  return {
    expanded,
    resources: new Map(deployed.map((resource) => [resource.id.toLowerCase(), resource])),
    names: namesIn(expanded),
    dependents,
    steps: states,
    waiting,
    secrets,
    running: steps.filter(({state}) => state === 'running').length,
  };
}

function isDeployed({deployed}: ExpandedResource): boolean {
  return deployed;
}

function waitsFor({dependsOn, implied}: ExpandedResource): ReadonlySet<string> {
  return new Set([...dependsOn, ...implied].map((id) => id.toLowerCase()));
}

function namesIn({resources, target}: ExpandedDeployment): ReadonlyMap<string, ExpandedResource> {
  const prefix = `${targetId(target)}/providers/`.toLowerCase();
  const names = new Map<string, ExpandedResource>();
  for (const resource of resources) {
    const id = resource.id.toLowerCase();
    names.set(resource.name.toLowerCase(), resource);
    if (id.startsWith(prefix)) names.set(id.slice(prefix.length), resource);
  }
  for (const resource of resources) {
    if (resource.symbolicName !== undefined) names.set(resource.symbolicName.toLowerCase(), resource);
  }
  return names;
}

/** The steps of a deployment that begins. */
export function stepsOf({resources, id}: ExpandedDeployment, correlationId: string): Step[] {
  return resources.filter(isDeployed).map((resource) => ({
    id: resource.id,
    type: resource.type,
    name: resource.name,
    operationId: operationIdOf(`${correlationId} ${id} ${resource.id}`),
    state: 'waiting',
  }));
}

/** Azure's ids of deployment operations are of 16 hexadecimal digits. */
export function operationIdOf(seed: string): string {
  return guidOf(seed.toLowerCase()).replaceAll('-', '').slice(0, 16).toUpperCase();
}

/** A value with what is not known yet as the expression that it is. */
export function plainJson(value: Value): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** The same of an object. */
export function plainObject(value: Value): JsonObject {
  const plain = plainJson(value);
  return isObject(plain) ? plain : {};
}
