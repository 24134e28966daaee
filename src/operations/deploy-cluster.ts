import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Azure, Deployment} from '../azure/azure.ts';
import {AzureError, noting, type Standing} from '../azure/azure-error.ts';
import type {ClusterHealth, NodesHealth} from '../cluster-api/cluster-health.ts';
import {expectedHealth} from '../cluster-api/expected-health.ts';
import type {HealthProblem} from '../cluster-api/health-problems.ts';
import {probeCluster} from '../cluster-api/probe-cluster.ts';
import {waitForCluster} from '../cluster-api/wait-for-cluster.ts';
import {commandFor, isForgotten} from './again.ts';
import type {Deploying} from './deploy.ts';
import {aimOf} from './deploy-failures.ts';
import {Outage} from './deploy-outage.ts';
import type {DeployEnd, DeployedCluster, DeploySite} from './deploy-outcome.ts';
import {runOnControlPlane} from './status-run.ts';

/** ms before Azure is asked again that has not answered. */
const INTERVAL = 10_000;

/** After all resources are there: waits until the API server answers, all nodes are ready and the add-ons run. */
export async function finishDeployment(
  deploying: Deploying,
  deployment: Deployment,
  {changed, deadline}: {readonly changed: boolean; readonly deadline: number},
): Promise<DeployEnd> {
  const {azure, site, options, tell} = deploying;
  const cluster = deployedCluster(deployment);
  const kubeconfig = azure.account.simulated ? undefined : await readKubeconfig(deploying);
  tell('cluster', 'started', `asking the cluster${azure.account.simulated ? ' (a model of it)' : ''}`);
  let told = '';
  const outage = new Outage(azure, (reason) =>
    options.listener({kind: 'notice', text: `Azure does not answer, and is asked again: ${reason}`, at: azure.now()}),
  );
  const ask = async (): Promise<ClusterHealth> => {
    for (;;) {
      const health = await outage.survive(() => probe(azure, site, kubeconfig, options.signal));
      if (health !== undefined) return health;
      await azure.wait(INTERVAL, options.signal);
    }
  };
  const outcome = await waitForCluster({
    probe: () => noting(allThere(deploying), ask),
    wait: (ms) => azure.wait(ms, options.signal),
    now: azure.now,
    timeout: Math.max(deadline - azure.now(), 0),
    // A machine that is being restarted takes no command.
    forgives: (error) => error instanceof AzureError && error.status === 409,
    onProgress: (problem) => {
      const text = problemWords(problem);
      if (text !== told) options.listener({kind: 'heartbeat', text, at: azure.now()});
      told = text;
    },
  });
  if (!outcome.ready) return {kind: 'unhealthy', site, cluster, outcome};
  tell('cluster', 'done', `the API server answers, ${outcome.health.nodes.ready} nodes are ready, add-ons run`);
  return {kind: 'ready', site, cluster, health: outcome.health, changed};
}

/** How things stand when only the cluster is left to be asked. */
function allThere({site, options}: Deploying): Standing {
  const aim = aimOf(options);
  return {
    facts: [`all resources are there in resource group ${site.group}; nobody could ask whether the cluster is well`],
    again: [
      `ask again: ${commandFor('deploy', aim)}`,
      ...(isForgotten(aim) ? [] : [`look at it: ${commandFor('status', aim)}`]),
    ],
    isChanged: true,
  };
}

/** Asks the cluster how it is: directly if it can be reached from here, or a machine of its control plane. */
function probe(
  azure: Azure,
  site: Pick<DeploySite, 'cluster' | 'group'>,
  kubeconfig: string | undefined,
  signal: AbortSignal | undefined,
): Promise<ClusterHealth> {
  const run = runOnControlPlane(azure, site, signal);
  return probeCluster({run, kubeconfig, expected: expectedHealth(site.cluster), signal});
}

/** What a deployment tells of its cluster. */
export function deployedCluster({outputs}: Pick<Deployment, 'outputs'>): DeployedCluster {
  const {apiServerUrl, outboundAddresses} = outputs;
  return {
    apiServerUrl: typeof apiServerUrl === 'string' ? apiServerUrl : '',
    outboundAddresses: Array.isArray(outboundAddresses)
      ? outboundAddresses.filter((item) => typeof item === 'string')
      : [],
  };
}

/** What a cluster that comes up waits for, in words. */
export function problemWords(problem: HealthProblem): string {
  switch (problem.about) {
    case 'apiServer':
      return `the API server does not answer yet: ${problem.detail}`;
    case 'nodes':
      return nodesWords(problem.nodes);
    case 'addons':
      return problem.addons.map(({name, ready, wanted}) => `${name}: ${ready} of ${wanted} ready`).join(', ');
  }
}

/** So many nodes are named that are not ready. */
const NAMED = 3;

/** Which nodes are not ready, and why, as far as the cluster says; those that have not joined have no name yet. */
function nodesWords({ready, wanted, registered, notReady}: NodesHealth): string {
  const count = `${ready} of ${Math.max(wanted, registered)} nodes are ready`;
  const named = notReady.slice(0, NAMED).map(({name, reason}) => `${name}: ${reason}`);
  const late = registered - ready - named.length;
  const more = late > 0 ? [`${late} more`] : [];
  const absent = wanted > registered ? [`${wanted - registered} not registered yet`] : [];
  const reasons = [...named, ...more, ...absent].join(', ');
  return reasons === '' ? count : `${count} (${reasons})`;
}

async function readKubeconfig({run}: Deploying): Promise<string | undefined> {
  try {
    return await readFile(join(run.directory.path, 'kubeconfig'), 'utf8');
  } catch {
    // It was deployed from elsewhere; a machine can be asked all the same.
    return undefined;
  }
}
