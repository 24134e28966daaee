import {describe, expect, it} from 'vitest';
import {
  forbidRepeatedDestinations,
  forbidRepeatedRouteNames,
  forbidRoutesBesideTable,
} from '../../../src/cluster/rules/routes.ts';
import {buildDefinition, CORP_ID, findIssues, ROUTE_TABLE_ID} from '../cluster-builder.ts';

describe('forbidRepeatedRouteNames', () => {
  it('refuses a name that another route has', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {name: 'blocked', addressPrefix: '192.168.0.0/17', nextHopType: 'None'},
              {name: 'blocked', addressPrefix: '192.168.128.0/17', nextHopType: 'None'},
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidRepeatedRouteNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3310',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 1, 'name'],
        message: '"blocked" is the name of two routes of subnet "apps"',
        hint: 'give each its own name',
        related: [{path: ['network', 'subnets', 0, 'routes', 0, 'name'], message: 'route "blocked"'}],
      },
    ]);
  });

  it('accepts names of their own', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {name: 'blocked-low', addressPrefix: '192.168.0.0/17', nextHopType: 'None'},
              {name: 'blocked-high', addressPrefix: '192.168.128.0/17', nextHopType: 'None'},
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidRepeatedRouteNames, definition);

    expect(issues).toEqual([]);
  });

  it('does not tell capitals from small letters', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routes: [
              {name: 'drop', addressPrefix: '192.168.0.0/17', nextHopType: 'None'},
              {name: 'Drop', addressPrefix: '192.168.128.0/17', nextHopType: 'None'},
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidRepeatedRouteNames, definition);

    expect(issues).toEqual([
      {
        code: 'VK3310',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 1, 'name'],
        message: '"drop" and "Drop" are the same name to Azure, and there are two such routes of subnet "apps"',
        hint: 'write it the same way everywhere, or give each its own name',
        related: [{path: ['network', 'subnets', 0, 'routes', 0, 'name'], message: 'route "drop"'}],
      },
    ]);
  });

  it('accepts the same name in two tables', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'control-plane',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '192.168.0.0/16',
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
                addressPrefix: '192.168.0.0/16',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.240.0.36',
              },
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidRepeatedRouteNames, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRepeatedDestinations', () => {
  it('refuses a second route for a destination', () => {
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
              {name: 'blocked', addressPrefix: '192.168.0.0/16', nextHopType: 'None'},
            ],
          },
        ],
      },
    });

    const issues = findIssues(forbidRepeatedDestinations, definition);

    expect(issues).toEqual([
      {
        code: 'VK3311',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routes', 1, 'addressPrefix'],
        message: 'routes "inspect" and "blocked" are both for 192.168.0.0/16',
        hint: 'remove one of them',
        related: [{path: ['network', 'subnets', 0, 'routes', 0, 'addressPrefix'], message: 'route "inspect"'}],
      },
    ]);
  });

  it('accepts one route for a destination', () => {
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

    const issues = findIssues(forbidRepeatedDestinations, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRoutesBesideTable', () => {
  it('refuses routes beside a route table', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {
            name: 'apps',
            routeTableId: ROUTE_TABLE_ID,
            routes: [{name: 'blocked', addressPrefix: '192.168.0.0/16', nextHopType: 'None'}],
          },
        ],
      },
    });

    const issues = findIssues(forbidRoutesBesideTable, definition);

    expect(issues).toEqual([
      {
        code: 'VK3312',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routeTableId'],
        message: 'subnet "apps" has both routes and routeTableId, and can have only one route table',
        hint: 'remove routeTableId, or add the routes to that table yourself and remove them here',
        related: [{path: ['network', 'subnets', 0, 'routes'], message: 'its routes'}],
        at: 'key',
      },
    ]);
  });

  it('accepts a route table alone', () => {
    const definition = buildDefinition({network: {subnets: [{name: 'apps', routeTableId: ROUTE_TABLE_ID}]}});

    const issues = findIssues(forbidRoutesBesideTable, definition);

    expect(issues).toEqual([]);
  });

  it('leaves an existing network to its owner', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {
            name: 'apps',
            cidr: '10.1.1.0/24',
            routes: [
              {
                name: 'inspect',
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.1.3.4',
              },
            ],
            routeTableId: ROUTE_TABLE_ID,
          },
        ],
      },
    });

    const issues = findIssues(forbidRoutesBesideTable, definition);

    expect(issues).toEqual([]);
  });
});
