import type {Connection, Gateway} from '../cluster/cluster.ts';
import {connectionName} from '../cluster/names.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';

/** Tunnels of VPN gateways by the number in their size (Azure: vpn-gateway/about-gateway-skus, "S2S/VNet-to-VNet tunnels"). */
const TUNNELS: Readonly<Record<string, number>> = {1: 30, 2: 30, 3: 30, 4: 100, 5: 100};

/** Circuits of ExpressRoute gateways, in all (Azure: azure-subscription-service-limits, "ExpressRoute limits"). */
const CIRCUITS: Readonly<Record<string, number>> = {
  standard: 4,
  ergw1az: 4,
  highperformance: 8,
  ergw2az: 8,
  ultraperformance: 16,
  ergw3az: 16,
};

/** Circuits of one peering location (the same page). */
const CIRCUITS_OF_LOCATION = 4;

/** Whether a gateway of that size takes all connections: those of the definition, and what others have put there. */
export function connectionFindings(gateway: Gateway, facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const path = [...gateway.path, 'connections'];
  const answer = facts.ownNetwork?.connections ?? {known: true, value: []};
  if (!answer.known) return [unread('VK6008', 'which connections the gateway has', answer, path)];
  const planned = gateway.connections.map(({name}) => connectionName(site.cluster, name).toLowerCase());
  const others = answer.value.filter(({name}) => !planned.includes(name.toLowerCase()));
  const what = gateway.type === 'Vpn' ? 'tunnels' : 'circuits';
  const limit = limitOf(gateway);
  const total = planned.length + others.length;
  const beside = others.length === 0 ? '' : `, ${others.length} of them made by others`;
  return [
    ...(limit === undefined || total <= limit
      ? []
      : [
          {
            code: 'VK6008',
            state: 'failed',
            title: `a gateway of size ${gateway.sku} has at most ${limit} ${what}, and it is to have ${total}${beside}`,
            path,
            remedy: ['use a larger sku, or fewer connections'],
          } as const,
        ]),
    ...locationFindings(gateway.connections, facts, path),
  ];
}

function limitOf({type, sku}: Gateway): number | undefined {
  return type === 'Vpn' ? TUNNELS[sku.replace(/^VpnGw(\d)(AZ)?$/, '$1')] : CIRCUITS[sku.toLowerCase()];
}

function locationFindings(
  connections: readonly Connection[],
  {referred}: PreflightFacts,
  path: Finding['path'],
): readonly Finding[] {
  const locations = connections.flatMap(({circuitId = ''}) => {
    const circuit = referred.circuits.get(circuitId.toLowerCase());
    return (circuit?.known === true ? circuit.value?.peeringLocation : undefined) ?? [];
  });
  const crowded = [...Map.groupBy(locations, (location) => location)].filter(
    ([, {length}]) => length > CIRCUITS_OF_LOCATION,
  );
  return crowded.map(([location, {length}]) => ({
    code: 'VK6008',
    state: 'failed',
    title: `${length} circuits are of ${location}: a virtual network has at most ${CIRCUITS_OF_LOCATION} of one place`,
    path,
    remedy: ['use fewer connections'],
  }));
}
