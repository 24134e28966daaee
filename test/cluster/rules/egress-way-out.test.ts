import {describe, expect, it} from 'vitest';
import {requireWayOut, warnOfAssumedWayOut} from '../../../src/cluster/rules/egress.ts';
import {buildDefinition, CORP_ID, findIssues, HUB_ID, ROUTE_TABLE_ID} from '../cluster-builder.ts';

describe('requireWayOut', () => {
  it('refuses a subnet without a default route', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {name: 'control-plane'},
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(requireWayOut, definition);

    expect(issues).toEqual([
      {
        code: 'VK3302',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes'],
        message:
          'nothing leads from subnet "control-plane" to the Internet: no route for 0.0.0.0/0 to an appliance or a gateway',
        hint: 'add {name: default, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36} to its routes, or routeTableId',
        related: [{path: ['network', 'egress'], message: 'userDefinedRoutes'}],
      },
    ]);
  });

  it('accepts default routes of all subnets with nodes', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(requireWayOut, definition);

    expect(issues).toEqual([]);
  });

  it('refuses subnets that nobody lists', () => {
    const definition = buildDefinition({network: {egress: 'userDefinedRoutes'}});

    const issues = findIssues(requireWayOut, definition);

    expect(issues).toEqual([
      {
        code: 'VK3302',
        severity: 'error',
        path: ['controlPlane', 'subnet'],
        message:
          'nothing leads from subnet "control-plane" to the Internet: no route for 0.0.0.0/0 to an appliance or a gateway',
        hint: 'list "control-plane" in network.subnets with a route for 0.0.0.0/0 (nextHopType: VirtualAppliance, nextHopIpAddress: …) or routeTableId',
        related: [{path: ['network', 'egress'], message: 'userDefinedRoutes'}],
      },
      {
        code: 'VK3302',
        severity: 'error',
        path: ['nodePools', 0, 'subnet'],
        message:
          'nothing leads from subnet "apps" to the Internet: no route for 0.0.0.0/0 to an appliance or a gateway',
        hint: 'list "apps" in network.subnets with a route for 0.0.0.0/0 (nextHopType: VirtualAppliance, nextHopIpAddress: …) or routeTableId',
        related: [{path: ['network', 'egress'], message: 'userDefinedRoutes'}],
      },
    ]);
  });

  it('refuses a default route to the Internet, where nothing leads', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
          {name: 'apps', routes: [{name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'Internet'}]},
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(requireWayOut, definition);

    expect(issues).toEqual([
      {
        code: 'VK3302',
        severity: 'error',
        path: ['network', 'subnets', 1, 'routes'],
        message:
          'nothing leads from subnet "apps" to the Internet: no route for 0.0.0.0/0 to an appliance or a gateway',
        hint: 'add {name: default, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36} to its routes, or routeTableId',
        related: [{path: ['network', 'egress'], message: 'userDefinedRoutes'}],
      },
    ]);
  });

  it('accepts an existing route table, and that everything is dropped', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {name: 'control-plane', routeTableId: ROUTE_TABLE_ID},
          {name: 'apps', routes: [{name: 'drop', addressPrefix: '0.0.0.0/0', nextHopType: 'None'}]},
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(requireWayOut, definition);

    expect(issues).toEqual([]);
  });

  it('leaves an existing network to its owner', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(requireWayOut, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfAssumedWayOut', () => {
  it('warns of a subnet that depends on routes by BGP', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'ExpressRoute'}},
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
          {name: 'apps'},
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(warnOfAssumedWayOut, definition);

    expect(issues).toEqual([
      {
        code: 'VK3303',
        severity: 'warning',
        path: ['network', 'subnets', 1, 'routes'],
        message: 'subnet "apps" reaches the Internet only if the gateway is told a route for 0.0.0.0/0 by BGP',
        hint: 'add {name: default, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36} to its routes, or routeTableId',
        related: [{path: ['network', 'egress'], message: 'userDefinedRoutes'}],
      },
    ]);
  });

  it('accepts a default route', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'ExpressRoute'}},
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
          {
            name: 'apps',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(warnOfAssumedWayOut, definition);

    expect(issues).toEqual([]);
  });

  it('warns of a remote gateway too', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [
            {name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16'], useRemoteGateways: true},
          ],
        },
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
        egress: 'userDefinedRoutes',
      },
    });

    const issues = findIssues(warnOfAssumedWayOut, definition);

    expect(issues).toEqual([
      {
        code: 'VK3303',
        severity: 'warning',
        path: ['nodePools', 0, 'subnet'],
        message: 'subnet "apps" reaches the Internet only if the gateway is told a route for 0.0.0.0/0 by BGP',
        hint: 'list "apps" in network.subnets with a route for 0.0.0.0/0 (nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36) or routeTableId',
        related: [{path: ['network', 'egress'], message: 'userDefinedRoutes'}],
      },
    ]);
  });
});
