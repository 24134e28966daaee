import type {Account, Azure, Deployment} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import {CLUSTER_TAG} from '../cluster/tags.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {azCommandsFor} from './az-commands.ts';
import {type AzureOptions, openAzure} from './azure-connection.ts';
import {findOutside} from './delete-outside.ts';
import {apiVersionFor, type DeleteItem, type DeletePlan, deletionSteps, planDeletion} from './delete-plan.ts';
import {DEFINITION_TAG} from './deploy-request.ts';
import {deployedDefinition} from './deployed-definition.ts';
import {isUnderWay} from './deployment-state.ts';
import {ELSEWHERE, noClusterWords} from './status.ts';
import {findTarget, type Target, type TargetOptions} from './status-target.ts';

/** Resources that are deleted at once: far less than Azure's allowance for writes. */
const AT_ONCE = 10;

/** Which cluster, and who says that it may go. */
export interface DeleteOptions extends TargetOptions {
  readonly azure: AzureOptions;
  /** Only says what would be deleted. */
  readonly dryRun: boolean;
  /** Shows the plan to a person who confirms it, or says yes where that was said beforehand. */
  readonly confirm: (plan: DeletePlan, account: Account) => Promise<boolean>;
  /** Told who asks, and where, before anything is asked. */
  readonly onAccount?: ((account: Account) => void) | undefined;
  readonly onProgress: (progress: DeleteProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** That something is being deleted which takes long, or is deleted. */
export interface DeleteProgress {
  readonly state: 'started' | 'done';
  readonly item: DeleteItem;
}

/** What came of it. */
export interface DeleteOutcome {
  readonly account: Account;
  readonly plan: DeletePlan;
  readonly end:
    | {readonly kind: 'planned' | 'declined' | 'deleted'}
    | {readonly kind: 'incomplete'; readonly failures: readonly DeleteFailure[]};
}

/** Something that Azure did not delete. */
export interface DeleteFailure {
  readonly item: DeleteItem;
  readonly code: string;
  readonly message: string;
}

/**
 * Deletes a cluster: what it has in other resource groups first, then its own resource group if that holds nothing else, or
 * otherwise one resource after the other. Interrupted, it can be run again, and deletes what is left. Throws UserError if
 * there is no such cluster, or if it cannot be deleted now.
 */
export async function deleteCluster(options: DeleteOptions): Promise<DeleteOutcome> {
  const target = await findTarget(options);
  const {azure, close} = await openAzure(options.azure, target.definition?.meaning);
  try {
    options.onAccount?.(azure.account);
    return await deleteIn(azure, target, options);
  } finally {
    await close();
  }
}

/** The same over a connection that is there. */
export async function deleteIn(azure: Azure, target: Target, options: DeleteOptions): Promise<DeleteOutcome> {
  const {account} = azure;
  const plan = await findPlan(azure, target, options);
  if (options.dryRun) return {account, plan, end: {kind: 'planned'}};
  await assertUnlocked(azure, plan, options.signal);
  if (!(await options.confirm(plan, account))) return {account, plan, end: {kind: 'declined'}};
  const failures = await execute(azure, plan, options);
  return {account, plan, end: failures.length === 0 ? {kind: 'deleted'} : {kind: 'incomplete', failures}};
}

async function findPlan(azure: Azure, target: Target, {azure: connection, signal}: DeleteOptions): Promise<DeletePlan> {
  const {name} = target;
  const group = connection.group ?? name;
  const found = await azure.groups.find(group, signal);
  if (found === undefined) throw nothingToDelete(azure.account, group, name);
  const [deployment, resources] = await Promise.all([
    azure.deployments.find(group, name, signal),
    azure.groups.resources(group, signal),
  ]);
  if (deployment !== undefined && isUnderWay(deployment)) {
    const {cancel} = azCommandsFor({account: azure.account, group, cluster: {name}}, {azure: connection});
    throw underWay(deployment, cancel);
  }
  const deployed = deployment === undefined ? undefined : deployedDefinition(deployment);
  const cluster = deployed?.cluster ?? target.definition?.meaning.cluster;
  const parts = await findOutside(azure, {name, group: found.name, cluster, deployment, signal});
  const plan = planDeletion(name, {group: found, resources, ...parts});
  // A resource group of ours that is empty was left by a deployment that Azure did not take.
  const isOurs = found.tags[CLUSTER_TAG] === name;
  const isLeft = plan.own.length + plan.outside.length > 0;
  // What is called like a cluster, or belongs to somebody's cluster of that name, does not make it one of ours.
  const isMarked =
    deployment?.tags[DEFINITION_TAG] !== undefined || resources.some(({tags}) => tags[CLUSTER_TAG] === name);
  if (!isOurs && !(isLeft && isMarked)) {
    throw nothingToDelete(azure.account, group, name);
  }
  return plan;
}

/** Also what somebody is told who deletes a cluster for the second time. */
function nothingToDelete({subscriptionName}: Account, group: string, name: string): UserError {
  return new UserError(noClusterWords(subscriptionName, group, name), {
    code: 'CLUSTER_NOT_FOUND',
    exitCode: EXIT.notFound,
    suggestions: ['it may be deleted already', ELSEWHERE],
  });
}

function underWay({name, timestamp}: Deployment, cancel: string): UserError {
  return new UserError(`cluster ${name} is being deployed since ${timestamp}: nothing was deleted`, {
    code: 'DEPLOYMENT_ACTIVE',
    exitCode: EXIT.deploymentFailed,
    suggestions: ['wait until that has ended, or stop it, then run this again:', cancel],
  });
}

/** Azure would delete everything up to the first thing that is locked. */
async function assertUnlocked(azure: Azure, plan: DeletePlan, signal: AbortSignal | undefined): Promise<void> {
  const group = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/${plan.group}`;
  const networks = plan.outside.map(({id}) => id.replace(/\/(?:virtualNetworkPeerings|subnets)\/.*$/i, ''));
  const scopes = [group, ...new Set(networks)];
  const locks = (await Promise.all(scopes.map((scope) => azure.access.locks(scope, signal)))).flat();
  const unique = [...new Map(locks.map((lock) => [lock.id.toLowerCase(), lock])).values()];
  if (unique.length === 0) return;
  const names = unique.map(({name, level}) => `${name} (${level})`).join(', ');
  throw new UserError(`locked by ${names}: nothing was deleted`, {
    code: 'LOCKED',
    exitCode: EXIT.checkFailed,
    suggestions: [
      'if it may be deleted, remove what locks it, then run this again',
      ...unique.map(({id}) => `az lock delete --ids ${id}`),
    ],
  });
}

async function execute(
  azure: Azure,
  plan: DeletePlan,
  {onProgress, signal}: DeleteOptions,
): Promise<readonly DeleteFailure[]> {
  const remove = async (item: DeleteItem): Promise<readonly DeleteFailure[]> => {
    const version = apiVersionFor(item.type);
    if (version === undefined) {
      return [{item, code: 'UnknownType', message: 'vnetk8s does not know how to delete a resource of this type'}];
    }
    return attempt(item, async () => {
      await azure.groups.deleteResource(item.id, version, signal);
      onProgress({state: 'done', item});
    });
  };
  const outside = await all(plan.outside, remove);
  if (outside.length > 0) return outside;
  if (plan.whole) return deleteGroup(azure, plan, onProgress, signal);
  for (const step of deletionSteps(plan)) {
    // What comes later is used by what could not be deleted.
    const failures = await all(step, remove);
    if (failures.length > 0) return failures;
  }
  return [];
}

async function deleteGroup(
  azure: Azure,
  {group}: DeletePlan,
  onProgress: DeleteOptions['onProgress'],
  signal: AbortSignal | undefined,
): Promise<readonly DeleteFailure[]> {
  const id = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/${group}`;
  const item = {id, type: 'Microsoft.Resources/resourceGroups', name: group};
  onProgress({state: 'started', item});
  return attempt(item, async () => {
    await azure.groups.delete(group, signal);
    onProgress({state: 'done', item});
  });
}

async function all(
  items: readonly DeleteItem[],
  remove: (item: DeleteItem) => Promise<readonly DeleteFailure[]>,
): Promise<readonly DeleteFailure[]> {
  const failures: DeleteFailure[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const results = await Promise.all(items.slice(start, start + AT_ONCE).map(remove));
    failures.push(...results.flat());
  }
  return failures;
}

async function attempt(item: DeleteItem, work: () => Promise<void>): Promise<readonly DeleteFailure[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return [{item, code: error.body.code, message: error.body.message}];
  }
}
