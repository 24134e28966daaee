import type {LiveSecurityRule, LiveVirtualNetwork, Sku, Usage} from '../../src/azure/azure.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import type {ExistingFacts, Known, OwnNetworkFacts, PlannedSite, PreflightFacts} from '../../src/preflight/facts.ts';
import {judge} from '../../src/preflight/judge.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
export const NETWORK =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp';

/** What an example is to become, with flags of `--set`. */
export async function site(example: string, ...set: string[]): Promise<PlannedSite> {
  const {meaning} = await loadDefinition({file: `examples/${example}.yaml`, set, cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('it is invalid');
  return meaning;
}

/** A size of which Azure says nothing else. */
export function sku(name: string, vCpus: number, more: Partial<Sku> = {}): Sku {
  const zones = ['1', '2', '3'];
  return {name, family: 'standardDSv5Family', vCpus, zones, restrictedZones: [], capabilities: {}, ...more};
}

/** What is used of a quota. */
export function usage(name: string, used: number, limit: number): Usage {
  return {name, localizedName: name, used, limit};
}

/** What nobody tells. */
export function unreadable(): Extract<Known<never>, {readonly known: false}> {
  return {known: false, reason: 'you may not (AuthorizationFailed)'};
}

/** What Azure tells. */
export function answered<Value>(value: Value): Known<Value> {
  return {known: true, value};
}

/** Whoever may do everything. */
export const ALL = [{actions: ['*'], notActions: []}];

/** An Azure that has nothing against a cluster. */
export const WELL: PreflightFacts = {
  account: {
    cloud: 'AzureCloud',
    tenantId: 'tenant',
    subscriptionId: 'sub',
    subscriptionName: 'Production',
    subscriptionState: 'Enabled',
    identity: 'me@example.com',
    objectId: 'object',
    method: 'Azure CLI',
    simulated: false,
  },
  group: answered(undefined),
  groupName: 'minimal',
  providers: {known: true, value: new Map()},
  permissions: {known: true, value: ALL},
  locks: {known: true, value: []},
  skus: {known: true, value: [sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4)]},
  images: new Map(),
  computeUsages: answered([
    usage('cores', 0, 100),
    usage('standardDSv5Family', 0, 100),
    usage('lowPriorityCores', 0, 100),
  ]),
  networkUsages: {known: true, value: [usage('PublicIPAddresses', 0, 10)]},
  labels: {free: new Map(), own: 0, unasked: 0},
  own: {scaleSets: answered([]), machines: answered([]), resources: answered([]), addresses: answered([])},
  referred: {routeTables: new Map(), circuits: new Map(), permissions: new Map()},
  remotes: new Map(),
};

/** What is not well, a line each. */
export async function faults(
  facts: Partial<PreflightFacts>,
  example = 'minimal',
  ...set: string[]
): Promise<readonly string[]> {
  const findings = judge({...WELL, ...facts}, await site(example, ...set));
  return findings
    .filter(({state}) => state !== 'ok')
    .map(({code, state, title, path}) => `${code} ${state} ${path.join('.')}: ${title}`);
}

export const GROUP = {
  id: '/subscriptions/sub/resourceGroups/minimal',
  name: 'minimal',
  location: 'westeurope',
  tags: {},
  provisioningState: 'Succeeded',
};

export const SUBNETS = [
  {
    id: `${NETWORK}/subnets/k8s-control`,
    name: 'k8s-control',
    addressPrefixes: ['10.20.0.0/24'],
    delegations: [],
    serviceEndpoints: [],
    links: [],
    hasApplicationGateways: false,
    gatewayIds: [],
  },
  {
    id: `${NETWORK}/subnets/k8s-nodes`,
    name: 'k8s-nodes',
    addressPrefixes: ['10.20.4.0/22'],
    delegations: [],
    serviceEndpoints: [],
    links: [],
    hasApplicationGateways: false,
    gatewayIds: [],
  },
];
export const LIVE = {
  id: NETWORK,
  name: 'corp',
  location: 'northeurope',
  addressPrefixes: ['10.20.0.0/16'],
  dnsServers: [],
  subnets: SUBNETS,
  peerings: [],
};
export const SUBNET = {
  id: '/s',
  name: 's',
  addressPrefixes: [],
  delegations: [],
  serviceEndpoints: [],
  links: [],
  hasApplicationGateways: false,
  gatewayIds: [],
};

/** The cluster's own network as it is there already. */
export function ownNetwork(
  live: Partial<LiveVirtualNetwork>,
  more: Partial<OwnNetworkFacts> = {},
): Pick<PreflightFacts, 'ownNetwork'> {
  const network = {...LIVE, name: 'minimal', location: 'westeurope', subnets: [], ...live};
  return {ownNetwork: {network: answered(network), gateways: new Map(), connections: answered([]), ...more}};
}

/** The network of `existing-virtual-network` as it is there. */
export function existingFacts(existing: Partial<ExistingFacts>): Pick<PreflightFacts, 'network' | 'account'> {
  const network = {
    network: answered(LIVE),
    usages: answered(SUBNETS.map(({id}) => ({subnetId: id, used: 0, limit: 1_000}))),
    addresses: new Map([['10.20.0.64', answered(true)]]),
    sites: new Map(),
    rules: new Map(),
    permissions: new Map(),
    ...existing,
  };
  return {network, account: {...WELL.account, subscriptionId: '11111111-2222-3333-4444-555555555555'}};
}

/** A rule that denies everything inbound, but for what is said. */
export function securityRule(name: string, priority: number, more: Partial<LiveSecurityRule> = {}): LiveSecurityRule {
  return {
    name,
    priority,
    direction: 'Inbound',
    access: 'Deny',
    protocol: '*',
    sourcePortRanges: ['*'],
    sourceAddressPrefixes: ['*'],
    destinationAddressPrefixes: ['*'],
    destinationPortRanges: ['*'],
    sourceGroupIds: [],
    destinationGroupIds: [],
    ...more,
  };
}
