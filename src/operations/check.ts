import type {Account, Azure} from '../azure/azure.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';
import type {PlannedSite} from '../preflight/facts.ts';
import type {Finding} from '../preflight/finding.ts';
import {judge} from '../preflight/judge.ts';
import {type AzureOptions, openAzure} from './azure-connection.ts';
import {type CheckPlace, gatherFacts} from './check-facts.ts';
import {type LoadOptions, loadDefinition} from './load-definition.ts';
import {hasErrors} from './validate.ts';

/** What came of all checks. */
export interface CheckOutcome {
  readonly name: string;
  readonly issues: readonly LocatedIssue[];
  /** False if the definition has errors: then Azure was not asked. */
  readonly valid: boolean;
  readonly findings: readonly Finding[];
}

/** Checks against Azure what a deployment would need of it. Nothing is changed. Throws AzureError if it cannot be asked. */
export async function checkAzure(azure: Azure, site: PlannedSite, place: CheckPlace): Promise<readonly Finding[]> {
  return judge(await gatherFacts(azure, site, place), site);
}

/** The same for a definition. Throws UserError if it cannot be read, or nobody can be authenticated. */
export async function check(
  options: LoadOptions,
  azureOptions: AzureOptions,
  onAccount: (account: Account) => void,
): Promise<CheckOutcome> {
  const {name, issues, meaning, intact} = await loadDefinition(options);
  if (meaning === undefined || !intact || hasErrors(issues)) return {name, issues, valid: false, findings: []};
  const {azure, close} = await openAzure(azureOptions, meaning);
  try {
    onAccount(azure.account);
    const group = azureOptions.group ?? meaning.cluster.name;
    const found = await azure.deployments.find(group, meaning.cluster.name);
    const findings = await checkAzure(azure, meaning, {group, deployed: found !== undefined});
    return {name, issues, valid: true, findings};
  } finally {
    await close();
  }
}
