import {LOCATIONS} from '../../cluster/locations.ts';
import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {numberAt} from '../fields.ts';
import type {Endpoint, World} from '../resource-kind.ts';

/** Under which type it is kept that somebody registers a provider. */
const REGISTRATIONS = 'Microsoft.Resources/providers';

/** Simulated ms of a registration. */
const REGISTER_MS = 60_000;

/** Resource providers that clusters use, and those that every subscription has. */
const PROVIDERS = [
  'Microsoft.Authorization',
  'Microsoft.Compute',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  'Microsoft.Resources',
  'Microsoft.Storage',
];

/** Whether resources of a provider can be made. */
export function registrationOf(world: World, namespace: string): 'Registered' | 'NotRegistered' | 'Registering' {
  const {settings, store, now} = world;
  if (!settings.unregisteredProviders.some((name) => name.toLowerCase() === namespace.toLowerCase())) {
    return 'Registered';
  }
  const begun = numberAt(store.get(registrationId(world, namespace))?.properties, 'begun');
  if (begun === undefined) return 'NotRegistered';
  return now >= begun + REGISTER_MS * settings.pace ? 'Registered' : 'Registering';
}

/** Refuses resources of a provider that is not registered (Azure: templates/error-register-resource-provider). */
export function checkRegistration(world: World, type: string): void {
  const namespace = type.split('/')[0] ?? '';
  if (registrationOf(world, namespace) === 'Registered') return;
  throw new Refusal(409, {
    code: 'MissingSubscriptionRegistration',
    message:
      `The subscription is not registered to use namespace '${namespace}'. ` +
      'See https://aka.ms/rps-not-found for how to register subscriptions.',
    details: [
      {
        code: 'MissingSubscriptionRegistration',
        target: namespace,
        message:
          `The subscription is not registered to use namespace '${namespace}'. ` +
          'See https://aka.ms/rps-not-found for how to register subscriptions.',
      },
    ],
  });
}

function registrationId({settings}: World, namespace: string): string {
  return `/subscriptions/${settings.subscriptionId}/providers/${namespace}`;
}

/** Where there are zones: what cloud-provider-azure asks for when it begins (its `providerclient`). */
const ZONE_MAPPINGS: readonly JsonObject[] = [...LOCATIONS.values()].flatMap(({name, zones}) =>
  zones ? [{location: name, zones: ['1', '2', '3']}] : [],
);

const ZONAL_TYPES: readonly JsonObject[] = ['virtualMachines', 'virtualMachineScaleSets', 'disks'].map(
  (resourceType) => ({
    resourceType,
    locations: [...LOCATIONS.keys()],
    apiVersions: [],
    zoneMappings: ZONE_MAPPINGS,
  }),
);

function showProvider(world: World, namespace: string): JsonObject {
  return {
    id: registrationId(world, namespace),
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: registrationOf(world, namespace),
    resourceTypes: namespace === 'Microsoft.Compute' ? ZONAL_TYPES : [],
  };
}

/** The spelling of a provider's name; refuses one that nobody knows. */
function knownProvider({settings}: World, name: string): string {
  const known = [...PROVIDERS, ...settings.unregisteredProviders];
  const found = known.find((provider) => provider.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal(404, {
    code: 'InvalidResourceNamespace',
    message: `The resource namespace '${name}' is invalid.`,
  });
}

/** GET of all providers, GET of one, and POST that registers one (Azure: REST API, resources/providers). */
export const PROVIDER_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: /^\/subscriptions\/[^/]+\/providers$/i,
    answer: (world) => {
      const names = [...new Set([...PROVIDERS, ...world.settings.unregisteredProviders])];
      return {value: names.map((name) => showProvider(world, name))};
    },
  },
  {
    method: 'GET',
    path: /^\/subscriptions\/[^/]+\/providers\/([^/]+)$/i,
    answer: (world, match) => showProvider(world, knownProvider(world, match[1] ?? '')),
  },
  {
    method: 'POST',
    path: /^\/subscriptions\/[^/]+\/providers\/([^/]+)\/register$/i,
    answer: (world, match) => {
      const name = knownProvider(world, match[1] ?? '');
      if (registrationOf(world, name) === 'NotRegistered') {
        const id = registrationId(world, name);
        world.store.put({id, type: REGISTRATIONS, name, properties: {begun: world.now}});
      }
      return showProvider(world, name);
    },
  },
];
