import {type DeploymentOptions, expandTemplate} from '../../src/template/expand-template.ts';
import type {ExpandedDeployment} from '../../src/template/expanded.ts';
import type {JsonObject} from '../../src/template/value.ts';
import {SUBSCRIPTION, TENANT} from './result-of.ts';

export const OPTIONS: DeploymentOptions = {
  subscriptionId: SUBSCRIPTION,
  tenantId: TENANT,
  resourceGroup: 'group',
  location: 'westeurope',
};

/** Expands a template, given in parts, in the resource group `group`. */
export function expand(parts: JsonObject, options: Partial<DeploymentOptions> = {}): ExpandedDeployment {
  return expandTemplate({resources: [], ...parts}, {...OPTIONS, ...options});
}

/** Id of a resource of the group. */
export function idOf(path: string): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/group/providers/${path}`;
}

/** A resource with as little as a resource can have. */
export function resource(name: string, more: JsonObject = {}): JsonObject {
  return {type: 'Microsoft.Test/things', apiVersion: '2025-01-01', name, properties: {}, ...more};
}

/** Outputs as plain values. */
export function outputsOf(deployment: ExpandedDeployment): {readonly [name: string]: unknown} {
  return Object.fromEntries(Object.entries(deployment.outputs).map(([name, {value}]) => [name, value]));
}

/** What is wrong, a line each. */
export function problemsOf({problems}: ExpandedDeployment): string[] {
  return problems.map(({code, path, message}) => `${path}: ${message} [${code}]`);
}
