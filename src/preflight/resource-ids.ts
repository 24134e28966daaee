import type {PreflightFacts} from './facts.ts';

type OwnPlace = Pick<PreflightFacts, 'account' | 'groupName'>;

/** The id of the resource group that a cluster goes to, which may not be there yet. */
export function ownGroupId({account, groupName}: OwnPlace): string {
  return `/subscriptions/${account.subscriptionId}/resourceGroups/${groupName}`;
}

/** The id that a resource of the cluster's network has, or will have. */
export function ownNetworkId(
  place: OwnPlace,
  type: 'applicationSecurityGroups' | 'virtualNetworkGateways' | 'virtualNetworks',
  name: string,
): string {
  return `${ownGroupId(place)}/providers/Microsoft.Network/${type}/${name}`;
}

/** The name at the end of an id. */
export function nameIn(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Whether two names or ids are the same: to Azure, capitals make no difference. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether a resource or scope is at another one, or below it. */
export function isWithin(id: string, scope: string): boolean {
  return `${id}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase());
}
