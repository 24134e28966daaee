import {API_VERSIONS} from '../arm/api-versions.ts';
import type {ResourceGroup, ResourceSummary} from '../azure/azure.ts';
import {CLUSTER_TAG} from '../cluster/tags.ts';

/** Something that is deleted by its id. */
export interface DeleteItem {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** All that is deleted, and what stays. */
export interface DeletePlan {
  readonly cluster: string;
  readonly group: string;
  /** Outside the resource group, and deleted first: afterwards nobody would know of it. */
  readonly outside: readonly DeleteItem[];
  /** True: the resource group was made for the cluster, holds nothing else, and goes as a whole. */
  readonly whole: boolean;
  /** What is the cluster's in the resource group, without parts of others. */
  readonly own: readonly DeleteItem[];
  /** What else is there; it stays. */
  readonly foreign: readonly DeleteItem[];
}

/** The tag that the cloud controller gives to what it makes for a Service (cloud-provider-azure: pkg/consts, `ClusterNameKey`). */
const CONTROLLER_TAG = 'k8s-azure-cluster-name';

/** What the name of the cloud controller's load balancer of private addresses ends with (the same, `InternalLoadBalancerNameSuffix`). */
const INTERNAL = '-internal';

/**
 * Types in the order in which they can be deleted: what uses a thing goes before it. A type that is not listed goes first: it
 * is something that uses others.
 */
const ORDER: readonly (readonly string[])[] = [
  ['Microsoft.Compute/virtualMachineScaleSets', 'Microsoft.Compute/virtualMachines'],
  ['Microsoft.Network/privateLinkServices', 'Microsoft.Network/connections'],
  ['Microsoft.Network/networkInterfaces', 'Microsoft.Compute/disks', 'Microsoft.Compute/availabilitySets'],
  ['Microsoft.Network/virtualNetworkGateways', 'Microsoft.Network/loadBalancers'],
  ['Microsoft.Network/localNetworkGateways', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'],
  ['Microsoft.Network/virtualNetworks', 'Microsoft.Network/privateDnsZones'],
  ['Microsoft.Network/natGateways', 'Microsoft.Network/routeTables', 'Microsoft.Network/networkSecurityGroups'],
  [
    'Microsoft.Network/publicIPAddresses',
    'Microsoft.Network/applicationSecurityGroups',
    'Microsoft.Authorization/roleAssignments',
  ],
  ['Microsoft.ManagedIdentity/userAssignedIdentities'],
  ['Microsoft.Resources/deployments'],
];

/** Versions of the API for types that no template of ours has. */
const OTHER_VERSIONS: Readonly<Record<string, string>> = {
  'microsoft.compute/disks': '2024-03-02',
  'microsoft.network/privatelinkservices': API_VERSIONS['Microsoft.Network/publicIPAddresses'],
};

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(API_VERSIONS).map(([type, version]) => [type.toLowerCase(), version] as const),
  ...Object.entries(OTHER_VERSIONS),
]);

/** What was found of a cluster, for `planDeletion`. */
export interface FoundParts {
  readonly group: ResourceGroup;
  readonly resources: readonly ResourceSummary[];
  /** In other resource groups. */
  readonly outside: readonly DeleteItem[];
  /** In the resource group, but in no list of its resources. */
  readonly unlisted: readonly DeleteItem[];
}

/** Decides what of a resource group is deleted. */
export function planDeletion(cluster: string, {group, resources, outside, unlisted}: FoundParts): DeletePlan {
  const tagged = resources.filter((resource) => isOwn(cluster, resource));
  const own = [...tagged, ...ownDisks(cluster, tagged, resources)];
  const ids = new Set(own.map(({id}) => id.toLowerCase()));
  const isPart = (id: string): boolean => ancestorsOf(id.toLowerCase()).some((ancestor) => ids.has(ancestor));
  const foreign = resources.filter(({id}) => !ids.has(id.toLowerCase()) && !isPart(id));
  const whole = group.tags[CLUSTER_TAG] === cluster && foreign.length === 0;
  // A type that has a place in the order does not go with what it is a part of.
  const roots = own.filter((item) => stepOf(item) >= 0 || !isPart(item.id)).map(itemOf);
  const rest = whole || roots.length === 0 ? [] : unlisted;
  return {
    cluster,
    group: group.name,
    outside,
    whole,
    own: [...roots, ...rest].toSorted((one, other) => stepOf(one) - stepOf(other)),
    foreign: foreign.map(itemOf),
  };
}

/** What can be deleted at the same time, step by step. */
export function deletionSteps({own}: Pick<DeletePlan, 'own'>): readonly (readonly DeleteItem[])[] {
  return [...Map.groupBy(own, stepOf).entries()].sort(([one], [other]) => one - other).map(([, items]) => items);
}

/** The version of the API with which a resource is deleted; undefined: vnetk8s does not know the type. */
export function apiVersionFor(type: string): string | undefined {
  return VERSIONS.get(type.toLowerCase());
}

/** Tagged by vnetk8s, or by the cloud controller for this cluster, or a load balancer of that one's, which has no tags. */
function isOwn(cluster: string, {type, name, tags}: ResourceSummary): boolean {
  if (tags[CLUSTER_TAG] !== undefined) return tags[CLUSTER_TAG] === cluster;
  if (tags[CONTROLLER_TAG] !== undefined) return tags[CONTROLLER_TAG] === cluster;
  const names = [cluster, `${cluster}${INTERNAL}`].map((own) => own.toLowerCase());
  return type.toLowerCase() === 'microsoft.network/loadbalancers' && names.includes(name.toLowerCase());
}

/**
 * Disks that Azure has made with the machines, which have no tags of their own: of machines by the names that vnetk8s gives
 * them, of scale sets by those that Azure does.
 */
function ownDisks(
  cluster: string,
  own: readonly ResourceSummary[],
  all: readonly ResourceSummary[],
): readonly ResourceSummary[] {
  const scaleSets = own.filter(({type}) => type.toLowerCase() === 'microsoft.compute/virtualmachinescalesets');
  const ofScaleSets = scaleSets.map(({name}) => `${name}_`.toLowerCase());
  const ofMachines = new RegExp(`^${cluster}-[a-z0-9-]+-\\d+-(?:os|etcd)$`, 'i');
  return all.filter(
    ({type, name, tags}) =>
      type.toLowerCase() === 'microsoft.compute/disks' &&
      tags[CLUSTER_TAG] === undefined &&
      (ofMachines.test(name) || ofScaleSets.some((prefix) => name.toLowerCase().startsWith(prefix))),
  );
}

/** The ids of the resources that one is a part of: of a machine's extension, the machine. */
function ancestorsOf(id: string): readonly string[] {
  const [start = '', rest] = id.split('/providers/');
  const parts = rest?.split('/') ?? [];
  const count = Math.max(0, Math.floor((parts.length - 1) / 2) - 1);
  return Array.from({length: count}, (_, index) => `${start}/providers/${parts.slice(0, 3 + 2 * index).join('/')}`);
}

function stepOf({type}: DeleteItem): number {
  return ORDER.findIndex((types) => types.some((known) => known.toLowerCase() === type.toLowerCase()));
}

function itemOf({id, type, name}: ResourceSummary): DeleteItem {
  return {id, type, name};
}
