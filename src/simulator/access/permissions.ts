import {Refusal} from '../fault.ts';
import {matches} from '../patterns.ts';
import type {Endpoint} from '../resource-kind.ts';
import type {Settings} from '../settings.ts';
import {isWithin} from './scopes.ts';

/** Who asks the simulated Azure, for its texts. */
const CLIENT = 'simulator';

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
  if (!deniedAt(settings, scope).some((denied) => matches(denied, action))) return;
  throw new Refusal(403, {
    code: 'AuthorizationFailed',
    message:
      `The client '${CLIENT}' with object id '${settings.tenantId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your ` +
      'credentials.',
  });
}
