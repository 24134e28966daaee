import type {PreflightFacts} from './facts.ts';

/** The id of the resource group that a cluster goes to, which may not be there yet. */
export function ownGroupId({account, groupName}: Pick<PreflightFacts, 'account' | 'groupName'>): string {
  return `/subscriptions/${account.subscriptionId}/resourceGroups/${groupName}`;
}

/** The id that a resource of the cluster's network has, or will have. */
export function ownNetworkId(
  facts: Pick<PreflightFacts, 'account' | 'groupName'>,
  type: 'applicationSecurityGroups' | 'virtualNetworkGateways' | 'virtualNetworks',
  name: string,
): string {
  return `${ownGroupId(facts)}/providers/Microsoft.Network/${type}/${name}`;
}
