import {overlaps, type Prefix} from '../../ipv4/prefix.ts';
import type {Path} from '../issue.ts';
import {find, sameKey, spell, textAt} from './source.ts';
import {rangeConstant, readRange} from './written-range.ts';

/** Where things are in a vlabs definition. */
export const PROPERTIES: Path = ['properties'];
export const CONTROL_PLANE: Path = [...PROPERTIES, 'masterProfile'];
export const POOLS: Path = [...PROPERTIES, 'agentPoolProfiles'];
export const KUBERNETES: Path = [...PROPERTIES, 'orchestratorProfile', 'kubernetesConfig'];

/**
 * What gave pods their addresses, and the field that decided it. aks-engine: pkg/api/defaults.go and converterfromapi.go,
 * "For backwards compatibility with original, overloaded NetworkPolicy config vector".
 */
export interface Plugin {
  readonly name: string;
  readonly decidedBy: 'networkPlugin' | 'networkPolicy' | 'default';
}

/** The plugin that the old tools would have used. */
export function pluginOf(root: unknown): Plugin {
  const plugin = textAt(root, [...KUBERNETES, 'networkPlugin'])?.toLowerCase();
  const policy = textAt(root, [...KUBERNETES, 'networkPolicy'])?.toLowerCase();
  if (policy === 'none') return {name: 'kubenet', decidedBy: 'networkPolicy'};
  if (policy === 'cilium') return {name: 'cilium', decidedBy: 'networkPolicy'};
  if (plugin !== undefined) return {name: plugin, decidedBy: 'networkPlugin'};
  return policy === 'calico' ? {name: 'kubenet', decidedBy: 'networkPolicy'} : {name: 'azure', decidedBy: 'default'};
}

/** A virtual network that the old tools made, or one that was there. */
export type NetworkFacts = NewNetwork | ExistingNetwork;

/** A virtual network that the old tools made. */
export interface NewNetwork {
  readonly kind: 'new';
  readonly subnets: readonly {readonly name: string; readonly cidr: Prefix}[];
  readonly controlPlaneSubnet: string;
  readonly poolSubnet: string;
  /** Where its ranges come from: `clusterSubnet`, its default, or constants that nothing could change. */
  readonly source: 'clusterSubnet' | 'default' | 'constant';
}

/** A virtual network that was there. */
export interface ExistingNetwork {
  readonly kind: 'existing';
  readonly id: string;
  /** Those that are used, that of the control plane first. */
  readonly subnets: readonly NamedSubnet[];
  /** What `vnetCidr` says. */
  readonly ranges?: Prefix;
}

/** A subnet, and where in the vlabs file it is named first. */
export interface NamedSubnet extends SubnetId {
  readonly path: Path;
}

/** The parts of a subnet's id. */
export interface SubnetId {
  readonly id: string;
  readonly networkId: string;
  readonly name: string;
}

/** Subnet of a virtual network of aks-engine's own (pkg/api/defaults.go, DefaultKubernetesSubnet). */
const DEFAULT_SUBNET = rangeConstant('10.240.0.0/12');
/** The same where pods have no address of it (DefaultKubernetesMasterSubnet). */
const DEFAULT_NODE_SUBNET = rangeConstant('10.240.0.0/16');
/** Subnets beside a control plane in a scale set (DefaultKubernetesMasterSubnet, DefaultKubernetesAgentSubnetVMSS). */
const SCALE_SET_SUBNETS = [
  {name: 'subnetmaster', cidr: rangeConstant('10.240.0.0/16')},
  {name: 'subnetagent', cidr: rangeConstant('10.248.0.0/13')},
];
/** What the old tools called the one subnet that they made. */
const SUBNET_NAME = 'k8s-subnet';

const SUBNET_ID =
  /^(\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/\s]+)\/subnets\/([^/\s]{1,80})$/i;

/** Reads the id of a subnet; undefined if it is none. */
export function parseSubnetId(text: string): SubnetId | undefined {
  const id = text.trim();
  const [, networkId, name] = SUBNET_ID.exec(id) ?? [];
  return networkId === undefined || name === undefined ? undefined : {id, networkId, name};
}

/** Whether the control plane was a scale set. */
export function isControlPlaneScaleSet(root: unknown): boolean {
  return sameKey(textAt(root, [...CONTROL_PLANE, 'availabilityProfile']) ?? '', 'VirtualMachineScaleSets');
}

