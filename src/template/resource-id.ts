import type {DeploymentTarget} from './scope.ts';
import {evaluationError} from './template-error.ts';

/** The id of a resource group, or of a subscription for a target without one. */
export function targetId({subscriptionId, resourceGroup}: DeploymentTarget): string {
  const subscription = `/subscriptions/${subscriptionId}`;
  return resourceGroup === undefined ? subscription : `${subscription}/resourceGroups/${resourceGroup}`;
}

/**
 * The id of a resource within a scope, such as the id of a resource group: names stand behind the segments of the type.
 * Throws ExpressionError unless there is a name for each segment.
 */
export function resourceIdIn(scope: string, type: string, names: readonly string[]): string {
  const [namespace = '', ...segments] = type.split('/');
  if (segments.length !== names.length || segments.length === 0) {
    throw evaluationError(`the type ${type} needs ${countNames(segments.length)}, not ${names.length}`);
  }
  const pairs = segments.map((segment, index) => `${segment}/${names[index] ?? ''}`);
  return `${scope === '/' ? '' : scope}/providers/${namespace}/${pairs.join('/')}`;
}

function countNames(count: number): string {
  return count === 1 ? '1 name' : `${count} names`;
}

/** Ids are the same whatever their capitals (Azure: management/resource-name-rules). */
export function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const RESOURCE_ID = /^\/subscriptions\/[^/\s]+(?:\/resourceGroups\/([^/\s]+))?((?:\/[^/\s]+)+)$/i;

/** The parts of the id of a resource. */
export interface IdParts {
  /** Undefined for resources of a subscription. */
  readonly resourceGroup: string | undefined;
  /** Names and types in turn behind the last `/providers/NAMESPACE`. */
  readonly segments: readonly string[];
}

/** Takes a text apart that is the id of a resource of a subscription; undefined for any other text. */
export function readId(text: string): IdParts | undefined {
  if (!text.startsWith('/')) return undefined;
  const match = RESOURCE_ID.exec(text);
  const path = match?.[2];
  if (match === null || path === undefined) return undefined;
  const at = path.toLowerCase().lastIndexOf('/providers/');
  if (at === -1) return undefined;
  const [, ...segments] = path.slice(at + '/providers/'.length).split('/');
  return segments.length === 0 || segments.length % 2 !== 0 ? undefined : {resourceGroup: match[1], segments};
}
