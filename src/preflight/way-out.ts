import type {LiveRoute} from '../azure/azure.ts';
import {formatPrefix, parsePrefix} from '../ipv4/prefix.ts';
import {covers} from '../ipv4/space.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import type {PlannedSite} from './facts.ts';
import type {Finding} from './finding.ts';
import {isSame} from './resource-ids.ts';
import {EVERYWHERE, hopOf, type Routing, showCommand} from './routing.ts';

/** Whether a subnet leads to the Internet, and by what the definition says. */
export function wayOutFindings(planned: SubnetPlan, routing: Routing, {cluster}: PlannedSite): readonly Finding[] {
  const {name, path} = planned;
  const {egress} = cluster.network;
  const whole = wholeOf(routing.routes);
  if (whole?.nextHopType === 'None') {
    const title = `nothing leads from subnet ${name} to the Internet: its route ${whole.name} drops what goes to ${EVERYWHERE}`;
    const remedy = ['have that route changed'];
    return [{code: 'VK6016', state: 'failed', title, path, remedy, ...showCommand(routing.tableId)}];
  }
  if (egress === 'userDefinedRoutes') {
    return whole !== undefined || routing.hasNatGateway ? [] : [nothingLeads(name, routing)];
  }
  const other = whole === undefined ? (routing.hasNatGateway ? 'a NAT gateway' : 'Internet') : hopOf(whole);
  if (other === 'Internet') return [];
  return [
    {
      code: 'VK6016',
      state: 'warning',
      title: `subnet ${name} leads to the Internet by ${other}, not by egress: ${egress}`,
      path: ['network', 'egress'],
      remedy: ['use egress: userDefinedRoutes'],
    },
  ];
}

/** Gateways may hear of a way by BGP, which no table tells, unless the table does not take it. */
function nothingLeads(name: string, {tableId, hasGateways: mayHear, takesBgpRoutes}: Routing): Finding {
  const path = ['network', 'egress'];
  const remedy = ['have a route or a NAT gateway made', 'or use egress: loadBalancer'];
  if (mayHear && takesBgpRoutes) {
    const title = `subnet ${name} reaches the Internet only if a gateway is told a route for ${EVERYWHERE} by BGP`;
    return {code: 'VK6016', state: 'warning', title, path, remedy, ...showCommand(tableId)};
  }
  const title = `nothing leads from subnet ${name} to the Internet: no route for ${EVERYWHERE}, no NAT gateway`;
  return {code: 'VK6016', state: 'failed', title, path, remedy, ...showCommand(tableId)};
}

/**
 * What comes in by a public load balancer must go out by it: an appliance that sees the answers only drops them
 * (Azure: firewall/integrate-lb, "Asymmetric routing").
 */
export function answerFindings(
  {name}: SubnetPlan,
  {routes, tableId}: Routing,
  {cluster}: PlannedSite,
): readonly Finding[] {
  const {subnet, endpoint} = cluster.controlPlane;
  const whole = wholeOf(routes);
  if (endpoint.access !== 'public' || !isSame(subnet, name) || whole === undefined) return [];
  if (!['VirtualAppliance', 'VirtualNetworkGateway'].includes(whole.nextHopType)) return [];
  const back = routes
    .filter(({nextHopType}) => nextHopType === 'Internet')
    .flatMap(({addressPrefix}) => parsePrefix(addressPrefix) ?? []);
  const lost = endpoint.authorizedCidrs.filter((range) => !covers(back, range)).map(formatPrefix);
  if (lost.length === 0) return [];
  const who = lost.includes(EVERYWHERE) ? 'the Internet' : lost.join(', ');
  return [
    {
      code: 'VK6016',
      state: 'failed',
      title: `the public API server answers nobody in ${who}: answers leave subnet ${name} by ${hopOf(whole)}, and not by the load balancer`,
      path: ['controlPlane', 'endpoint', 'access'],
      remedy: ['use access: private', 'or have routes to Internet made for authorizedCidrs'],
      ...showCommand(tableId),
    },
  ];
}

function wholeOf(routes: readonly LiveRoute[]): LiveRoute | undefined {
  return routes.find(({addressPrefix}) => addressPrefix === EVERYWHERE);
}
