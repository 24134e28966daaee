import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {sha256} from '../artifacts/manifest.ts';
import type {Account, Azure, Deployment} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {CLUSTER_TAG} from '../cluster/tags.ts';
import type {ClusterHealth} from '../cluster-api/cluster-health.ts';
import {expectedHealth} from '../cluster-api/expected-health.ts';
import {type HealthProblem, healthProblems} from '../cluster-api/health-problems.ts';
import {probeCluster} from '../cluster-api/probe-cluster.ts';
import {EXIT} from '../exit-codes.ts';
import {planAddresses} from '../network/plan-addresses.ts';
import {UserError} from '../user-error.ts';
import {type AzureOptions, openAzure} from './azure-connection.ts';
import {deployedCluster} from './deploy-cluster.ts';
import type {DeployedCluster} from './deploy-outcome.ts';
import {DEFINITION_TAG} from './deploy-request.ts';
import {deployedDefinition, placedSubnets} from './deployed-definition.ts';
import {isUnderWay} from './deployment-state.ts';
import {definitionText} from './generate-cluster.ts';
import {type MachineStatus, readMachines, type ScaleSetStatus} from './status-machines.ts';
import {runOnControlPlane} from './status-run.ts';
import {findTarget, type Target, type TargetOptions} from './status-target.ts';

