import type {Deployment} from '../azure/azure.ts';
import {noting, type Standing} from '../azure/azure-error.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {commandFor} from './again.ts';
import {azCommandsFor} from './az-commands.ts';
import type {Deploying} from './deploy.ts';
import {finishDeployment} from './deploy-cluster.ts';
import type {ResourceProgress} from './deploy-events.ts';
import {aimOf, explainAll} from './deploy-failures.ts';
import type {DeployEnd} from './deploy-outcome.ts';
import {DEFINITION_TAG} from './deploy-request.ts';
import {branchesOf, expectedResources} from './deploy-resources.ts';
import {type WatchEnd, type WatchOptions, watchDeployment} from './deploy-watch.ts';

/** What a deployment that was followed leads to: the end, or that it failed before, and can be tried again. */
export type FollowEnd = DeployEnd | {readonly kind: 'again'; readonly before: Deployment};

/** So many resources are named that nothing is heard of. */
const NAMED = 3;

/**
 * Follows a deployment to its end, and the cluster until it is well. `found`: one that somebody else, or an earlier run, has
 * begun; if it fails, this run's own comes after it. `existing`: names of what it leaves alone, because it is there already.
 */
export async function followDeployment(
  deploying: Deploying,
  found: Deployment | undefined,
  existing: readonly string[],
): Promise<FollowEnd> {
  const {azure, site, options, tell} = deploying;
  if (found !== undefined) assertSameDefinition(deploying, found);
  if (found !== undefined && !options.wait) return {kind: 'submitted', site};

  const words =
    found === undefined ? 'creating resources' : `a deployment is under way since ${found.timestamp}: following it`;
  tell('resources', 'started', words);
  const deadline = azure.now() + options.timeout;
  const end = await noting(goingOn(deploying), () =>
    watch(deploying, existing, {deadline, until: found === undefined ? 'first-error' : 'end'}),
  );
  if (end.kind === 'succeeded') {
    tell('resources', 'done', 'all resources are there');
    return finishDeployment(deploying, end.deployment, {deadline, changed: true});
  }
  const again = found === undefined || end.kind === 'timed-out' ? undefined : await afterAnother(deploying, end);
  return again ?? failed(deploying, end);
}

/** After one that this run has not begun: why it has failed, and that it is tried again; undefined if nothing is left of it. */
async function afterAnother(
  deploying: Deploying,
  end: Exclude<WatchEnd, {kind: 'succeeded' | 'timed-out'}>,
): Promise<FollowEnd | undefined> {
  const {azure, site, options, tell} = deploying;
  const {cluster, group} = site;
  const before = await noting(goingOn(deploying), () => azure.deployments.find(group, cluster.name, options.signal));
  if (before === undefined) return undefined;
  const reasons = end.kind === 'failed' ? explainAll(deploying, end.failures, true) : [];
  for (const {issue, cause} of reasons) {
    options.listener({kind: 'notice', text: `${issue.message}: ${cause}`, at: azure.now()});
  }
  const what = end.kind === 'failed' ? 'has failed' : 'was stopped by somebody';
  tell('resources', 'done', `the deployment that was under way ${what}: deploying what is missing`);
  return {kind: 'again', before};
}

function failed(deploying: Deploying, end: Exclude<WatchEnd, {kind: 'succeeded'}>): DeployEnd {
  const {site} = deploying;
  if (end.kind === 'canceled' || end.kind === 'gone') return {kind: end.kind, site};
  if (end.kind === 'timed-out') return {kind: 'timed-out', site, waitingFor: end.waitingFor};
  return {kind: 'failed', site, failures: explainAll(deploying, end.failures, true), final: end.final};
}

/** How things stand while Azure is at work. */
function goingOn({site, options}: Deploying): Standing {
  return {
    facts: [`Azure goes on with the deployment in resource group ${site.group}`],
    again: [`follow it: ${commandFor('deploy', aimOf(options))}`],
    isChanged: true,
  };
}

async function watch(
  {azure, site, run, options}: Deploying,
  existing: readonly string[],
  bounds: Pick<WatchOptions, 'deadline' | 'until'>,
): Promise<WatchEnd> {
  const {group, cluster, account} = site;
  const {subscriptionId, tenantId} = account;
  const resources = expectedResources(cluster, run.built.template, {
    subscriptionId,
    tenantId,
    group,
    location: cluster.location,
    parameters: {existing},
  });
  options.listener({kind: 'branches', branches: branchesOf(resources), at: azure.now()});
  return watchDeployment({
    azure,
    group,
    name: cluster.name,
    resources,
    ...bounds,
    signal: options.signal,
    onProgress: (resource) => options.listener({kind: 'resource', resource, at: azure.now()}),
    onOutage: (reason) =>
      options.listener({
        kind: 'notice',
        text: `Azure does not answer, and the deployment goes on: ${reason}`,
        at: azure.now(),
      }),
    onSilence: (waitingFor) => options.listener({kind: 'heartbeat', text: waitingWords(waitingFor), at: azure.now()}),
  });
}

/** What is being waited for, in words. */
export function waitingWords(resources: readonly ResourceProgress[]): string {
  if (resources.length === 0) return 'waiting for Azure';
  const names = resources.slice(0, NAMED).map(({name}) => name);
  const more = resources.length - names.length;
  return `waiting for ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

/** Two definitions at once would undo each other. Throws UserError if another one is under way. */
export function assertSameDefinition({site, run, options}: Deploying, {tags, timestamp}: Deployment): void {
  const other = tags[DEFINITION_TAG];
  const own = run.provenance.definition;
  if (other === own) return;
  const {cluster} = site;
  const aim = aimOf(options);
  const az = azCommandsFor(site, aim);
  const whose = other === undefined ? 'which vnetk8s did not begin' : `of another definition (${shortHash(other)})`;
  throw new UserError(
    `another deployment of ${cluster.name} is under way since ${timestamp}, ${whose}; this definition is ${shortHash(own)}`,
    {
      code: 'DEPLOYMENT_RUNNING',
      exitCode: EXIT.deploymentFailed,
      suggestions: [
        'nothing of this definition was deployed: two at once would undo each other',
        `wait until it has ended, and run this again: ${commandFor('deploy', aim)}`,
        `look at it: ${az.showState}`,
        `or stop it: ${az.cancel}`,
      ],
    },
  );
}

/** As much of a hash as tells two definitions apart. */
function shortHash(hash: string): string {
  return `sha256 ${hash.slice(0, 12)}`;
}
