import {CLUSTER_TAG} from '../../cluster/tags.ts';
import type {JsonObject} from '../../template/value.ts';
import {objectAt, textAt} from '../fields.ts';
import {matches} from '../patterns.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {SCALE_SETS, VIRTUAL_MACHINES} from './demand.ts';
import {exitCodeIn} from './extension-run.ts';
import {scopeOf} from './resource-ids.ts';
import {computerNameOf, instancesOf} from './scale-set-instances.ts';

/*
 * The model of the cluster that runs on machines: nothing does. A machine is a node once its extensions have ended well,
 * and it is ready unless the settings say otherwise.
 */

/** A report of a cluster's health, as a machine of its control plane prints it. */
export interface ModelReport {
  readonly version: 1;
  readonly api: {readonly ok: boolean; readonly detail: string};
  readonly nodes: {
    readonly ready: number;
    readonly total: number;
    readonly notReady: readonly {readonly name: string; readonly reason: string}[];
  } | null;
  readonly addons: readonly {readonly name: string; readonly ready: number; readonly wanted: number}[];
}

/** Nodes that a report names at most: what Run Command gives back is short. */
const MOST_NOT_READY = 5;

/** Pods of add-ons that do not run on every node. */
const REPLICAS = 2;

/** What a machine would report of its cluster: all machines of its resource group with its tag. */
export function reportOf(world: World, machine: StoredResource): ModelReport {
  const {cluster} = world.settings;
  if (!isNode(world, machine))
    return unreachable('there is no /etc/kubernetes/admin.conf on this machine: its bootstrap has not got that far');
  if (cluster.apiServerDown)
    return unreachable('The connection to the server was refused - did you specify the right host or port?');
  const names = nodeNames(world, machine);
  const notReady = names.flatMap((name) => {
    const fault = cluster.notReady.find(({node}) => matches(node, name));
    return fault === undefined ? [] : [{name, reason: fault.reason}];
  });
  const nodes = {
    ready: names.length - notReady.length,
    total: names.length,
    notReady: notReady.slice(0, MOST_NOT_READY),
  };
  return {version: 1, api: {ok: true, detail: 'ok'}, nodes, addons: addonsOf(world, machine, nodes)};
}

function unreachable(detail: string): ModelReport {
  return {version: 1, api: {ok: false, detail}, nodes: null, addons: []};
}

/** Those that stand still come first, then by name. */
function addonsOf(
  world: World,
  machine: StoredResource,
  {ready, total}: {readonly ready: number; readonly total: number},
) {
  const autoscaled = neighbours(world, machine, SCALE_SETS).some(
    (set) => objectAt(set, 'tags')['cluster-autoscaler-enabled'] === 'true',
  );
  const failing = world.settings.cluster.failingAddons;
  const known = [
    {name: 'cloud-controller-manager', ready: REPLICAS, wanted: REPLICAS},
    {name: 'cloud-node-manager', ready, wanted: total},
    ...(autoscaled ? [{name: 'cluster-autoscaler', ready: 1, wanted: 1}] : []),
    {name: 'coredns', ready: REPLICAS, wanted: REPLICAS},
    {name: 'kube-proxy', ready, wanted: total},
  ];
  const others = failing.filter((name) => known.every((addon) => addon.name !== name));
  const addons = [...known, ...others.map((name) => ({name, ready: 0, wanted: 1}))].map((addon) =>
    failing.includes(addon.name) ? {...addon, ready: 0} : addon,
  );
  return [
    ...addons.filter((addon) => addon.ready < addon.wanted),
    ...addons.filter((addon) => addon.ready >= addon.wanted),
  ];
}

function nodeNames(world: World, machine: StoredResource): readonly string[] {
  const machines = neighbours(world, machine, VIRTUAL_MACHINES).filter((other) => isNode(world, other));
  const instances = neighbours(world, machine, SCALE_SETS).flatMap((set) =>
    instancesOf(set).flatMap((instance) => (instance.exitCode === 0 ? [computerNameOf(set, instance.number)] : [])),
  );
  return [
    ...machines.map((other) => textAt(other.properties, 'osProfile', 'computerName') ?? other.name),
    ...instances,
  ];
}

/** Whether the extensions of a machine, of which there must be one, have all ended well. */
function isNode({store}: World, machine: StoredResource): boolean {
  const extensions = store.list(`${VIRTUAL_MACHINES}/extensions`, machine.id);
  return extensions.length > 0 && extensions.every((extension) => exitCodeIn(extension) === 0);
}

function neighbours({store}: World, machine: StoredResource, type: string): readonly StoredResource[] {
  const scope = scopeOf(machine.id);
  const cluster = tagOf(machine);
  return store.list(type, scope).filter((other) => tagOf(other) === cluster);
}

function tagOf(resource: JsonObject): string | undefined {
  return textAt(resource, 'tags', CLUSTER_TAG);
}
