import type {Cluster} from '../cluster/cluster.ts';
import {MAX_ADDRESSES_PER_VIRTUAL_NETWORK, MAX_NODES_PER_CLUSTER, MAX_PODS_PER_CLUSTER} from '../cluster/limits.ts';
import {countOf, formatCount} from '../definition/count-words.ts';
import {type Address, formatAddress} from '../ipv4/address.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan, PlanTotals} from '../network/address-plan.ts';
import type {Wording} from './plan-words.ts';

/** One line of what there is to know beside the subnets: `Services`: `172.16.0.0/16`, `DNS 172.16.0.10`, … */
export interface Fact {
  readonly label: string;
  /** Each part stays on one line if it can; they are joined by `, `. */
  readonly parts: readonly string[];
}

/** A sum that Azure or Kubernetes limits. */
export interface LimitedSum {
  readonly label: string;
  readonly value: number;
  readonly limit: number;
}

/** All sums that have a limit. */
export type LimitedSums = Readonly<Record<'nodes' | 'pods' | 'addresses', LimitedSum>>;

/** A static address and what has it. */
export interface StaticAddress {
  readonly owner: string;
  readonly address: Address;
}

/** Where the API server, Services and the address space are, and the limits, in the order in which people ask. */
export function factsOf(plan: AddressPlan, cluster: Cluster, wording: Wording): readonly Fact[] {
  return [
    {label: 'Control plane', parts: controlPlaneParts(plan, wording)},
    {label: 'API server', parts: endpointParts(plan, cluster)},
    {label: 'Services', parts: servicesParts(plan)},
    {label: 'Address space', parts: addressSpaceParts(plan)},
    {label: 'Limits', parts: Object.values(limitedSums(plan.totals)).map(limitedSumWords)},
  ];
}

/** The sums of the plan beside the limits that they must keep, in the order in which they are shown. */
export function limitedSums(totals: PlanTotals): LimitedSums {
  return {
    nodes: {label: 'nodes', value: totals.nodes, limit: MAX_NODES_PER_CLUSTER},
    pods: {label: 'pods', value: totals.pods, limit: MAX_PODS_PER_CLUSTER},
    addresses: {label: 'addresses', value: totals.addresses, limit: MAX_ADDRESSES_PER_VIRTUAL_NETWORK},
  };
}

/** A sum and its limit: `nodes 34 of 4,000`, with `(too many)` behind it if it is. */
export function limitedSumWords(sum: LimitedSum): string {
  const tooMany = sum.value > sum.limit ? ' (too many)' : '';
  return `${sum.label} ${formatCount(sum.value)} of ${formatCount(sum.limit)}${tooMany}`;
}

/** The static addresses of the control plane, the load balancer's first. */
export function staticAddresses(plan: AddressPlan): readonly StaticAddress[] {
  const {loadBalancer, nodes} = plan.controlPlane;
  const first = loadBalancer === undefined ? [] : [{owner: 'load balancer', address: loadBalancer}];
  return [...first, ...nodes.map((address, index) => ({owner: `machine ${index + 1}`, address}))];
}

/** What kind of virtual network: `new virtual network`, or `existing virtual network corp`. */
export function virtualNetworkWords(cluster: Cluster, wording: Wording): string {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind === 'new') return 'new virtual network';
  return `existing virtual network ${wording.name(lastSegment(virtualNetwork.id))}`;
}

/** The name at the end of an Azure resource id. */
export function lastSegment(id: string): string {
  return id.split('/').findLast((segment) => segment !== '') ?? id;
}

/** How nodes and pods reach the Internet. */
export function egressWords(cluster: Cluster): string {
  switch (cluster.network.egress) {
    case 'natGateway':
      return 'through a NAT gateway';
    case 'loadBalancer':
      return 'through a load balancer';
    case 'userDefinedRoutes':
      return 'by user-defined routes';
  }
}

function controlPlaneParts(plan: AddressPlan, wording: Wording): readonly string[] {
  const {loadBalancer, nodes, subnet} = plan.controlPlane;
  if (loadBalancer === undefined) return [`no addresses: subnet ${wording.name(subnet)} has no range`];
  const [first, ...others] = nodes.map(formatAddress);
  const machines = first === undefined ? [] : [`${nodes.length === 1 ? 'machine' : 'machines'} ${first}`, ...others];
  return [`load balancer ${formatAddress(loadBalancer)}`, ...machines];
}

function endpointParts(plan: AddressPlan, cluster: Cluster): readonly string[] {
  const {loadBalancer} = plan.controlPlane;
  const at = loadBalancer === undefined ? '' : ` at ${formatAddress(loadBalancer)}`;
  const {access, authorizedCidrs} = cluster.controlPlane.endpoint;
  if (access === 'private') return ['private', `only from the virtual network${at}`];
  const [first, ...others] = authorizedCidrs.map(formatPrefix);
  return ['public', `open to ${first ?? 'nobody yet'}`, ...others, `and from the virtual network${at}`];
}

function servicesParts(plan: AddressPlan): readonly string[] {
  const {cidr, dns, apiServer} = plan.services;
  return [formatPrefix(cidr), `DNS ${formatAddress(dns)}`, `API server ${formatAddress(apiServer)}`];
}

function addressSpaceParts(plan: AddressPlan): readonly string[] {
  const {addressSpace, unassigned} = plan.totals;
  const all = countOf(addressSpace, 'address', 'addresses');
  const where = plan.virtualNetwork.kind === 'existing' ? 'in these subnets' : 'in subnets';
  const assigned = `${formatCount(addressSpace - unassigned)} of ${all} ${where}`;
  return [...plan.virtualNetwork.addressSpace.map(formatPrefix), assigned];
}
