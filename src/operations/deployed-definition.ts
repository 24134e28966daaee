import type {Azure, Deployment} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';
import type {LiveSubnet} from '../azure/live-resources.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {virtualNetworkName} from '../cluster/names.ts';
import {resolve} from '../cluster/resolve.ts';
import {readDefinition} from '../definition/read-definition.ts';
import {type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {planAddresses} from '../network/plan-addresses.ts';

/** What a cluster was made from, as its deployment tells it: no file of whoever made it is needed. */
export interface DeployedDefinition {
  readonly text: string;
  readonly hash: string;
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/** Reads what a deployment that has succeeded once says of itself; undefined if it says nothing that can be read. */
export function deployedDefinition({outputs}: Pick<Deployment, 'outputs'>): DeployedDefinition | undefined {
  const {definition: text, definitionHash: hash} = outputs;
  if (typeof text !== 'string' || typeof hash !== 'string') return undefined;
  const {definition} = readDefinition({name: 'the deployed definition', bytes: Buffer.from(text), set: []});
  if (definition === undefined) return undefined;
  const cluster = resolve(definition);
  return {text, hash, cluster, plan: planAddresses(cluster)};
}

/** Whose subnets are looked for, and where. */
export interface PlacedWhere {
  readonly group: string;
  readonly cluster: Cluster;
  readonly deployed: DeployedDefinition | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The ranges of subnets that are there, which a later plan keeps: as the deployment tells them, or the virtual network itself.
 * A deployment that runs or has failed tells nothing, nor does one that Azure has forgotten.
 */
export async function findPlacedSubnets(
  azure: Pick<Azure, 'account' | 'network'>,
  {group, cluster, deployed, signal}: PlacedWhere,
): Promise<ReadonlyMap<string, Prefix> | undefined> {
  if (deployed !== undefined) return placedSubnets(deployed);
  if (cluster.network.virtualNetwork.kind !== 'new') return undefined;
  const {subscriptionId} = azure.account;
  const name = virtualNetworkName(cluster);
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}`;
  try {
    const network = await azure.network.findVirtualNetwork(id, signal);
    return network === undefined ? undefined : new Map(network.subnets.flatMap(placeOf));
  } catch (error) {
    // Who may not read is told so by the checks that follow.
    if (error instanceof AzureError && error.status === 403) return undefined;
    throw error;
  }
}

function placeOf({name, addressPrefixes}: LiveSubnet): readonly (readonly [string, Prefix])[] {
  const [range = ''] = addressPrefixes;
  const place = parsePrefix(range);
  return place === undefined ? [] : [[name, place]];
}

/** The ranges of its subnets, which a later plan keeps: see `planAddresses`. */
export function placedSubnets({plan}: DeployedDefinition): ReadonlyMap<string, Prefix> {
  return new Map(plan.subnets.flatMap(({name, cidr}) => (cidr === undefined ? [] : [[name, cidr] as const])));
}
