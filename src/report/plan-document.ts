import {formatPath} from '../definition/issue.ts';
import {formatAddress} from '../ipv4/address.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {AddressPlan, Demand, PlanTotals, SubnetPlan} from '../network/address-plan.ts';
import {limitedSums} from './plan-facts.ts';

/** Version of the documents below; a key may be added to it, but none removed, renamed or given a new meaning. */
export const DOCUMENT_VERSION = 'vnetk8s/v1';

/**
 * The address plan for machines, the same in JSON and YAML. Addresses are dotted quads, ranges CIDR notation, places in
 * the definition text such as `nodePools[1].subnet`. What there is not (no range was free) is left out.
 */
export interface PlanDocument {
  readonly apiVersion: typeof DOCUMENT_VERSION;
  readonly kind: 'AddressPlan';
  readonly cluster: string;
  /** Whether every subnet has a range that is large enough. Limits are apart: see `totals`. */
  readonly fits: boolean;
  readonly virtualNetwork: {readonly kind: 'new' | 'existing'; readonly addressSpace: readonly string[]};
  readonly subnets: readonly SubnetDocument[];
  readonly controlPlane: ControlPlaneDocument;
  readonly services: {readonly cidr: string; readonly dns: string; readonly apiServer: string};
  readonly totals: TotalsDocument;
}

/** One subnet. All numbers are addresses. */
export interface SubnetDocument {
  readonly name: string;
  readonly path: string;
  readonly origin: 'planned' | 'given';
  readonly cidr?: string;
  readonly smallestPrefixLength?: number;
  readonly usable: number;
  readonly needed: number;
  /** Negative: so many are missing. */
  readonly free: number;
  readonly fits: boolean;
  readonly demands: readonly DemandDocument[];
}

/** What takes addresses of a subnet: the plan's own `Demand` with its place in the definition as text. */
export type DemandDocument =
  | {
      readonly kind: 'nodes';
      readonly role: 'control-plane' | 'pool';
      readonly name: string;
      readonly path: string;
      readonly nodes: number;
      readonly autoscaled: boolean;
      readonly surge: number;
      readonly maxPods: number;
      readonly addresses: number;
    }
  | {readonly kind: Exclude<Demand['kind'], 'nodes'>; readonly addresses: number};

/** The control plane's static addresses. */
export interface ControlPlaneDocument {
  readonly subnet: string;
  readonly loadBalancer?: string;
  readonly nodes: readonly string[];
}

/** Sums of the whole cluster, and the limits that three of them must keep. */
export interface TotalsDocument {
  readonly nodes: {readonly value: number; readonly limit: number};
  readonly pods: {readonly value: number; readonly limit: number};
  readonly addresses: {readonly value: number; readonly limit: number};
  readonly addressSpace: number;
  readonly unassigned: number;
}

/** The plan as a value that JSON and YAML can hold. */
export function planDocument(plan: AddressPlan): PlanDocument {
  const {cidr, dns, apiServer} = plan.services;
  const {kind, addressSpace} = plan.virtualNetwork;
  return {
    apiVersion: DOCUMENT_VERSION,
    kind: 'AddressPlan',
    cluster: plan.cluster,
    fits: plan.subnets.every(fits),
    virtualNetwork: {kind, addressSpace: addressSpace.map(formatPrefix)},
    subnets: plan.subnets.map(subnetDocument),
    controlPlane: controlPlaneDocument(plan),
    services: {cidr: formatPrefix(cidr), dns: formatAddress(dns), apiServer: formatAddress(apiServer)},
    totals: totalsDocument(plan.totals),
  };
}

/** A subnet of a plan as a value. */
export function subnetDocument(subnet: SubnetPlan): SubnetDocument {
  const {name, origin, cidr, smallestPrefixLength, usable, needed, free} = subnet;
  return {
    name,
    path: formatPath(subnet.path),
    origin,
    ...(cidr === undefined ? {} : {cidr: formatPrefix(cidr)}),
    ...(smallestPrefixLength === undefined ? {} : {smallestPrefixLength}),
    usable,
    needed,
    free,
    fits: fits(subnet),
    demands: subnet.demands.map(demandDocument),
  };
}

/** Spelled out key by key: what is added to the plan's own types must not slip into a documented format. */
function demandDocument(demand: Demand): DemandDocument {
  if (demand.kind !== 'nodes') return {kind: demand.kind, addresses: demand.addresses};
  const {kind, role, name, nodes, autoscaled, surge, maxPods, addresses} = demand;
  return {kind, role, name, path: formatPath(demand.path), nodes, autoscaled, surge, maxPods, addresses};
}

function controlPlaneDocument({controlPlane}: AddressPlan): ControlPlaneDocument {
  const {subnet, loadBalancer, nodes} = controlPlane;
  const first = loadBalancer === undefined ? {} : {loadBalancer: formatAddress(loadBalancer)};
  return {subnet, ...first, nodes: nodes.map(formatAddress)};
}

/** The sums of a plan as a value. */
export function totalsDocument(totals: PlanTotals): TotalsDocument {
  const {nodes, pods, addresses} = limitedSums(totals);
  return {
    nodes: {value: nodes.value, limit: nodes.limit},
    pods: {value: pods.value, limit: pods.limit},
    addresses: {value: addresses.value, limit: addresses.limit},
    addressSpace: totals.addressSpace,
    unassigned: totals.unassigned,
  };
}

function fits(subnet: SubnetPlan): boolean {
  return subnet.cidr !== undefined && subnet.free >= 0;
}
