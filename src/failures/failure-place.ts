import type {Cluster} from '../cluster/cluster.ts';
import {originOf} from '../cluster/origins.ts';
import type {Path} from '../definition/issue.ts';
import type {Cause} from './cause.ts';
import type {ErrorBody} from './error-body.ts';

/** The place in the definition that a failure stems from; empty if it is about nothing in it. `id`: the resource that failed. */
export function placeOf(cluster: Cluster, leaf: ErrorBody, cause: Cause, id: string | undefined): Path {
  const subnet = cause.ofSubnet === true ? declaredSubnet(cluster, leaf, id) : undefined;
  if (subnet !== undefined) return subnet;
  if (cause.ofLocation === true) return ['location'];
  if (id === undefined) return [];
  const {path} = originOf(cluster, id);
  return [...path, ...fieldOf(cause, path)];
}

/** The entry of the subnet that an error names, or that its machines are in; undefined if it has none of its own. */
function declaredSubnet(cluster: Cluster, leaf: ErrorBody, id: string | undefined): Path | undefined {
  const {network, nodePools, controlPlane} = cluster;
  const named = namedSubnet(`${id ?? ''} ${leaf.target ?? ''} ${leaf.message}`);
  const origin = id === undefined ? undefined : originOf(cluster, id).path.join();
  const machines = [controlPlane, ...nodePools].find(({path}) => path.join() === origin);
  const isMeant = (name: string | undefined) => network.subnets.find((each) => each.name.toLowerCase() === name);
  const subnet = isMeant(named?.toLowerCase()) ?? isMeant(machines?.subnet.toLowerCase());
  return subnet?.declared === true ? subnet.path : undefined;
}

/** In Azure's words: `Subnet nodes with address prefix …`, `Subnet 'nodes' is not valid …`, or an id. */
function namedSubnet(text: string): string | undefined {
  const [, ofId] = /\/subnets\/([^/'"\s]+)/i.exec(text) ?? [];
  const [, ofWords] = /\bsubnet\s+['"]?([\w.-]*\w)/i.exec(text) ?? [];
  return ofId ?? ofWords;
}

/** The field that is at fault within a pool or the control plane. */
function fieldOf({field}: Cause, [part]: Path): Path {
  if (field === undefined) return [];
  if (part === 'controlPlane') return field === 'maxPods' ? [] : [field];
  return part === 'nodePools' && field !== 'firstAddress' ? [field] : [];
}
