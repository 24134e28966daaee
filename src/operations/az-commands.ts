import type {Account} from '../azure/azure.ts';
import {shellWord} from '../shell-word.ts';
import type {Aim} from './again.ts';
import type {DeploySite} from './deploy-outcome.ts';

/** Makes a command of Azure's command line of words. */
export type AzWords = (words: string) => string;

/** Commands about the subscription that was deployed to: `az` may have chosen another. */
export function azFor(
  {azure}: Pick<Aim, 'azure'>,
  {subscriptionId, method, simulated}: Pick<Account, 'subscriptionId' | 'method' | 'simulated'>,
): AzWords {
  const isNamed = azure.subscription !== undefined || azure.env?.['ARM_SUBSCRIPTION_ID'] !== undefined;
  const isThatOfAz = simulated || method === 'Azure CLI';
  return (words) => `az ${words}${isNamed || !isThatOfAz ? ` --subscription ${subscriptionId}` : ''}`;
}

/** Commands about a deployment and its resource group, as a shell reads them: the name of a group may hold brackets. */
export interface SiteCommands {
  readonly showState: string;
  readonly cancel: string;
  readonly groupExists: string;
  readonly deleteGroup: string;
}

/** What looks at a deployment, stops it, or removes what was made for it. */
export function azCommandsFor(
  {account, group, cluster}: Pick<DeploySite, 'account' | 'group'> & {readonly cluster: {readonly name: string}},
  aim: Pick<Aim, 'azure'>,
): SiteCommands {
  const az = azFor(aim, account);
  const name = shellWord(group);
  const deployment = `--resource-group ${name} --name ${cluster.name}`;
  return {
    showState: az(`deployment group show ${deployment} --query properties.provisioningState`),
    cancel: az(`deployment group cancel ${deployment}`),
    groupExists: az(`group exists --name ${name}`),
    deleteGroup: az(`group delete --name ${name}`),
  };
}
