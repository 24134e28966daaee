import {Refusal} from '../fault.ts';
import {matches} from '../patterns.ts';
import type {Endpoint} from '../resource-kind.ts';
import type {Settings} from '../settings.ts';
import {isWithin} from './scopes.ts';

/** Who asks the simulated Azure, for its texts: name and object id. */
const CLIENT = 'simulated';
const CLIENT_ID = '00000000-0000-0000-0000-000000000003';

/** GET of what whoever asks may do at a scope (Azure: REST API, authorization/permissions). */
export const PERMISSIONS_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^(.*)\/providers\/Microsoft\.Authorization\/permissions$/i,
  answer: (world, match) => {
    const notActions = deniedAt(world.settings, match[1] ?? '');
    return {value: [{actions: ['*'], notActions, dataActions: [], notDataActions: []}]};
  },
};

function deniedAt({deniedActions}: Settings, at: string): readonly string[] {
  return deniedActions.filter(({scope}) => scope === undefined || isWithin(at, scope)).map(({action}) => action);
}

/** Refuses an action, such as `Microsoft.Network/virtualNetworks/write`, that whoever asks may not do at a scope. */
export function checkPermission(settings: Settings, action: string, scope: string): void {
  if (!isDenied(settings, action, scope)) return;
  throw new Refusal(403, {
    code: 'AuthorizationFailed',
    message:
      `The client '${CLIENT}' with object id '${CLIENT_ID}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your ` +
      'credentials.',
  });
}

function isDenied(settings: Settings, action: string, scope: string): boolean {
  return deniedAt(settings, scope).some((denied) => matches(denied, action));
}

/** Refuses to use something of another provider's, or of another's, without the right to (Azure: troubleshoot, "LinkedAuthorizationFailed"). */
export function checkLinkedPermission(
  settings: Settings,
  {id, type}: {readonly id: string; readonly type: string},
  action: string,
  linked: string,
): void {
  if (!isDenied(settings, action, linked)) return;
  throw new Refusal(403, {
    code: 'LinkedAuthorizationFailed',
    message:
      `The client '${CLIENT}' with object id '${CLIENT_ID}' has permission to perform action '${type}/write' on scope ` +
      `'${id}'; however, it does not have permission to perform action(s) '${action}' on the linked scope(s) '${linked}' ` +
      '(respectively) or the linked scope(s) are invalid.',
  });
}
