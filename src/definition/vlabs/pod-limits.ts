import type {Path} from '../issue.ts';
import type {Facts} from './facts.ts';
import {changed, dropped, type Finding, type Place, unusable} from './findings.ts';
import {CONTROL_PLANE, KUBERNETES} from './network-facts.ts';
import {find, spell, wholeNumber} from './source.ts';

/** kubelet's flag for the most pods of a node: the only field that decided it (acs-engine issue 2346). */
export const MAX_PODS_FLAG = '--max-pods';

/** Pods of a node where nothing is said (aks-engine: pkg/api/const.go, DefaultKubernetesMaxPodsAzureCNI). */
const DEFAULT_MAX_PODS = 30;

/** The same where pods had no addresses of the virtual network (DefaultKubernetesMaxPods). */
const DEFAULT_MAX_PODS_ELSEWHERE = 110;

/** v1's limit, and that of Azure's own plugin (Azure: container-networking-overview, "Limits"). */
const MOST_PODS = 250;

/** Most addresses of a network interface (Azure: azure-subscription-service-limits). */
const MOST_ADDRESSES = 256;

/** The most pods of a node, and the field that says so. */
interface PodLimit {
  readonly pods: number;
  readonly decidedBy: 'profile' | 'cluster' | 'default';
}

/** What kubelet was told for the nodes of a profile; of an explicit `ipAddressCount` it knew nothing. */
function podLimitOf({root, plugin}: Facts, profile: Path): PodLimit {
  const own = flagAt(root, [...profile, 'kubernetesConfig', 'kubeletConfig']);
  if (own !== undefined) return {pods: own, decidedBy: 'profile'};
  const general = flagAt(root, [...KUBERNETES, 'kubeletConfig']);
  if (general !== undefined) return {pods: general, decidedBy: 'cluster'};
  return {pods: defaultPods(plugin), decidedBy: 'default'};
}

function defaultPods(plugin: Facts['plugin']): number {
  return plugin.name === 'azure' ? DEFAULT_MAX_PODS : DEFAULT_MAX_PODS_ELSEWHERE;
}

/** One that cannot be read is reported where it is; elsewhere it counts as the default. */
function flagAt(root: unknown, config: Path): number | undefined {
  const place = find(root, [...config, MAX_PODS_FLAG]);
  return place === undefined ? undefined : (wholeNumber(place.value) ?? DEFAULT_MAX_PODS);
}

/** How many addresses the nodes of a profile were given explicitly; 0 meant the default. */
function addressCountOf(root: unknown, profile: Path): number | undefined {
  const count = wholeNumber(find(root, [...profile, 'ipAddressCount'])?.value);
  return count === 0 ? undefined : count;
}

/** Nodes of a kind, in both formats. */
interface Profile {
  readonly path: Path;
  readonly to: Path;
  readonly name: string;
}

function profilesOf({root, pools}: Facts): readonly Profile[] {
  return [
    {path: spell(root, CONTROL_PLANE), to: ['controlPlane', 'maxPods'], name: 'the control plane'},
    ...pools.map(({path, at, label}) => ({path, to: ['nodePools', at, 'maxPods'], name: label})),
  ];
}

/** Profiles without a number of addresses of their own, whose pods are limited by this field. */
function profilesLimitedBy(facts: Facts, field: PodLimit['decidedBy']): readonly Profile[] {
  return profilesOf(facts).filter(
    ({path}) => addressCountOf(facts.root, path) === undefined && podLimitOf(facts, path).decidedBy === field,
  );
}

/** `ipAddressCount`: decides alone how many addresses a node has, and so how many pods can have one. */
export function translateAddressCount({value}: Place, facts: Facts, profile: Path, to: Path): Finding {
  const count = wholeNumber(value);
  if (count === 0) return dropped('0 meant the default, which follows from the number of pods');
  if (count === undefined || count > MOST_ADDRESSES) {
    const hint = `write 2 to ${MOST_PODS + 1}: an address for the node, and one for every pod`;
    const assign = count === undefined ? [] : [{to, value: MOST_PODS}];
    return unusable(`${String(value)} is no number of addresses of a node`, hint, {to, assign});
  }
  if (count === 1) {
    const message = '1 is the address of the node itself, so that no pod had one';
    return unusable(message, 'write one more than pods', {to, assign: [{to, value: 1}]});
  }
  const pods = count - 1;
  if (pods > MOST_PODS) {
    const message = `${count} addresses were for ${pods} pods; a node has at most ${MOST_PODS}`;
    return changed(to, MOST_PODS, message, {code: 'VK5018', hint: 'see whether the pods fit, or add a node'});
  }
  return changed(to, pods, describeAddressCount(count, podLimitOf(facts, profile)));
}

