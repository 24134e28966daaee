import type {LiveRoute, LiveRouteTable, LiveSubnet} from '../azure/azure.ts';
import {formatPrefix, overlaps, parsePrefix} from '../ipv4/prefix.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import type {PlannedSite, ReferredFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {hostsNodes} from './node-subnets.ts';
import {nameIn} from './resource-ids.ts';
import {EVERYWHERE, hopOf, type Routing, showCommand} from './routing.ts';
import {answerFindings, wayOutFindings} from './way-out.ts';

const NO_ROUTES: LiveRouteTable = {location: '', routes: [], takesBgpRoutes: true};

/** Where packets of a subnet go, by a route table that is there already. */
export function routeFindings(
  planned: SubnetPlan,
  {routeTableId: tableId, natGatewayId}: Pick<LiveSubnet, 'routeTableId' | 'natGatewayId'>,
  mayHear: boolean,
  {routeTables}: Pick<ReferredFacts, 'routeTables'>,
  site: PlannedSite,
): readonly Finding[] {
  const {name, path} = planned;
  if (!hostsNodes(planned)) return [];
  const table = tableId === undefined ? undefined : routeTables.get(tableId.toLowerCase());
  if (table !== undefined && !table.known) return [unread('VK6019', `the route table of subnet ${name}`, table, path)];
  const routing = {
    ...(table?.value ?? NO_ROUTES),
    tableId,
    hasNatGateway: natGatewayId !== undefined,
    hasGateways: mayHear,
  };
  return [
    ...wayOutFindings(planned, routing, site),
    ...answerFindings(planned, routing, site),
    ...detourFindings(planned, routing, site),
  ];
}

/** Routes within the network take packets of nodes and pods elsewhere than straight to each other. */
function detourFindings({name, path}: SubnetPlan, {routes, tableId}: Routing, site: PlannedSite): readonly Finding[] {
  const inside = routesInside(routes, site);
  const dropped = inside.filter(({nextHopType}) => nextHopType === 'None');
  if (dropped.length > 0) {
    return [
      {
        code: 'VK6019',
        state: 'failed',
        title: `routes of subnet ${name} drop what goes to the cluster's own subnets: ${listOf(dropped)}`,
        path,
        remedy: ['have these routes changed'],
        ...showCommand(tableId),
      },
    ];
  }
  if (inside.length > 0) {
    const {addressSpace} = site.cluster.network.virtualNetwork;
    return [
      {
        code: 'VK6019',
        state: 'warning',
        title: `routes of subnet ${name} take what goes to the cluster's own subnets elsewhere: ${listOf(inside)}`,
        detail: `whatever is there must forward all between ${addressSpace.map(formatPrefix).join(', ')} both ways`,
        path,
        ...showCommand(tableId),
      },
    ];
  }
  if (tableId === undefined || routes.length === 0) return [];
  const title = `route table ${nameIn(tableId)} of subnet ${name}: ${listOf(routes)}`;
  return [{code: 'VK6019', state: 'ok', title, path}];
}

/** Routes of subnets that the cluster is in, but for those that say what Azure does anyway. */
function routesInside(routes: readonly LiveRoute[], {plan}: PlannedSite): readonly LiveRoute[] {
  const used = plan.subnets.filter(hostsNodes).flatMap(({cidr}) => cidr ?? []);
  return routes.filter(({addressPrefix, nextHopType}) => {
    const prefix = parsePrefix(addressPrefix);
    if (prefix === undefined || addressPrefix === EVERYWHERE || nextHopType === 'VnetLocal') return false;
    return used.some((each) => overlaps(each, prefix));
  });
}

/** So many routes are written out. */
const MOST_ROUTES = 4;

function listOf(routes: readonly LiveRoute[]): string {
  const shown = routes.slice(0, MOST_ROUTES).map((route) => `${route.addressPrefix} to ${hopOf(route)}`);
  const rest = routes.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