/** The subnet that a pool was in: its own, or the one that a control plane in a scale set named for all. */
export function poolSubnetOf(root: unknown, pool: Path): NamedSubnet | undefined {
  return ownSubnetOf(root, pool) ?? subnetAt(root, [...CONTROL_PLANE, 'agentVnetSubnetId']);
}

/** The subnet that a pool names itself, if its id can be read. */
export function ownSubnetOf(root: unknown, pool: Path): NamedSubnet | undefined {
  return subnetAt(root, [...pool, 'vnetSubnetId']);
}

/** The virtual network, and its subnets as far as the file tells. `pools` are the paths of the pools that are kept. */
export function networkOf(root: unknown, pools: readonly Path[]): NetworkFacts {
  const used = [
    subnetAt(root, [...CONTROL_PLANE, 'vnetSubnetId']),
    ...pools.map((pool) => poolSubnetOf(root, pool)),
  ].filter((subnet) => subnet !== undefined);
  const [first] = used;
  if (first === undefined) return newNetwork(root);
  const subnets = used.filter(({name}, index) => used.findIndex((other) => sameKey(other.name, name)) === index);
  const ranges = rangeAt(root, [...CONTROL_PLANE, 'vnetCidr']);
  return {kind: 'existing', id: first.networkId, subnets, ...(ranges === undefined ? {} : {ranges})};
}

function newNetwork(root: unknown): NewNetwork {
  if (isControlPlaneScaleSet(root)) {
    const [controlPlaneSubnet, poolSubnet] = ['subnetmaster', 'subnetagent'];
    return {kind: 'new', subnets: SCALE_SET_SUBNETS, controlPlaneSubnet, poolSubnet, source: 'constant'};
  }
  const vnetPods = pluginOf(root).name === 'azure';
  const written = vnetPods ? rangeAt(root, [...KUBERNETES, 'clusterSubnet']) : undefined;
  const cidr = written ?? (vnetPods ? DEFAULT_SUBNET : DEFAULT_NODE_SUBNET);
  return {
    kind: 'new',
    subnets: [{name: SUBNET_NAME, cidr}],
    controlPlaneSubnet: SUBNET_NAME,
    poolSubnet: SUBNET_NAME,
    source: written === undefined ? 'default' : 'clusterSubnet',
  };
}

/** The range of Services in v1. */
export interface ServiceFacts {
  readonly prefix: Prefix;
  /** `given` in the file, the old tools' `default`, or another one because that is in the way. */
  readonly source: 'given' | 'default' | 'moved';
}

/** Range of Services of the old tools (pkg/api/const.go, DefaultKubernetesServiceCIDR). */
export const DEFAULT_SERVICE_RANGE = rangeConstant('10.0.0.0/16');
/** Where Services go if that range is in use: v1's own default first. */
const OTHER_SERVICE_RANGES = ['172.16.0.0/16', '192.168.0.0/16', '100.64.0.0/16'].map(rangeConstant);

/** The range of Services: one that is written is kept, whatever is wrong with it. */
export function servicesOf(root: unknown, network: NetworkFacts): ServiceFacts {
  const written = rangeAt(root, [...KUBERNETES, 'serviceCidr']);
  if (written !== undefined) return {prefix: written, source: 'given'};
  const taken = network.kind === 'new' ? network.subnets.map(({cidr}) => cidr) : [network.ranges ?? []].flat();
  const isFree = (range: Prefix) => !taken.some((other) => overlaps(range, other));
  if (isFree(DEFAULT_SERVICE_RANGE)) return {prefix: DEFAULT_SERVICE_RANGE, source: 'default'};
  const other = OTHER_SERVICE_RANGES.find(isFree);
  return other === undefined ? {prefix: DEFAULT_SERVICE_RANGE, source: 'default'} : {prefix: other, source: 'moved'};
}

function subnetAt(root: unknown, path: Path): NamedSubnet | undefined {
  const text = textAt(root, path);
  const subnet = text === undefined ? undefined : parseSubnetId(text);
  return subnet === undefined ? undefined : {...subnet, path: spell(root, path)};
}

function rangeAt(root: unknown, path: Path): Prefix | undefined {
  const text = textAt(root, path);
  return text === undefined ? undefined : readRange(text).prefix;
}

/** Whether something is written at a path at all, and is not null. */
export function isWritten(root: unknown, path: Path): boolean {
  return find(root, path) !== undefined;
}
