import type {AddonHealth, NotReadyNode} from './health-report.ts';

/** How well a cluster is. */
export interface ClusterHealth {
  /** `detail`: `ok`, or what is wrong with it, in words. */
  readonly apiServer: {readonly ok: boolean; readonly detail: string};
  readonly nodes: NodesHealth;
  /** Deployments and daemon sets of the namespace kube-system, by name. */
  readonly addons: readonly AddonHealth[];
  /** Who told: the API server itself, or a machine of the control plane by Azure's Run Command. */
  readonly source: 'api' | 'run-command';
}

/** The nodes of a cluster, those of the control plane among them. */
export interface NodesHealth {
  readonly ready: number;
  /** Nodes that the API server knows of. */
  readonly registered: number;
  /** Nodes that there should be: those that were asked for, or if nothing was, the registered ones. */
  readonly wanted: number;
  /** The first that are not ready. */
  readonly notReady: readonly NotReadyNode[];
}
