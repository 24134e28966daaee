import {describe, expect, it} from 'vitest';
import {requireResourceIds, requireResourceTypes} from '../../../src/cluster/rules/resource-ids.ts';
import {
  buildDefinition,
  CIRCUIT_ID,
  CORP_ID,
  findIssues,
  HUB_ID,
  IDENTITY_ID,
  ROUTE_TABLE_ID,
} from '../cluster-builder.ts';

describe('requireResourceIds', () => {
  it('refuses the name of an identity', () => {
    const definition = buildDefinition({identity: {id: 'prod-identity'}});

    const issues = findIssues(requireResourceIds, definition);

    expect(issues).toEqual([
      {
        code: 'VK3703',
        severity: 'error',
        path: ['identity', 'id'],
        message:
          '"prod-identity" is no resource id, which is /subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME',
        hint: 'copy one of these: az identity list --query [].id',
      },
    ]);
  });

  it('accepts the id of an identity', () => {
    const definition = buildDefinition({identity: {id: IDENTITY_ID}});

    const issues = findIssues(requireResourceIds, definition);

    expect(issues).toEqual([]);
  });

  it('suggests what was probably meant', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          id: `https://portal.azure.com/#@corp.example/resource${CORP_ID}/overview`,
          addressSpace: ['10.1.0.0/16'],
        },
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireResourceIds, definition);

    expect(issues).toEqual([
      {
        code: 'VK3703',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'id'],
        message:
          '"https://portal.azure.com/#@corp.example/resource/subscriptio…" is no resource id, which is /subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME',
        hint: `use ${CORP_ID}`,
      },
    ]);
  });

  it('looks at peers, circuits and route tables too', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: 'hub', remoteAddressSpace: ['10.0.0.0/16']}],
          gateway: {
            type: 'ExpressRoute',
            connections: [{name: 'metro', circuitId: 'metro', cidrs: ['192.168.0.0/16']}],
          },
        },
        subnets: [{name: 'apps', routeTableId: 'inspect'}],
      },
    });

    const issues = findIssues(requireResourceIds, definition);

    expect(issues).toEqual([
      {
        code: 'VK3703',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteVirtualNetworkId'],
        message:
          '"hub" is no resource id, which is /subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME',
        hint: 'copy one of these: az network vnet list --query [].id',
      },
      {
        code: 'VK3703',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'circuitId'],
        message:
          '"metro" is no resource id, which is /subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME',
        hint: 'copy one of these: az network express-route list --query [].id',
      },
      {
        code: 'VK3703',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routeTableId'],
        message:
          '"inspect" is no resource id, which is /subscriptions/GUID/resourceGroups/GROUP/providers/PROVIDER/TYPE/NAME',
        hint: 'copy one of these: az network route-table list --query [].id',
      },
    ]);
  });
});

describe('requireResourceTypes', () => {
  it('refuses a subnet where its network belongs', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: `${CORP_ID}/subnets/apps`, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireResourceTypes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3704',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'id'],
        message:
          '"/subscriptions/00000000-0000-0000-0000-000000000000/resource…" is the id of a subnet, not of a virtual network',
        hint: `use ${CORP_ID}`,
      },
    ]);
  });

  it('accepts the network', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireResourceTypes, definition);

    expect(issues).toEqual([]);
  });

  it('looks at peers, circuits, route tables and identities too', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: ROUTE_TABLE_ID, remoteAddressSpace: ['10.0.0.0/16']}],
          gateway: {type: 'ExpressRoute', connections: [{name: 'metro', circuitId: HUB_ID, cidrs: ['192.168.0.0/16']}]},
        },
        subnets: [{name: 'apps', routeTableId: CIRCUIT_ID}],
      },
      identity: {id: HUB_ID},
    });

    const issues = findIssues(requireResourceTypes, definition);

    expect(issues).toEqual([
      {
        code: 'VK3704',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'peerings', 0, 'remoteVirtualNetworkId'],
        message:
          '"/subscriptions/00000000-0000-0000-0000-000000000000/resource…" is the id of a route table, not of a virtual network',
        hint: 'copy one of these: az network vnet list --query [].id',
      },
      {
        code: 'VK3704',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'connections', 0, 'circuitId'],
        message:
          '"/subscriptions/00000000-0000-0000-0000-000000000000/resource…" is the id of a virtual network, not of an ExpressRoute circuit',
        hint: 'copy one of these: az network express-route list --query [].id',
      },
      {
        code: 'VK3704',
        severity: 'error',
        path: ['network', 'subnets', 0, 'routeTableId'],
        message:
          '"/subscriptions/00000000-0000-0000-0000-000000000000/resource…" is the id of an ExpressRoute circuit, not of a route table',
        hint: 'copy one of these: az network route-table list --query [].id',
      },
      {
        code: 'VK3704',
        severity: 'error',
        path: ['identity', 'id'],
        message:
          '"/subscriptions/00000000-0000-0000-0000-000000000000/resource…" is the id of a virtual network, not of a user-assigned identity',
        hint: 'copy one of these: az identity list --query [].id',
      },
    ]);
  });
});
