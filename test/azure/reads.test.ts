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
        count === 1 ? json(200, {id: TABLE, location: 'westeurope', properties: {}}) : refusal(404, 'ResourceNotFound'),
      ),
    );
    expect(await azure.network.findRouteTable(TABLE)).toEqual({
      location: 'westeurope',
      routes: [],
      takesBgpRoutes: true,
    });
    expect(await azure.network.findRouteTable(TABLE)).toBeUndefined();
  });
});

describe('gateways', () => {
  const GATEWAY = `${GROUP}/providers/Microsoft.Network/virtualNetworkGateways/w`;
  const SITE = `${GROUP}/providers/Microsoft.Network/localNetworkGateways/s`;
  const CIRCUIT = `${GROUP}/providers/Microsoft.Network/expressRouteCircuits/c`;

  it('are those that have an address in a subnet, or two, each once', async () => {
    const ipConfigurations = [
      {id: `${GATEWAY}/ipConfigurations/default`},
      {id: `${GATEWAY}/ipConfigurations/activeActive`},
      {id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/n/ipConfigurations/default`},
    ];
    const subnets = [{id: `${NETWORK}/subnets/GatewaySubnet`, name: 'GatewaySubnet', properties: {ipConfigurations}}];
    const azure = await connectTo(new FakeAzure(() => json(200, {id: NETWORK, name: 'v', properties: {subnets}})));

    expect((await azure.network.findVirtualNetwork(NETWORK))?.subnets[0]?.gatewayIds).toEqual([GATEWAY]);
  });

  it('tell their type, size and number for BGP, and are asked for in their own subscription', async () => {
    const properties = {
      gatewayType: 'Vpn',
      vpnType: 'PolicyBased',
      sku: {name: 'Basic'},
      bgpSettings: {asn: 65_010},
    };
    const fake = new FakeAzure((_, count) =>
      count === 1 ? json(200, {id: GATEWAY, name: 'w', properties}) : refusal(404, 'ResourceNotFound'),
    );
    const azure = await connectTo(fake);

    expect(await azure.network.findGateway(GATEWAY)).toEqual({
      id: GATEWAY,
      name: 'w',
      type: 'Vpn',
      sku: 'Basic',
      vpnType: 'PolicyBased',
      asn: 65_010,
    });
    expect(await azure.network.findGateway(GATEWAY)).toBeUndefined();
    expect(fake.asked[0]?.url.startsWith(`${ENDPOINT}/subscriptions/other/`)).toBe(true);
  });

  it('tell their connections, and to which circuits', async () => {
    const value = [
      {
        name: 'office',
        properties: {
          connectionType: 'IPsec',
          virtualNetworkGateway1: {id: GATEWAY},
          localNetworkGateway2: {id: SITE},
        },
      },
      {
        name: 'metro',
        properties: {connectionType: 'ExpressRoute', virtualNetworkGateway1: {id: GATEWAY}, peer: {id: CIRCUIT}},
      },
    ];
    const azure = await connectTo(new FakeAzure(() => json(200, {value})));

    expect(await azure.network.gatewayConnections(GATEWAY)).toEqual([
      {name: 'office', siteId: SITE},
      {name: 'metro', circuitId: CIRCUIT},
    ]);
  });

  it('have sites behind them, with their ranges', async () => {
    const properties = {localNetworkAddressSpace: {addressPrefixes: ['192.168.0.0/24']}};
    const azure = await connectTo(
      new FakeAzure((_, count) =>
        count === 1 ? json(200, {id: SITE, name: 's', properties}) : refusal(404, 'ResourceNotFound'),
      ),
    );

    expect(await azure.network.findSite(SITE)).toEqual({name: 's', prefixes: ['192.168.0.0/24']});
    expect(await azure.network.findSite(SITE)).toBeUndefined();
  });

  it('have circuits that tell how far their providers are', async () => {
    const properties = {
      serviceProviderProvisioningState: 'NotProvisioned',
      serviceProviderProperties: {peeringLocation: 'Zurich'},
      peerings: [{name: 'AzurePrivatePeering', properties: {peeringType: 'AzurePrivatePeering'}}],
    };
    const azure = await connectTo(new FakeAzure(() => json(200, {id: CIRCUIT, name: 'c', properties})));

    expect(await azure.network.findCircuit(CIRCUIT)).toEqual({
      name: 'c',
      providerState: 'NotProvisioned',
      peeringLocation: 'Zurich',
      peerings: ['AzurePrivatePeering'],
    });
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

  it('availability sets tell how many fault domains a region has', async () => {
    const capabilities = [{name: 'MaximumPlatformFaultDomainCount', value: '2'}];
    const aligned = {name: 'Aligned', resourceType: 'availabilitySets', capabilities, locationInfo: []};
    const azure = await connectTo(new FakeAzure(() => json(200, {value: [aligned]})));

    const [found] = await azure.compute.skus('westeurope');
    expect([found?.name, found?.capabilities]).toEqual(['Aligned', {MaximumPlatformFaultDomainCount: '2'}]);
  });

  it('images are offered if there is a version of them', async () => {
    const image = {publisher: 'Canonical', offer: 'ubuntu', sku: 'server'};
    const version = {id: '/v', name: '24.04.1', location: 'westeurope'};
    const fake = new FakeAzure(
      (_, count) => [json(200, [version]), json(200, [])][count - 1] ?? refusal(404, 'NotFound'),
    );
    const azure = await connectTo(fake);

    const answers = [1, 2, 3].map(() => azure.compute.hasImage('westeurope', image));
    expect(await Promise.all(answers)).toEqual([true, false, false]);
    expect(fake.lines()[0]).toBe(
      'GET providers/Microsoft.Compute/locations/westeurope/publishers/Canonical/artifacttypes/vmimage/offers/ubuntu/skus/server/versions',
    );
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
