import type {Settings} from './settings.ts';

/** The subscription and tenant of a simulated Azure. */
export const SIMULATED_SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
export const SIMULATED_TENANT = '00000000-0000-0000-0000-000000000002';

const DEFAULTS: Settings = {
  subscriptionId: SIMULATED_SUBSCRIPTION,
  tenantId: SIMULATED_TENANT,
  resources: [],
  quotas: {},
  restrictedSizes: [],
  takenAddresses: {},
  takenIps: {},
  takenDnsLabels: [],
  deniedActions: [],
  policies: [],
  unregisteredProviders: [],
  failingBootstraps: [],
  cluster: {notReady: [], failingAddons: [], apiServerDown: false},
  http: [],
  failures: [],
  pace: 1,
  throttling: true,
};

/** A simulated Azure in which nothing goes wrong but what is said. */
export function defaultSettings(wanted: Partial<Settings> = {}): Settings {
  return {...DEFAULTS, ...wanted, cluster: {...DEFAULTS.cluster, ...wanted.cluster}};
}
