import {describe, expect, it} from 'vitest';
import {
  forbidRoutesToExpressRoute,
  requireGatewayForRoutes,
  warnOfRoutesIntoOwnSubnet,
} from '../../../src/cluster/rules/routes.ts';
import {buildDefinition, findIssues, HUB_ID} from '../cluster-builder.ts';

describe('warnOfRoutesIntoOwnSubnet', () => {
  it('warns of an appliance in the subnet itself', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            cidr: '10.240.8.0/21',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.8.4',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(warnOfRoutesIntoOwnSubnet, definition);

    expect(issues).toEqual([
      {
        code: 'VK3307',
        severity: 'warning',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopIpAddress'],
        message: '10.240.8.4 is in subnet "apps" itself: what the appliance sends comes back to it',
        hint: 'put the appliance into another subnet, without this route',
        related: [{path: ['network', 'subnets', 0, 'cidr'], message: '10.240.8.0/21, the range of the subnet'}],
      },
    ]);
  });

  it('accepts an appliance in another subnet', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            cidr: '10.240.8.0/21',
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

    const issues = findIssues(warnOfRoutesIntoOwnSubnet, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireGatewayForRoutes', () => {
  it('refuses a route to no gateway', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [{name: 'office', addressPrefix: '192.168.0.0/16', nextHopType: 'VirtualNetworkGateway'}],
          },
        ],
      },
    });

    const issues = findIssues(requireGatewayForRoutes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3308',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopType'],
        message: 'route "office" leads to a gateway, and the virtual network has none',
        hint: 'add a gateway, or useRemoteGateways: true on a peering',
      },
    ]);
  });

  it('accepts a route to a gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [
          {
            name: 'apps',
            routes: [{name: 'office', addressPrefix: '192.168.0.0/16', nextHopType: 'VirtualNetworkGateway'}],
          },
        ],
      },
    });

    const issues = findIssues(requireGatewayForRoutes, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a route to the gateway of a peer', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
          ],
        },
        subnets: [
          {
            name: 'apps',
            routes: [{name: 'office', addressPrefix: '192.168.0.0/16', nextHopType: 'VirtualNetworkGateway'}],
          },
        ],
      },
    });

    const issues = findIssues(requireGatewayForRoutes, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRoutesToExpressRoute', () => {
  it('refuses a route to an ExpressRoute gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'ExpressRoute'}},
        subnets: [
          {
            name: 'apps',
            routes: [{name: 'office', addressPrefix: '192.168.0.0/16', nextHopType: 'VirtualNetworkGateway'}],
          },
        ],
      },
    });

    const issues = findIssues(forbidRoutesToExpressRoute, definition);

    expect(issues).toEqual([
      {
        code: 'VK3309',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0, 'nextHopType'],
        message: 'route "office" leads to an ExpressRoute gateway, which Azure allows by BGP only',
        hint: 'remove it, and advertise 192.168.0.0/16 on the circuit',
        related: [{path: ['network', 'virtualNetwork', 'gateway', 'type'], message: 'the type of the gateway'}],
      },
    ]);
  });

  it('accepts that routes come by BGP', () => {
    const definition = buildDefinition({network: {virtualNetwork: {gateway: {type: 'ExpressRoute'}}}});

    const issues = findIssues(forbidRoutesToExpressRoute, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a route to a VPN gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [
          {
            name: 'apps',
            routes: [{name: 'office', addressPrefix: '192.168.0.0/16', nextHopType: 'VirtualNetworkGateway'}],
          },
        ],
      },
    });

    const issues = findIssues(forbidRoutesToExpressRoute, definition);

    expect(issues).toEqual([]);
  });
});
