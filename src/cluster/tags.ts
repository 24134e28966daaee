import type {Cluster, NodePool} from './cluster.ts';
import {POOL_LABEL} from './names.ts';

/** The tag that everything of a cluster has, and nothing else: its value is the cluster's name. */
export const CLUSTER_TAG = 'vnetk8s-cluster';

/** Tags that Kubernetes' autoscaler finds its scale sets by (kubernetes/autoscaler: cloudprovider/azure, README). */
const AUTOSCALER_TAGS = ['cluster-autoscaler-enabled', 'cluster-autoscaler-name', 'min', 'max'] as const;

/** What the autoscaler's tags about nodes that are not there yet begin with (the same page, "Scale from zero"). */
const NODE_TEMPLATE = 'k8s.io_cluster-autoscaler_node-template';

/** The tags of everything that is made for a cluster. */
export function clusterTags(cluster: Cluster): Readonly<Record<string, string>> {
  return {...cluster.tags, [CLUSTER_TAG]: cluster.name};
}

/** How many nodes the autoscaler may give a scale set. */
export interface ScaleSetBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * The tags of a scale set: of an autoscaled pool, also what the autoscaler must know, and of one that may be empty, the
 * labels and taints that its nodes would have.
 */
export function scaleSetTags(cluster: Cluster, pool: NodePool, {min, max}: ScaleSetBounds): Record<string, string> {
  if (!pool.count.autoscaled) return clusterTags(cluster);
  return {
    ...clusterTags(cluster),
    'cluster-autoscaler-enabled': 'true',
    'cluster-autoscaler-name': cluster.name,
    min: String(min),
    max: String(max),
    ...(min === 0 ? nodeTemplateTags(pool) : {}),
  };
}

/** Names of tags that are vnetk8s' own, in small letters: to Azure, capitals make no difference. */
export function isOwnTag(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === CLUSTER_TAG || AUTOSCALER_TAGS.some((own) => own === lower) || lower.startsWith(NODE_TEMPLATE);
}

function nodeTemplateTags({name, labels, taints}: NodePool): Record<string, string> {
  const ofLabels = Object.entries({...labels, [POOL_LABEL]: name}).map(([key, value]) => [
    `${NODE_TEMPLATE}_label_${encodeKey(key)}`,
    value,
  ]);
  const ofTaints = taints.map((taint) => {
    const colon = taint.lastIndexOf(':');
    const [key = '', value = ''] = taint.slice(0, colon).split('=');
    return [`${NODE_TEMPLATE}_taint_${encodeKey(key)}`, `${value}:${taint.slice(colon + 1)}`];
  });
  return Object.fromEntries([...ofLabels, ...ofTaints]);
}

/** No tag's name has a slash: the autoscaler reads `_` as one, and `~2` as an underscore. */
function encodeKey(key: string): string {
  return key.replaceAll('_', '~2').replaceAll('/', '_');
}
