import {Refusal} from './fault.ts';
import {matches} from './patterns.ts';
import type {Settings} from './settings.ts';

/** Refuses what whoever asks may not do, in Azure's words. */
export function assertAllowed({deniedActions}: Settings, action: string, scope: string): void {
  const denied = deniedActions.some(
    (each) =>
      matches(each.action, action) &&
      (each.scope === undefined || scope.toLowerCase().startsWith(each.scope.toLowerCase())),
  );
  if (!denied) return;
  throw new Refusal(403, {
    code: 'AuthorizationFailed',
    message: `The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  });
}

/** The action that a request for a resource is (Azure: role-based-access-control/resource-provider-operations). */
export function actionOf(method: string, type: string, post: string | undefined): string {
  if (method === 'GET' || method === 'HEAD') return `${type}/read`;
  if (method === 'DELETE') return `${type}/delete`;
  return method === 'POST' ? `${type}/${post ?? ''}/action` : `${type}/write`;
}
