import {formatPath} from '../definition/issue.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {ClusterFit, FitReport, GroupFit, GroupGrowth, SubnetFit} from '../network/fit-report.ts';
import type {Largest} from '../network/largest.ts';
import {DOCUMENT_VERSION} from './plan-document.ts';

/** What fits into a range, for machines, the same in JSON and YAML; written as a `PlanDocument` is. */
export interface FitDocument {
  readonly apiVersion: typeof DOCUMENT_VERSION;
  readonly kind: 'FitReport';
  readonly cidr: string;
  readonly usable: number;
  /** Ranges of the definition that have addresses in common with it. */
  readonly collisions: readonly {readonly cidr: string; readonly path: string}[];
  /** Present: no virtual network can have the range. */
  readonly forbidden?: {readonly cidr: string; readonly why: string};
  readonly groups: readonly GroupFitDocument[];
  readonly cluster: ClusterFitDocument;
  readonly pools: {
    readonly surge: number;
    readonly rows: readonly {readonly maxPods: number; readonly largestCount: LargestDocument}[];
  };
}

/** A number, and what is in the way of a larger one. */
export interface LargestDocument {
  readonly value: number;
  readonly bottleneck: {readonly limit: Largest['bottleneck']['limit']; readonly value: number};
}

/** The control plane or a pool, in the range as a subnet of its own. */
export interface GroupFitDocument {
  readonly role: 'control-plane' | 'pool';
  readonly name: string;
  readonly path: string;
  readonly nodes: number;
  readonly surge: number;
  readonly maxPods: number;
  readonly needed: number;
  readonly free: number;
  readonly fits: boolean;
  readonly largestCount: LargestDocument;
  readonly largestMaxPods: LargestDocument;
}

/** The whole cluster, in the range as its address space. */
export interface ClusterFitDocument {
  readonly fits: boolean;
  readonly unassigned: number;
  readonly smallestPrefixLength?: number;
  readonly scale?: {readonly percent: number; readonly bottleneck: LargestDocument['bottleneck']};
  readonly subnets: readonly {
    readonly name: string;
    readonly needed: number;
    readonly prefixLength?: number;
    readonly cidr?: string;
  }[];
  readonly growth: readonly {
    readonly role: 'control-plane' | 'pool';
    readonly name: string;
    readonly path: string;
    readonly nodes: number;
    readonly largestCount: LargestDocument;
  }[];
}

/** The report as a value that JSON and YAML can hold. */
export function fitDocument(report: FitReport): FitDocument {
  const {prefix, usable, collisions, forbidden, groups, cluster, pools} = report;
  return {
    apiVersion: DOCUMENT_VERSION,
    kind: 'FitReport',
    cidr: formatPrefix(prefix),
    usable,
    collisions: collisions.map((range) => ({cidr: formatPrefix(range.prefix), path: formatPath(range.path)})),
    ...(forbidden === undefined ? {} : {forbidden: {cidr: formatPrefix(forbidden.prefix), why: forbidden.why}}),
    groups: groups.map(groupDocument),
    cluster: clusterDocument(cluster),
    pools: {
      surge: pools.surge,
      rows: pools.rows.map(({maxPods, largestCount}) => ({maxPods, largestCount: largestDocument(largestCount)})),
    },
  };
}

function groupDocument(group: GroupFit): GroupFitDocument {
  const {role, name, nodes, surge, maxPods, needed, free, fits} = group;
  return {
    role,
    name,
    path: formatPath(group.path),
    nodes,
    surge,
    maxPods,
    needed,
    free,
    fits,
    largestCount: largestDocument(group.largestCount),
    largestMaxPods: largestDocument(group.largestMaxPods),
  };
}

function clusterDocument(cluster: ClusterFit): ClusterFitDocument {
  const {fits, unassigned, smallestPrefixLength, scale} = cluster;
  return {
    fits,
    unassigned,
    ...(smallestPrefixLength === undefined ? {} : {smallestPrefixLength}),
    ...(scale === undefined ? {} : {scale: {percent: scale.percent, bottleneck: bottleneckDocument(scale)}}),
    subnets: cluster.subnets.map(subnetDocument),
    growth: cluster.growth.map(growthDocument),
  };
}

function subnetDocument({name, needed, prefixLength, cidr}: SubnetFit): ClusterFitDocument['subnets'][number] {
  return {
    name,
    needed,
    ...(prefixLength === undefined ? {} : {prefixLength}),
    ...(cidr === undefined ? {} : {cidr: formatPrefix(cidr)}),
  };
}

function growthDocument({role, name, path, nodes, largestCount}: GroupGrowth): ClusterFitDocument['growth'][number] {
  return {role, name, path: formatPath(path), nodes, largestCount: largestDocument(largestCount)};
}

function largestDocument(largest: Largest): LargestDocument {
  return {value: largest.value, bottleneck: bottleneckDocument(largest)};
}

function bottleneckDocument({bottleneck}: Pick<Largest, 'bottleneck'>): LargestDocument['bottleneck'] {
  return {limit: bottleneck.limit, value: bottleneck.value};
}
