import type {Account, Azure} from '../azure/azure.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';
import type {PlannedSite} from '../preflight/facts.ts';
import type {Finding, LocatedFinding} from '../preflight/finding.ts';
import {judge} from '../preflight/judge.ts';
import {type AzureOptions, openAzure} from './azure-connection.ts';
import {type CheckPlace, gatherFacts} from './check-facts.ts';
import {type LoadedDefinition, type LoadOptions, loadDefinition} from './load-definition.ts';
import {hasErrors} from './validate.ts';

/** What came of all checks. */
export interface CheckOutcome {
  readonly name: string;
  readonly issues: readonly LocatedIssue[];
  /** False if the definition has errors: then Azure was not asked. */
  readonly valid: boolean;
  readonly findings: readonly LocatedFinding[];
}

/** Where a cluster goes to, and where its definition has what is found. */
export interface LocatedPlace extends CheckPlace {
  readonly locate: LoadedDefinition['locate'];
}

/**
 * Checks against Azure what a deployment would need of it, beside what the cluster has already. Nothing is changed. Throws
 * AzureError if it answers nothing at all; what it does not tell is a warning.
 */
export async function checkAzure(
  azure: Azure,
  site: PlannedSite,
  place: LocatedPlace,
): Promise<readonly LocatedFinding[]> {
  return judge(await gatherFacts(azure, site, place), site).map((finding) => located(finding, place.locate));
}

/** What is well, and what is about the account, has no place. */
function located(finding: Finding, locate: LoadedDefinition['locate']): LocatedFinding {
  const {code, state, path, title: message} = finding;
  if (state === 'ok' || path.length === 0) return finding;
  return {...finding, location: locate({code, severity: 'error', path, message}).location};
}

/** The same for a definition. Throws UserError if it cannot be read, or nobody can be authenticated. */
export async function check(
  options: LoadOptions,
  azureOptions: AzureOptions,
  onAccount: (account: Account) => void,
): Promise<CheckOutcome> {
  const {name, issues, meaning, intact, locate} = await loadDefinition(options);
  if (meaning === undefined || !intact || hasErrors(issues)) return {name, issues, valid: false, findings: []};
  const {azure, close} = await openAzure(azureOptions, meaning, 'look');
  try {
    onAccount(azure.account);
    const group = azureOptions.group ?? meaning.cluster.name;
    return {name, issues, valid: true, findings: await checkAzure(azure, meaning, {group, locate})};
  } finally {
    await close();
  }
}
