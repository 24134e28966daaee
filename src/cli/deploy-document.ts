import type {DeployEnd, DeployOutcome, ExplainedFailure} from '../operations/deploy-outcome.ts';
import {findingDocuments} from './check-text.ts';
import {issueDocuments} from './issue-json.ts';

/** The result of a deployment for scripts: the last line of `--output json`. */
export function deployDocument({name, issues, end}: DeployOutcome): object {
  const site =
    end.kind === 'invalid'
      ? {}
      : {
          cluster: end.site.cluster.name,
          resourceGroup: end.site.group,
          subscription: end.site.account.subscriptionId,
          simulated: end.site.account.simulated,
          directory: end.site.directory,
        };
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Deployment',
    file: name,
    result: end.kind,
    ...site,
    ...partsOf(end),
    issues: issueDocuments(issues),
  };
}

function partsOf(end: DeployEnd): object {
  switch (end.kind) {
    case 'invalid':
    case 'declined':
    case 'submitted':
    case 'canceled':
    case 'gone':
      return {};
    case 'refused':
      return {
        checks: findingDocuments(end.findings),
        failures: failureDocuments(end.failures),
        ...(end.left ? {left: end.left} : {}),
      };
    case 'failed':
      return {failures: failureDocuments(end.failures), azureGoesOn: !end.final};
    case 'timed-out':
      return {waitingFor: end.waitingFor.map(({id}) => id)};
    case 'unhealthy':
      return {...end.cluster, health: end.outcome.health, problems: end.outcome.problems, waitedMs: end.outcome.waited};
    case 'ready':
      return {...end.cluster, changed: end.changed, health: end.health};
  }
}

function failureDocuments(failures: readonly ExplainedFailure[]): readonly object[] {
  return failures.flatMap(({issue: _, located, isWritten, ...failure}) =>
    issueDocuments([located]).map(({location, ...issue}) => ({
      ...failure,
      // What the definition leaves to its defaults has no line.
      issue: isWritten ? {...issue, location} : issue,
    })),
  );
}
