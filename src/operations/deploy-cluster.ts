import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Azure, Deployment} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import type {ClusterHealth} from '../cluster-api/cluster-health.ts';
import {expectedHealth} from '../cluster-api/expected-health.ts';
import type {HealthProblem} from '../cluster-api/health-problems.ts';
import {probeCluster} from '../cluster-api/probe-cluster.ts';
import {waitForCluster} from '../cluster-api/wait-for-cluster.ts';
import type {Deploying} from './deploy.ts';
import type {DeployEnd, DeployedCluster, DeploySite} from './deploy-outcome.ts';
import {runOnControlPlane} from './status-run.ts';

/** After all resources are there: waits until the API server answers, all nodes are ready and the add-ons run. */
export async function finishDeployment(
  deploying: Deploying,
  deployment: Deployment,
  changed: boolean,
): Promise<DeployEnd> {
  const {azure, site, options, deadline, tell} = deploying;
  const cluster = deployedCluster(deployment);
  const kubeconfig = azure.account.simulated ? undefined : await readKubeconfig(deploying);
  tell('cluster', 'started', `asking the cluster${azure.account.simulated ? ' (a model of it)' : ''}`);
  let told = '';
  const outcome = await waitForCluster({
    probe: () => probe(azure, site, kubeconfig, options.signal),
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
      return `${problem.nodes.ready} of ${Math.max(problem.nodes.wanted, problem.nodes.registered)} nodes are ready`;
    case 'addons':
      return problem.addons.map(({name, ready, wanted}) => `${name}: ${ready} of ${wanted} ready`).join(', ');
  }
}

async function readKubeconfig({run}: Deploying): Promise<string | undefined> {
  try {
    return await readFile(join(run.directory.path, 'kubeconfig'), 'utf8');
  } catch {
    // It was deployed from elsewhere; a machine can be asked all the same.
    return undefined;
  }
}
