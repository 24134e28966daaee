import {API_VERSIONS} from '../arm/api-versions.ts';
import type {Azure, Deployment, LivePeering} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {DeleteItem} from './delete-plan.ts';

const PEERINGS = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';
const ROLE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

/** Where to look for what a cluster has outside of its resource group. */
export interface OutsideOptions {
  readonly name: string;
  readonly group: string;
  /** What is deployed, or what the definition says. */
  readonly cluster: Cluster | undefined;
  readonly deployment: Deployment | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a deployment has made in other resource groups: the other side of each peering, and what the cluster's identity may do
 * with subnets of an existing virtual network. Each is there, and names this cluster's network or identity.
 */
export async function findOutside(
  azure: Azure,
  options: OutsideOptions,
): Promise<{readonly outside: readonly DeleteItem[]; readonly unlisted: readonly DeleteItem[]}> {
  const [peerings, assignments] = await Promise.all([
    findRemotePeerings(azure, options),
    findRoleAssignments(azure, options),
  ]);
  const inGroup = `/resourcegroups/${options.group.toLowerCase()}/`;
  const isInside = ({id}: DeleteItem): boolean => id.toLowerCase().includes(inGroup);
  return {
    outside: [...peerings, ...assignments.filter((item) => !isInside(item))],
    unlisted: [...assignments.filter(isInside), ...deploymentOf(options)],
  };
}

/** What Azure remembers of the deployment: without it, nobody takes the cluster for one that is there. */
function deploymentOf({deployment}: OutsideOptions): readonly DeleteItem[] {
  if (deployment === undefined) return [];
  const {id, name} = deployment;
  return [{id, type: 'Microsoft.Resources/deployments', name}];
}

/** Found from both ends: our network may be gone already, and the definition may be unknown. */
async function findRemotePeerings(
  azure: Azure,
  {name, group, cluster, signal}: OutsideOptions,
): Promise<readonly DeleteItem[]> {
  const {subscriptionId} = azure.account;
  const ours = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}`;
  const network = cluster?.network.virtualNetwork;
  const live = network?.kind === 'existing' ? undefined : await azure.network.findVirtualNetwork(ours, signal);
  const ids = [
    ...(live?.peerings.map(({remoteVirtualNetworkId}) => remoteVirtualNetworkId) ?? []),
    ...(network?.kind === 'new' ? network.peerings.map(({remoteVirtualNetworkId}) => remoteVirtualNetworkId) : []),
  ];
  const unique = [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
  const found = await Promise.all(
    unique.map(async (id) => {
      const remote = await azure.network.findVirtualNetwork(id, signal);
      const own = remote?.peerings.filter((peering) => isOurs(peering, ours, name)) ?? [];
      return own.map((peering) => ({
        id: `${id}/virtualNetworkPeerings/${peering.name}`,
        type: PEERINGS,
        name: peering.name,
      }));
    }),
  );
  return found.flat();
}

/** One that leads to our network, by the name that vnetk8s gives it: another was there before, and is somebody else's. */
function isOurs({remoteVirtualNetworkId, name: peering}: LivePeering, ours: string, name: string): boolean {
  return remoteVirtualNetworkId.toLowerCase() === ours.toLowerCase() && peering.startsWith(`${name}-`);
}

/**
 * Role assignments of the cluster's identity, as the deployment and its nested ones list what they have made: those of
 * others are left alone. Azure lists them among no resources.
 */
async function findRoleAssignments(azure: Azure, options: OutsideOptions): Promise<readonly DeleteItem[]> {
  const {deployment, signal} = options;
  if (deployment === undefined) return [];
  const listed = [...deployment.outputResources, ...(await nestedResources(azure, options))];
  const ids = listed.filter((id) => /\/providers\/microsoft\.authorization\/roleassignments\/[^/]+$/i.test(id));
  const unique = [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
  const version = API_VERSIONS[ROLE_ASSIGNMENTS];
  const found = await Promise.all(unique.map((id) => azure.groups.findResource(id, version, signal)));
  return unique.flatMap((id, index) =>
    found[index] === undefined ? [] : [{id, type: ROLE_ASSIGNMENTS, name: scopeOf(id)}],
  );
}

/** What nested deployments in other resource groups of the subscription have made. */
async function nestedResources(azure: Azure, {name, group, signal}: OutsideOptions): Promise<readonly string[]> {
  const operations = await azure.deployments.operations(group, name, signal);
  const nested = operations.flatMap(({target}) =>
    target?.type.toLowerCase() === 'microsoft.resources/deployments' ? [target] : [],
  );
  const made = await Promise.all(
    nested.map(async ({id, name: deployment}) => {
      const [, subscription, other] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\//i.exec(id) ?? [];
      if (other === undefined || subscription?.toLowerCase() !== azure.account.subscriptionId.toLowerCase()) return [];
      return resourcesOf(azure, other, deployment, signal);
    }),
  );
  return made.flat();
}

/** None if whoever asks may not look: then it may not delete either, and there is another way to find them. */
async function resourcesOf(
  azure: Azure,
  group: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  try {
    return (await azure.deployments.find(group, name, signal))?.outputResources ?? [];
  } catch (error) {
    if (error instanceof AzureError && error.status === 403) return [];
    throw error;
  }
}

/** What it is about: a subnet, or the resource group. */
function scopeOf(id: string): string {
  const [, network, subnet] = /\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)\//i.exec(id) ?? [];
  if (network !== undefined) return `${network}/${subnet}`;
  return /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1] ?? id;
}
