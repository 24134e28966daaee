import {describe, expect, it} from 'vitest';
import {usageOf} from '../../../src/simulator/network/allocation.ts';
import {idOf, show, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {APPS, addressesOf, BALANCER, kindOf, makeNetwork, makeOf, POOL, refused, removeOf} from './network-bodies.ts';

const LB = idOf(BALANCER, 'lb');
const NODES = idOf(POOL, 'lb', 'nodes');
const internal = (address?: string, name = 'front') => ({
  name,
  properties: {subnet: {id: APPS}, ...(address === undefined ? {} : {privateIPAddress: address})},
});

function worldWith() {
  const world = simulatedWorld();
  makeNetwork(world, {apps: '10.0.1.0/29'});
  return world;
}

describe('load balancers', () => {
  it('have an address of their subnet for each internal front end, as long as it is there', () => {
    const world = worldWith();
    const body = {properties: {frontendIPConfigurations: [internal('10.0.1.6'), internal(undefined, 'second')]}};
    expect(addressesOf(makeOf(world, BALANCER, LB, body))).toEqual(['10.0.1.6', '10.0.1.4']);
    expect(addressesOf(makeOf(world, BALANCER, LB, body))).toEqual(['10.0.1.6', '10.0.1.4']);
    removeOf(world, BALANCER, LB);
    expect(usageOf(world, stored(world, APPS)).used).toBe(0);
  });

  it('that are refused take no address', () => {
    const world = worldWith();
    const body = {properties: {frontendIPConfigurations: [internal(), internal('10.0.1.3', 'second')]}};
    expect(refused(world, BALANCER, LB, body)).toMatchObject({code: 'PrivateIPAddressInReservedRange'});
    expect(usageOf(world, stored(world, APPS)).used).toBe(0);
  });

  it('are refused if a rule speaks of a part that they do not have', () => {
    const world = worldWith();
    const rule = {name: 'api', properties: {backendAddressPool: {id: NODES}}};
    expect(refused(world, BALANCER, LB, {properties: {loadBalancingRules: [rule]}})).toEqual({
      status: 400,
      code: 'InvalidResourceReference',
      message: `Resource ${NODES} referenced by resource ${LB} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      details: [],
    });
  });

  it('have their pools as resources too, whether these are written with them or by themselves', () => {
    const world = worldWith();
    makeOf(world, BALANCER, LB, {properties: {backendAddressPools: [{name: 'nodes'}]}});
    const addresses = [{name: 'a', properties: {ipAddress: '10.0.1.4'}}];
    expect(show(world, kindOf(POOL), NODES)).toMatchObject({id: NODES, name: 'nodes', type: POOL});
    makeOf(world, POOL, NODES, {properties: {loadBalancerBackendAddresses: addresses}});
    expect(stored(world, LB).properties['backendAddressPools']).toMatchObject([
      {id: NODES, name: 'nodes', properties: {loadBalancerBackendAddresses: addresses}},
    ]);
    removeOf(world, POOL, NODES);
    expect(stored(world, LB).properties['backendAddressPools']).toEqual([]);
  });

  it('lose the pools that they are written without, and all of them when they go', () => {
    const world = worldWith();
    makeOf(world, BALANCER, LB, {properties: {backendAddressPools: [{name: 'nodes'}]}});
    makeOf(world, POOL, idOf(POOL, 'lb', 'more'), {properties: {}});
    makeOf(world, BALANCER, LB, {properties: {backendAddressPools: [{name: 'nodes'}]}});
    expect(world.store.list(POOL).map(({name}) => name)).toEqual(['nodes']);
    removeOf(world, BALANCER, LB);
    expect(world.store.list(POOL)).toEqual([]);
  });
});
