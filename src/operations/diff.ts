import type {Account} from '../azure/azure.ts';
import type {ClusterChange} from '../changes/cluster-change.ts';
import {compareClusters, type PlannedCluster} from '../changes/compare-clusters.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';
import {type AzureOptions, openAzure} from './azure-connection.ts';
import {previewRequest} from './deploy-request.ts';
import {deployedDefinition, findPlacedSubnets} from './deployed-definition.ts';
import {liveParameters} from './deployment-parameters.ts';
import {type ChangePreview, previewChanges} from './diff-preview.ts';
import {type GenerateOptions, prepareGeneration} from './generate.ts';
import {type LoadOptions, loadDefinition} from './load-definition.ts';
import {hasErrors} from './validate.ts';

/** What is different, and what is wrong with the definitions. */
export interface DiffOutcome {
  /** The newer definition as the user calls it. */
  readonly name: string;
  /** What it was compared with. */
  readonly against: string;
  readonly issues: readonly LocatedIssue[];
  readonly valid: boolean;
  readonly changes: readonly ClusterChange[];
  /** Absent: two files were compared. */
  readonly preview?: ChangePreview;
}

/** Compares two files, without Azure. Throws UserError if one cannot be read. */
export async function diffFiles(older: LoadOptions, newer: LoadOptions): Promise<DiffOutcome> {
  const [before, after] = [await loadDefinition(older), await loadDefinition(newer)];
  const issues = [before, after].flatMap((each) => (hasErrors(each.issues) ? each.issues : []));
  const outcome = {name: after.name, against: before.name, issues};
  if (before.meaning === undefined || after.meaning === undefined || hasErrors(issues)) {
    return {...outcome, valid: false, changes: []};
  }
  return {...outcome, valid: true, changes: compareClusters(before.meaning, after.meaning)};
}

/** Compares a definition with what is deployed. Throws UserError if it cannot be read or nobody can be authenticated. */
export async function diffDeployed(
  options: Omit<GenerateOptions, 'task' | 'placed'>,
  azureOptions: AzureOptions,
  onAccount: (account: Account) => void,
): Promise<DiffOutcome> {
  const first = await loadDefinition(options);
  const {name, issues, meaning, intact} = first;
  const invalid = {name, against: '', issues, valid: false, changes: []};
  if (meaning === undefined || !intact || hasErrors(issues)) return invalid;
  const {azure, close} = await openAzure(azureOptions, meaning, 'look');
  try {
    onAccount(azure.account);
    const {cluster} = meaning;
    const group = azureOptions.group ?? cluster.name;
    const found = await azure.deployments.find(group, cluster.name);
    const deployed = found === undefined ? undefined : deployedDefinition(found);
    const placed = await findPlacedSubnets(azure, {group, cluster, deployed});
    const {loaded, run} = await prepareGeneration({...options, task: 'compare', placed});
    if (run === undefined) return {...invalid, issues: loaded.issues};
    const exists = (await azure.groups.find(group)) !== undefined;
    const live = await liveParameters(azure, cluster, group, found);
    const request = exists ? previewRequest(run, group, live) : undefined;
    const after: PlannedCluster = run.built;
    const preview = await previewChanges(azure, request, deployed, after);
    const against = `what is deployed in resource group ${group}`;
    return {name, against, issues: loaded.issues, valid: true, changes: preview.changes, preview};
  } finally {
    await close();
  }
}
