import type {Cluster} from '../cluster/cluster.ts';
import {controlPlaneMachineName} from '../cluster/names.ts';
import type {HealthProblem} from '../cluster-api/health-problems.ts';
import {shellWord} from '../shell-word.ts';
import type {AzWords} from './az-commands.ts';

const KUBECTL = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';

/** What to look at on a machine of the control plane, by what is not well. */
const SCRIPTS: Readonly<Record<HealthProblem['about'], string>> = {
  apiServer:
    'journalctl -u kubelet --no-pager -n 30; tail -n 20 /var/log/pods/kube-system_kube-apiserver-*/kube-apiserver/*.log',
  nodes: `${KUBECTL} get nodes -o wide; ${KUBECTL} describe nodes | grep -A 8 Conditions:`,
  addons: `${KUBECTL} get pods -A -o wide; ${KUBECTL} get events -A --sort-by .lastTimestamp | tail -n 20`,
};

/** What shows more of a cluster that is there, but not well: by Azure, as its API server may be private, or be down. */
export function unhealthyCommand(
  {cluster, group}: {readonly cluster: Cluster; readonly group: string},
  {about}: HealthProblem,
  az: AzWords,
): string {
  const machine = controlPlaneMachineName(cluster, 0);
  return az(
    `vm run-command invoke --resource-group ${shellWord(group)} --name ${machine} --command-id RunShellScript --scripts '${SCRIPTS[about]}' --query "value[].message" --output tsv`,
  );
}
