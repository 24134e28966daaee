import type {Endpoint} from '../resource-kind.ts';
import type {Settings} from '../settings.ts';
import {isWithin} from './scopes.ts';

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
