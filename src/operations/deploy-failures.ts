import {AzureError} from '../azure/azure-error.ts';
import {type Explained, explainFailure, groupFailures} from '../failures/explain-failure.ts';
import type {Deploying} from './deploy.ts';
import type {DeployEnd, ExplainedFailure} from './deploy-outcome.ts';
import type {ResourceFailure} from './deploy-watch.ts';

/** Failures in words, each cause once, with the line of the definition that it stems from. */
export function explainAll(
  {site, loaded}: Pick<Deploying, 'site' | 'loaded'>,
  failures: readonly ResourceFailure[],
): readonly ExplainedFailure[] {
  const {cluster, plan} = site;
  const explained: readonly Explained[] = failures.map((failure) => explainFailure({cluster, plan}, failure));
  return groupFailures(explained).map((each) => ({...each, located: loaded.locate(each.issue)}));
}

/** Does something, and explains what Azure refuses of it, before it has made anything; undefined: it was done. */
export async function explainRefusal(
  deploying: Pick<Deploying, 'site' | 'loaded'>,
  act: () => Promise<void>,
): Promise<Extract<DeployEnd, {kind: 'refused'}> | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    // Without an answer, nobody knows whether Azure has taken it.
    if (!(error instanceof AzureError) || error.status === undefined) throw error;
    const failures = explainAll(deploying, [{error: error.body}]);
    return {kind: 'refused', site: deploying.site, findings: [], failures};
  }
}
