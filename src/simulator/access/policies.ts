import type {Endpoint, World} from '../resource-kind.ts';
import type {Settings} from '../settings.ts';

function assignmentId({subscriptionId}: Settings, name: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/policyAssignments/${name}`;
}

function definitionId({subscriptionId}: Settings, name: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
}

/** GET of the policies that hold at a scope: all are the subscription's. */
export const POLICIES_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^\/subscriptions\/[^/]+(?:\/.*)?\/providers\/Microsoft\.Authorization\/policyAssignments$/i,
  answer: ({settings}: World) => ({
    value: settings.policies.map(({name}) => ({
      id: assignmentId(settings, name),
      type: 'Microsoft.Authorization/policyAssignments',
      name,
      properties: {
        displayName: name,
        policyDefinitionId: definitionId(settings, name),
        scope: `/subscriptions/${settings.subscriptionId}`,
        enforcementMode: 'Default',
      },
    })),
  }),
};
