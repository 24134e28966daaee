import type {LiveRoute, LiveSubnet} from '../azure/azure.ts';
import {formatPrefix, overlaps, parsePrefix} from '../ipv4/prefix.ts';
import {covers} from '../ipv4/space.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, ReferredFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {isSame, nameIn} from './resource-ids.ts';

const EVERYWHERE = '0.0.0.0/0';

/** Where packets of an existing subnet go, by its route table. */
export function routeFindings(
  planned: SubnetPlan,
  {routeTableId, natGatewayId}: Pick<LiveSubnet, 'routeTableId' | 'natGatewayId'>,
  {routeTables}: Pick<ReferredFacts, 'routeTables'>,
  site: PlannedSite,
): readonly Finding[] {
  const {name, path} = planned;
  const table = routeTableId === undefined ? undefined : routeTables.get(routeTableId.toLowerCase());
  if (table !== undefined && !table.known) return [unread('VK6019', `the route table of subnet ${name}`, table, path)];
  const known = table?.value?.routes ?? [];
  const tableName = routeTableId === undefined ? '' : nameIn(routeTableId);
  return [
    ...wayOutFindings(planned, known, {table: routeTableId, hasGateway: natGatewayId !== undefined}, site),
    ...answerFindings(planned, known, routeTableId, site),
    ...detourFindings(planned, known, {table: routeTableId, name: tableName}, site),
  ];
}

function wayOutFindings(
  {name, path}: SubnetPlan,
  routes: readonly LiveRoute[],
  {table, hasGateway}: {readonly table: string | undefined; readonly hasGateway: boolean},
  {cluster}: PlannedSite,
): readonly Finding[] {
  const {egress} = cluster.network;
  const whole = routes.find(({addressPrefix}) => addressPrefix === EVERYWHERE);
  const failed = (title: string, remedy: readonly string[], more: Partial<Finding> = {}): Finding => ({
    code: 'VK6016',
    state: 'failed',
    title,
    path: ['network', 'egress'],
    remedy,
    ...more,
  });
  if (whole?.nextHopType === 'None') {
    const title = `nothing leads from subnet ${name} to the Internet: its route ${whole.name} drops what goes to ${EVERYWHERE}`;
    return [failed(title, ['have that route changed'], {path, ...showCommand(table)})];
  }
  if (egress === 'userDefinedRoutes') {
    if (whole !== undefined || hasGateway) return [];
    const title = `nothing leads from subnet ${name} to the Internet: no route for ${EVERYWHERE}, no NAT gateway`;
    return [failed(title, ['have a route or a NAT gateway made', 'or use egress: loadBalancer'], showCommand(table))];
  }
  const way = whole === undefined ? undefined : hopOf(whole);
  const other = whole?.nextHopType === 'Internet' ? undefined : (way ?? (hasGateway ? 'a NAT gateway' : undefined));
  if (other === undefined) return [];
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

/**
 * What comes in by a public load balancer must go out by it: an appliance that sees the answers only drops them
 * (Azure: firewall/integrate-lb, "Asymmetric routing").
 */
function answerFindings(
  {name}: SubnetPlan,
  routes: readonly LiveRoute[],
  table: string | undefined,
  {cluster}: PlannedSite,
): readonly Finding[] {
  const {subnet, endpoint} = cluster.controlPlane;
  const whole = routes.find(({addressPrefix}) => addressPrefix === EVERYWHERE);
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
      ...showCommand(table),
    },
  ];
}

/** Routes within the network take packets of nodes and pods elsewhere than straight to each other. */
function detourFindings(
  {name, path}: SubnetPlan,
  routes: readonly LiveRoute[],
  {table, name: tableName}: {readonly table: string | undefined; readonly name: string},
  {cluster, plan}: PlannedSite,
): readonly Finding[] {
  const used = plan.subnets.filter(({demands}) => demands.length > 0).flatMap(({cidr}) => cidr ?? []);
  const inside = routes.filter(({addressPrefix, nextHopType}) => {
    const prefix = parsePrefix(addressPrefix);
    return (
      prefix !== undefined &&
      addressPrefix !== EVERYWHERE &&
      nextHopType !== 'VnetLocal' &&
      used.some((each) => overlaps(each, prefix))
    );
  });
  const dropped = inside.filter(({nextHopType}) => nextHopType === 'None');
  if (dropped.length > 0) {
    return [
      {
        code: 'VK6019',
        state: 'failed',
        title: `routes of subnet ${name} drop what goes to the cluster's own subnets: ${listOf(dropped)}`,
        path,
        remedy: ['have these routes changed'],
        ...showCommand(table),
      },
    ];
  }
  if (inside.length > 0) {
    return [
      {
        code: 'VK6019',
        state: 'warning',
        title: `routes of subnet ${name} take what goes to the cluster's own subnets elsewhere: ${listOf(inside)}`,
        detail: `whatever is there must forward all between ${cluster.network.virtualNetwork.addressSpace.map(formatPrefix).join(', ')} both ways`,
        path,
        ...showCommand(table),
      },
    ];
  }
  if (routes.length === 0) return [];
  return [{code: 'VK6019', state: 'ok', title: `route table ${tableName} of subnet ${name}: ${listOf(routes)}`, path}];
}

/** So many routes are written out. */
const MOST_ROUTES = 4;

function listOf(routes: readonly LiveRoute[]): string {
  const shown = routes.slice(0, MOST_ROUTES).map((route) => `${route.addressPrefix} to ${hopOf(route)}`);
  const rest = routes.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function hopOf({nextHopType, nextHopIpAddress}: LiveRoute): string {
  return nextHopIpAddress === undefined ? nextHopType : `${nextHopType} ${nextHopIpAddress}`;
}

function showCommand(table: string | undefined): Pick<Finding, 'command'> {
  return table === undefined ? {} : {command: `az network route-table show --ids ${shellWord(table)}`};
}
