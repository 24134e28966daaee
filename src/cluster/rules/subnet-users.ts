import type {ClusterDefinition} from '../../definition/cluster-definition.generated.ts';
import type {Path} from '../../definition/issue.ts';
import type {Cluster, Subnet} from '../cluster.ts';

/** What has its addresses in a subnet. */
export interface SubnetUser {
  /** The name of the subnet as the user has it. */
  readonly subnet: string;
  /** Where it says so, or would. */
  readonly path: Path;
  /** In words: `node pool "apps"`. */
  readonly what: string;
  /** Whether it is written, and not the default. */
  readonly written: boolean;
  /** Whether machines are in it, and not load balancers alone. */
  readonly nodes: boolean;
}

/** Everything that is put into subnets, in the order of the definition: control plane, node pools, internal services. */
export function subnetUsers(cluster: Cluster, definition: ClusterDefinition): SubnetUser[] {
  const {controlPlane, nodePools, network} = cluster;
  const control: SubnetUser = {
    subnet: controlPlane.subnet,
    path: ['controlPlane', 'subnet'],
    what: 'the control plane',
    written: definition.controlPlane?.subnet !== undefined,
    nodes: true,
  };
  const pools = nodePools.map((pool, index) => ({
    subnet: pool.subnet,
    path: [...pool.path, 'subnet'],
    what: `node pool "${pool.name}"`,
    written: definition.nodePools[index]?.subnet !== undefined,
    nodes: true,
  }));
  const services: SubnetUser = {
    subnet: network.internalServices.subnet,
    path: ['network', 'internalServices', 'subnet'],
    what: 'internal load balancers',
    written: definition.network?.internalServices?.subnet !== undefined,
    nodes: false,
  };
  return [control, ...pools, services];
}

/** Subnets with machines of the cluster in them, in placement order. */
export function subnetsWithNodes({network, controlPlane, nodePools}: Cluster): Subnet[] {
  const used = new Set([controlPlane.subnet, ...nodePools.map((pool) => pool.subnet)]);
  return network.subnets.filter((subnet) => used.has(subnet.name));
}
