import type {Azure, LivePublicIp} from '../azure/azure.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {apiServerDnsLabel, podPublicIpDnsLabel} from '../cluster/names.ts';
import type {ExistingFacts, IdentityFacts, Known, LabelFacts, PlannedSite, PreflightFacts} from '../preflight/facts.ts';
import {imagesOf} from '../preflight/images.ts';
import {findSubnet} from '../preflight/live-network.ts';
import {unregisteredOf} from '../preflight/place.ts';
import {ownGroupId} from '../preflight/resource-ids.ts';
import {eachOf, existingFacts, remoteFacts} from './check-network-facts.ts';
import {ownFacts} from './check-own-facts.ts';
import {type Reads, startReads} from './check-reads.ts';
import {ownNetworkFacts, referredFacts} from './check-referred-facts.ts';

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
  const {account, groups} = azure;
  const reads = startReads();
  const group = await reads.read(() => groups.find(groupName, signal));
  const isThere = !group.known || group.value !== undefined;
  const subscription = `/subscriptions/${account.subscriptionId}`;
  const place = {
    group: groupName,
    isThere,
    scope: isThere ? ownGroupId({account, groupName}) : subscription,
    signal,
  };
  const [offers, rights, labels, rest, remotes] = await Promise.all([
    offerFacts(azure, reads, cluster, signal),
    rightFacts(azure, reads, place),
    labelFacts(azure, reads, {cluster, group: isThere ? groupName : undefined, signal}),
    ownAndExisting(azure, reads, site, place),
    remoteFacts(azure, reads, site, signal),
  ]);
  reads.assertAnswered();
  return {account, group, groupName, labels, remotes, ...offers, ...rights, ...rest};
}

interface OwnPlace extends CheckPlace {
  readonly isThere: boolean;
  /** The group, or the subscription if the group is not there. */
  readonly scope: string;
}

/** What Azure offers in a region, and how much of it is left. */
async function offerFacts(
  {compute, network}: Azure,
  {read}: Reads,
  cluster: Cluster,
  signal: AbortSignal | undefined,
): Promise<Pick<PreflightFacts, 'skus' | 'images' | 'computeUsages' | 'networkUsages'>> {
  const {location} = cluster;
  const wanted = new Map(imagesOf(cluster).map((image) => [image.sku as string, image]));
  const [skus, images, computeUsages, networkUsages] = await Promise.all([
    read(() => compute.skus(location, signal)),
    eachOf([...wanted.keys()], (sku) =>
      read(async () => {
        const image = wanted.get(sku);
        return image !== undefined && compute.hasImage(location, image, signal);
      }),
    ),
    read(() => compute.usages(location, signal)),
    read(() => network.usages(location, signal)),
  ]);
  return {skus, images, computeUsages, networkUsages};
}

/** What whoever asks may do. Rights in the whole subscription matter only if a provider is to be registered in it. */
async function rightFacts(
  {access, account}: Azure,
  {read, readKnown}: Reads,
  {scope, isThere, signal}: OwnPlace,
): Promise<Pick<PreflightFacts, 'providers' | 'permissions' | 'locks' | 'subscriptionPermissions'>> {
  const [providers, permissions, locks] = await Promise.all([
    read(() => access.providers(signal)),
    readKnown(() => access.permissions(scope, signal)),
    read(() => access.locks(scope, signal)),
  ]);
  if (!providers.known || unregisteredOf(providers.value).length === 0) return {providers, permissions, locks};
  const subscriptionPermissions = isThere
    ? await readKnown(() => access.permissions(`/subscriptions/${account.subscriptionId}`, signal))
    : permissions;
  return {providers, permissions, locks, subscriptionPermissions};
}

/** What is found one after the other: what the cluster has, the network around that, who may join it. */
async function ownAndExisting(
  azure: Azure,
  reads: Reads,
  site: PlannedSite,
  {group, isThere, scope, signal}: OwnPlace,
): Promise<Pick<PreflightFacts, 'own' | 'ownNetwork' | 'referred' | 'network' | 'identity'>> {
  const [own, ownNetwork] = await Promise.all([
    ownFacts(azure, reads, {cluster: site.cluster, group, signal}, isThere),
    isThere ? ownNetworkFacts(azure, reads, site, {group, signal}) : undefined,
  ]);
  const network = await existingFacts(azure, reads, site, own, signal);
  const [identity, referred] = await Promise.all([
    identityFacts(azure, reads, site, {network, scope, signal}),
    referredFacts(azure, reads, site, network, signal),
  ]);
  return {
    own,
    referred,
    ...(ownNetwork === undefined ? {} : {ownNetwork}),
    ...(network === undefined ? {} : {network}),
    ...(identity === undefined ? {} : {identity}),
  };
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
