import {describe, expect, it} from 'vitest';
import {
  forbidOtherTypesKeys,
  forbidRepeatedConnectionNames,
  requireCircuit,
  requirePeerAddress,
  requirePublicPeerAddress,
} from '../../../src/cluster/rules/gateway.ts';
import {buildDefinition, CIRCUIT_ID, findIssues} from '../cluster-builder.ts';

describe('requirePeerAddress', () => {
  it('refuses a tunnel without its peer', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {gateway: {type: 'Vpn', connections: [{name: 'office', cidrs: ['192.168.0.0/16']}]}}},
    });

    const issues = findIssues(requirePeerAddress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3222',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'peerAddress'],
        message: 'connection "office" of a Vpn gateway has no peerAddress',
        hint: 'add the public address of the VPN device at the other end: peerAddress: 203.0.113.10',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });

  it('accepts a tunnel with its peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']}],
          },
        },
      },
    });

    const issues = findIssues(requirePeerAddress, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireCircuit', () => {
  it('refuses a connection without its circuit', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'ExpressRoute', connections: [{name: 'metro', cidrs: ['192.168.0.0/16']}]}},
      },
    });

    const issues = findIssues(requireCircuit, definition);

    expect(issues).toEqual([
      {
        code: 'VK3223',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'circuitId'],
        message: 'connection "metro" of an ExpressRoute gateway has no circuitId',
        hint: 'add what this shows: az network express-route show --name … --resource-group … --query id',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });

  it('accepts a connection with its circuit', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'ExpressRoute',
            connections: [{name: 'metro', circuitId: CIRCUIT_ID, cidrs: ['192.168.0.0/16']}],
          },
        },
      },
    });

    const issues = findIssues(requireCircuit, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidOtherTypesKeys', () => {
  it('refuses the circuit of a tunnel', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [
              {name: 'office', peerAddress: '203.0.113.10', circuitId: CIRCUIT_ID, cidrs: ['192.168.0.0/16']},
            ],
          },
        },
      },
    });

    const issues = findIssues(forbidOtherTypesKeys, definition);

    expect(issues).toEqual([
      {
        code: 'VK3224',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'circuitId'],
        message: 'circuitId does not belong to a connection of a gateway of type Vpn',
        hint: 'remove it; such a connection has peerAddress, the public address of the VPN device',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
        at: 'key',
      },
    ]);
  });

  it('accepts what belongs to a tunnel', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']}],
          },
        },
      },
    });

    const issues = findIssues(forbidOtherTypesKeys, definition);

    expect(issues).toEqual([]);
  });

  it('refuses the VPN device of a circuit', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'ExpressRoute',
            connections: [
              {name: 'metro', circuitId: CIRCUIT_ID, peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']},
            ],
          },
        },
      },
    });

    const issues = findIssues(forbidOtherTypesKeys, definition);

    expect(issues).toEqual([
      {
        code: 'VK3224',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'peerAddress'],
        message: 'peerAddress does not belong to a connection of a gateway of type ExpressRoute',
        hint: 'remove it; such a connection has circuitId, the id of the circuit',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
        at: 'key',
      },
    ]);
  });
});

describe('requirePublicPeerAddress', () => {
  it('refuses a private address', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '192.168.0.1', cidrs: ['192.168.0.0/16']}],
          },
        },
      },
    });

    const issues = findIssues(requirePublicPeerAddress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3225',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'peerAddress'],
        message: '192.168.0.1 is not a public address: the gateway reaches its peer over the Internet',
        hint: 'use the address that the VPN device has on the Internet; what is behind it goes into cidrs',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });

  it('accepts a public address', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']}],
          },
        },
      },
    });

    const issues = findIssues(requirePublicPeerAddress, definition);

    expect(issues).toEqual([]);
  });

  it('refuses an address that nothing can have', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {type: 'Vpn', connections: [{name: 'office', peerAddress: '127.0.0.1', cidrs: ['192.168.0.0/16']}]},
        },
      },
    });

    const issues = findIssues(requirePublicPeerAddress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3225',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'peerAddress'],
        message: '127.0.0.1 is not a public address: the gateway reaches its peer over the Internet',
        hint: 'use the address that the VPN device has on the Internet; what is behind it goes into cidrs',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });
});

describe('forbidRepeatedConnectionNames', () => {
  it('refuses a name that another connection has', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [
              {name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/17']},
              {name: 'office', peerAddress: '203.0.113.20', cidrs: ['192.168.128.0/17']},
            ],
          },
        },
      },
    });

    const issues = findIssues(forbidRepeatedConnectionNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3226',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 1, 'name'],
        message: '"office" is the name of two connections',
        hint: 'give each its own name',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'name'], message: 'the first'}],
      },
    ]);
  });

  it('accepts names of their own', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          gateway: {
            type: 'Vpn',
            connections: [
              {name: 'berlin', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/17']},
              {name: 'paris', peerAddress: '203.0.113.20', cidrs: ['192.168.128.0/17']},
            ],
          },
        },
      },
    });

    const issues = findIssues(forbidRepeatedConnectionNames, definition);

    expect(issues).toEqual([]);
  });
});
