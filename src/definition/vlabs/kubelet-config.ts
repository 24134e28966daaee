import {describeValue} from '../describe-value.ts';
import type {Path} from '../issue.ts';
import type {Facts, Pool} from './facts.ts';
import {changed, dropped, type Finding, lost, type Place} from './findings.ts';
import {MAX_PODS_FLAG, translateClusterMaxPods, translateProfileMaxPods} from './pod-limits.ts';
import {find, isMapping} from './source.ts';

/** kubelet's flags for taints and labels, which v1 has fields for. */
const TAINTS_FLAG = '--register-with-taints';
const LABELS_FLAG = '--node-labels';

/** Most names of flags in a message. */
const MOST_FLAGS_SHOWN = 4;

/** `kubernetesConfig.kubeletConfig` of the whole cluster. */
export function translateClusterFlags(place: Place, facts: Facts): readonly Finding[] {
  return [
    ...otherFlags(place, 'kubelet', [MAX_PODS_FLAG, TAINTS_FLAG, LABELS_FLAG]),
    ...flagAt(place, MAX_PODS_FLAG, (flag) => translateClusterMaxPods(flag, facts)),
    ...flagAt(place, TAINTS_FLAG, (flag) => taints(flag, poolsWithout(TAINTS_FLAG, facts))),
    ...flagAt(place, LABELS_FLAG, (flag) => labels(flag, poolsWithout(LABELS_FLAG, facts))),
  ];
}

/** A flag of a pool wins over that of the whole cluster. */
function poolsWithout(name: string, {root, pools}: Facts): readonly Pool[] {
  return pools.filter(({path}) => find(root, [...path, 'kubernetesConfig', 'kubeletConfig', name]) === undefined);
}

/** The same of a node pool. */
export function translatePoolFlags(place: Place, facts: Facts, pool: Pool): readonly Finding[] {
  const to: Path = ['nodePools', pool.at, 'maxPods'];
  return [
    ...otherFlags(place, 'kubelet', [MAX_PODS_FLAG, TAINTS_FLAG, LABELS_FLAG]),
    ...flagAt(place, MAX_PODS_FLAG, (flag) => translateProfileMaxPods(flag, facts, pool.path, to)),
    ...flagAt(place, TAINTS_FLAG, (flag) => taints(flag, [pool])),
    ...flagAt(place, LABELS_FLAG, (flag) => labels(flag, [pool])),
  ];
}

/** The same of the control plane, which has a taint and labels of its own. */
export function translateControlPlaneFlags(place: Place, facts: Facts): readonly Finding[] {
  const profile = place.path.slice(0, -2);
  return [
    ...otherFlags(place, 'kubelet', [MAX_PODS_FLAG]),
    ...flagAt(place, MAX_PODS_FLAG, (flag) =>
      translateProfileMaxPods(flag, facts, profile, ['controlPlane', 'maxPods']),
    ),
  ];
}

/** The flags of another component, none of which is taken over. */
export function translateFlags(component: string): (place: Place) => readonly Finding[] {
  return (place) => [...otherFlags(place, component, []), ...openIdFlags(place)];
}

/** With these flags the API server knew people; without them they are strangers. */
function openIdFlags(place: Place): readonly Finding[] {
  const names = flagsOf(place).filter((name) => name.startsWith('--oidc-'));
  const [first] = names;
  if (first === undefined) return [];
  const hint =
    "give people access in another way, such as a proxy that knows your directory, or the administrator's kubeconfig";
  return [
    {...lost(`${listOf(names)}: people no longer log in with these accounts`, hint), from: [...place.path, first]},
  ];
}

function otherFlags(place: Place, component: string, taken: readonly string[]): readonly Finding[] {
  const names = flagsOf(place).filter((name) => !taken.includes(name) || find(place.value, [name]) === undefined);
  if (names.length === 0) return [];
  return [dropped(`vnetk8s and kubeadm set the flags of ${component}: ${listOf(names)}`)];
}

function flagAt(place: Place, name: string, translate: (flag: Place) => Finding): readonly Finding[] {
  const flag = find(place.value, [name]);
  if (flag === undefined) return [];
  const from = [...place.path, ...flag.path];
  return [{from, ...translate({path: from, value: flag.value})}];
}

function taints({value}: Place, pools: readonly Pool[]): Finding {
  const written = splitList(value);
  const [first] = pools;
  if (first === undefined || written.length === 0) return dropped('no taint for a pool');
  const assign = pools.map(({at}) => ({to: ['nodePools', at, 'taints'], value: written}));
  return {...changed(['nodePools', first.at, 'taints'], written, written.map(describeValue).join(', ')), assign};
}

function labels({value}: Place, pools: readonly Pool[]): Finding {
  const written = splitList(value).map((label) => [label.replace(/=.*$/s, ''), label.replace(/^[^=]*=?/, '')] as const);
  const [first] = pools;
  if (first === undefined || written.length === 0) return dropped('no label for a pool');
  const assign = pools.flatMap(({at}) =>
    written.map(([key, text]) => ({to: ['nodePools', at, 'labels', key], value: text})),
  );
  const message = written.map(([key, text]) => describeValue(`${key}=${text}`)).join(', ');
  return {outcome: 'changed', to: ['nodePools', first.at, 'labels'], message, assign};
}

function splitList(value: unknown): readonly string[] {
  const items = String(value)
    .split(',')
    .map((item) => item.trim());
  return [...new Set(items)].filter((item) => item !== '');
}

function flagsOf({value}: Place): readonly string[] {
  return Object.keys(isMapping(value) ? value : {});
}

function describeFlag(name: string): string {
  return /^-{0,2}[\w.-]{1,60}$/.test(name) ? name : describeValue(name);
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_FLAGS_SHOWN).map(describeFlag).join(', ');
  return names.length <= MOST_FLAGS_SHOWN ? shown : `${shown} and ${names.length - MOST_FLAGS_SHOWN} more`;
}
