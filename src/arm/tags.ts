import type {Cluster, NodePool} from '../cluster/cluster.ts';
import {CLUSTER_TAG, clusterTags, type ScaleSetBounds, scaleSetTags} from '../cluster/tags.ts';
import {expression, plain, variable} from './expressions.ts';
import type {Tags} from './wire.ts';

/** What resources without tags of their own have: the template's variable `tags`. */
export const COMMON_TAGS: Tags = expression(variable('tags'));

/** The value of that variable. */
export function commonTags(cluster: Cluster): Readonly<Record<string, string>> {
  return plainTags(clusterTags(cluster));
}

/**
 * The tags of what is in Azure's DNS: that of vnetk8s alone. It takes fifteen, of which names with spaces, colons and the
 * like are lost without a word (Azure: tag-resources, "Limitations"; hashicorp/terraform-provider-azurerm#6129).
 */
export function tagsOfDns({name}: Cluster): Tags {
  return {[CLUSTER_TAG]: name};
}

/** The tags of a scale set. */
export function tagsOfScaleSet(cluster: Cluster, pool: NodePool, bounds: ScaleSetBounds): Tags {
  return pool.count.autoscaled ? plainTags(scaleSetTags(cluster, pool, bounds)) : COMMON_TAGS;
}

/** People may write anything into a tag, brackets too. */
function plainTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [plain(name), plain(value)]));
}
