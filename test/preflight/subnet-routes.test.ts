import {describe, expect, it} from 'vitest';
import type {LiveRoute, LiveVirtualNetwork} from '../../src/azure/azure.ts';
import {answered, existingFacts, faults, LIVE, NETWORK, SUBNET, SUBNETS, WELL} from './known-facts.ts';

const TABLE = NETWORK.replace('virtualNetworks', 'routeTables');

function route(addressPrefix: string, nextHopType: string, nextHopIpAddress?: string): LiveRoute {
  return {name: 'r', addressPrefix, nextHopType, ...(nextHopIpAddress === undefined ? {} : {nextHopIpAddress})};
}

const TO_FIREWALL = route('0.0.0.0/0', 'VirtualAppliance', '10.1.0.4');

/** Of the subnet of the control plane, which has these routes. */
async function routeFaults(routes: readonly LiveRoute[], ...set: string[]): Promise<readonly string[]> {
  const subnets = SUBNETS.map((each, index) => (index === 0 ? {...each, routeTableId: TABLE} : each));
  const routeTables = new Map([
    [TABLE.toLowerCase(), answered({location: 'northeurope', routes, takesBgpRoutes: true})],
  ]);
  const facts = {...existingFacts({network: answered({...LIVE, subnets})}), referred: {...WELL.referred, routeTables}};
  return faults(facts, 'existing-virtual-network', ...set);
}

const PUBLIC = ['controlPlane.endpoint={access: public, authorizedCidrs: [0.0.0.0/0]}'];
const OFFICE = ['controlPlane.endpoint={access: public, authorizedCidrs: [203.0.113.0/24, 198.51.100.0/24]}'];
const ASTRAY =
  'VK6016 warning network.egress: subnet k8s-control leads to the Internet by VirtualAppliance 10.1.0.4, not by egress: loadBalancer';

describe('routes of the subnet of a public API server', () => {
  it('are well where answers go out as questions come in', async () => {
    expect(await routeFaults([route('0.0.0.0/0', 'Internet')], ...PUBLIC)).toEqual([]);
    expect(await routeFaults([TO_FIREWALL])).toEqual([ASTRAY]);
    const back = [route('203.0.113.0/24', 'Internet'), route('198.51.100.0/24', 'Internet')];
    expect(await routeFaults([TO_FIREWALL, ...back], ...OFFICE)).toEqual([ASTRAY]);
  });

  it('are at fault where an appliance sees the answers only', async () => {
    const lost = (who: string) =>
      `VK6016 failed controlPlane.endpoint.access: the public API server answers nobody in ${who}: answers leave subnet k8s-control by VirtualAppliance 10.1.0.4, and not by the load balancer`;

    expect(await routeFaults([TO_FIREWALL], ...PUBLIC)).toEqual([ASTRAY, lost('the Internet')]);
    expect(await routeFaults([TO_FIREWALL, route('203.0.113.0/24', 'Internet')], ...OFFICE)).toEqual([
      ASTRAY,
      lost('198.51.100.0/24'),
    ]);
  });
});

describe('a NAT gateway of a subnet', () => {
  it('goes before a load balancer, and is nothing where routes are said to lead out', async () => {
    const subnets = SUBNETS.map((each) => ({...each, natGatewayId: '/nat'}));
    const facts = existingFacts({network: answered({...LIVE, subnets})});

    expect(await faults(facts, 'existing-virtual-network')).toEqual(
      ['k8s-control', 'k8s-nodes'].map(
        (name) =>
          `VK6016 warning network.egress: subnet ${name} leads to the Internet by a NAT gateway, not by egress: loadBalancer`,
      ),
    );
    expect(await faults(facts, 'existing-virtual-network', 'network.egress=userDefinedRoutes')).toEqual([]);
  });
});

describe('a way out that only BGP tells of', () => {
  const OUT = ['network.egress=userDefinedRoutes'];
  const ofNodes = async (network: Partial<LiveVirtualNetwork>, takesBgpRoutes = true): Promise<readonly string[]> => {
    const subnets = SUBNETS.map((each) => ({...each, routeTableId: TABLE}));
    const table = {location: 'northeurope', routes: [], takesBgpRoutes};
    const live = {...LIVE, ...network, subnets: [...subnets, ...(network.subnets ?? [])]};
    const routeTables = new Map([[TABLE.toLowerCase(), answered(table)]]);
    const facts = {...existingFacts({network: answered(live)}), referred: {...WELL.referred, routeTables}};
    return (await faults(facts, 'existing-virtual-network', ...OUT)).filter((line) => line.includes('k8s-nodes'));
  };
  const GATEWAYS = {subnets: [{...SUBNET, name: 'GatewaySubnet', gatewayIds: ['/gateway']}]};
  const MAYBE =
    'VK6016 warning network.egress: subnet k8s-nodes reaches the Internet only if a gateway is told a route for 0.0.0.0/0 by BGP';
  const NONE =
    'VK6016 failed network.egress: nothing leads from subnet k8s-nodes to the Internet: no route for 0.0.0.0/0, no NAT gateway';

  it('may be there where the network has a gateway, or uses that of a peer', async () => {
    const hub = {name: 'hub', remoteVirtualNetworkId: 'x', remoteAddressPrefixes: [], state: 'Connected'};

    expect(await ofNodes(GATEWAYS)).toEqual([MAYBE]);
    expect(await ofNodes({peerings: [{...hub, usesRemoteGateways: true}]})).toEqual([MAYBE]);
    expect(await ofNodes({peerings: [hub]})).toEqual([NONE]);
  });

  it('is not there where the route table takes none', async () => {
    expect(await ofNodes(GATEWAYS, false)).toEqual([NONE]);
  });
});
