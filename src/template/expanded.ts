import type {DeploymentTarget} from './scope.ts';
import type {TemplateProblem} from './template-error.ts';
import type {JsonObject, Value, ValueObject} from './value.ts';

/** A resource of a template as Azure would get it. */
export interface ExpandedResource {
  readonly id: string;
  /** With the names of its parents: `network/subnet`. */
  readonly name: string;
  /** With its namespace: `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  readonly apiVersion: string;
  /** Whether it is deployed: its condition and those of the deployments around it hold. */
  readonly deployed: boolean;
  /** What is sent: all fields but name, type, apiVersion, condition, copy, dependsOn and resources. */
  readonly body: ValueObject;
  readonly properties: ValueObject;
  readonly location?: Value;
  readonly tags?: Value;
  readonly zones?: Value;
  readonly sku?: Value;
  readonly identity?: Value;
  /** Ids of the resources of its deployment that it says it waits for; those that are not deployed are left out. */
  readonly dependsOn: readonly string[];
  /** Ids of those that it waits for without saying so: `reference()` by name, and earlier batches of a serial copy. */
  readonly implied: readonly string[];
  /** Id of the deployment that it belongs to. */
  readonly deployment: string;
  /** Where it stands in the template: `resources[3]`. */
  readonly path: string;
  /** The copy that it is a round of. */
  readonly copy?: {readonly name: string; readonly index: number};
  /** Its key, in a template whose resources are an object. */
  readonly symbolicName?: string;
}

/** An output and its value. */
export interface ExpandedOutput {
  readonly type: string;
  readonly value: Value;
}

/** A template as Azure would deploy it. */
export interface ExpandedDeployment {
  readonly id: string;
  readonly name: string;
  /** Id of the deployment that it is nested in; undefined for the root. */
  readonly parent: string | undefined;
  readonly target: DeploymentTarget;
  /** The template as written. */
  readonly template: JsonObject;
  /** Where the template stands in the root template; the empty text for the root. */
  readonly path: string;
  readonly parameters: ValueObject;
  /** Its own resources, nested deployments among them, in the order of the template. */
  readonly resources: readonly ExpandedResource[];
  /** The deployments nested in it. */
  readonly nested: readonly ExpandedDeployment[];
  readonly outputs: {readonly [name: string]: ExpandedOutput};
  /** What was found wrong in the whole template; empty for nested deployments, whose problems are the root's. */
  readonly problems: readonly TemplateProblem[];
}

/** A deployment and all that are nested in it, the outer ones first. */
export function allDeployments(deployment: ExpandedDeployment): ExpandedDeployment[] {
  return [deployment, ...deployment.nested.flatMap(allDeployments)];
}

/** The resources of a deployment and of all that are nested in it. */
export function allResources(deployment: ExpandedDeployment): ExpandedResource[] {
  return allDeployments(deployment).flatMap(({resources}) => resources);
}
