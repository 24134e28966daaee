import {LOCATIONS} from '../../cluster/locations.ts';
import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import type {Endpoint, World} from '../resource-kind.ts';

/** GET of subscriptions, their locations, and tenants (Azure: REST API, resources/subscriptions). */
export const SUBSCRIPTION_ENDPOINTS: readonly Endpoint[] = [
  {method: 'GET', path: /^\/subscriptions$/i, answer: (world) => ({value: [showSubscription(world)]})},
  {
    method: 'GET',
    path: /^\/subscriptions\/([^/]+)$/i,
    answer: (world, match) => {
      checkSubscription(world, match[1] ?? '');
      return showSubscription(world);
    },
  },
  {
    method: 'GET',
    path: /^\/subscriptions\/([^/]+)\/locations$/i,
    answer: (world, match) => {
      checkSubscription(world, match[1] ?? '');
      return {value: showLocations(world)};
    },
  },
  {
    method: 'GET',
    path: /^\/tenants$/i,
    answer: ({settings: {tenantId}}) => ({
      value: [{id: `/tenants/${tenantId}`, tenantId, displayName: 'Simulated', tenantCategory: 'Home'}],
    }),
  },
];

function checkSubscription({settings}: World, id: string): void {
  if (id.toLowerCase() === settings.subscriptionId.toLowerCase()) return;
  throw new Refusal(404, {
    code: 'SubscriptionNotFound',
    message: `The subscription '${id}' could not be found.`,
  });
}

function showSubscription({settings: {subscriptionId, tenantId}}: World): JsonObject {
  return {
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    tenantId,
    displayName: 'Simulated',
    state: 'Enabled',
    authorizationSource: 'RoleBased',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'PayAsYouGo_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

/** Regions of all clouds: a simulated subscription is in whichever it is asked for. Their display names are not known. */
function showLocations({settings: {subscriptionId}}: World): readonly JsonObject[] {
  return [...LOCATIONS.values()].map(({name, zones}) => ({
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName: name,
    regionalDisplayName: name,
    metadata: {regionType: 'Physical'},
    ...(zones
      ? {
          availabilityZoneMappings: ['1', '2', '3'].map((zone) => ({
            logicalZone: zone,
            physicalZone: `${name}-az${zone}`,
          })),
        }
      : {}),
  }));
}
