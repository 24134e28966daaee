import type {Settings} from './settings.ts';

/** The subscription of simulations, unless another one is asked for. */
export const SIMULATED_SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';

const SIMULATED_TENANT = '00000000-0000-0000-0000-000000000002';

/** An Azure in which nothing goes wrong, but for what is said. */
export function defaultSettings(given: Partial<Settings>): Settings {
  return {
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
    http: [],
    failures: [],
    pace: 1,
    throttling: true,
    ...given,
    cluster: {notReady: [], failingAddons: [], apiServerDown: false, ...given.cluster},
  };
}
