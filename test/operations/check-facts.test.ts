import {describe, expect, it} from 'vitest';
import type {Azure} from '../../src/azure/azure.ts';
import {AzureError} from '../../src/azure/azure-error.ts';
import {connectAzure} from '../../src/azure/connect-azure.ts';
import {gatherFacts} from '../../src/operations/check-facts.ts';
import {startReads} from '../../src/operations/check-reads.ts';
import {surroundingResources} from '../../src/operations/simulated-surroundings.ts';
import type {PreflightFacts} from '../../src/preflight/facts.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import type {Settings} from '../../src/simulator/settings.ts';
import {createSimulator} from '../../src/simulator/simulator.ts';
import {site} from '../preflight/known-facts.ts';

const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
const NETWORK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network`;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/g`;

/** What is asked for, and told, of a simulated Azure. */
async function factsOf(
  example: string,
  settings: Partial<Settings> = {},
  group = 'g',
  ...set: string[]
): Promise<PreflightFacts & {readonly asked: readonly string[]; readonly most: number}> {
  const planned = await site(example, ...set);
  const resources = [...surroundingResources(planned, group), ...(settings.resources ?? [])];
  const all = defaultSettings({subscriptionId: SUBSCRIPTION, ...settings, resources});
  const simulator = createSimulator({settings: all, now: 0});
  const azure = await connectAzure({
    cloud: 'AzureCloud',
    subscription: SUBSCRIPTION,
    auth: 'auto',
    env: {},
    userAgentVersion: '1',
    simulator,
  });
  const watched = watch(azure);
  const facts = await gatherFacts(watched.azure, planned, {group});
  return {...facts, asked: watched.asked, most: watched.most()};
}

/** Notes names of questions, and how many are open at a time. */
function watch(azure: Azure) {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const watched = <Part extends object>(part: Part, label = ''): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          asked.push(`${label}${String(name)} ${args.filter((arg) => typeof arg === 'string').join(' ')}`);
          open += 1;
          most = Math.max(most, open);
          try {
            return await method.apply(target, args);
          } finally {
            open -= 1;
          }
        };
      },
    });
  const {groups, access, compute, network} = azure;
  const parts = {
    groups: watched(groups),
    access: watched(access),
    compute: watched(compute, 'compute '),
    network: watched(network),
  };
  return {azure: {...azure, ...parts}, asked, most: () => most};
}

describe('facts of a place', () => {
  it('are asked for eight at a time, and each once', async () => {
    const {asked, most} = await factsOf('existing-virtual-network', {takenAddresses: {'k8s-control': 1}});

    expect(most).toBe(8);
    expect(asked.length).toBe(new Set(asked).size);
    expect(asked.filter((line) => line.startsWith('checkAddress')).length).toBe(94);
  });

  it('are not asked for of addresses one by one where nobody else is', async () => {
    const {asked, network} = await factsOf('existing-virtual-network');

    expect(asked.filter((line) => line.startsWith('checkAddress'))).toEqual([]);
    expect(network?.addresses.get('10.20.0.64')).toEqual({known: true, value: true});
  });

  it('find subnets whatever their capitals, with their rules, routes and rights', async () => {
    const subnets = [
      {
        name: 'K8S-Control',
        properties: {
          addressPrefix: '10.20.0.0/24',
          networkSecurityGroup: {id: `${NETWORK}/networkSecurityGroups/Corp`},
          routeTable: {id: `${NETWORK}/routeTables/Corp`},
        },
      },
    ];
    const {network, referred} = await factsOf('existing-virtual-network', {
      resources: [
        {id: `${NETWORK}/networkSecurityGroups/Corp`, type: 'Microsoft.Network/networkSecurityGroups', name: 'Corp'},
        {
          id: `${NETWORK}/routeTables/Corp`,
          type: 'Microsoft.Network/routeTables',
          name: 'Corp',
          location: 'northeurope',
        },
        {
          id: `${NETWORK}/virtualNetworks/corp`,
          properties: {addressSpace: {addressPrefixes: ['10.20.0.0/16']}, subnets},
        },
      ],
    });

    expect(network?.rules).toEqual(
      new Map([[`${NETWORK}/networkSecurityGroups/Corp`.toLowerCase(), {known: true, value: []}]]),
    );
    expect(referred.routeTables).toEqual(
      new Map([
        [
          `${NETWORK}/routeTables/Corp`.toLowerCase(),
          {known: true, value: {location: 'northeurope', routes: [], takesBgpRoutes: true}},
        ],
      ]),
    );
    expect([...(network?.permissions.keys() ?? [])].map((id) => id.slice(id.lastIndexOf('/') + 1)).sort()).toEqual([
      'k8s-control',
      'k8s-nodes',
    ]);
  });

  it('of DNS names are those of a hundred that the cluster has not got', async () => {
    const own = {
      id: `${GROUP}/providers/Microsoft.Network/publicIPAddresses/arena-edge-0-1`,
      type: 'Microsoft.Network/publicIPAddresses',
      location: 'westus2',
      properties: {dnsSettings: {domainNameLabel: 'arena-edge-0-1'}},
    };
    const {labels} = await factsOf('pod-public-ips', {resources: [own]}, 'g', 'nodePools[1].count=150');

    expect([labels.own, labels.free.size, labels.unasked]).toEqual([1, 100, 199]);
    expect(labels.free.get('arena-edge-0-2')).toEqual({known: true, value: true});
  });

  it('that may not be read say why, and all others are there', async () => {
    const {group, skus, providers, own} = await factsOf('minimal', {
      http: [
        {path: '/resourceGroups/g$', status: 403, code: 'AuthorizationFailed'},
        {path: 'skus$', status: 400, code: 'BadRequest'},
        {path: 'virtualMachineScaleSets$', connection: 'refused'},
      ],
    });

    expect(group).toEqual({known: false, reason: 'you may not (AuthorizationFailed)'});
    expect(skus).toEqual({known: false, reason: 'Azure says BadRequest'});
    expect(own.scaleSets.known).toBe(false);
    expect(providers.known).toBe(true);
  });

  it('are a fault of the connection if nothing is answered', async () => {
    await expect(
      factsOf('minimal', {http: [{path: '/(providers|resourceGroups)', connection: 'refused'}]}),
    ).rejects.toBeInstanceOf(AzureError);
  });

  it('of an identity are its roles in the group, and in subnets that it joins', async () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/i/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i`;
    const {identity, asked} = await factsOf('existing-virtual-network', {}, 'g', `identity.id=${id}`);
    const value = identity?.known === true ? identity.value : undefined;

    expect(value?.roles.known).toBe(true);
    expect([...(value?.subnetRoles.keys() ?? [])]).toEqual(
      ['k8s-control', 'k8s-nodes'].map((name) => `${NETWORK}/virtualNetworks/corp/subnets/${name}`.toLowerCase()),
    );
    expect(asked).toContain(`permissionsOf ${GROUP} ${value?.principalId}`);
  });
});

describe('reads', () => {
  it('end with whatever is no fault of Azure: a signal, a mistake', async () => {
    const {read} = startReads();
    await expect(read(() => Promise.reject(new DOMException('stopped', 'AbortError')))).rejects.toThrow('stopped');
  });
});
