import type {Cluster} from '../cluster/cluster.ts';

/** What a cluster has when it is as it was defined. */
export interface ExpectedHealth {
  /** Nodes, those of the control plane among them; of autoscaled pools, the least. */
  readonly nodes: number;
  /** Deployments and daemon sets of the namespace kube-system that vnetk8s or kubeadm makes. */
  readonly addons: readonly string[];
}

/** What must be there of a cluster, whatever else people have put into it. */
export function expectedHealth({controlPlane, nodePools}: Cluster): ExpectedHealth {
  const autoscaled = nodePools.some(({count}) => count.autoscaled);
  return {
    nodes: nodePools.reduce((sum, {count}) => sum + count.min, controlPlane.count),
    addons: [
      'cloud-controller-manager',
      'cloud-node-manager',
      ...(autoscaled ? ['cluster-autoscaler'] : []),
      'coredns',
      'kube-proxy',
    ],
  };
}
