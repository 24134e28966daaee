import {describe, expect, it} from 'vitest';
import {forbidDefaultRouteBesideEgress} from '../../../src/cluster/rules/egress.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidDefaultRouteBesideEgress', () => {
  it('refuses a default route beside the default way out', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
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
      },
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3301',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0],
        message: 'route "inspect" of subnet "apps" leads everything to 10.240.0.36, past the NAT gateway',
        hint: 'write egress: userDefinedRoutes under network, or remove the route',
        related: [{path: ['network', 'egress'], message: 'a NAT gateway leads to the Internet'}],
      },
    ]);
  });

  it('accepts default routes as the way out', () => {
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

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([]);
  });

  it('points at the way out where it is written', () => {
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
        egress: 'loadBalancer',
      },
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3301',
        severity: 'error',
        path: ['network', 'egress'],
        message: 'route "inspect" of subnet "control-plane" leads everything to 10.240.0.36, past the load balancer',
        hint: 'write egress: userDefinedRoutes under network, or remove the route',
        related: [
          {path: ['network', 'subnets', 0, 'routes', 0], message: 'the route'},
          {path: ['network', 'subnets', 1, 'routes', 0], message: 'so does that of "apps"'},
        ],
      },
    ]);
  });

  it('finds a default route in two halves', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {
                name: 'low',
                addressPrefix: '0.0.0.0/1',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
              {
                name: 'high',
                addressPrefix: '128.0.0.0/1',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3301',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0],
        message: 'route "low" of subnet "apps" leads everything to 10.240.0.36, past the NAT gateway',
        hint: 'write egress: userDefinedRoutes under network, or remove the route',
        related: [{path: ['network', 'egress'], message: 'a NAT gateway leads to the Internet'}],
      },
    ]);
  });

  it('finds a route that drops everything', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'apps', routes: [{name: 'drop', addressPrefix: '0.0.0.0/0', nextHopType: 'None'}]}]},
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3301',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0],
        message: 'route "drop" of subnet "apps" leads everything nowhere, past the NAT gateway',
        hint: 'write egress: userDefinedRoutes under network, or remove the route',
        related: [{path: ['network', 'egress'], message: 'a NAT gateway leads to the Internet'}],
      },
    ]);
  });

  it('finds a route to a gateway', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {gateway: {type: 'Vpn'}},
        subnets: [
          {name: 'apps', routes: [{name: 'home', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualNetworkGateway'}]},
        ],
      },
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([
      {
        code: 'VK3301',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 0],
        message: 'route "home" of subnet "apps" leads everything to the gateway, past the NAT gateway',
        hint: 'write egress: userDefinedRoutes under network, or remove the route',
        related: [{path: ['network', 'egress'], message: 'a NAT gateway leads to the Internet'}],
      },
    ]);
  });

  it('accepts a default route to the Internet', () => {
    const definition = buildDefinition({
      network: {
        subnets: [{name: 'apps', routes: [{name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'Internet'}]}],
      },
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([]);
  });

  it('accepts a default route where no nodes are', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'other',
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
      },
    });

    const issues = findIssues(forbidDefaultRouteBesideEgress, definition);

    expect(issues).toEqual([]);
  });
});
