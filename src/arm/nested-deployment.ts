import {API_VERSIONS} from './api-versions.ts';
import type {ArmParameter, ArmResource, Resource} from './arm-template.ts';
import {CONTENT_VERSION, DEPLOYMENT_SCHEMA} from './deployment-schema.ts';
import {COMMON_TAGS} from './tags.ts';
import {dependsOn, type Target} from './targets.ts';

/** A parameter of a nested deployment, and what the outer one gives it. */
export interface PassedParameter {
  readonly type: ArmParameter['type'];
  readonly description: string;
  readonly value: string;
}

/** A deployment within the deployment. */
export interface Nested {
  readonly name: string;
  /** Absent: the outer one's. */
  readonly place?: {readonly subscriptionId: string; readonly resourceGroup: string};
  readonly after: readonly Target[];
  readonly parameters: Readonly<Record<string, PassedParameter>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly resources: readonly ArmResource[];
}

/**
 * A deployment with a template of its own, whose expressions see its own parameters and variables only: in the outer
 * scope, secrets would be written out in it (Azure: templates/linked-templates, "Expression evaluation scope").
 */
export function nestedDeployment(nested: Nested): ArmResource {
  const {name, place, after, parameters, variables, resources} = nested;
  const passed = Object.entries(parameters);
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: API_VERSIONS['Microsoft.Resources/deployments'],
    name,
    ...place,
    tags: COMMON_TAGS,
    ...dependsOn(...after),
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: {scope: 'Inner'},
      parameters: Object.fromEntries(passed.map(([key, {value}]) => [key, {value}])),
      template: {
        $schema: DEPLOYMENT_SCHEMA,
        contentVersion: CONTENT_VERSION,
        parameters: Object.fromEntries(
          passed.map(([key, {type, description}]) => [key, {type, metadata: {description}}]),
        ),
        ...(Object.keys(variables).length === 0 ? {} : {variables}),
        resources,
      },
    },
  } satisfies Resource<'Microsoft.Resources/deployments'>;
}
