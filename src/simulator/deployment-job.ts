import {expandTemplate} from '../template/expand-template.ts';
import {allDeployments, type ExpandedDeployment, type ExpandedResource} from '../template/expanded.ts';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  type Resolver,
  resolveValue,
  type Value,
  type ValueObject,
} from '../template/value.ts';
import type {DeploymentRecord} from './deployment-record.ts';
import type {Store} from './store.ts';

/** What is common to all deployments of a simulation. */
export interface JobPlace {
  readonly tenantId: string;
  readonly locationOf: (subscriptionId: string, resourceGroup: string) => string;
  readonly environment: Json;
  /** ISO 8601. */
  readonly now: string;
}

/** A deployment with everything in it, expanded: what is left of it when the process ends is its record. */
export function expandRecord(record: DeploymentRecord, place: JobPlace): ExpandedDeployment {
  const {template = {}, given = {}, subscriptionId, resourceGroup, name} = record;
  return expandTemplate(template, {
    parameters: Object.fromEntries(Object.entries(given).map(([key, value]) => [key, givenValue(value)])),
    subscriptionId,
    resourceGroup,
    tenantId: place.tenantId,
    location: place.locationOf(subscriptionId, resourceGroup),
    name,
    environment: place.environment,
    now: place.now,
    newGuid: '00000000-0000-4000-8000-000000000000',
  });
}

function givenValue(given: Json): Value {
  return isObject(given as Value) ? ((given as JsonObject)['value'] ?? null) : null;
}

/** Answers `reference()` from what is there by now. */
export function resolverFor(store: Store, deployments: readonly ExpandedDeployment[]): Resolver {
  const byId = new Map(deployments.map((deployment) => [deployment.id.toLowerCase(), deployment]));
  return ({function: name, arguments: args, deployment}) => {
    if (name.toLowerCase() !== 'reference') return undefined;
    const [target, , full] = args;
    if (typeof target !== 'string') return undefined;
    const found = store.get(idOf(target, byId.get(deployment.toLowerCase())));
    if (found === undefined) return undefined;
    return typeof full === 'string' && full.toLowerCase() === 'full' ? (found as ValueObject) : found.properties;
  };
}

function idOf(target: string, deployment: ExpandedDeployment | undefined): string {
  if (target.startsWith('/')) return target;
  const found = deployment?.resources.find(({name, symbolicName}) => symbolicName === target || name === target);
  return found?.id ?? target;
}

/** A resource's body with everything known that can be. */
export function bodyOf(resource: ExpandedResource, resolver: Resolver): JsonObject {
  return plain(resolveValue(resource.body, resolver)) as JsonObject;
}

/** As JSON, what is still not known as an expression. */
export function plain(value: Value): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** All resources, each with what it waits for: its own dependencies and those of the deployments around it. */
export function resourceGraph(root: ExpandedDeployment): ReadonlyMap<string, GraphNode> {
  const nodes = new Map<string, GraphNode>();
  const nestedIds = new Map(allDeployments(root).map((deployment) => [deployment.id.toLowerCase(), deployment]));
  for (const deployment of allDeployments(root)) {
    for (const resource of deployment.resources) {
      if (!resource.deployed) continue;
      const waits = [...resource.dependsOn, ...resource.implied].map((id) => id.toLowerCase());
      nodes.set(resource.id.toLowerCase(), {
        resource,
        deployment,
        waits: [...new Set(waits)],
        nested: nestedIds.get(resource.id.toLowerCase()),
      });
    }
  }
  return nodes;
}

/** A resource and its place among the others. */
export interface GraphNode {
  readonly resource: ExpandedResource;
  readonly deployment: ExpandedDeployment;
  /** Ids in lower case. */
  readonly waits: readonly string[];
  /** What it consists of, if it is a deployment. */
  readonly nested: ExpandedDeployment | undefined;
}

/** Whether a value is a list of texts. */
export function isTexts(value: Json | undefined): value is readonly string[] {
  return isList(value as Value) && (value as readonly Json[]).every((item) => typeof item === 'string');
}
