import {describe, expect, it} from 'vitest';
import {listAt, textAt} from '../../../src/simulator/fields.ts';
import {ask, deploy, finish, GROUP, network, simulate, templateOf} from '../ask-simulator.ts';

const V = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;
const FAR = `${GROUP}/providers/Microsoft.Network/virtualNetworks/far`;

function subnet(name: string, addressPrefix: string, ...dependsOn: readonly string[]) {
  const type = 'Microsoft.Network/virtualNetworks/subnets';
  return {type, apiVersion: '2025-05-01', name: `v/${name}`, dependsOn, properties: {addressPrefix}};
}

function peering(...dependsOn: readonly string[]) {
  const type = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';
  const properties = {remoteVirtualNetwork: {id: FAR}};
  return {type, apiVersion: '2025-05-01', name: 'v/far', dependsOn, properties};
}

/** How a deployment of such resources ends: its state, or what went wrong. */
function deployed(...resources: readonly object[]): unknown {
  const simulator = simulate();
  deploy(simulator, templateOf(resources));
  const end = finish(simulator);
  const [error] = listAt(end, 'properties', 'error', 'details');
  return error === undefined
    ? textAt(end, 'properties', 'provisioningState')
    : [textAt(error, 'code'), textAt(error, 'message')];
}

describe('a virtual network takes one write at a time', () => {
  const far = {...network('far'), properties: {addressSpace: {addressPrefixes: ['10.9.0.0/16']}}};

  it('so that its subnets must wait for one another', () => {
    const first = subnet('a', '10.0.0.0/24', 'v');
    expect(deployed(network('v'), first, subnet('b', '10.0.1.0/24', 'v'))).toEqual([
      'AnotherOperationInProgress',
      `Another operation on this or dependent resource is in progress: ${V}/subnets/a is being written.`,
    ]);
    expect(deployed(network('v'), first, subnet('b', '10.0.1.0/24', 'v', 'v/a'))).toBe('Succeeded');
  });

  it('and its peerings for its subnets', () => {
    const first = subnet('a', '10.0.0.0/24', 'v', 'far');
    expect(deployed(far, network('v'), first, peering('v', 'far'))).toEqual([
      'AnotherOperationInProgress',
      `Another operation on this or dependent resource is in progress: ${V}/subnets/a is being written.`,
    ]);
    expect(deployed(far, network('v'), first, peering('v', 'far', 'v/a'))).toBe('Succeeded');
  });

  it('and is not peered with while it does', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', V, network('v'));
    simulator.advance(60_000);
    ask(simulator, 'PUT', FAR, far);
    const {status, body} = ask(simulator, 'PUT', `${V}/virtualNetworkPeerings/far`, peering());
    expect([status, textAt(body, 'error', 'code'), textAt(body, 'error', 'message')]).toEqual([
      400,
      'ReferencedResourceNotProvisioned',
      `Cannot proceed with operation because resource ${FAR} used by resource ${V}/virtualNetworkPeerings/far is not in Succeeded state. Resource is in Updating state.`,
    ]);
    simulator.advance(60_000);
    expect(ask(simulator, 'PUT', `${V}/virtualNetworkPeerings/far`, peering()).status).toBe(201);
  });

  it('also if it was there from the start, when it is at rest', () => {
    const {location, properties} = network('v');
    const simulator = simulate({resources: [{id: V, location, properties}]});
    expect(textAt(ask(simulator, 'GET', V).body, 'properties', 'provisioningState')).toBe('Succeeded');
    const body = {properties: {addressPrefix: '10.0.0.0/24'}};
    expect(ask(simulator, 'PUT', `${V}/subnets/a`, body).status).toBe(201);
    expect(ask(simulator, 'PUT', V, network('v')).status).toBe(409);
  });
});
