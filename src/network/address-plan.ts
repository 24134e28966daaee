import type {VirtualNetwork} from '../cluster/cluster.ts';
import type {Path} from '../definition/issue.ts';
import type {Address} from '../ipv4/address.ts';
import type {Prefix} from '../ipv4/prefix.ts';

/**
 * Where every address of a cluster goes. A pure function of the `Cluster` (see `planAddresses`); everything that later
 * needs an address, a subnet or a count of them reads it here.
 */
export interface AddressPlan {
  readonly cluster: string;
  readonly virtualNetwork: {
    readonly kind: VirtualNetwork['kind'];
    readonly addressSpace: readonly Prefix[];
  };
  /**
   * One for each of `network.subnets` of the cluster, in that order: control plane, node pools, then what is declared
   * and unused; the gateway's last.
   */
  readonly subnets: readonly SubnetPlan[];
  readonly controlPlane: ControlPlaneAddresses;
  readonly services: {readonly cidr: Prefix; readonly dns: Address; readonly apiServer: Address};
  readonly totals: PlanTotals;
}

/** One subnet: what lies in it, how many addresses that takes, and whether they are there. */
export interface SubnetPlan {
  readonly name: string;
  /** Where in the definition it comes from. */
  readonly path: Path;
  /** `planned`: its range was chosen by the plan; `given`: by the definition. */
  readonly origin: 'planned' | 'given';
  /**
   * Absent (`planned` only): no free range of the address space is large enough, or the virtual network exists already,
   * in which nothing is placed.
   */
  readonly cidr?: Prefix;
  /**
   * Length of the smallest prefix that holds what is needed, and that Azure takes: at most 29, and 27 for a gateway.
   * Absent if even Azure's largest subnet (/8) cannot hold it.
   */
  readonly smallestPrefixLength?: number;
  /** Addresses that Azure leaves for use: all but five; 0 without a range. */
  readonly usable: number;
  /** What takes addresses, in the order of the definition. `needed` is the sum of their `addresses`. */
  readonly demands: readonly Demand[];
  readonly needed: number;
  /** `usable - needed`; negative: it does not fit. */
  readonly free: number;
}

/** Something that takes addresses of a subnet. */
export type Demand = NodesDemand | LoadBalancerDemand | ReservedDemand | GatewayDemand;

/** Nodes of a pool or of the control plane, each with its own address and one for every pod it can run. */
export interface NodesDemand {
  readonly kind: 'nodes';
  readonly role: 'control-plane' | 'pool';
  /** Pool name, or `control-plane`. */
  readonly name: string;
  readonly path: Path;
  /** Highest count of nodes in regular operation: the maximum of an autoscaled pool. */
  readonly nodes: number;
  readonly autoscaled: boolean;
  /** Nodes that an upgrade adds for a while. */
  readonly surge: number;
  readonly maxPods: number;
  /** `(nodes + surge) * (maxPods + 1)`. */
  readonly addresses: number;
}

/** The front end of the API server's internal load balancer. */
export interface LoadBalancerDemand {
  readonly kind: 'api-load-balancer';
  readonly addresses: 1;
}

/** Addresses kept free: for internal load balancers of Services, or because the definition says so. */
export interface ReservedDemand {
  readonly kind: 'internal-services' | 'reserved';
  readonly addresses: number;
}

/**
 * The virtual network's gateway. Azure does not say how many addresses it takes, and nothing else may be in its subnet:
 * it counts as taking all that a /27 has (Azure: vpn-gateway-about-vpn-gateway-settings, "Gateway subnet").
 */
export interface GatewayDemand {
  readonly kind: 'gateway';
  readonly addresses: number;
}

/**
 * Static addresses of the control plane: one block, the load balancer's address and then the machines'; and those of
 * its pods, since a dynamic one could be an address that another machine of the control plane is yet to get. Absent if the
 * subnet has no range. As written if `firstAddress` is, even where that cannot work: `planRules` says so.
 */
export interface ControlPlaneAddresses {
  readonly subnet: string;
  /** Front end of the API server's internal load balancer. */
  readonly loadBalancer?: Address;
  /** One each machine, in order. */
  readonly nodes: readonly Address[];
  /**
   * Addresses of each machine's pods, in the order of the machines: from the end of the subnet downwards, so that
   * neither another machine nor a load balancer that is added moves any. Fewer where the subnet is too small.
   */
  readonly pods: readonly (readonly Address[])[];
}

/** Sums over the whole cluster, beside the limits they are held against. */
export interface PlanTotals {
  /** Highest count, control plane included, surge not: at most 4,000. */
  readonly nodes: number;
  /** Highest count × `maxPods`, control plane included, surge not: at most 16,000. */
  readonly pods: number;
  /** Everything that subnets need, surge and addresses kept free included: at most 65,536 a virtual network. */
  readonly addresses: number;
  /** Size of the address space, in addresses; where entries overlap, each address counts once. */
  readonly addressSpace: number;
  /** Addresses of the address space in no subnet. */
  readonly unassigned: number;
}
