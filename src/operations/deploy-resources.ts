import type {ArmTemplate} from '../arm/arm-template.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {originOf} from '../cluster/origins.ts';
import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import {expandTemplate} from '../template/expand-template.ts';
import {allResources} from '../template/expanded.ts';
import type {JsonObject, ValueObject} from '../template/value.ts';

/** A resource that a deployment makes, and where it belongs in words of the definition. */
export interface ExpectedResource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly branch: string;
}

/** Where a template is deployed to, with which values. */
export interface DeploymentPlace {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly group: string;
  readonly location: string;
  readonly parameters: ValueObject;
}

/** All that a template will make, in its order; deployments within it are what they make. */
export function expectedResources(
  cluster: Cluster,
  template: ArmTemplate,
  {subscriptionId, tenantId, group, location, parameters}: DeploymentPlace,
): readonly ExpectedResource[] {
  const json = template as unknown as JsonObject;
  const options = {subscriptionId, tenantId, resourceGroup: group, location, parameters, name: cluster.name};
  return allResources(expandTemplate(json, options))
    .filter(({deployed, type}) => deployed && type !== DEPLOYMENT_TYPE)
    .map(({id, type, name}) => ({id, type, name, branch: originOf(cluster, id).branch}));
}

/** The branches of the tree that is shown, in the order of the template, and how many resources each has. */
export function branchesOf(
  resources: readonly ExpectedResource[],
): readonly {readonly name: string; readonly resources: number}[] {
  const counts = new Map<string, number>();
  for (const {branch} of resources) counts.set(branch, (counts.get(branch) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({name, resources: count}));
}
