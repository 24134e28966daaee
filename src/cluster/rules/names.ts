import {describeValue} from '../../definition/describe-value.ts';
import type {Issue, Path} from '../../definition/issue.ts';
import {checkClusterName, checkNetworkResourceName, checkSubnetName} from '../azure-names.ts';
import type {Cluster} from '../cluster.ts';
import {MAX_TAGS_PER_RESOURCE} from '../limits.ts';
import {isOwnTag, scaleSetTags} from '../tags.ts';
import {newVirtualNetwork} from './named-ranges.ts';
import {error, findRepeats} from './rule.ts';

/** Characters that Azure allows in no tag's name (Azure: tag-resources, "Limitations"). */
const FORBIDDEN_IN_TAGS = /[<>%&\\?/]/;

/** What no tag's name begins with, whatever its capitals (Azure: REST API, "Tags - Create Or Update"). */
const RESERVED_TAG = /^(?:microsoft|azure|windows)/i;

/** The cluster's name is also that of the load balancers that the cloud provider makes. */
export function requireClusterName({name}: Cluster): Issue[] {
  const reason = checkClusterName(name);
  if (reason === undefined) return [];
  const hint = `choose another, such as ${name.replace(/(?:-internal)+$/, '')}`;
  return [error('VK3701', ['name'], `${describeValue(name)} ${reason}`, {hint})];
}

/** Add-ons are applied and told apart by their names. */
export function forbidRepeatedAddons({addons}: Cluster): Issue[] {
  return findRepeats(addons, ({name}) => name).map(({first, again}) => {
    const message = `"${again.name}" is the name of two add-ons`;
    const related = [{path: [...first.path, 'name'], message: 'the first'}];
    return error('VK3702', [...again.path, 'name'], message, {hint: 'give each its own name', related});
  });
}

/** Names of subnets, routes and peerings are Azure's to judge (Azure: resource-name-rules). */
export function requireAzureNames(cluster: Cluster): Issue[] {
  const {subnets} = cluster.network;
  const listed = subnets.filter((subnet) => subnet.declared);
  const routes = subnets.flatMap((subnet) => subnet.routes);
  const peerings = newVirtualNetwork(cluster)?.peerings ?? [];
  return [
    ...listed.flatMap(({name, path}) => badName(name, path, 'subnet', checkSubnetName(name))),
    ...routes.flatMap(({name, path}) => badName(name, path, 'route', checkNetworkResourceName(name))),
    ...peerings.flatMap(({name, path}) => badName(name, path, 'peering', checkNetworkResourceName(name))),
  ];
}

/** Azure refuses the tag, and with it the resource. */
export function requireTagNames({tags}: Cluster): Issue[] {
  return Object.keys(tags).flatMap((name) => {
    const character = FORBIDDEN_IN_TAGS.exec(name)?.[0];
    if (character === undefined) return [];
    const message = `tag ${describeValue(name)} has ${character} in its name: Azure allows none of < > % & \\ ? /`;
    const hint = `write ${describeValue(name.replace(new RegExp(FORBIDDEN_IN_TAGS, 'g'), '-'))}`;
    return [error('VK3706', ['tags', name], message, {hint, at: 'key'})];
  });
}

/** The same for names that Azure keeps. */
export function forbidReservedTags({tags}: Cluster): Issue[] {
  return Object.keys(tags).flatMap((name) => {
    const prefix = RESERVED_TAG.exec(name)?.[0];
    if (prefix === undefined) return [];
    const message = `tag ${describeValue(name)} begins with ${prefix}, which Azure keeps for itself`;
    return [error('VK3707', ['tags', name], message, {hint: 'choose a name that begins otherwise', at: 'key'})];
  });
}

/** To Azure, names of tags that differ in capitals only are one (Azure: tag-resources). */
export function forbidRepeatedTags({tags}: Cluster): Issue[] {
  return findRepeats(Object.keys(tags), (name) => name.toLowerCase()).map(({first, again}) => {
    const message = `tags ${describeValue(first)} and ${describeValue(again)} have the same name to Azure`;
    const related = [{path: ['tags', first], message: 'the first'}];
    return error('VK3708', ['tags', again], message, {hint: 'remove one of them', related, at: 'key'});
  });
}

/** What is made for the cluster is found by these tags. */
export function forbidOwnTags({tags}: Cluster): Issue[] {
  return Object.keys(tags)
    .filter(isOwnTag)
    .map((name) => {
      const message = `tag ${describeValue(name)} is one that vnetk8s sets itself`;
      return error('VK3709', ['tags', name], message, {hint: 'choose another name', at: 'key'});
    });
}

/** The autoscaler reads labels and taints of a pool that may be empty from tags of its scale set, of which Azure has few. */
export function limitScaleSetTags(cluster: Cluster): Issue[] {
  return cluster.nodePools.flatMap((pool) => {
    const count = Object.keys(scaleSetTags(cluster, pool, pool.count)).length;
    if (count <= MAX_TAGS_PER_RESOURCE) return [];
    const own = Object.keys(pool.labels).length + pool.taints.length;
    const message = `with min 0, "${pool.name}" needs ${count} tags, ${own} of them for its labels and taints: Azure allows ${MAX_TAGS_PER_RESOURCE}`;
    const hint = `use min 1, or ${count - MAX_TAGS_PER_RESOURCE} fewer labels, taints or tags`;
    return [error('VK3710', [...pool.path, 'count', 'min'], message, {hint})];
  });
}

function badName(name: string, path: Path, kind: string, reason: string | undefined): Issue[] {
  if (reason === undefined) return [];
  const message = `${describeValue(name)} is no name for a ${kind}: ${reason}`;
  const hint = 'write 1 to 80 letters, digits, ., _ and -; a letter or digit first, no . or - last';
  return [error('VK3705', [...path, 'name'], message, {hint})];
}
