import type {Cluster, NodePool} from '../cluster/cluster.ts';
import type {FieldEffect} from './effects.ts';

/** What another number of nodes means for those that are there; undefined where it means no more than it says. */
export function effectOfCount(was: NodePool, is: NodePool, before: Cluster): FieldEffect | undefined {
  if (is.count.autoscaled && !before.nodePools.some(({count}) => count.autoscaled)) {
    return {
      effect: 'new-nodes',
      note: 'no autoscaler comes with the first pool that wants one: its manifest is applied when a cluster is made',
    };
  }
  // What the autoscaler takes away it drains itself, and nobody takes away more than it.
  if (is.count.autoscaled || is.count.max >= was.count.min) return undefined;
  if (is.type === 'virtualMachines') {
    return {
      effect: 'left-behind',
      note: 'a deployment takes nothing away: machines that are too many stay until somebody deletes them',
    };
  }
  return {effect: 'in-place', note: 'Azure chooses which nodes go, and drains none of them: see docs/operations.md'};
}
