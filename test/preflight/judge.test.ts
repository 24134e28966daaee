import {describe, expect, it} from 'vitest';
import type {Sku, Usage} from '../../src/azure/azure.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import type {ExistingFacts, Known, PlannedSite, PreflightFacts} from '../../src/preflight/facts.ts';
import {judge} from '../../src/preflight/judge.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const NETWORK =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp';

async function site(example: string, ...set: string[]): Promise<PlannedSite> {
  const {meaning} = await loadDefinition({file: `examples/${example}.yaml`, set, cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('it is invalid');
  return meaning;
}

function sku(name: string, vCpus: number, more: Partial<Sku> = {}): Sku {
  const zones = ['1', '2', '3'];
  return {name, family: 'standardDSv5Family', vCpus, zones, restrictedZones: [], capabilities: {}, ...more};
}

function usage(name: string, used: number, limit: number): Usage {
  return {name, localizedName: name, used, limit};
}

function unreadable(): Extract<Known<never>, {readonly known: false}> {
  return {known: false, reason: 'you may not (AuthorizationFailed)'};
}

function answered<Value>(value: Value): Known<Value> {
  return {known: true, value};
}

const ALL = [{actions: ['*'], notActions: []}];

/** An Azure that has nothing against a cluster. */
const WELL: PreflightFacts = {
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
  computeUsages: answered([
    usage('cores', 0, 100),
    usage('standardDSv5Family', 0, 100),
    usage('lowPriorityCores', 0, 100),
  ]),
  networkUsages: {known: true, value: [usage('PublicIPAddresses', 0, 10)]},
  labels: {free: new Map(), own: 0, unasked: 0},
  own: {scaleSets: answered([]), machines: answered([]), resources: answered([]), addresses: answered([])},
  remotes: new Map(),
};

/** What is not well, a line each. */
async function faults(
  facts: Partial<PreflightFacts>,
  example = 'minimal',
  ...set: string[]
): Promise<readonly string[]> {
  const findings = judge({...WELL, ...facts}, await site(example, ...set));
  return findings
    .filter(({state}) => state !== 'ok')
    .map(({code, state, title, path}) => `${code} ${state} ${path.join('.')}: ${title}`);
}

const GROUP = {
  id: '/subscriptions/sub/resourceGroups/minimal',
  name: 'minimal',
  location: 'westeurope',
  tags: {},
  provisioningState: 'Succeeded',
};

describe('what Azure has against a cluster', () => {
  it('is nothing where all is well', async () => {
    expect(await faults({})).toEqual([]);
  });

  it.each<readonly [string, Partial<PreflightFacts>, readonly string[]]>([
    [
      'a subscription that is disabled',
      {account: {...WELL.account, subscriptionState: 'Disabled'}},
      ['VK6001 failed : subscription Production is disabled: nothing can be made in it'],
    ],
    [
      'a provider that is not registered',
      {providers: {known: true, value: new Map([['Microsoft.Compute', 'NotRegistered']])}},
      ['VK6002 warning : not registered: Microsoft.Compute'],
    ],
    [
      'a right that is missing',
      {permissions: {known: true, value: [{actions: ['*'], notActions: ['Microsoft.Authorization/*/write']}]}},
      ['VK6003 failed identity: you may not: Microsoft.Authorization/roleAssignments/write'],
    ],
    [
      'rights that nobody tells',
      {permissions: unreadable()},
      ['VK6003 warning identity: what you may do could not be read: you may not (AuthorizationFailed)'],
    ],
    [
      'the group of another cluster',
      {group: answered({...GROUP, tags: {'vnetk8s-cluster': 'other'}})},
      ['VK6004 failed name: resource group minimal is that of cluster other'],
    ],
    [
      'a group in another region',
      {group: answered({...GROUP, location: 'eastus'})},
      ['VK6004 warning location: resource group minimal is in eastus, and the cluster in westeurope'],
    ],
    [
      'a lock against writing',
      {locks: {known: true, value: [{id: '/locks/freeze', name: 'freeze', level: 'ReadOnly'}]}},
      ['VK6005 failed : nothing can be written: lock freeze'],
    ],
    [
      'a lock against deleting',
      {locks: {known: true, value: [{id: '/locks/keep', name: 'keep', level: 'CanNotDelete'}]}},
      ['VK6005 warning : nothing can be deleted: lock keep'],
    ],
    [
      'a size that is not offered',
      {skus: {known: true, value: [sku('Standard_D4s_v5', 4)]}},
      ['VK6006 failed controlPlane.vmSize: Standard_D2s_v5 of the control plane is not offered in westeurope'],
    ],
    [
      'a size that others may have',
      {
        skus: {
          known: true,
          value: [sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4, {restriction: 'NotAvailableForSubscription'})],
        },
      },
      [
        'VK6006 failed nodePools.0.vmSize: Standard_D4s_v5 of pool apps cannot be used in westeurope: NotAvailableForSubscription',
      ],
    ],
    [
      'a quota that is not enough',
      {computeUsages: {known: true, value: [usage('cores', 90, 100), usage('standardDSv5Family', 0, 100)]}},
      ['VK6007 failed nodePools.0.count: quota "cores" is not enough: 18 more needed, 90 of 100 are in use'],
    ],
    [
      'public IPs that are used up',
      {networkUsages: {known: true, value: [usage('PublicIPAddresses', 10, 10)]}},
      ['VK6008 failed network.egress: quota "PublicIPAddresses" is not enough: 1 more needed, 10 of 10 are in use'],
    ],
    [
      'a DNS name that is taken',
      {labels: {free: new Map([['minimal', answered(false)]]), own: 0, unasked: 0}},
      ['VK6022 failed name: taken in this region: minimal'],
    ],
  ])('is %s', async (_, facts, expected) => {
    expect(await faults(facts)).toEqual(expected);
  });
});

const SUBNETS = [
  {
    id: `${NETWORK}/subnets/k8s-control`,
    name: 'k8s-control',
    addressPrefixes: ['10.20.0.0/24'],
    delegations: [],
    serviceEndpoints: [],
  },
  {
    id: `${NETWORK}/subnets/k8s-nodes`,
    name: 'k8s-nodes',
    addressPrefixes: ['10.20.4.0/22'],
    delegations: [],
    serviceEndpoints: [],
  },
];
const LIVE = {
  id: NETWORK,
  name: 'corp',
  location: 'northeurope',
  addressPrefixes: ['10.20.0.0/16'],
  dnsServers: [],
  subnets: SUBNETS,
  peerings: [],
};
const EXISTING: ExistingFacts = {
  network: {known: true, value: LIVE},
  usages: {known: true, value: SUBNETS.map(({id}) => ({subnetId: id, used: 0, limit: 1_000}))},
  addresses: new Map([['10.20.0.64', answered(true)]]),
  routes: new Map(),
  rules: new Map(),
  permissions: new Map(),
};

async function networkFaults(existing: Partial<ExistingFacts>, ...set: string[]): Promise<readonly string[]> {
  return faults({network: {...EXISTING, ...existing}}, 'existing-virtual-network', ...set);
}

describe('what an existing network has against a cluster', () => {
  it('is nothing where it is as the definition says', async () => {
    expect(await networkFaults({})).toEqual([]);
  });

  it.each<readonly [string, Partial<ExistingFacts>, readonly string[]]>([
    [
      'that it is not there',
      {network: {known: true, value: undefined}},
      ['VK6010 failed network.virtualNetwork.id: the virtual network is not there'],
    ],
    [
      'that nobody tells of it',
      {network: unreadable()},
      [
        'VK6010 warning network.virtualNetwork: the virtual network could not be read: you may not (AuthorizationFailed)',
      ],
    ],
    [
      'that it is elsewhere',
      {network: {known: true, value: {...LIVE, location: 'westeurope'}}},
      ['VK6010 failed location: virtual network corp is in westeurope, and the cluster in northeurope'],
    ],
    [
      'its address space',
      {network: {known: true, value: {...LIVE, addressPrefixes: ['10.20.0.0/15']}}},
      [
        'VK6011 failed network.virtualNetwork.addressSpace: its address space is 10.20.0.0/15, and the definition says 10.20.0.0/16',
      ],
    ],
    [
      'a subnet that is not there',
      {network: {known: true, value: {...LIVE, subnets: SUBNETS.slice(0, 1)}}},
      ['VK6012 failed network.subnets.1: subnet k8s-nodes is not there'],
    ],
    [
      'a subnet of a service',
      {
        network: {
          known: true,
          value: {
            ...LIVE,
            subnets: SUBNETS.map((each) => ({...each, delegations: ['Microsoft.Sql/managedInstances']})),
          },
        },
      },
      [
        'VK6013 failed network.subnets.0: subnet k8s-control is delegated to Microsoft.Sql/managedInstances: no machines go there',
        'VK6013 failed network.subnets.1: subnet k8s-nodes is delegated to Microsoft.Sql/managedInstances: no machines go there',
      ],
    ],
    [
      'a subnet that is full',
      {usages: {known: true, value: SUBNETS.map(({id}, index) => ({subnetId: id, used: index * 900, limit: 1_000}))}},
      ['VK6014 failed network.subnets.1: subnet k8s-nodes has no room for 869 addresses: 900 of 1,000 are taken'],
    ],
    [
      'an address that somebody has',
      {addresses: new Map([['10.20.0.64', answered(false)]])},
      ['VK6017 failed controlPlane.firstAddress: somebody else has 10.20.0.64'],
    ],
    [
      'a right to join that is missing',
      {
        permissions: new Map([
          [
            `${NETWORK}/subnets/k8s-nodes`.toLowerCase(),
            answered([{actions: ['*'], notActions: ['Microsoft.Network/*/join/action']}]),
          ],
        ]),
      },
      ['VK6003 failed network.subnets.1: you may not join subnet k8s-nodes'],
    ],
    [
      'a peering that nobody wrote down',
      {
        network: {
          known: true,
          value: {
            ...LIVE,
            peerings: [
              {name: 'hub', remoteVirtualNetworkId: 'x', remoteAddressPrefixes: ['10.99.0.0/16'], state: 'Connected'},
            ],
          },
        },
      },
      [
        "VK6018 warning network.onPremisesCidrs: peering hub leads to 10.99.0.0/16, which see the nodes' addresses, not the pods'",
      ],
    ],
  ])('is %s', async (_, existing, expected) => {
    expect(await networkFaults(existing)).toEqual(expected);
  });

  it('is that nothing leads out of it, if the definition says that something does', async () => {
    const expected = 'nothing leads from subnet k8s-nodes to the Internet: no route for 0.0.0.0/0, no NAT gateway';

    expect(await networkFaults({}, 'network.egress=userDefinedRoutes')).toContain(
      `VK6016 failed network.egress: ${expected}`,
    );
  });
});
