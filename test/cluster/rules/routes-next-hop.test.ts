import {describe, expect, it} from 'vitest';
import {
  forbidOtherNextHopAddresses,
  requireNextHopOfAppliance,
  requireReachableNextHop,
} from '../../../src/cluster/rules/routes.ts';
import {buildDefinition, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('requireNextHopOfAppliance', () => {
  it('refuses an appliance without its address', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {name: 'apps', routes: [{name: 'inspect', addressPrefix: '192.168.0.0/16', nextHopType: 'VirtualAppliance'}]},
        ],
      },
    });

    const issues = findIssues(requireNextHopOfAppliance, definition);

    expect(issues).toEqual([
      {
        code: 'VK3304',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopIpAddress'],
        message: 'route "inspect" leads to an appliance and does not say which',
        hint: "add its address: nextHopIpAddress: 10.0.0.4, or that of the appliances' internal load balancer",
        related: [{path: ['network', 'subnets', 0, 'routes', 0, 'nextHopType'], message: 'VirtualAppliance'}],
      },
    ]);
  });

  it('accepts an appliance with its address', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(requireNextHopOfAppliance, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidOtherNextHopAddresses', () => {
  it('refuses the address of no appliance', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {name: 'blocked', addressPrefix: '192.168.0.0/16', nextHopType: 'None', nextHopIpAddress: '10.240.0.36'},
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidOtherNextHopAddresses, definition);

    expect(issues).toEqual([
      {
        code: 'VK3305',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopIpAddress'],
        message: 'a route with nextHopType None has no nextHopIpAddress',
        hint: 'remove it, or write nextHopType: VirtualAppliance',
        related: [{path: ['network', 'subnets', 0, 'routes', 0, 'nextHopType'], message: 'None'}],
        at: 'key',
      },
    ]);
  });

  it('accepts a route without an address', () => {
    const definition = buildDefinition({
      network: {
        subnets: [{name: 'apps', routes: [{name: 'blocked', addressPrefix: '192.168.0.0/16', nextHopType: 'None'}]}],
      },
    });

    const issues = findIssues(forbidOtherNextHopAddresses, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireReachableNextHop', () => {
  it('refuses a next hop outside', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.0.0.4',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(requireReachableNextHop, definition);

    expect(issues).toEqual([
      {
        code: 'VK3306',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopIpAddress'],
        message: "10.0.0.4 is neither in the virtual network nor in a peer's, so nothing can be sent there",
        hint: "use the appliance's address in the virtual network, or add a peering with the network that it is in",
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.0.0/12 of the virtual network'},
        ],
      },
    ]);
  });

  it('accepts a next hop at a peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
        },
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.0.0.4',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(requireReachableNextHop, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a next hop in the virtual network', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(requireReachableNextHop, definition);

    expect(issues).toEqual([]);
  });

  it('leaves the address of no appliance to another rule', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {name: 'drop', addressPrefix: '192.168.0.0/16', nextHopType: 'None', nextHopIpAddress: '10.0.0.4'},
            ],
          },
        ],
      },
    });

    const issues = findIssues(requireReachableNextHop, definition);

    expect(issues).toEqual([]);
  });

  it('refuses a next hop on premises', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '192.168.0.4',
              },
            ],
          },
        ],
        onPremisesCidrs: ['192.168.0.0/16'],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(requireReachableNextHop, definition);

    expect(issues).toEqual([
      {
        code: 'VK3306',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopIpAddress'],
        message: "192.168.0.4 is neither in the virtual network nor in a peer's, so nothing can be sent there",
        hint: "use the appliance's address in the virtual network, or add a peering with the network that it is in",
        related: [
          {path: ['network', 'virtualNetwork', 'addressSpace', 0], message: '10.240.0.0/12 of the virtual network'},
        ],
      },
    ]);
  });
});
