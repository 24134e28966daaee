import {PUBLIC_CLOUD} from './cloud-environment.ts';
import {expandOutputs} from './expand-outputs.ts';
import {DEPLOYMENT_TYPE, type DraftResource, type ResourcePlace, targetOf} from './expand-resource.ts';
import {expandResources} from './expand-resources.ts';
import {isJsonObject} from './expand-value.ts';
import {allResources, type ExpandedDeployment} from './expanded.ts';
import {resolveDependencies} from './resolve-dependencies.ts';
import {resourceIdIn, sameId, targetId} from './resource-id.ts';
import {type Run, startRun} from './run.ts';
import type {DeploymentTarget, Scope} from './scope.ts';
import {formatPath, type TemplatePath, within} from './template-path.ts';
import {makeTemplateScope, type ScopedTemplate} from './template-scope.ts';
import {
  Deferred,
  deferredIn,
  isObject,
  type Json,
  type JsonObject,
  type Resolver,
  type RuntimeReference,
  type ValueObject,
} from './value.ts';

/** What a template is deployed with. */
export interface DeploymentOptions {
  /** The values of parameters, by name. */
  readonly parameters?: ValueObject;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly resourceGroup: string;
  /** The location of that resource group. */
  readonly location: string;
  /** The name of the deployment; the Azure CLI takes that of the template's file. */
  readonly name?: string;
  /** What `environment()` gives; that of the public cloud if left out. */
  readonly environment?: Json;
  /** What `utcNow()` gives, as an ISO 8601 time in UTC. */
  readonly now?: string;
  /** What `newGuid()` gives. */
  readonly newGuid?: string;
  /** The locations of other resource groups, for deployments that are nested in them. */
  readonly locationOf?: (target: DeploymentTarget) => string | undefined;
  /** Answers `reference()` and its like; without it their values stay deferred. */
  readonly resolver?: Resolver;
}

const DEFAULT_NAME = 'azuredeploy';

/**
 * A template as Azure would deploy it to a resource group: parameters, variables, copies, conditions and nested
 * deployments expanded, dependencies as ids. It never throws: all that is wrong is in `problems`, and what could not be
 * computed is left deferred.
 */
export function expandTemplate(template: JsonObject, options: DeploymentOptions): ExpandedDeployment {
  const {subscriptionId, resourceGroup, location, name = DEFAULT_NAME} = options;
  const target = {subscriptionId, resourceGroup};
  const run = startRun({
    tenantId: options.tenantId,
    locationOf: (where) => (sameId(targetId(where), targetId(target)) ? location : options.locationOf?.(where)),
    environment: options.environment ?? PUBLIC_CLOUD,
    now: options.now,
    newGuid: options.newGuid,
    resolver: options.resolver ?? (() => undefined),
  });
  const id = resourceIdIn(targetId(target), DEPLOYMENT_TYPE, [name]);
  const givenPath = within(undefined, 'parameters');
  const source = {template, path: undefined, name, id, target, given: options.parameters ?? {}, givenPath};
  const deployment = expandInner(source, {deploymentId: id, target, deployed: true, parent: undefined}, run);
  return {...deployment, problems: run.problems()};
}

interface NestedPlace extends ResourcePlace {
  readonly parent: string | undefined;
}

/** Expands a template whose expressions are evaluated in its own scope. */
function expandInner(source: ScopedTemplate, place: NestedPlace, run: Run): ExpandedDeployment {
  const {scope, parameters} = makeTemplateScope(source, run);
  const resources: Scope = {template: scope, part: 'resource', round: undefined, lambda: undefined};
  return expandIn(source, {...place, parameters: parameters.all(), scope: resources, output: 'output'}, run);
}

interface ExpansionPlace extends NestedPlace {
  readonly parameters: ValueObject;
  readonly scope: Scope;
  /** What outputs may call: in an outer scope no `reference()` (Azure: templates/linked-templates). */
  readonly output: 'output' | 'resource';
}

function expandIn(source: ScopedTemplate, place: ExpansionPlace, run: Run): ExpandedDeployment {
  const {template, path, id, name, target} = source;
  const {scope} = place;
  const drafts = expandResources(template['resources'], {scope, path: within(path, 'resources'), place}, run);
  const nested = drafts.flatMap((draft) => expandNested(draft, id, run));
  const waiting = new Map(nested.map((each) => [each.id, referencesOf(each)]));
  return {
    id,
    name,
    parent: place.parent,
    target,
    template,
    path: formatPath(path),
    parameters: place.parameters,
    resources: resolveDependencies(drafts, {id, target, waiting}, run),
    nested,
    outputs: expandOutputs(template['outputs'], {...scope, part: place.output}, within(path, 'outputs'), run),
    problems: [],
  };
}

/** What the resources of a nested deployment ask for: in an outer scope they ask the outer deployment. */
function referencesOf(deployment: ExpandedDeployment): RuntimeReference[] {
  return allResources(deployment).flatMap(({body}) => deferredIn(body).flatMap(({references}) => references));
}

/** The deployment that a resource is, if it is one and brings its template. */
function expandNested(draft: DraftResource, parent: string, run: Run): ExpandedDeployment[] {
  const {properties, source, sourcePath, scope, id, name, deployed} = draft;
  const written = isJsonObject(source['properties']) ? source['properties']['template'] : undefined;
  if (draft.type !== DEPLOYMENT_TYPE || !isJsonObject(written)) return [];
  const target = targetOf(draft.body, draft.type, scope.template.target);
  const path = within(within(sourcePath, 'properties'), 'template');
  const givenPath = within(within(sourcePath, 'properties'), 'parameters');
  const nested = {template: written, path, name, id, target, given: givenValues(properties), givenPath};
  const place = {deploymentId: id, target, deployed, parent};
  if (isInnerScope(properties)) return [expandInner(nested, place, run)];
  checkOuterScope(nested.given, givenPath, run);
  return [expandIn(nested, {...place, parameters: {}, scope, output: 'resource'}, run)];
}

function isInnerScope({expressionEvaluationOptions: options}: ValueObject): boolean {
  return isObject(options) && String(options['scope']).toLowerCase() === 'inner';
}

function checkOuterScope(given: ValueObject, path: TemplatePath, run: Run): void {
  if (Object.keys(given).length === 0) return;
  run.report('outer-scope-parameters', path, 'a nested template in the outer scope sees no parameters of its own');
}

/** The values that a nested deployment is given. Those of a key vault are known only when deployed. */
function givenValues({parameters}: ValueObject): ValueObject {
  if (!isObject(parameters)) return {};
  return Object.fromEntries(
    Object.entries(parameters).map(([name, given]) => {
      if (isObject(given) && given['value'] !== undefined) return [name, given['value']];
      const deferred: Deferred = new Deferred({
        expression: `parameters('${name}')`,
        references: [],
        resolve: () => deferred,
      });
      return [name, deferred];
    }),
  );
}
