import type {ForbiddenRange} from '../cluster/limits.ts';
import type {NamedRange} from '../cluster/rules/named-ranges.ts';
import type {Path} from '../definition/issue.ts';
import type {Prefix} from '../ipv4/prefix.ts';
import type {NodesDemand} from './address-plan.ts';
import type {Bottleneck, Largest} from './largest.ts';

/** What of a cluster fits into a range: see `fitPrefix`. */
export interface FitReport {
  readonly prefix: Prefix;
  /**
   * Addresses that a subnet with this range has for use; of a range larger than Azure's largest subnet, those of a /8.
   */
  readonly usable: number;
  /** Ranges of the definition that have addresses in common with it, other than those of the virtual network itself. */
  readonly collisions: readonly NamedRange[];
  /** Present: no virtual network can have this range. */
  readonly forbidden?: ForbiddenRange;
  /** The range as a subnet for one group of nodes: the control plane, then each pool. */
  readonly groups: readonly GroupFit[];
  /** The range as the whole address space of the virtual network. */
  readonly cluster: ClusterFit;
  /** The range as a subnet for one pool of any kind, apart from this cluster. */
  readonly pools: PoolTable;
}

/**
 * A group of nodes alone in the range, all others being where they are. Limits of the cluster hold for all together.
 */
export interface GroupFit {
  readonly role: NodesDemand['role'];
  /** Pool name, or `control-plane`. */
  readonly name: string;
  readonly path: Path;
  readonly nodes: number;
  readonly surge: number;
  readonly maxPods: number;
  /** Addresses that it needs as it is defined; the control plane's load balancer included. */
  readonly needed: number;
  /** Usable addresses less those needed; negative: it does not fit. */
  readonly free: number;
  readonly fits: boolean;
  /** The highest count at its maxPods. */
  readonly largestCount: Largest;
  /** The highest maxPods at its count. */
  readonly largestMaxPods: Largest;
}

/**
 * All subnets of the cluster in the range, each as large as it must be and placed as `planAddresses` would; ranges that
 * the definition gives to subnets do not count.
 */
export interface ClusterFit {
  readonly fits: boolean;
  /** In the order of the plan. */
  readonly subnets: readonly SubnetFit[];
  /** Addresses of the range in no subnet. */
  readonly unassigned: number;
  /** Length of the smallest prefix in which everything fits; absent: not even a /8. */
  readonly smallestPrefixLength?: number;
  /** How far all pools could grow together; absent if no pool has a node. */
  readonly scale?: ClusterScale;
  /** How far each group could grow alone: the highest count at its maxPods with which everything still fits. */
  readonly growth: readonly GroupGrowth[];
}

/** A subnet's place in the range. */
export interface SubnetFit {
  readonly name: string;
  readonly needed: number;
  /** Length of the smallest prefix that holds it; absent if none does. */
  readonly prefixLength?: number;
  /** Absent: there was no room for it. */
  readonly cidr?: Prefix;
}

/** The largest size of all pools together, the control plane staying as it is. */
export interface ClusterScale {
  /**
   * Whole per cent of every pool's count, rounded up to whole nodes: 100 and more fits as it is defined; 0: nothing
   * fits.
   */
  readonly percent: number;
  /** What is in the way of one per cent more. */
  readonly bottleneck: Bottleneck;
}

/** How far a group could grow alone. */
export interface GroupGrowth {
  readonly role: NodesDemand['role'];
  readonly name: string;
  readonly path: Path;
  readonly nodes: number;
  /** May be less than `nodes` if the cluster does not fit as it is defined. */
  readonly largestCount: Largest;
}

/** How many nodes there could be by pods a node. */
export interface PoolTable {
  /** Additional nodes of an upgrade, which are left room for. */
  readonly surge: number;
  readonly rows: readonly {readonly maxPods: number; readonly largestCount: Largest}[];
}
