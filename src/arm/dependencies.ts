import type {ArmResource} from './arm-template.ts';
import {expression, foreignResourceId, isExpression, resourceId} from './expressions.ts';
import type {Expression} from './wire.ts';

/**
 * The same resources, each without those of its dependencies that others of them imply: what is to be known is the order,
 * and Azure Resource Manager keeps every entry (Azure: templates/error-job-size-exceeded).
 */
export function reduceDependencies(resources: readonly ArmResource[]): readonly ArmResource[] {
  const direct = new Map(resources.map((resource) => [idOfResource(resource), resource.dependsOn ?? []]));
  const reachable = new Map<Expression, ReadonlySet<Expression>>();
  const reachFrom = (id: Expression): ReadonlySet<Expression> => {
    const known = reachable.get(id);
    if (known !== undefined) return known;
    const found = new Set((direct.get(id) ?? []).flatMap((next) => [next, ...reachFrom(next)]));
    reachable.set(id, found);
    return found;
  };
  return resources.map((resource) => {
    const {dependsOn} = resource;
    if (dependsOn === undefined) return resource;
    const implied = new Set(dependsOn.flatMap((id) => [...reachFrom(id)]));
    return {...resource, dependsOn: dependsOn.filter((id) => !implied.has(id))};
  });
}

/** What the resources depend on that is not among them. */
export function outerDependencies(resources: readonly ArmResource[]): readonly Expression[] {
  const own = new Set(resources.map(idOfResource));
  return [...new Set(resources.flatMap(({dependsOn = []}) => dependsOn.filter((id) => !own.has(id))))];
}

/** The same resources, depending on each other only: what else must be there is up to the deployment that they are in. */
export function innerDependencies(resources: readonly ArmResource[]): readonly ArmResource[] {
  const own = new Set(resources.map(idOfResource));
  return resources.map((resource) => {
    const {dependsOn = [], ...rest} = resource;
    const kept = dependsOn.filter((id) => own.has(id));
    return kept.length === 0 ? rest : {...resource, dependsOn: kept};
  });
}

/** The id by which others depend on it: of a copied resource, that of the same round. */
function idOfResource({type, name, subscriptionId, resourceGroup}: ArmResource): Expression {
  if (subscriptionId !== undefined && resourceGroup !== undefined) {
    return expression(foreignResourceId(subscriptionId, resourceGroup, type, name));
  }
  const names = isExpression(name) ? [{code: name.slice(1, -1)}] : name.split('/');
  return expression(resourceId(type, ...names));
}
