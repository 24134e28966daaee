import {describe, expect, it} from 'vitest';
import {usageOf} from '../../../src/simulator/network/allocation.ts';
import {idOf, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {
  APPS,
  addressesOf,
  BALANCER,
  INTERFACE,
  interfaceBody,
  makeNetwork,
  makeOf,
  refused,
  removeOf,
  SUBNET,
} from './network-bodies.ts';

const NIC = idOf(INTERFACE, 'nic');

function worldWith(range = '10.0.1.0/28', settings: Parameters<typeof simulatedWorld>[0] = {}) {
  const world = simulatedWorld(settings);
  makeNetwork(world, {apps: range});
  return world;
}

describe('network interfaces', () => {
  it('keep their addresses when they are written again, and take those of new ipConfigurations', () => {
    const world = worldWith();
    expect(addressesOf(makeOf(world, INTERFACE, NIC, interfaceBody([undefined, undefined])))).toEqual([
      '10.0.1.4',
      '10.0.1.5',
    ]);
    makeOf(world, INTERFACE, idOf(INTERFACE, 'other'), interfaceBody([undefined]));
    const again = makeOf(world, INTERFACE, NIC, interfaceBody([undefined, undefined, undefined]));
    expect(addressesOf(again)).toEqual(['10.0.1.4', '10.0.1.5', '10.0.1.7']);
  });

  it('give their addresses back when they go, or when an ipConfiguration does', () => {
    const world = worldWith();
    makeOf(world, INTERFACE, NIC, interfaceBody([undefined, undefined, undefined]));
    makeOf(world, INTERFACE, NIC, interfaceBody([undefined]));
    expect(usageOf(world, stored(world, APPS)).used).toBe(1);
    removeOf(world, INTERFACE, NIC);
    expect(usageOf(world, stored(world, APPS)).used).toBe(0);
  });

  it('that are refused change nothing: neither addresses taken nor addresses given back', () => {
    const world = worldWith('10.0.1.0/29');
    makeOf(world, INTERFACE, idOf(INTERFACE, 'first'), interfaceBody(['10.0.1.5']));
    expect(refused(world, INTERFACE, NIC, interfaceBody(['10.0.1.4', undefined, undefined]))).toMatchObject({
      code: 'SubnetIsFull',
    });
    expect(usageOf(world, stored(world, APPS)).used).toBe(1);
    expect(refused(world, INTERFACE, idOf(INTERFACE, 'first'), interfaceBody(['10.0.1.6', '10.0.9.9']))).toMatchObject({
      code: 'PrivateIPAddressNotInSubnet',
    });
    expect(refused(world, INTERFACE, NIC, interfaceBody(['10.0.1.5']))).toEqual({
      status: 400,
      code: 'PrivateIPAddressIsAllocated',
      message: `IP configuration ${NIC}/ipConfigurations/ip0 is using the private IP address 10.0.1.5 which is already allocated to resource ${idOf(INTERFACE, 'first')}/ipConfigurations/ip0.`,
      details: [],
    });
    expect(addressesOf(makeOf(world, INTERFACE, NIC, interfaceBody(['10.0.1.4'])))).toEqual(['10.0.1.4']);
  });

  it('with one ipConfiguration have it as their primary one', () => {
    const world = worldWith();
    const body = {properties: {ipConfigurations: [{name: 'ip', properties: {subnet: {id: APPS}}}]}};
    expect(makeOf(world, INTERFACE, NIC, body).properties['ipConfigurations']).toEqual([
      {
        name: 'ip',
        id: `${NIC}/ipConfigurations/ip`,
        properties: {
          subnet: {id: APPS},
          privateIPAllocationMethod: 'Dynamic',
          privateIPAddressVersion: 'IPv4',
          primary: true,
          provisioningState: 'Succeeded',
          privateIPAddress: '10.0.1.4',
        },
      },
    ]);
  });

  it('have at most 256 ipConfigurations, and one primary', () => {
    const world = worldWith('10.0.0.0/20');
    const many = interfaceBody(Array.from({length: 257}, () => undefined));
    expect(refused(world, INTERFACE, NIC, many)).toMatchObject({code: 'PrivateIPAddressCountPerNicExceeded'});
    const body = interfaceBody([undefined]);
    const [one] = (body['properties'] as {ipConfigurations: object[]}).ipConfigurations;
    const two = {properties: {ipConfigurations: [one, {...one, name: 'second'}]}} as never;
    expect(refused(world, INTERFACE, NIC, two)).toMatchObject({code: 'MultipleIpConfigurationsMustHavePrimary'});
    expect(usageOf(world, stored(world, APPS)).used).toBe(0);
  });

  it('are refused where the subnet is not there, may not be joined, or is delegated', () => {
    const gone = idOf(SUBNET, 'net', 'gone');
    expect(refused(worldWith(), INTERFACE, NIC, interfaceBody([undefined], gone))).toEqual({
      status: 400,
      code: 'InvalidResourceReference',
      message: `Resource ${gone} referenced by resource ${NIC} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      details: [],
    });
    const action = 'Microsoft.Network/virtualNetworks/subnets/join/action';
    const denied = worldWith('10.0.1.0/28', {deniedActions: [{action, scope: APPS}]});
    expect(refused(denied, INTERFACE, NIC, interfaceBody([undefined]))).toEqual({
      status: 403,
      code: 'LinkedAuthorizationFailed',
      message: `The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' has permission to perform action 'Microsoft.Network/networkInterfaces/write' on scope '${NIC}'; however, it does not have permission to perform action(s) '${action}' on the linked scope(s) '${APPS}' (respectively) or the linked scope(s) are invalid.`,
    });
    const delegated = worldWith();
    const delegations = [{name: 'web', properties: {serviceName: 'Microsoft.Web/serverFarms'}}];
    makeOf(delegated, SUBNET, APPS, {properties: {addressPrefix: '10.0.1.0/28', delegations}});
    expect(refused(delegated, INTERFACE, NIC, interfaceBody([undefined]))).toMatchObject({status: 400});
  });

  it('come and go by the thousand in well under two seconds each', () => {
    const world = worldWith('10.0.0.0/16');
    const ids = Array.from({length: 2_000}, (_, index) => idOf(INTERFACE, `nic${index}`));
    const body = interfaceBody(Array.from({length: 15}, () => undefined));
    const begin = performance.now();
    for (const id of ids) makeOf(world, INTERFACE, id, body);
    const between = performance.now();
    expect(usageOf(world, stored(world, APPS)).used).toBe(30_000);
    for (const id of ids) removeOf(world, INTERFACE, id);
    expect(usageOf(world, stored(world, APPS)).used).toBe(0);
    expect(between - begin).toBeLessThan(2_000);
    expect(performance.now() - between).toBeLessThan(2_000);
  });

  it('do not join a pool that their load balancer does not have', () => {
    const world = worldWith();
    const balancer = idOf(BALANCER, 'lb');
    makeOf(world, BALANCER, balancer, {properties: {backendAddressPools: [{name: 'nodes'}]}});
    const joining = (pool: string) => {
      const body = interfaceBody([undefined]);
      const [one] = (body['properties'] as {ipConfigurations: {properties: object}[]}).ipConfigurations;
      const pools = [{id: `${balancer}/backendAddressPools/${pool}`}];
      return {
        properties: {
          ipConfigurations: [{...one, properties: {...one?.properties, loadBalancerBackendAddressPools: pools}}],
        },
      } as never;
    };
    expect(refused(world, INTERFACE, NIC, joining('gone'))).toMatchObject({code: 'InvalidResourceReference'});
    expect(addressesOf(makeOf(world, INTERFACE, NIC, joining('nodes')))).toEqual(['10.0.1.4']);
  });
});
