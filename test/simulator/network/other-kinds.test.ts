import {describe, expect, it} from 'vitest';
import {networkEndpoints} from '../../../src/simulator/network/network-kinds.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {GROUP, idOf, show, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {
  GROUP_OF_RULES,
  kindOf,
  makeOf,
  NETWORK,
  PUBLIC_IP,
  ROUTE,
  RULE,
  refused,
  removeOf,
  TABLE,
} from './network-bodies.ts';

const NSG = idOf(GROUP_OF_RULES, 'nsg');
const rule = (priority: number, direction = 'Inbound') => ({priority, direction, access: 'Allow', protocol: '*'});
const rulesOf = (world: World) => world.store.list(RULE, NSG).map(({name}) => name);

describe('network security groups', () => {
  it('get rules by themselves, and lose those when the group is written without them', () => {
    const world = simulatedWorld();
    makeOf(world, GROUP_OF_RULES, NSG, {properties: {securityRules: [{name: 'ssh', properties: rule(100)}]}});
    makeOf(world, RULE, idOf(RULE, 'nsg', 'web'), {properties: rule(110)});
    expect(rulesOf(world)).toEqual(['ssh', 'web']);
    makeOf(world, GROUP_OF_RULES, NSG, {properties: {}});
    expect(rulesOf(world)).toEqual([]);
  });

  it('refuse two rules of one priority and direction, and then keep those that they had', () => {
    const world = simulatedWorld();
    makeOf(world, GROUP_OF_RULES, NSG, {properties: {securityRules: [{name: 'ssh', properties: rule(100)}]}});
    const two = [
      {name: 'a', properties: rule(200)},
      {name: 'b', properties: rule(200)},
    ];
    const conflict = {
      status: 400,
      code: 'SecurityRuleConflict',
      message: 'Security rule b conflicts with rule a. Rules cannot have the same Priority and Direction.',
      details: [],
    };
    expect(refused(world, GROUP_OF_RULES, NSG, {properties: {securityRules: two}})).toEqual(conflict);
    expect(rulesOf(world)).toEqual(['ssh']);
    expect(refused(world, RULE, idOf(RULE, 'nsg', 'web'), {properties: rule(100, 'inbound')})).toMatchObject({
      code: 'SecurityRuleConflict',
    });
    makeOf(world, RULE, idOf(RULE, 'nsg', 'web'), {properties: rule(100, 'Outbound')});
    expect(rulesOf(world)).toEqual(['ssh', 'web']);
  });

  it('have priorities from 100 to 4096', () => {
    const world = simulatedWorld();
    makeOf(world, GROUP_OF_RULES, NSG, {properties: {}});
    const refusals = [99, 4_097].map((priority) =>
      refused(world, RULE, idOf(RULE, 'nsg', 'web'), {properties: rule(priority)}),
    );
    expect(refusals).toEqual(
      [99, 4_097].map((priority) => ({
        status: 400,
        code: 'SecurityRuleInvalidPriority',
        message: `Security rule has invalid Priority. Value provided: ${priority} Allowed range 100-4096.`,
        details: [],
      })),
    );
  });
});

describe('public IPs', () => {
  it('have an address of their own, the same in each simulation, and a name in the region', () => {
    // two ids that stand for one address
    const addresses = () => {
      const world = simulatedWorld();
      return ['ip3280', 'ip3598'].map(
        (name) => makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, name), {properties: {}}).properties['ipAddress'],
      );
    };
    expect(addresses()).toEqual(['20.34.248.51', '20.34.248.52']);
    expect(addresses()).toEqual(addresses());
    const named = makeOf(simulatedWorld(), PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {
      properties: {dnsSettings: {domainNameLabel: 'shop'}},
    });
    expect(named.properties['dnsSettings']).toEqual({
      domainNameLabel: 'shop',
      fqdn: 'shop.westeurope.cloudapp.azure.com',
    });
  });

  it('keep their address when they are written again', () => {
    const world = simulatedWorld();
    const id = idOf(PUBLIC_IP, 'ip');
    const before = makeOf(world, PUBLIC_IP, id, {properties: {}}).properties['ipAddress'];
    expect(makeOf(world, PUBLIC_IP, id, {properties: {}}).properties['ipAddress']).toBe(before);
  });

  it('keep connections open for 4 minutes, or as long as they are told', () => {
    const minutes = (properties: JsonObject) =>
      makeOf(simulatedWorld(), PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties}).properties['idleTimeoutInMinutes'];
    expect([minutes({}), minutes({idleTimeoutInMinutes: 30})]).toEqual([4, 30]);
  });

  it('are refused if somebody has their name', () => {
    const body = {properties: {dnsSettings: {domainNameLabel: 'shop'}}};
    expect(refused(simulatedWorld({takenDnsLabels: ['shop']}), PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), body)).toEqual({
      status: 400,
      code: 'DnsRecordInUse',
      message: 'DNS record shop.westeurope.cloudapp.azure.com is already used by another public IP.',
      details: [],
    });
  });

  it('are refused beyond the quota of the settings', () => {
    const world = simulatedWorld({quotas: {PublicIPAddresses: 1}});
    makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties: {}});
    makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties: {}});
    expect(refused(world, PUBLIC_IP, idOf(PUBLIC_IP, 'more'), {properties: {}})).toEqual({
      status: 400,
      code: 'PublicIPCountLimitReached',
      message: 'Cannot create more than 1 public IP addresses for this subscription in this region.',
      details: [],
    });
  });
});

