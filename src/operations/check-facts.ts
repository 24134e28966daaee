import type {Azure, LivePublicIp} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {apiServerDnsLabel, podPublicIpDnsLabel} from '../cluster/names.ts';
import {findSubnet} from '../preflight/existing-subnet.ts';
import type {ExistingFacts, IdentityFacts, Known, LabelFacts, PlannedSite, PreflightFacts} from '../preflight/facts.ts';
import {eachOf, existingFacts, remoteFacts} from './check-network-facts.ts';
import {ownFacts} from './check-own-facts.ts';
import {type Reads, startReads} from './check-reads.ts';

/** So many DNS names are asked for: a pool of hundreds of nodes has thousands. */
const MOST_LABELS = 100;

/** Where a cluster goes to. */
export interface CheckPlace {
  readonly group: string;
  readonly signal?: AbortSignal | undefined;
}

/** Asks Azure for everything that is judged. Throws AzureError if it answers nothing at all; else what it does not tell is not known. */
export async function gatherFacts(
  azure: Azure,
  site: PlannedSite,
  {group: groupName, signal}: CheckPlace,
): Promise<PreflightFacts> {
  const {cluster} = site;
  const {account, groups, access, compute, network} = azure;
  const reads = startReads();
  const {read, readKnown} = reads;
  const group = await read(() => groups.find(groupName, signal));
  const isThere = !group.known || group.value !== undefined;
  const subscription = `/subscriptions/${account.subscriptionId}`;
  const scope = isThere ? `${subscription}/resourceGroups/${groupName}` : subscription;
  const [providers, permissions, locks, skus, computeUsages, networkUsages, labels, rest, remotes] = await Promise.all([
    read(() => access.providers(signal)),
    readKnown(() => access.permissions(scope, signal)),
    read(() => access.locks(scope, signal)),
    read(() => compute.skus(cluster.location, signal)),
    read(() => compute.usages(cluster.location, signal)),
    read(() => network.usages(cluster.location, signal)),
    labelFacts(azure, reads, {cluster, group: isThere ? groupName : undefined, signal}),
    ownAndExisting(azure, reads, site, {group: groupName, isThere, scope, signal}),
    remoteFacts(azure, reads, site, signal),
  ]);
  reads.assertAnswered();
  const asked = {providers, permissions, locks, skus, computeUsages, networkUsages, labels, remotes};
  return {account, group, groupName, ...asked, ...rest};
}

interface OwnPlace extends CheckPlace {
  readonly isThere: boolean;
  readonly scope: string;
}

/** What is found one after the other: what the cluster has, the network around that, who may join it. */
async function ownAndExisting(
  azure: Azure,
  reads: Reads,
  site: PlannedSite,
  {group, isThere, scope, signal}: OwnPlace,
): Promise<Pick<PreflightFacts, 'own' | 'network' | 'identity'>> {
  const own = await ownFacts(azure, reads, {cluster: site.cluster, group, signal}, isThere);
  const network = await existingFacts(azure, reads, site, own, signal);
  const identity = await identityFacts(azure, reads, site, {network, scope, signal});
  return {own, ...(network === undefined ? {} : {network}), ...(identity === undefined ? {} : {identity})};
}

interface LabelPlace {
  readonly cluster: Cluster;
  /** Undefined: there is no group yet. */
  readonly group: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** DNS names, but for those that public IPs of the group have already. */
async function labelFacts(azure: Azure, {read}: Reads, {cluster, group, signal}: LabelPlace): Promise<LabelFacts> {
  const wanted = labelsOf(cluster);
  if (wanted.length === 0) return {free: new Map(), own: 0, unasked: 0};
  const live: Known<readonly LivePublicIp[]> =
    group === undefined ? {known: true, value: []} : await read(() => azure.network.publicIps(group, signal));
  const own = new Set(live.known ? live.value.flatMap(({fqdn}) => fqdn?.split('.')[0]?.toLowerCase() ?? []) : []);
  const missing = wanted.filter((label) => !own.has(label.toLowerCase()));
  const asked = missing.slice(0, MOST_LABELS);
  // Without those of the group, a name that is taken may be its own.
  const free = await eachOf(asked, async (label): Promise<Known<boolean>> => {
    const answer = await read(() => azure.network.checkDnsLabel(cluster.location, label, signal));
    return answer.known && !answer.value && !live.known ? live : answer;
  });
  return {free, own: wanted.length - missing.length, unasked: missing.length - asked.length};
}

function labelsOf({nodePools, ...cluster}: Cluster): readonly string[] {
  const ofPods = nodePools.flatMap(({count, podPublicIPs}) => {
    const {dnsLabelPrefix, perNode = 0} = podPublicIPs ?? {};
    if (dnsLabelPrefix === undefined) return [];
    return Array.from({length: count.min * perNode}, (_, index) =>
      podPublicIpDnsLabel(dnsLabelPrefix, Math.floor(index / perNode), (index % perNode) + 1),
    );
  });
  const isPublic = cluster.controlPlane.endpoint.access === 'public';
  return [...(isPublic ? [apiServerDnsLabel({nodePools, ...cluster})] : []), ...ofPods];
}

interface IdentityPlace {
  readonly network: ExistingFacts | undefined;
  readonly scope: string;
  readonly signal: AbortSignal | undefined;
}

async function identityFacts(
  azure: Azure,
  {read, readKnown}: Reads,
  {cluster}: PlannedSite,
  {network, scope, signal}: IdentityPlace,
): Promise<Known<IdentityFacts | undefined> | undefined> {
  const {id} = cluster.identity;
  if (id === undefined) return undefined;
  const found = await read(() => azure.access.findIdentity(id, signal));
  if (!found.known || found.value === undefined) return found.known ? {known: true, value: undefined} : found;
  const {principalId} = found.value;
  const rolesAt = (at: string) => readKnown(() => azure.access.permissionsOf(at, principalId, signal));
  const [roles, subnetRoles] = await Promise.all([
    rolesAt(scope),
    eachOf(joinedSubnets(cluster, network), rolesAt, (subnet) => subnet.toLowerCase()),
  ]);
  return {known: true, value: {principalId, roles, subnetRoles}};
}

/** Ids of subnets that nodes and load balancers of Services join. */
function joinedSubnets(
  {controlPlane, nodePools, network: {internalServices}}: Cluster,
  network: ExistingFacts | undefined,
) {
  const live = network?.network.known === true ? network.network.value : undefined;
  if (live === undefined) return [];
  const names = [controlPlane.subnet, ...nodePools.map(({subnet}) => subnet), internalServices.subnet];
  return names.flatMap((name) => findSubnet(live, name)?.id ?? []);
}
