import type {Azure, Deployment} from '../azure/azure.ts';
import {AzureError, noting, type Standing} from '../azure/azure-error.ts';
import {CLUSTER_TAG, clusterTags} from '../cluster/tags.ts';
import type {FailedResource} from '../failures/explain-failure.ts';
import {commandFor} from './again.ts';
import type {Deploying} from './deploy.ts';
import {aimOf, explainAll, isRefusal} from './deploy-failures.ts';
import {assertSameDefinition, followDeployment} from './deploy-follow.ts';
import {assertSameKeys} from './deploy-keys.ts';
import type {DeployEnd, Leftovers} from './deploy-outcome.ts';
import {deployRequest} from './deploy-request.ts';
import {unsure} from './deploy-unsure.ts';
import type {LiveParameters} from './deployment-parameters.ts';
import {performGeneration} from './generate.ts';

/** All that was found out before somebody said yes. */
export interface Submission {
  readonly live: LiveParameters;
  readonly asked: Readonly<Record<string, string>>;
  /** The resource group is there. */
  readonly exists: boolean;
  /** The last deployment of the same name. */
  readonly before: Deployment | undefined;
}

/** Writes keys and template, makes the resource group, hands the deployment over and follows it. */
export async function submitDeployment(deploying: Deploying, submission: Submission): Promise<DeployEnd> {
  const {azure, site, run, options, tell} = deploying;
  const {group, cluster} = site;
  tell('write', 'started', `writing ${site.directory}`);
  const {notices} = await performGeneration(run);
  for (const text of notices) options.listener({kind: 'notice', text, at: azure.now()});
  tell('write', 'done', `keys and template are in ${site.directory}`);
  if (!submission.exists) {
    tell('group', 'started', `creating resource group ${group}`);
    const refusal = await makeGroup(deploying);
    if (refusal !== undefined) return refusal;
    tell('group', 'done', `resource group ${group} is there`);
  }
  tell('submit', 'started', 'handing the template to Azure');
  const refusal = await handOver(deploying, submission);
  if (refusal !== undefined) return refusal;
  tell('submit', 'done', `deployment ${cluster.name} is under way`);
  if (!options.wait) return {kind: 'submitted', site};
  const end = await followDeployment(deploying, undefined, submission.live.existing);
  if (end.kind === 'again') throw new Error('a deployment of our own asks to be deployed again');
  return end;
}

async function makeGroup(deploying: Deploying): Promise<DeployEnd | undefined> {
  const {azure, site} = deploying;
  const {group, cluster} = site;
  try {
    const standing = standingOf(deploying, false);
    await noting(standing, () => azure.groups.create(group, cluster.location, clusterTags(cluster)));
    return undefined;
  } catch (error) {
    if (isUnknownAsker(error)) throw error;
    if (isRefusal(error))
      return refused(deploying, error, {group: 'untouched', directory: site.directory}, groupOf(site));
    if (!(error instanceof AzureError)) throw error;
    const found = await lookAt(() => azure.groups.find(group));
    if (found.known && found.value !== undefined) return undefined;
    throw unsure(deploying, error, {asked: 'group', isKnown: found.known, isGroupNew: true});
  }
}

/** Undefined: Azure has it. */
async function handOver(deploying: Deploying, submission: Submission): Promise<DeployEnd | undefined> {
  const {azure, site, run, options} = deploying;
  const {live, asked, exists} = submission;
  try {
    const request = await deployRequest(run, site.group, live, asked);
    await noting(standingOf(deploying, !exists), async () => {
      await registerProviders(azure, options.signal);
      await azure.deployments.submit(request, options.signal);
    });
    return undefined;
  } catch (error) {
    if (isUnknownAsker(error)) throw error;
    if (!(error instanceof AzureError)) throw error;
    if (isActive(error) || !isRefusal(error)) return attach(deploying, submission, error);
    const group = exists ? 'untouched' : await removeEmpty(azure, site.group, site.cluster.name);
    return refused(deploying, error, {group, directory: site.directory});
  }
}

