import type {Cluster} from '../cluster/cluster.ts';
import type {Path} from '../definition/issue.ts';
import {shellWord} from '../shell-word.ts';
import type {ErrorBody} from './error-body.ts';

/** Where something was deployed to, and how commands about it are written. */
export interface DeploySpot {
  readonly group: string;
  /** Its name; absent: Azure has not taken it, so there is nothing to ask about it. */
  readonly deployment?: string;
  /** A command of vnetk8s for the same definition, such as `vnetk8s check cluster.yaml`. */
  readonly vnetk8s: (command: 'check' | 'deploy' | 'diff' | 'plan') => string;
  /** A command of Azure's command line, in the same subscription. */
  readonly az: (words: string) => string;
}

/** What failed, as far as commands about it need to know. */
export interface NextContext extends DeploySpot {
  readonly cluster: Cluster;
  readonly leaf: ErrorBody;
  /** The place in the definition that it stems from. */
  readonly path: Path;
  /** Of the resource that failed, as far as it is known. */
  readonly id: string | undefined;
}

/** The commands to run next, as a shell reads them. */
export type NextCommands = (context: NextContext) => readonly string[];

/** What of a quota is left: of public IPs and their like at the network, of the rest at the machines. */
export const quotaLeft: NextCommands = ({az, cluster, leaf, id = ''}) => {
  const words = `${leaf.code} ${leaf.message} ${/\/providers\/[^/]+/i.exec(id)?.[0] ?? ''}`;
  const isNetwork = /public ?ip|network|load ?balancer|gateway|address/i.test(words);
  const list = isNetwork ? 'network list-usages' : 'vm list-usage';
  return [az(`${list} --location ${cluster.location} --output table`)];
};

/** Where a size can be had. */
export const sizesOffered: NextCommands = ({az, cluster, path}) => {
  const [key, index] = path;
  const pool = key === 'nodePools' && typeof index === 'number' ? cluster.nodePools[index] : undefined;
  const size = pool?.vmSize ?? (key === 'controlPlane' ? cluster.controlPlane.vmSize : undefined);
  const which = size === undefined ? '--resource-type virtualMachines' : `--size ${size}`;
  return [az(`vm list-skus --location ${cluster.location} ${which} --all --output table`)];
};

/** All that can be checked without deploying. */
export const checkAgain: NextCommands = ({vnetk8s}) => [vnetk8s('check')];

/** The address plan, and what Azure has of it. */
export const addressesPlanned: NextCommands = ({vnetk8s}) => [vnetk8s('plan'), vnetk8s('check')];

/** What would change. */
export const changesShown: NextCommands = ({vnetk8s}) => [vnetk8s('diff')];

/** The same once more. */
export const deployAgain: NextCommands = ({vnetk8s}) => [vnetk8s('deploy')];

/** What Azure knows of the deployment; where it has none, what can be checked. */
export const operationsListed: NextCommands = ({az, group, deployment, vnetk8s}) =>
  deployment === undefined
    ? [vnetk8s('check')]
    : [
        az(
          `deployment operation group list --resource-group ${shellWord(group)} --name ${deployment} --query "[?properties.provisioningState=='Failed'].properties.statusMessage"`,
        ),
      ];

/** Old deployments, and how one is removed. */
export const oldDeployments: NextCommands = ({az, group}) => [
  az(`deployment group list --resource-group ${shellWord(group)} --query "[].name" --output tsv`),
  az(`deployment group delete --resource-group ${shellWord(group)} --name NAME`),
];

/** Locks of the subscription, its groups and resources. */
export const locksListed: NextCommands = ({az}) => [az('lock list --output table')];

/** The policies that the message names; all of them where it names none. */
export const policiesShown: NextCommands = ({az, leaf}) => {
  const ids = leaf.message.matchAll(
    /"id":"([^"]+)\/providers\/Microsoft\.Authorization\/policyAssignments\/([^"]+)"/gi,
  );
  const shown = [...ids].map(([, scope = '', name = '']) =>
    az(`policy assignment show --name ${shellWord(name)} --scope ${shellWord(scope)}`),
  );
  return shown.length > 0 ? shown : [az('policy assignment list --disable-scope-strict-match --output table')];
};

/** Which roles those have who may not do it, and what finds out what is missing. */
export const rightsShown: NextCommands = ({az, leaf, vnetk8s}) => {
  const [, object] = /object id '([0-9a-f-]{36})'/i.exec(leaf.message) ?? [];
  // A role that is to be assigned is no scope of its own: what it is to be assigned at is.
  const [, scope] = /over scope '([^']+?)(?:\/providers\/Microsoft\.Authorization\/[^']*)?'/i.exec(leaf.message) ?? [];
  const roles =
    object === undefined || scope === undefined
      ? []
      : [
          az(
            `role assignment list --assignee ${object} --scope ${shellWord(scope)} --include-inherited --include-groups --output table`,
          ),
        ];
  return [vnetk8s('check'), ...roles];
};

/** How far machines have come: one by itself, or those of a scale set. */
export const machinesShown: NextCommands = ({az, group, id = ''}) => {
  const [, type, name] = /\/(virtualMachines|virtualMachineScaleSets)\/([^/]+)/i.exec(id) ?? [];
  const where = `--resource-group ${shellWord(group)}`;
  if (name === undefined) return [az(`vm list ${where} --show-details --output table`)];
  return type?.toLowerCase() === 'virtualmachines'
    ? [az(`vm boot-diagnostics get-boot-log ${where} --name ${name}`)]
    : [az(`vmss get-instance-view ${where} --name ${name} --instance-id "*"`)];
};

/** All who may do anything. */
export const roleAssignmentsListed: NextCommands = ({az}) => [az('role assignment list --all --output table')];

/** Whether the subscription is enabled. */
export const subscriptionShown: NextCommands = ({az}) => [az('account show --output table')];

/** Registers the provider that the message names. */
export const providerRegistered: NextCommands = ({az, leaf}) => {
  const [namespace = 'NAMESPACE'] = /\bMicrosoft\.\w+/i.exec(leaf.message) ?? [];
  return [az(`provider register --namespace ${namespace} --wait`)];
};
