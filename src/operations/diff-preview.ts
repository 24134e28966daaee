import type {Azure, DeploymentRequest, WhatIfChange} from '../azure/azure.ts';
import type {ClusterChange} from '../changes/cluster-change.ts';
import {compareClusters, type PlannedCluster} from '../changes/compare-clusters.ts';
import {filterWhatIf, type ResourceChange} from '../changes/what-if.ts';
import {originOf} from '../cluster/origins.ts';
import {countOf} from '../definition/count-words.ts';

/** What a deployment would change. */
export interface ChangePreview {
  /** Nothing of the cluster is there yet. */
  readonly isNew: boolean;
  /** In words of the definition. Empty for a cluster that is new. */
  readonly changes: readonly ClusterChange[];
  /** In Azure's, without its noise; each with the branch of the tree that it belongs to. */
  readonly resources: readonly (ResourceChange & {readonly branch: string})[];
  /** As Azure said it; absent if it was not asked. */
  readonly raw?: readonly WhatIfChange[];
  /** Nothing would change. */
  readonly isEmpty: boolean;
  readonly summary: string;
}

/**
 * Finds out what a deployment would change: by comparing definitions, and by asking Azure, which also sees what others have changed
 * in the meantime. `request`: absent as long as there is no resource group, of which Azure can tell nothing. `before`: what
 * was deployed.
 */
export async function previewChanges(
  azure: Azure,
  request: DeploymentRequest | undefined,
  before: PlannedCluster | undefined,
  after: PlannedCluster,
  signal?: AbortSignal,
): Promise<ChangePreview> {
  const raw =
    request === undefined
      ? undefined
      : await azure.deployments.whatIf({...request, validationLevel: 'ProviderNoRbac'}, signal);
  const resources = filterWhatIf(raw ?? []).map((change) => ({
    ...change,
    branch: originOf(after.cluster, change.id).branch,
  }));
  const changes = before === undefined ? [] : compareClusters(before, after);
  const isNew = before === undefined && resources.every(({kind}) => kind !== 'change');
  const isEmpty = !isNew && changes.length === 0 && resources.length === 0;
  return {
    isNew,
    changes,
    resources,
    ...(raw === undefined ? {} : {raw}),
    isEmpty,
    summary: summaryOf(isNew, isEmpty, changes, resources),
  };
}

function summaryOf(
  isNew: boolean,
  isEmpty: boolean,
  changes: readonly ClusterChange[],
  resources: readonly ResourceChange[],
): string {
  if (isEmpty) return 'nothing would change';
  if (isNew) return 'everything is new';
  const count = (kind: ResourceChange['kind']): number => resources.filter((each) => each.kind === kind).length;
  const parts = [
    countOf(changes.length, 'change of the definition', 'changes of the definition'),
    `${countOf(count('create'), 'new resource')}, ${countOf(count('change'), 'changed one')}`,
  ];
  return parts.join(': ');
}
