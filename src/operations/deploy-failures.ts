import {AzureError} from '../azure/azure-error.ts';
import {explainFailure} from '../failures/explain-failure.ts';
import {groupFailures} from '../failures/group-failures.ts';
import type {DeploySpot} from '../failures/next-commands.ts';
import {type Aim, commandFor} from './again.ts';
import {azFor} from './az-commands.ts';
import type {Deploying} from './deploy.ts';
import type {ExplainedFailure} from './deploy-outcome.ts';
import {expectedResources} from './deploy-resources.ts';
import type {ResourceFailure} from './deploy-watch.ts';

/** What of a deployment its failures are told with. */
type Failing = Pick<Deploying, 'site' | 'loaded' | 'options' | 'run'>;

/**
 * Failures in words, each cause once, with the line of the definition that it stems from. `taken`: Azure has the deployment, and
 * can be asked about it.
 */
export function explainAll(
  failing: Failing,
  failures: readonly ResourceFailure[],
  taken: boolean,
): readonly ExplainedFailure[] {
  const {site, loaded, run} = failing;
  const {cluster, group, account} = site;
  const {subscriptionId, tenantId} = account;
  const place = {subscriptionId, tenantId, group, location: cluster.location, parameters: {existing: []}};
  const resources = expectedResources(cluster, run.built.template, place);
  const failed = {cluster, resources, ...spotOf(failing, taken)};
  return groupFailures(failures.flatMap((failure) => explainFailure(failed, failure))).map((each) => {
    const [key] = each.issue.path;
    const isWritten = key !== undefined && Object.hasOwn(loaded.meaning?.definition ?? {}, key);
    return {...each, located: loaded.locate(each.issue), isWritten};
  });
}

/** Whether Azure has said that it will not: without an answer, or after a fault of its own, nobody knows. */
export function isRefusal(error: unknown): error is AzureError {
  return error instanceof AzureError && error.status !== undefined && error.status < 500;
}

function spotOf({site, options}: Failing, taken: boolean): DeploySpot {
  const {group, cluster, account} = site;
  return {
    group,
    ...(taken ? {deployment: cluster.name} : {}),
    vnetk8s: (command) => commandFor(command, aimOf(options)),
    az: azFor(options, account),
  };
}

/** What was told to deploy, for commands about the same cluster. */
export function aimOf({
  generate,
  azure,
  parameters,
}: Pick<Deploying['options'], 'generate' | 'azure' | 'parameters'>): Aim {
  return {source: generate, azure, parameters};
}
