import {describe, expect, it} from 'vitest';
import {outputOf} from '../../src/azure/compute.ts';
import {connectTo, ENDPOINT, FakeAzure, json, refusal} from './fake-azure.ts';

const GROUP = '/subscriptions/other/resourceGroups/g';
const TABLE = `${GROUP}/providers/Microsoft.Network/routeTables/t`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;

describe('networks', () => {
  it('are asked for in their own subscription', async () => {
    const fake = new FakeAzure(() => json(200, {id: NETWORK, name: 'v', location: 'westeurope', properties: {}}));
    const azure = await connectTo(fake);

    expect(await azure.network.findVirtualNetwork(NETWORK)).toEqual({
      id: NETWORK,
      name: 'v',
      location: 'westeurope',
      addressPrefixes: [],
      dnsServers: [],
      subnets: [],
      peerings: [],
    });
    expect(fake.asked[0]?.url.startsWith(`${ENDPOINT}/subscriptions/other/`)).toBe(true);
  });

  it('a route table without routes is there', async () => {
    const azure = await connectTo(
      new FakeAzure((_, count) =>
        count === 1 ? json(200, {id: TABLE, properties: {}}) : refusal(404, 'ResourceNotFound'),
      ),
    );
    expect(await azure.network.findRoutes(TABLE)).toEqual([]);
    expect(await azure.network.findRoutes(TABLE)).toBeUndefined();
  });
});

describe('machines', () => {
  it('sizes tell cores, zones and what is not for this subscription', async () => {
    const sku = {
      name: 'Standard_D4s_v5',
      resourceType: 'virtualMachines',
      family: 'standardDSv5Family',
      capabilities: [{name: 'vCPUs', value: '4'}],
      locationInfo: [{location: 'westeurope', zones: ['3', '1', '2']}],
      restrictions: [{type: 'Zone', values: [], restrictionInfo: {zones: ['2']}, reasonCode: 'X'}],
    };
    const disk = {name: 'P10', resourceType: 'disks'};
    const azure = await connectTo(new FakeAzure(() => json(200, {value: [sku, disk]})));

    expect(await azure.compute.skus('westeurope')).toEqual([
      {
        name: 'Standard_D4s_v5',
        family: 'standardDSv5Family',
        vCpus: 4,
        zones: ['1', '2', '3'],
        restrictedZones: ['2'],
        capabilities: {vCPUs: '4'},
      },
    ]);
  });

  it('what a command printed is told apart', () => {
    const message = 'Enable succeeded: \n[stdout]\n{"a": 1}\n\n[stderr]\noh\n';
    expect(outputOf(message)).toEqual({stdout: '{"a": 1}\n', stderr: 'oh\n'});
    expect(outputOf('nothing')).toEqual({stdout: '', stderr: ''});
  });
});

describe('who may do what', () => {
  it('is not known to whoever may not ask', async () => {
    const azure = await connectTo(new FakeAzure(() => refusal(403, 'AuthorizationFailed')));
    expect(await azure.access.permissions('/subscriptions/s')).toBeUndefined();
    expect(await azure.access.permissionsOf('/subscriptions/s', 'p')).toBeUndefined();
  });

  it('of somebody else is what their roles allow, over all pages', async () => {
    const role = {actions: ['a/read'], notActions: []};
    const assignment = {properties: {roleDefinitionId: '/roles/r', principalId: 'p'}};
    const fake = new FakeAzure(({url}) => {
      if (url.includes('/roles/r')) return json(200, {properties: {permissions: [role]}});
      return json(200, {value: [assignment], ...(url.includes('page') ? {} : {nextLink: `${ENDPOINT}/page`})});
    });

    expect(await (await connectTo(fake)).access.permissionsOf('/subscriptions/s', 'p')).toEqual([role]);
    expect(new URL(fake.asked[0]?.url ?? '').searchParams.get('$filter')).toBe("atScope() and assignedTo('p')");
    expect(fake.asked).toHaveLength(3);
  });

  it('a provider is registered in the end', async () => {
    const fake = new FakeAzure(({method}, count) =>
      json(200, {registrationState: method === 'GET' && count > 3 ? 'Registered' : 'Registering'}),
    );
    await (await connectTo(fake)).access.registerProvider('Microsoft.Network');

    expect(fake.asked.map(({method}) => method)).toEqual(['POST', 'GET', 'GET', 'GET']);
    expect(fake.now()).toBe(10_000);
  });
});