/** How things stand before Azure has the deployment. */
function standingOf({site, options}: Deploying, isGroupMade: boolean): Standing {
  const {group, directory} = site;
  const made = isGroupMade ? `only resource group ${group} was made; it is used again` : 'nothing was changed in Azure';
  return {
    facts: [made, `keys and template stay in ${directory}, and are used again`],
    again: [`go on: ${commandFor('deploy', aimOf(options))}`],
    isChanged: isGroupMade,
  };
}

/** Azure does not know any more who asks: a person may have thought for longer than a token lasts. */
function isUnknownAsker(error: unknown): boolean {
  return error instanceof AzureError && error.status === 401;
}

/** One of the same name is under way: this one, whose answer was lost, or somebody else's. */
function isActive({status, body}: AzureError): boolean {
  return status === 409 && ['DeploymentActive', 'DeploymentActiveAndUneditable'].includes(body.code);
}

/**
 * Finds out whether Azure has the deployment although it did not say so. Another one of the same definition, with the same
 * keys, is as good as this one. Throws UserError if there is another, or none, or nobody knows.
 */
async function attach(
  deploying: Deploying,
  {exists, before}: Submission,
  error: AzureError,
): Promise<DeployEnd | undefined> {
  const {azure, site, run, options} = deploying;
  const look = await lookAt(() => azure.deployments.find(site.group, site.cluster.name, options.signal));
  const found = look.known ? look.value : undefined;
  const isNew = found !== undefined && found.correlationId !== before?.correlationId;
  if (found === undefined || !(isNew || isActive(error))) {
    if (isActive(error)) throw error;
    throw unsure(deploying, error, {asked: 'deployment', isKnown: look.known, isGroupNew: !exists});
  }
  assertSameDefinition(deploying, found);
  await assertSameKeys(run, found);
  return undefined;
}

/** What Azure shows, if it does. */
async function lookAt<Value>(
  look: () => Promise<Value>,
): Promise<{readonly known: true; readonly value: Value} | {readonly known: false}> {
  try {
    return {known: true, value: await look()};
  } catch (error) {
    if (error instanceof AzureError) return {known: false};
    throw error;
  }
}

function groupOf({account, group}: Deploying['site']): FailedResource {
  const id = `/subscriptions/${account.subscriptionId}/resourceGroups/${group}`;
  return {id, type: 'Microsoft.Resources/resourceGroups', name: group};
}

function refused(deploying: Deploying, {body}: AzureError, left: Leftovers, resource?: FailedResource): DeployEnd {
  const failures = explainAll(deploying, [{error: body, ...(resource === undefined ? {} : {resource})}], false);
  return {kind: 'refused', site: deploying.site, findings: [], failures, left};
}

/** What templates of ours use. Azure registers none by itself for a deployment's identity without the right to. */
const PROVIDERS = ['Microsoft.Compute', 'Microsoft.Network', 'Microsoft.ManagedIdentity', 'Microsoft.Authorization'];

async function registerProviders(azure: Azure, signal: AbortSignal | undefined): Promise<void> {
  const states = await azure.access.providers(signal);
  const missing = PROVIDERS.filter((namespace) => (states.get(namespace) ?? 'Registered') !== 'Registered');
  await Promise.all(missing.map((namespace) => azure.access.registerProvider(namespace, signal)));
}

/** Nothing is left half-made: a group that was made for a deployment that Azure refuses goes again, if Azure lets it. */
async function removeEmpty(azure: Azure, group: string, cluster: string): Promise<Leftovers['group']> {
  try {
    const found = await azure.groups.find(group);
    if (found === undefined) return 'removed';
    if (found.tags[CLUSTER_TAG] !== cluster || (await azure.groups.resources(group)).length > 0) return 'kept';
    await azure.groups.delete(group);
    return 'removed';
  } catch (error) {
    // The reason why it was refused matters more; the group is told.
    if (error instanceof AzureError) return 'kept';
    throw error;
  }
}