function describeAddressCount(count: number, {pods}: PodLimit): string {
  const base = `${count} addresses: one of the node and ${quantity(count - 1, 'pod')}`;
  if (count - 1 === pods) return base;
  if (count - 1 > pods) return `${base}; kubelet stopped at ${pods}, and now fills them`;
  return `${base}; kubelet accepted ${pods}, and those beyond ${count - 1} got no address`;
}

/** `--max-pods` of one profile. */
export function translateProfileMaxPods(place: Place, facts: Facts, profile: Path, to: Path): Finding {
  const fault = faultOf(place, [to]);
  if (fault !== undefined) return fault;
  if (addressCountOf(facts.root, profile) !== undefined) return dropped(OVERRULED);
  const pods = wholeNumber(place.value) ?? DEFAULT_MAX_PODS;
  return changed(to, pods, describeAddresses(pods, facts));
}

/** `--max-pods` of the whole cluster: for every profile that says nothing itself. */
export function translateClusterMaxPods(place: Place, facts: Facts): Finding {
  const profiles = profilesLimitedBy(facts, 'cluster');
  const fault = faultOf(
    place,
    profiles.map(({to}) => to),
  );
  if (fault !== undefined) return fault;
  const [first] = profiles;
  if (first === undefined) return dropped(OVERRULED);
  const pods = wholeNumber(place.value) ?? DEFAULT_MAX_PODS;
  const message = `${describeAddresses(pods, facts)}; for ${listOf(profiles)}`;
  return {outcome: 'changed', to: first.to, message, assign: profiles.map(({to}) => ({to, value: pods}))};
}

const OVERRULED = 'every profile says itself how many addresses or pods its nodes have';

/** What is wrong with a number of pods; the nearest that is right then stands in its place. */
function faultOf({value}: Place, targets: readonly Path[]): Finding | undefined {
  const pods = wholeNumber(value);
  if (pods !== undefined && pods >= 1 && pods <= MOST_PODS) return undefined;
  const nearest = pods === undefined ? DEFAULT_MAX_PODS : Math.min(Math.max(pods, 1), MOST_PODS);
  const assign = targets.map((to) => ({to, value: nearest}));
  const hint = `write "1" to "${MOST_PODS}"`;
  if (pods === undefined) return unusable('this is no number of pods; nodes got no addresses for them', hint, {assign});
  const message = `${pods} pods per node cannot be: a network interface has at most ${MOST_ADDRESSES} addresses`;
  return unusable(pods === 0 ? '0 pods per node leave nothing to run' : message, hint, {assign});
}

function describeAddresses(pods: number, {plugin}: Facts): string {
  const each = `${quantity(pods, 'pod')} and ${pods + 1} addresses per node`;
  if (plugin.name !== 'azure') return `${each}: all pods have one now`;
  // aks-engine v0.79.0: 29 of 30, 28 with Calico, 26 with Azure's cloud controller manager.
  return `${each}, as with acs-engine (aks-engine's pools had ${Math.max(pods - 1, 0)} or fewer: it left out pods in the host's network)`;
}

/** Where neither pods nor addresses are given: what the default was. */
export function describeDefaultLimit(facts: Facts): Finding | undefined {
  const profiles = profilesLimitedBy(facts, 'default');
  const [first] = profiles;
  if (first === undefined) return undefined;
  const value = defaultPods(facts.plugin);
  return {
    outcome: 'changed',
    from: spell(facts.root, [...KUBERNETES, 'kubeletConfig', MAX_PODS_FLAG]),
    to: first.to,
    message: `not given: ${describeAddresses(value, facts)}; for ${listOf(profiles)}`,
    assign: profiles.map(({to}) => ({to, value})),
  };
}

/** The dead field `kubernetesConfig.maxPods`. */
export function translateDeadMaxPods({value}: Place, facts: Facts): Finding {
  const limits = [...new Set(profilesOf(facts).map(({path}) => podLimitOf(facts, path).pods))];
  const pods = limits.length === 1 ? `nodes had ${limits[0]} pods` : 'the flags of the profiles counted';
  const message = `${String(value)} has not been read since kubeletConfig["${MAX_PODS_FLAG}"] came: ${pods}`;
  return {outcome: 'dropped', code: 'VK5018', message, hint: 'set maxPods of the pools, if this number was meant'};
}

function listOf(profiles: readonly Profile[]): string {
  const names = profiles.map(({name}) => name);
  const [last, ...others] = names.toReversed();
  return others.length === 0 ? String(last) : `${others.toReversed().join(', ')} and ${last}`;
}

function quantity(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