/** Which cluster, and where to look. */
export interface StatusOptions extends TargetOptions {
  /** The directory that it was deployed from, for the kubeconfig in it; undefined: `_output/` and its name. */
  readonly directory?: string | undefined;
  readonly azure: AzureOptions;
  /** Told who asks, and where, before anything is asked. */
  readonly onAccount?: ((account: Account) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a cluster is. */
export interface StatusOutcome {
  readonly cluster: string;
  readonly account: Account;
  readonly group: string;
  readonly deployment: Pick<Deployment, 'state' | 'timestamp'> & {readonly underWay: boolean};
  readonly definition: DefinitionStatus;
  /** Absent: nothing has been deployed to its end yet. */
  readonly access?: DeployedCluster;
  readonly machines: readonly MachineStatus[];
  readonly scaleSets: readonly ScaleSetStatus[];
  readonly podPublicIps: readonly {readonly name: string; readonly address: string; readonly fqdn?: string}[];
  readonly health: HealthStatus;
  /** False: something is not as it should be. */
  readonly well: boolean;
}

/** How what is deployed relates to the file: `unknown` if one of the two is not there. */
export type DefinitionStatus = {readonly kind: 'same' | 'changed'; readonly file: string} | {readonly kind: 'unknown'};

/** What the cluster says of itself; or why it was not asked. */
export type HealthStatus =
  | {readonly kind: 'asked'; readonly health: ClusterHealth; readonly problems: readonly HealthProblem[]}
  | {readonly kind: 'not-asked'; readonly reason: string};

/**
 * Looks how a cluster is: its deployment, its machines, and what it says of itself. Throws UserError if there is no such
 * cluster.
 */
export async function status(options: StatusOptions): Promise<StatusOutcome> {
  const target = await findTarget(options);
  const {azure, close} = await openAzure(options.azure, target.definition?.meaning, 'look');
  try {
    options.onAccount?.(azure.account);
    return await statusIn(azure, target, options);
  } finally {
    await close();
  }
}

/** The same over a connection that is there. */
export async function statusIn(azure: Azure, target: Target, options: StatusOptions): Promise<StatusOutcome> {
  const {account} = azure;
  const {signal} = options;
  const group = options.azure.group ?? target.name;
  const deployment = await findDeployment(azure, group, target.name, signal);
  const deployed = deployedDefinition(deployment);
  const cluster = deployed?.cluster ?? target.definition?.meaning.cluster;
  const underWay = isUnderWay(deployment);
  const [machines, health] = await Promise.all([
    readMachines(azure, group, {name: target.name, cluster}, signal),
    deployed === undefined || cluster === undefined
      ? ({kind: 'not-asked', reason: whyNotAsked(deployment)} as const)
      : askCluster(azure, group, cluster, options),
  ]);
  return {
    cluster: target.name,
    account,
    group,
    deployment: {state: deployment.state, timestamp: deployment.timestamp, underWay},
    definition: compareDefinitions(deployment, target),
    ...(deployed === undefined ? {} : {access: deployedCluster(deployment)}),
    ...machines,
    health,
    well:
      deployment.state === 'Succeeded' &&
      machines.machines.every(({well}) => well) &&
      machines.scaleSets.every(({well}) => well) &&
      health.kind === 'asked' &&
      health.problems.length === 0,
  };
}

async function findDeployment(
  azure: Azure,
  group: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Deployment> {
  const found = await azure.groups.find(group, signal);
  const deployment = found === undefined ? undefined : await azure.deployments.find(group, name, signal);
  if (deployment !== undefined) return deployment;
  throw noSuchCluster(azure.account, group, name, found?.tags[CLUSTER_TAG] === name);
}

/** Words for a cluster that is not there. */
export function noClusterWords(subscription: string, group: string, name: string): string {
  return `there is no cluster ${name} in resource group ${group} of subscription ${subscription}`;
}

/** What helps where a cluster is somewhere else. */
export const ELSEWHERE = 'name where it is: --resource-group GROUP, --subscription ID, --cloud CLOUD';

/** `begun`: its resource group is there. */
function noSuchCluster({subscriptionName}: Account, group: string, name: string, begun: boolean): UserError {
  const message = begun
    ? `cluster ${name} was not deployed: resource group ${group} has no deployment of that name`
    : noClusterWords(subscriptionName, group, name);
  return new UserError(message, {
    code: 'CLUSTER_NOT_FOUND',
    exitCode: EXIT.notFound,
    suggestions: [ELSEWHERE, 'or create it: vnetk8s deploy'],
  });
}

function whyNotAsked(deployment: Deployment): string {
  if (isUnderWay(deployment)) return 'its deployment is under way';
  return deployment.state === 'Succeeded'
    ? 'its deployment does not say what it was made from'
    : 'its deployment has not come to its end';
}

async function askCluster(
  azure: Azure,
  group: string,
  cluster: Cluster,
  options: StatusOptions,
): Promise<HealthStatus> {
  const kubeconfig = azure.account.simulated ? undefined : await readKubeconfig(cluster.name, options);
  try {
    const {signal} = options;
    const run = runOnControlPlane(azure, {cluster, group}, signal);
    const health = await probeCluster({run, kubeconfig, expected: expectedHealth(cluster), signal});
    return {kind: 'asked', health, problems: healthProblems(health)};
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return {kind: 'not-asked', reason: `Azure refuses to ask it: ${error.message}`};
  }
}

async function readKubeconfig(cluster: string, {directory, cwd}: StatusOptions): Promise<string | undefined> {
  try {
    return await readFile(resolve(cwd, directory ?? `_output/${cluster}`, 'kubeconfig'), 'utf8');
  } catch {
    // It was deployed from elsewhere: a machine of the cluster can be asked all the same.
    return undefined;
  }
}

/** Whether the file says what was deployed: with the ranges that are deployed, which a new plan of it keeps. */
function compareDefinitions(deployment: Deployment, {definition}: Target): DefinitionStatus {
  const deployed = deployedDefinition(deployment);
  const hash = deployed?.hash ?? deployment.tags[DEFINITION_TAG];
  if (definition === undefined || hash === undefined) return {kind: 'unknown'};
  const {cluster} = definition.meaning;
  const plan = planAddresses(cluster, deployed === undefined ? undefined : placedSubnets(deployed));
  const same = sha256(definitionText(cluster, plan)) === hash;
  return {kind: same ? 'same' : 'changed', file: definition.name};
}
