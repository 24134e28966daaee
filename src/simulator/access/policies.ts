import {sameLocation} from '../compute/resource-ids.ts';
import {Refusal} from '../fault.ts';
import {objectAt, textAt} from '../fields.ts';
import type {Endpoint, Put, World} from '../resource-kind.ts';
import type {Settings} from '../settings.ts';

type Policy = Settings['policies'][number];

/** Types that Azure's policies of tags and locations look at: those with a location (Azure: policy, "Resource Manager modes"). */
function appliesTo({types}: Policy, {type, body}: Put): boolean {
  if (types === undefined) return textAt(body, 'location') !== undefined;
  return types.some((wanted) => wanted.toLowerCase() === type.toLowerCase());
}

function isDenied(policy: Policy, put: Put): boolean {
  if (!appliesTo(policy, put)) return false;
  const {requiredTag, allowedLocations} = policy;
  if (requiredTag === undefined && allowedLocations === undefined) return true;
  const tags = Object.keys(objectAt(put.body, 'tags')).map((tag) => tag.toLowerCase());
  if (requiredTag !== undefined && !tags.includes(requiredTag.toLowerCase())) return true;
  const location = textAt(put.body, 'location');
  if (allowedLocations === undefined || location === undefined) return false;
  return !allowedLocations.some((allowed) => sameLocation(allowed, location));
}

/** Refuses what a policy denies, in Azure's words (Azure: templates/error-policy-requestdisallowedbypolicy). */
export function checkPolicies(settings: Settings, put: Put): void {
  const denying = settings.policies.filter((policy) => isDenied(policy, put));
  if (denying.length === 0) return;
  const identifiers = denying.map(({name}) => ({
    policyAssignment: {name, id: assignmentId(settings, name)},
    policyDefinition: {name, id: definitionId(settings, name)},
  }));
  throw new Refusal(403, {
    code: 'RequestDisallowedByPolicy',
    target: put.name,
    message: `Resource '${put.name}' was disallowed by policy. Policy identifiers: '${JSON.stringify(identifiers)}'.`,
  });
}

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
