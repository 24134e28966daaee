import {describe, expect, it} from 'vitest';
import type {LiveCircuit, LiveRouteTable} from '../../src/azure/azure.ts';
import type {Known, PreflightFacts, ReferredFacts} from '../../src/preflight/facts.ts';
import {ALL, answered, faults, sku, unreadable, WELL} from './known-facts.ts';

const SUBSCRIPTION = '/subscriptions/11111111-2222-3333-4444-555555555555';
const TABLE = `${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network/routeTables/Corp`;
const CIRCUIT = `${SUBSCRIPTION}/resourceGroups/wan/providers/Microsoft.Network/expressRouteCircuits/metro`;
const IDENTITY = `${SUBSCRIPTION}/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/own`;
const READER = answered([{actions: ['*/read'], notActions: []}]);

function referred(more: Partial<ReferredFacts>): Partial<PreflightFacts> {
  return {
    account: {...WELL.account, subscriptionId: '11111111-2222-3333-4444-555555555555'},
    skus: answered([sku('Standard_D2s_v5', 2), sku('Standard_D4s_v5', 4), sku('Standard_D8s_v5', 8)]),
    referred: {...WELL.referred, ...more},
  };
}

describe('what a route table of a new subnet has against a cluster', () => {
  const WAY_OUT = {name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance'};
  const USED = [
    'network.egress=userDefinedRoutes',
    `network.subnets=[{name: control-plane, routeTableId: ${TABLE}}, {name: apps, routeTableId: ${TABLE}}]`,
  ];
  const PATH = 'network.subnets.1.routeTableId';
  const tableFaults = async (table: Known<LiveRouteTable | undefined>, more: Partial<PreflightFacts> = {}) => {
    const routeTables = new Map([[TABLE.toLowerCase(), table]]);
    const all = await faults({...referred({routeTables}), ...more}, 'minimal', ...USED);
    return all.filter((line) => !line.includes('control-plane'));
  };

  it('is nothing where it is there, and leads out', async () => {
    expect(await tableFaults(answered({location: 'westeurope', routes: [WAY_OUT], takesBgpRoutes: true}))).toEqual([]);
  });

  it.each<readonly [string, Known<LiveRouteTable | undefined>, readonly string[]]>([
    [
      'that it is not there',
      answered(undefined),
      [`VK6024 failed ${PATH}: route table Corp of subnet apps is not there`],
    ],
    [
      'that it is elsewhere',
      answered({location: 'eastus', routes: [WAY_OUT], takesBgpRoutes: true}),
      [`VK6024 failed ${PATH}: route table Corp of subnet apps is in eastus, and the cluster in westeurope`],
    ],
    [
      'that it leads nowhere',
      answered({location: 'westeurope', routes: [], takesBgpRoutes: true}),
      [
        'VK6016 failed network.egress: nothing leads from subnet apps to the Internet: no route for 0.0.0.0/0, no NAT gateway',
      ],
    ],
    [
      'that it cannot be read',
      unreadable(),
      [`VK6024 warning ${PATH}: route table Corp of subnet apps could not be read: you may not (AuthorizationFailed)`],
    ],
  ])('is %s', async (_, table, expected) => {
    expect(await tableFaults(table)).toEqual(expected);
  });

  it('is that it is of another subscription, and that whoever deploys may not use it', async () => {
    const table = answered({location: 'westeurope', routes: [WAY_OUT], takesBgpRoutes: true});
    const elsewhere = {account: {...WELL.account, subscriptionId: 'other'}};
    expect(await tableFaults(table, elsewhere)).toEqual([
      `VK6024 failed ${PATH}: route table Corp of subnet apps is in another subscription than the cluster`,
    ]);

    const forbidden = referred({
      routeTables: new Map([[TABLE.toLowerCase(), table]]),
      permissions: new Map([[TABLE.toLowerCase(), READER]]),
    });
    expect(await tableFaults(table, forbidden)).toEqual([
      `VK6003 failed ${PATH}: you may not use route table Corp of subnet apps: Microsoft.Network/routeTables/join/action`,
    ]);
  });
});

describe('what a circuit has against a cluster', () => {
  const PATH = 'network.virtualNetwork.gateway.connections.0.circuitId';
  const WORKS: LiveCircuit = {name: 'metro', providerState: 'Provisioned', peerings: ['AzurePrivatePeering']};
  const circuitFaults = async (circuit: Known<LiveCircuit | undefined>, more: Partial<ReferredFacts> = {}) =>
    faults(referred({circuits: new Map([[CIRCUIT.toLowerCase(), circuit]]), ...more}), 'express-route');

  it('is nothing where it works', async () => {
    expect(await circuitFaults(answered(WORKS))).toEqual([]);
  });

  it.each<readonly [string, Known<LiveCircuit | undefined>, string]>([
    ['that it is not there', answered(undefined), 'failed PATH: ExpressRoute circuit metro is not there'],
    [
      'that its provider is not ready',
      answered({...WORKS, providerState: 'NotProvisioned'}),
      'failed PATH: ExpressRoute circuit metro is not provisioned by its provider (NotProvisioned): nothing can be connected to it yet',
    ],
    [
      'that nothing of it leads to virtual networks',
      answered({...WORKS, peerings: ['MicrosoftPeering']}),
      'failed PATH: ExpressRoute circuit metro has no private peering: nothing can be connected to it yet',
    ],
    [
      'that it cannot be read',
      unreadable(),
      'warning PATH: ExpressRoute circuit metro could not be read: you may not (AuthorizationFailed)',
    ],
  ])('is %s', async (_, circuit, expected) => {
    expect(await circuitFaults(circuit)).toEqual([`VK6024 ${expected.replace('PATH', PATH)}`]);
  });

  it('is that whoever deploys may not connect to it', async () => {
    const permissions = new Map([[CIRCUIT.toLowerCase(), READER]]);
    expect(await circuitFaults(answered(WORKS), {permissions})).toEqual([
      `VK6003 failed ${PATH}: you may not connect to ExpressRoute circuit metro: Microsoft.Network/expressRouteCircuits/join/action`,
    ]);
  });
});

describe('what an identity that is there has against a cluster', () => {
  const identityFaults = async (permissions: Known<typeof ALL>) =>
    faults(
      {
        ...referred({permissions: new Map([[IDENTITY.toLowerCase(), permissions]])}),
        identity: answered({principalId: 'principal', roles: answered(ALL), subnetRoles: new Map()}),
      },
      'minimal',
      `identity.id=${IDENTITY}`,
    );

  it('is nothing for whoever may give it to machines', async () => {
    expect(await identityFaults(answered(ALL))).toEqual([]);
  });

  it('is that whoever deploys may not give it to machines, or that nobody tells', async () => {
    expect(await identityFaults(READER)).toEqual([
      'VK6003 failed identity.id: you may not give machines the identity: Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
    ]);
    expect(await identityFaults(unreadable())).toEqual([
      'VK6003 warning identity.id: whether you may give machines the identity could not be read: you may not (AuthorizationFailed)',
    ]);
  });
});
