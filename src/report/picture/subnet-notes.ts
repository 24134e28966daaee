import type {Route, Subnet} from '../../cluster/cluster.ts';
import {formatCount} from '../../definition/count-words.ts';
import {type Address, formatAddress} from '../../ipv4/address.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import type {SubnetPlan} from '../../network/address-plan.ts';
import {lastSegment} from '../plan-facts.ts';
import {printable, sumTerms, type Wording} from '../plan-words.ts';

/** A subnet, and what of the cluster is shown with it. */
export interface SubnetView {
  readonly plan: SubnetPlan;
  /** Static addresses of the control plane, the load balancer's first, if this is its subnet. */
  readonly staticAddresses: readonly Address[];
  /** What the cluster says of the subnet; absent: nothing. */
  readonly declared?: Subnet;
}

/** For everything that is written into the picture: its names are escaped when it becomes SVG. */
export const pictureWording: Wording = {times: '×', name: printable};

/** Routes and endpoints are many at times; their full list is in the definition. */
const MOST_ITEMS = 8;

/** Lines about the subnet that stand below its bar: its static addresses, its sum, and what it is declared with. */
export function notesOf(view: SubnetView): readonly string[] {
  return [...staticNotes(view), ...sumNotes(view.plan), ...declaredNotes(view.declared)];
}

function staticNotes({staticAddresses}: SubnetView): readonly string[] {
  const [loadBalancer, ...machines] = staticAddresses.map(formatAddress);
  if (loadBalancer === undefined) return [];
  return [
    `static: load balancer ${loadBalancer}, ${machines.length === 1 ? 'machine' : 'machines'} ${machines.join(', ')}`,
  ];
}

/** Pools that share a subnet have a line each; the sum of a single one is one line. */
function sumNotes(plan: SubnetPlan): readonly string[] {
  const terms = sumTerms(plan, pictureWording);
  const pools = plan.demands.filter((demand) => demand.kind === 'nodes').length;
  if (terms.length === 0) return ['nothing yet'];
  if (pools === 1) return [`${terms.join(' + ')} = ${formatCount(plan.needed)}`];
  return plan.demands.map((demand, index) => {
    const term = terms[index] ?? '';
    return demand.kind === 'nodes' ? `${term} = ${formatCount(demand.addresses)}` : term;
  });
}

function declaredNotes(declared: Subnet | undefined): readonly string[] {
  if (declared === undefined) return [];
  const {routes, routeTableId, serviceEndpoints} = declared;
  const table = routeTableId === undefined ? [] : [`route table ${printable(lastSegment(routeTableId))}`];
  const own = routes.length === 0 ? [] : [`routes: ${someOf(routes.map(routeWords))}`];
  const endpoints =
    serviceEndpoints.length === 0 ? [] : [`service endpoints: ${someOf(serviceEndpoints.map(printable))}`];
  return [...table, ...own, ...endpoints];
}

function routeWords(route: Route): string {
  const {nextHopIpAddress, nextHopType} = route;
  const hop = nextHopIpAddress === undefined ? nextHopType : `${nextHopType} ${formatAddress(nextHopIpAddress)}`;
  return `${formatPrefix(route.addressPrefix)} to ${hop}`;
}

/** The first items of a list, and how many there are besides. */
export function someOf(items: readonly string[], most = MOST_ITEMS): string {
  const rest = items.length - most;
  return rest <= 0 ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${formatCount(rest)} more`;
}
