import {describe, expect, it} from 'vitest';
import {idOf, refusalOf, show, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {
  APPS,
  GATEWAY,
  INTERFACE,
  interfaceBody,
  kindOf,
  makeNetwork,
  makeOf,
  NETWORK,
  networkBody,
  PUBLIC_IP,
  refused,
  removeOf,
  SUBNET,
} from './network-bodies.ts';

const NET = idOf(NETWORK, 'net');
const request = (query: string) => ({method: 'GET', query: new URLSearchParams(query), body: {}, rest: []});

describe('virtual networks', () => {
  it('keep subnets that they are written without', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24', data: '10.0.2.0/24'});
    makeOf(world, NETWORK, NET, {properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}});
    expect(world.store.list(SUBNET, NET).map(({name}) => name)).toEqual(['apps', 'data']);
  });

  it('are refused in Azure’s words for subnets outside, or over others, and change nothing', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24'});
    const before = world.store.all();
    expect(refused(world, NETWORK, NET, networkBody({data: '10.0.2.0/24', far: '10.9.0.0/24'}))).toEqual({
      status: 400,
      code: 'NetcfgSubnetRangeOutsideVnet',
      message:
        "Subnet 'far' is not valid because its IP address range is outside the IP address range of virtual network 'net'.",
      details: [],
    });
    expect(refused(world, NETWORK, NET, networkBody({data: '10.0.1.128/25'}))).toEqual({
      status: 400,
      code: 'NetcfgSubnetRangesOverlap',
      message:
        "Subnet 'data' is not valid because its IP address range overlaps with that of an existing subnet in virtual network 'net'.",
      details: [],
    });
    expect(world.store.all()).toEqual(before);
  });

  it('do not shrink to less than their subnets', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24'});
    expect(refused(world, NETWORK, NET, networkBody({}, '10.0.2.0/24'))).toMatchObject({
      code: 'NetcfgSubnetRangeOutsideVnet',
    });
  });

  it('are refused if a subnet needs something that is not there', () => {
    const world = simulatedWorld();
    const gone = idOf('Microsoft.Network/natGateways', 'gone');
    const subnets = [{name: 'apps', properties: {addressPrefix: '10.0.1.0/24', natGateway: {id: gone}}}];
    const body = {properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}, subnets}};
    expect(refused(world, NETWORK, NET, body)).toMatchObject({code: 'InvalidResourceReference'});
    expect(world.store.all()).toEqual([]);
  });

  it('and their subnets stay while something is in them', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24'});
    const nic = idOf(INTERFACE, 'nic');
    makeOf(world, INTERFACE, nic, interfaceBody([undefined]));
    const refusal = {
      status: 400,
      code: 'InUseSubnetCannotBeDeleted',
      message: `Subnet apps is in use by ${nic}/ipConfigurations/ip0 and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
      details: [],
    };
    expect(refusalOf(() => removeOf(world, SUBNET, APPS))).toEqual(refusal);
    expect(refusalOf(() => removeOf(world, NETWORK, NET))).toEqual(refusal);
    removeOf(world, INTERFACE, nic);
    removeOf(world, NETWORK, NET);
    expect(world.store.all()).toEqual([]);
  });

  it('keep a GatewaySubnet as long as a gateway is in it', () => {
    const world = simulatedWorld();
    makeNetwork(world, {GatewaySubnet: '10.0.9.0/27'});
    const subnet = idOf(SUBNET, 'net', 'GatewaySubnet');
    const address = makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties: {}}).id;
    const gateway = idOf(GATEWAY, 'gateway');
    const ipConfigurations = [{name: 'default', properties: {subnet: {id: subnet}, publicIPAddress: {id: address}}}];
    makeOf(world, GATEWAY, gateway, {properties: {ipConfigurations}});
    expect(refusalOf(() => removeOf(world, SUBNET, subnet))).toEqual({
      status: 400,
      code: 'InUseSubnetCannotBeDeleted',
      message: `Subnet GatewaySubnet is in use by ${gateway}/ipConfigurations/default and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
      details: [],
    });
  });

  it('tell how full their subnets are', () => {
    const world = simulatedWorld({takenAddresses: {apps: 5}});
    makeNetwork(world, {apps: '10.0.1.0/24'});
    makeOf(world, INTERFACE, idOf(INTERFACE, 'nic'), interfaceBody([undefined]));
    expect(kindOf(NETWORK).actions?.['usages']?.(world, stored(world, NET), request(''))).toEqual({
      result: {
        value: [
          {
            id: APPS,
            currentValue: 6,
            limit: 251,
            unit: 'Count',
            name: {value: 'SubnetSpace', localizedValue: 'Subnet size and usage'},
          },
        ],
      },
    });
  });

  it('tell whether an address is free, and which are if it is not', () => {
    const world = simulatedWorld({takenIps: {net: ['10.0.1.5']}});
    makeNetwork(world, {apps: '10.0.1.0/28'});
    const check = (address: string) =>
      kindOf(NETWORK).actions?.['checkipaddressavailability']?.(
        world,
        stored(world, NET),
        request(`ipAddress=${address}`),
      );
    expect(check('10.0.1.4')).toEqual({result: {available: true}});
    expect(check('10.0.1.5')).toEqual({
      result: {
        available: false,
        availableIPAddresses: ['10.0.1.4', '10.0.1.6', '10.0.1.7', '10.0.1.8', '10.0.1.9'],
      },
    });
    expect(check('10.7.0.4')).toEqual({result: {available: false, availableIPAddresses: []}});
  });

  it('show their subnets', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.1.0/24'});
    expect(show(world, kindOf(NETWORK), NET)).toMatchObject({
      properties: {subnets: [{id: APPS, name: 'apps', properties: {addressPrefix: '10.0.1.0/24'}}]},
    });
  });
});
