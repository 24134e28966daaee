import type {LiveGateway, LiveVirtualNetwork} from '../azure/azure.ts';
import type {Gateway} from '../cluster/cluster.ts';
import {GATEWAY_SUBNET} from '../cluster/defaults.ts';
import {GATEWAY_SUBNET_PREFIX_LENGTH} from '../cluster/limits.ts';
import {gatewayName} from '../cluster/names.ts';
import {parsePrefix} from '../ipv4/prefix.ts';
import {shellWord} from '../shell-word.ts';
import type {OwnNetworkFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {connectionFindings} from './gateway-connections.ts';
import {gatewaySubnetOf} from './live-network.ts';
import {isSame, nameIn, ownNetworkId} from './resource-ids.ts';

/** The gateway that a cluster's network is to have, beside what its GatewaySubnet holds already. */
export function gatewayFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {virtualNetwork} = site.cluster.network;
  const gateway = virtualNetwork.kind === 'new' ? virtualNetwork.gateway : undefined;
  if (gateway === undefined) return [];
  const own = ownNetworkId(facts, 'virtualNetworkGateways', gatewayName(site.cluster)).toLowerCase();
  const there = facts.ownNetwork === undefined ? [] : gatewaysOf(gateway, facts.ownNetwork, own);
  const limits = connectionFindings(gateway, facts, site);
  if (there.length > 0 || limits.length > 0) return [...there, ...limits];
  return [{code: 'VK6023', state: 'ok', title: `a gateway of type ${gateway.type} can be made`, path: gateway.path}];
}

function gatewaysOf(gateway: Gateway, {network, gateways}: OwnNetworkFacts, ownId: string): readonly Finding[] {
  if (!network.known) return [unread('VK6023', `which gateways ${GATEWAY_SUBNET} holds`, network, gateway.path)];
  const live = network.value;
  if (live === undefined) return [];
  return [...gateways].flatMap(([id, answer]): readonly Finding[] => {
    const name = nameIn(id);
    if (!answer.known) return [unread('VK6023', `gateway ${name} in ${GATEWAY_SUBNET}`, answer, gateway.path)];
    if (answer.value === undefined) return [];
    return id.toLowerCase() === ownId
      ? typeFindings(gateway, answer.value)
      : besideFindings(gateway, answer.value, live);
  });
}

/** Azure changes the type of no gateway (Azure: REST API, virtual-network-gateways, "gatewayType"). */
function typeFindings({type, path}: Gateway, live: LiveGateway): readonly Finding[] {
  if (isSame(live.type, type)) return [];
  return [
    {
      code: 'VK6023',
      state: 'failed',
      title: `gateway ${live.name} is of type ${live.type}, and the definition says ${type}`,
      path: [...path, 'type'],
      remedy: [`write type: ${live.type}`, 'or delete it with its connections: another one takes its place'],
      command: deleteCommand(live),
    },
  ];
}

/**
 * A virtual network has one gateway of each type (Azure: azure-subscription-service-limits, "Networking limits"), and two only
 * under conditions (Azure: expressroute-howto-coexist-resource-manager, "Limits and limitations").
 */
function besideFindings({type, path}: Gateway, live: LiveGateway, network: LiveVirtualNetwork): readonly Finding[] {
  const failed = (title: string, remedy: readonly string[], more: Partial<Finding> = {}): Finding => ({
    code: 'VK6023',
    state: 'failed',
    title,
    path,
    remedy,
    command: deleteCommand(live),
    ...more,
  });
  if (isSame(live.type, type)) {
    const title = `virtual network ${network.name} has a gateway of type ${live.type} already: ${live.name}`;
    const remedy = ['leave gateway out: the one that is there serves the cluster', 'or delete it with its connections'];
    return [failed(title, remedy, {detail: 'Azure makes one of each type'})];
  }
  const beside = `a gateway of type ${type} cannot be beside ${live.name}`;
  const [range = ''] = gatewaySubnetOf(network)?.addressPrefixes ?? [];
  const length = parsePrefix(range)?.length ?? 0;
  const policyBased = live.vpnType !== undefined && isSame(live.vpnType, 'PolicyBased');
  const why = [
    ...(length > GATEWAY_SUBNET_PREFIX_LENGTH
      ? [`${GATEWAY_SUBNET} is ${range}, and two need a /${GATEWAY_SUBNET_PREFIX_LENGTH}`]
      : []),
    ...(policyBased ? ['that is policy-based, and must be route-based'] : []),
    ...(isSame(live.sku, 'Basic') ? ['that is of size Basic'] : []),
  ];
  if (why.length > 0) {
    const remedy = ['leave gateway out', 'or delete it with its connections, and have it made anew'];
    return why.map((reason) => failed(`${beside}: ${reason}`, remedy));
  }
  return asnFindings(live, path);
}

/** The number that an ExpressRoute gateway has, and a VPN gateway beside it must have (the same page). */
const ASN = 65_515;

function asnFindings({id, name, type, asn}: LiveGateway, path: Finding['path']): readonly Finding[] {
  if (!isSame(type, 'Vpn') || asn === undefined || asn === ASN) {
    return [{code: 'VK6023', state: 'ok', title: `gateway ${name} of type ${type} may be beside the cluster's`, path}];
  }
  return [
    {
      code: 'VK6023',
      state: 'warning',
      title: `gateway ${name} has the ASN ${asn}: beside an ExpressRoute gateway it must be ${ASN}`,
      path,
      remedy: ['have it changed, and the gateway reset'],
      command: `az network vnet-gateway update --ids ${shellWord(id)} --asn ${ASN}`,
    },
  ];
}

function deleteCommand({id}: LiveGateway): string {
  return `az network vnet-gateway delete --ids ${shellWord(id)}`;
}
