import {describe, expect, it} from 'vitest';
import type {JsonObject} from '../../../src/template/value.ts';
import {idOf, simulatedWorld} from '../compute/simulated-world.ts';
import {BALANCER, makeOf, POOL, PUBLIC_IP, refused} from './network-bodies.ts';

const LB = idOf(BALANCER, 'lb');
const FRONT = {id: `${LB}/frontendIPConfigurations/front`};
const NODES = {id: idOf(POOL, 'lb', 'nodes')};

/** A rule of the front end and the pool. */
function rule(name: string, properties: JsonObject = {}): JsonObject {
  const both = {frontendIPConfiguration: FRONT, backendAddressPool: NODES, protocol: 'Tcp', backendPort: 80};
  return {name, properties: {...both, ...properties}};
}

/** What a load balancer with these rules is refused with. */
function refusedWith(lists: JsonObject): unknown {
  const world = simulatedWorld();
  const ip = makeOf(world, PUBLIC_IP, idOf(PUBLIC_IP, 'ip'), {properties: {}}).id;
  return refused(world, BALANCER, LB, {
    properties: {
      frontendIPConfigurations: [{name: 'front', properties: {publicIPAddress: {id: ip}}}],
      backendAddressPools: [{name: 'nodes'}],
      ...lists,
    },
  });
}

describe('a load balancer', () => {
  it('gives ports for outbound connections of a front end by one rule only', () => {
    const outboundRules = [{name: 'out', properties: {frontendIPConfigurations: [FRONT], backendAddressPool: NODES}}];
    expect(refusedWith({loadBalancingRules: [rule('http')], outboundRules})).toEqual({
      status: 400,
      code: 'LoadBalancingRuleMustDisableSNATSinceSameFrontendIPConfigurationIsReferencedByOutboundRule',
      message: `Load balancing rule ${LB}/loadBalancingRules/http must disable SNAT since its frontend IP configuration is referenced by outbound rule ${LB}/outboundRules/out.`,
      details: [],
    });
    expect(refusedWith({loadBalancingRules: [rule('http', {disableOutboundSnat: true})], outboundRules})).toBe(
      'nothing was refused',
    );
  });

  it('leads two rules to one port of its machines only with floating IPs', () => {
    expect(refusedWith({loadBalancingRules: [rule('http'), rule('web')]})).toEqual({
      status: 400,
      code: 'RulesUseSameBackendPortProtocolAndPool',
      message: `Load balancing rules ${LB}/loadBalancingRules/http and ${LB}/loadBalancingRules/web with floating IP disabled use the same protocol Tcp and backend port 80, and must not be used with the same backend address pool ${NODES.id}.`,
      details: [],
    });
    for (const other of [{protocol: 'Udp'}, {backendPort: 81}, {enableFloatingIP: true}]) {
      expect(refusedWith({loadBalancingRules: [rule('http'), rule('web', other)]})).toBe('nothing was refused');
    }
  });
});