describe('route tables', () => {
  it('have routes that are written by themselves, until these go or the table is written without them', () => {
    const world = simulatedWorld();
    const table = idOf(TABLE, 'table');
    const route = idOf(ROUTE, 'table', 'pods');
    const properties = {addressPrefix: '10.244.0.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4'};
    makeOf(world, TABLE, table, {properties: {}});
    makeOf(world, ROUTE, route, {properties});
    expect(stored(world, table).properties['routes']).toMatchObject([{id: route, name: 'pods', properties}]);
    removeOf(world, ROUTE, route);
    expect(stored(world, table).properties['routes']).toEqual([]);
    makeOf(world, ROUTE, route, {properties});
    makeOf(world, TABLE, table, {properties: {}});
    expect(world.store.get(route)).toBeUndefined();
    makeOf(world, TABLE, table, {properties: {routes: [{name: 'pods', properties}]}});
    expect(show(world, kindOf(ROUTE), route)).toMatchObject({id: route, properties});
  });
});

describe('rights', () => {
  it('are needed for all that a resource is joined to', () => {
    const action = 'Microsoft.Network/publicIPAddresses/join/action';
    const world = simulatedWorld({deniedActions: [{action}]});
    const address = makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties: {}}).id;
    const nat = 'Microsoft.Network/natGateways';
    expect(refused(world, nat, idOf(nat, 'nat'), {properties: {publicIpAddresses: [{id: address}]}})).toEqual({
      status: 403,
      code: 'LinkedAuthorizationFailed',
      message: `The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' has permission to perform action 'Microsoft.Network/natGateways/write' on scope '${idOf(nat, 'nat')}'; however, it does not have permission to perform action(s) '${action}' on the linked scope(s) '${address}' (respectively) or the linked scope(s) are invalid.`,
    });
  });
});

describe('questions to the network provider', () => {
  const ask = (world: World, path: string, query = '') => {
    for (const each of networkEndpoints) {
      const match = each.path.exec(path);
      if (match !== null) return each.answer(world, match, {query: new URLSearchParams(query), body: {}});
    }
    return undefined;
  };
  const at = `${GROUP.slice(0, GROUP.indexOf('/resourceGroups'))}/providers/Microsoft.Network/locations/westeurope`;

  it('tell what is used of a region’s limits', () => {
    const world = simulatedWorld({quotas: {VirtualNetworks: 50}});
    makeOf(world, NETWORK, idOf(NETWORK, 'net'), {
      location: 'West Europe',
      properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}},
    });
    makeOf(world, NETWORK, idOf(NETWORK, 'far'), {
      location: 'eastus',
      properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}},
    });
    const value = ask(world, `${at}/usages`)?.['value'] as readonly unknown[];
    expect(value[0]).toEqual({
      id: `${at}/usages/VirtualNetworks`,
      unit: 'Count',
      currentValue: 1,
      limit: 50,
      name: {value: 'VirtualNetworks', localizedValue: 'Virtual Networks'},
    });
  });

  it('tell whether a name is free', () => {
    const world = simulatedWorld({takenDnsLabels: ['shop']});
    const path = `${at}/CheckDnsNameAvailability`;
    expect(ask(world, path, 'domainNameLabel=shop')).toEqual({available: false});
    expect(ask(world, path, 'domainNameLabel=other')).toEqual({available: true});
  });
});
