import {describe, expect, it} from 'vitest';
import type {LiveGateway} from '../../src/azure/azure.ts';
import type {OwnNetworkFacts, PreflightFacts} from '../../src/preflight/facts.ts';
import {answered, faults, ownNetwork, SUBNET, unreadable} from './known-facts.ts';

const GATEWAYS = '/subscriptions/sub/resourceGroups/minimal/providers/Microsoft.Network/virtualNetworkGateways';
const PATH = 'network.virtualNetwork.gateway';

/** The network of `vpn-gateway` with this gateway in it, made by hand unless it has the name of the cluster's. */
function holding(gateway: Partial<LiveGateway>, range = '10.90.255.224/27'): Partial<PreflightFacts> {
  const name = gateway.name ?? 'by-hand';
  const live = {id: `${GATEWAYS}/${name}`, name, type: 'Vpn', sku: 'VpnGw1AZ', ...gateway};
  return holdingGateways(new Map([[live.id, answered(live)]]), range);
}

function holdingGateways(gateways: OwnNetworkFacts['gateways'], range = '10.90.255.224/27'): Partial<PreflightFacts> {
  const subnets = [{...SUBNET, name: 'GatewaySubnet', addressPrefixes: [range], gatewayIds: [...gateways.keys()]}];
  return ownNetwork({name: 'branch', location: 'uksouth', subnets}, {gateways});
}

async function gatewayFaults(facts: Partial<PreflightFacts>, ...set: string[]): Promise<readonly string[]> {
  return faults(facts, 'vpn-gateway', ...set);
}

const EXPRESS_ROUTE = {type: 'ExpressRoute', sku: 'ErGw1AZ'};

describe('what a GatewaySubnet has against the gateway of a cluster', () => {
  it.each<readonly [string, Partial<PreflightFacts>]>([
    ['where there is no network yet', {}],
    ['where nothing is in it', holdingGateways(new Map())],
    ["where the cluster's own gateway is in it, whatever its capitals", holding({name: 'Branch'})],
    ['where an ExpressRoute gateway is in it', holding(EXPRESS_ROUTE)],
    ['where what was in it is gone', holdingGateways(new Map([[`${GATEWAYS}/x`, answered(undefined)]]))],
  ])('is nothing %s', async (_, facts) => {
    expect(await gatewayFaults(facts)).toEqual([]);
  });

  it.each<readonly [string, Partial<PreflightFacts>, string]>([
    [
      'another gateway of the same type',
      holding({type: 'vpn'}),
      `VK6023 failed ${PATH}: virtual network branch has a gateway of type vpn already: by-hand`,
    ],
    [
      "the cluster's own gateway of another type",
      holding({name: 'branch', ...EXPRESS_ROUTE}),
      `VK6023 failed ${PATH}.type: gateway branch is of type ExpressRoute, and the definition says Vpn`,
    ],
    [
      'that it is too small for two',
      holding(EXPRESS_ROUTE, '10.90.255.240/28'),
      `VK6023 failed ${PATH}: a gateway of type Vpn cannot be beside by-hand: GatewaySubnet is 10.90.255.240/28, and two need a /27`,
    ],
    [
      'that the other gateway is of size Basic',
      holding({...EXPRESS_ROUTE, sku: 'Basic'}),
      `VK6023 failed ${PATH}: a gateway of type Vpn cannot be beside by-hand: that is of size Basic`,
    ],
    [
      'that nobody tells what is in it',
      holdingGateways(new Map([[`${GATEWAYS}/x`, unreadable()]])),
      `VK6023 warning ${PATH}: gateway x in GatewaySubnet could not be read: you may not (AuthorizationFailed)`,
    ],
  ])('is %s', async (_, facts, expected) => {
    expect(await gatewayFaults(facts)).toEqual([expected]);
  });

  it('is that a VPN gateway is policy-based, or has another ASN, beside an ExpressRoute gateway', async () => {
    const beside = (gateway: Partial<LiveGateway>) =>
      faults(
        holding(gateway),
        'vpn-gateway',
        'network.virtualNetwork.gateway={type: ExpressRoute, sku: ErGw1AZ, connections: []}',
      );

    expect(await beside({vpnType: 'RouteBased', asn: 65_515})).toEqual([]);
    expect(await beside({vpnType: 'PolicyBased'})).toEqual([
      `VK6023 failed ${PATH}: a gateway of type ExpressRoute cannot be beside by-hand: that is policy-based, and must be route-based`,
    ]);
    expect(await beside({vpnType: 'RouteBased', asn: 65_010})).toEqual([
      `VK6023 warning ${PATH}: gateway by-hand has the ASN 65010: beside an ExpressRoute gateway it must be 65515`,
    ]);
  });
});

describe('what the size of a gateway has against its connections', () => {
  const others = (length: number): Partial<PreflightFacts> =>
    ownNetwork(
      {name: 'branch', location: 'uksouth', subnets: []},
      {
        connections: answered(
          Array.from({length}, (_, index) => ({name: index === 0 ? 'branch-office' : `c${index}`})),
        ),
      },
    );

  it('is nothing as long as there are few, with those that others have made', async () => {
    expect(await gatewayFaults(others(29))).toEqual([]);
  });

  it('is that they are more than it takes', async () => {
    expect(await gatewayFaults(others(30))).toEqual([
      `VK6008 failed ${PATH}.connections: a gateway of size VpnGw2AZ has at most 30 tunnels, and it is to have 31, 29 of them made by others`,
    ]);
    expect(await gatewayFaults(others(30), `${PATH}.sku=VpnGw4AZ`)).toEqual([]);
  });

  it('is that they cannot be read', async () => {
    const unread = ownNetwork({name: 'branch', location: 'uksouth', subnets: []}, {connections: unreadable()});
    expect(await gatewayFaults(unread)).toEqual([
      `VK6008 warning ${PATH}.connections: which connections the gateway has could not be read: you may not (AuthorizationFailed)`,
    ]);
  });

  it('is that more than four circuits come from one place', async () => {
    const circuit = (index: number) =>
      `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/wan/providers/Microsoft.Network/expressRouteCircuits/c${index}`;
    const known = {name: 'c', providerState: 'Provisioned', peerings: ['AzurePrivatePeering']};
    const facts = (peeringLocation: (index: number) => string): Partial<PreflightFacts> => ({
      referred: {
        routeTables: new Map(),
        permissions: new Map(),
        circuits: new Map(
          [0, 1, 2, 3, 4].map((index) => [
            circuit(index).toLowerCase(),
            answered({...known, peeringLocation: peeringLocation(index)}),
          ]),
        ),
      },
    });
    const connections = [0, 1, 2, 3, 4]
      .map((index) => `{name: c${index}, circuitId: ${circuit(index)}, cidrs: [172.24.${index}.0/24]}`)
      .join(', ');
    const set = [
      `network.virtualNetwork.gateway.connections=[${connections}]`,
      'network.virtualNetwork.gateway.sku=ErGw2AZ',
    ];
    const found = async (location: (index: number) => string) =>
      (await faults(facts(location), 'express-route', ...set)).filter((line) => line.startsWith('VK6008'));

    expect(await found(() => 'Zurich')).toEqual([
      `VK6008 failed ${PATH}.connections: 5 circuits are of Zurich: a virtual network has at most 4 of one place`,
    ]);
    expect(await found((index) => `place ${index}`)).toEqual([]);
  });
});
