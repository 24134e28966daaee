import {describe, expect, it} from 'vitest';
import {objectAt} from '../../../src/simulator/fields.ts';
import {idOf, refusalOf, show, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {APPS, BALANCER, INTERFACE, kindOf, makeNetwork, makeOf, POOL, PUBLIC_IP, removeOf} from './network-bodies.ts';

const LB = idOf(BALANCER, 'lb');
const NODES = idOf(POOL, 'lb', 'nodes');
const FRONT = `${LB}/frontendIPConfigurations/front`;
const PROBE = `${LB}/probes/http`;
const RULE = `${LB}/loadBalancingRules/http`;
const OUT = `${LB}/outboundRules/out`;
const IP = idOf(PUBLIC_IP, 'ip');
const NIC = idOf(INTERFACE, 'nic');

const BODY = {
  properties: {
    frontendIPConfigurations: [{name: 'front', properties: {publicIPAddress: {id: IP}}}],
    backendAddressPools: [{name: 'nodes'}],
    probes: [{name: 'http', properties: {protocol: 'Tcp', port: 30_080}}],
    loadBalancingRules: [
      {
        name: 'http',
        properties: {
          frontendIPConfiguration: {id: FRONT},
          backendAddressPool: {id: NODES},
          probe: {id: PROBE},
          frontendPort: 80,
          disableOutboundSnat: true,
        },
      },
    ],
    outboundRules: [
      {name: 'out', properties: {frontendIPConfigurations: [{id: FRONT}], backendAddressPool: {id: NODES}}},
    ],
  },
};

/** A load balancer with a public IP, and an interface in its pool. */
function balanced() {
  const world = simulatedWorld();
  makeNetwork(world, {apps: '10.0.1.0/24'});
  makeOf(world, PUBLIC_IP, IP, {properties: {publicIPAllocationMethod: 'Static'}});
  makeOf(world, BALANCER, LB, BODY);
  const properties = {subnet: {id: APPS}, primary: true, loadBalancerBackendAddressPools: [{id: NODES}]};
  makeOf(world, INTERFACE, NIC, {properties: {ipConfigurations: [{name: 'a', properties}]}});
  return world;
}

const RULES = {loadBalancingRules: [{id: RULE}], outboundRules: [{id: OUT}]};
const POOL_VIEW = {
  provisioningState: 'Succeeded',
  ...RULES,
  backendIPConfigurations: [{id: `${NIC}/ipConfigurations/a`}],
};

describe('a load balancer', () => {
  it('shows of its parts which rules and which interfaces refer to them', () => {
    const world = balanced();
    const {frontendIPConfigurations, backendAddressPools, probes} = objectAt(
      show(world, kindOf(BALANCER), LB),
      'properties',
    );
    expect({frontendIPConfigurations, backendAddressPools, probes}).toEqual({
      frontendIPConfigurations: [
        {name: 'front', id: FRONT, properties: {publicIPAddress: {id: IP}, provisioningState: 'Succeeded', ...RULES}},
      ],
      backendAddressPools: [{name: 'nodes', id: NODES, properties: POOL_VIEW}],
      probes: [
        {
          name: 'http',
          id: PROBE,
          properties: {
            protocol: 'Tcp',
            port: 30_080,
            provisioningState: 'Succeeded',
            loadBalancingRules: [{id: RULE}],
          },
        },
      ],
    });
    expect(show(world, kindOf(POOL), NODES)).toMatchObject({id: NODES, properties: POOL_VIEW});
  });

  it('takes back what it showed without keeping what nobody writes', () => {
    const world = balanced();
    const before = stored(world, LB).properties['frontendIPConfigurations'];
    const shown = show(world, kindOf(BALANCER), LB);
    makeOf(world, BALANCER, LB, {properties: objectAt(shown, 'properties')});
    expect(stored(world, LB).properties['frontendIPConfigurations']).toEqual(before);
    expect(show(world, kindOf(BALANCER), LB)).toMatchObject({properties: objectAt(shown, 'properties')});
    makeOf(world, POOL, NODES, {properties: objectAt(show(world, kindOf(POOL), NODES), 'properties')});
    expect(stored(world, NODES).properties).toEqual({provisioningState: 'Succeeded'});
  });
});

describe('a public IP', () => {
  it('shows what uses it, and cannot be removed before that', () => {
    const world = balanced();
    expect(show(world, kindOf(PUBLIC_IP), IP)).toMatchObject({properties: {ipConfiguration: {id: FRONT}}});
    expect(refusalOf(() => removeOf(world, PUBLIC_IP, IP))).toEqual({
      status: 400,
      code: 'PublicIPAddressCannotBeDeleted',
      message: `Public IP address ${IP} can not be deleted since it is still allocated to resource ${FRONT}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`,
      details: [],
    });
    removeOf(world, BALANCER, LB);
    removeOf(world, PUBLIC_IP, IP);
    expect(world.store.get(IP)).toBeUndefined();
  });
});
