import type {ResourceSummary} from '../azure/azure.ts';
import {CLUSTER_TAG} from '../cluster/tags.ts';
import {formatCount} from '../definition/count-words.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {machineGroupsOf} from './own-use.ts';
import {plannedResources} from './planned-resources.ts';
import {isSame, nameIn} from './resource-ids.ts';

/** So many resources are written out. */
const MOST_NAMES = 5;

const MACHINES = ['Microsoft.Compute/virtualMachines', 'Microsoft.Compute/virtualMachineScaleSets'];

/** The cloud controller makes load balancers by the cluster's name, which have no tags. */
const UNTAGGED = 'Microsoft.Network/loadBalancers';

/**
 * Resources in the group that have names of the cluster's and are not its own: a deployment would write over them. Where the
 * cluster is already, what has one of its names and no tag of anybody's is its own: whoever writes a resource anew, people or a
 * controller, may leave out its tags.
 */
export function takenNameFindings({own}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  if (!own.resources.known) return [];
  const planned = plannedResources(cluster);
  const groups = machineGroupsOf(cluster);
  const isWanted = ({type, id}: ResourceSummary): boolean => {
    const name = nameIn(id);
    if (MACHINES.some((each) => isSame(each, type))) return groups.some(({owns}) => owns(name));
    return planned.some((each) => isSame(each.type, type) && each.names.some((own) => isSame(own, name)));
  };
  const isThere = own.resources.value.some(({tags}) => tags[CLUSTER_TAG] === cluster.name);
  const isOthers = ({type, tags}: ResourceSummary): boolean =>
    tags[CLUSTER_TAG] === undefined ? !isThere && !isSame(type, UNTAGGED) : tags[CLUSTER_TAG] !== cluster.name;
  const taken = own.resources.value.filter((each) => isOthers(each) && isWanted(each));
  if (taken.length === 0) return [];
  const shown = taken.slice(0, MOST_NAMES).map(({type, id}) => `${nameIn(type)} ${nameIn(id)}`);
  const rest = taken.length - shown.length;
  return [
    {
      code: 'VK6026',
      state: 'failed',
      title: `there already, and not tagged as the cluster's: ${shown.join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`,
      detail: 'a deployment would write over them',
      path: ['name'],
      remedy: [
        'use another resource group: --resource-group GROUP',
        'or another name of the cluster',
        "or tag them, if they are the cluster's",
      ],
      command: `az resource tag --is-incremental --tags ${shellWord(`${CLUSTER_TAG}=${cluster.name}`)} --ids ${taken.map(({id}) => shellWord(id)).join(' ')}`,
    },
  ];
}
