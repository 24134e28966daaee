import type {Path} from '../definition/issue.ts';

/**
 * What a change means for what is there: `in-place`: a deployment makes it; `new-nodes`: only nodes that are made later have
 * it; `left-behind`: a deployment takes nothing away; `impossible`: Azure or Kubernetes refuses it.
 */
export type ChangeEffect = 'in-place' | 'new-nodes' | 'left-behind' | 'impossible';

/** A change of a cluster, in words of its definition. */
export interface ClusterChange {
  readonly kind: 'added' | 'removed' | 'changed';
  /** What it is about: `pool apps`, `subnet nodes`, `kubernetes`. */
  readonly subject: string;
  /** One line: `count 3 → 5: +2 nodes, +62 addresses`. */
  readonly text: string;
  /** What people should know of the effect; absent where nothing is special. */
  readonly note?: string;
  readonly path: Path;
  readonly effect: ChangeEffect;
}
