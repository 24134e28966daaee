import type {Azure} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {controlPlaneMachineName} from '../cluster/names.ts';
import type {ProbeOptions} from '../cluster-api/probe-cluster.ts';

/** What a machine that cannot be asked is answered with: it is gone, or it is stopped, or another command runs on it. */
const ASK_ANOTHER = [404, 409];

/**
 * Runs a script on a machine of the control plane: on the next one where one cannot be asked, since a cluster is looked at
 * just when a machine of it is down. Throws the error of the last one.
 */
export function runOnControlPlane(
  azure: Azure,
  {cluster, group}: {readonly cluster: Cluster; readonly group: string},
  signal: AbortSignal | undefined,
): ProbeOptions['run'] {
  const machines = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines`;
  return async (script) => {
    const last = cluster.controlPlane.count - 1;
    for (let index = 0; index < last; index++) {
      const id = `${machines}/${controlPlaneMachineName(cluster, index)}`;
      try {
        return await azure.compute.runCommand(id, script, signal);
      } catch (error) {
        if (!(error instanceof AzureError) || !ASK_ANOTHER.includes(error.status ?? 0)) throw error;
      }
    }
    return azure.compute.runCommand(`${machines}/${controlPlaneMachineName(cluster, last)}`, script, signal);
  };
}
