import {imageReference} from '../arm/machine-settings.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {machineGroupsOf} from './own-use.ts';

/** The image of a machine, as Azure's marketplace names it. */
export type Image = ReturnType<typeof imageReference>;

/** Images that machines of a cluster start from, each once. */
export function imagesOf(cluster: Cluster): readonly Image[] {
  const images = machineGroupsOf(cluster).map(({vmSize}) => imageReference(vmSize));
  return [...new Map(images.map((image) => [image.sku, image])).values()];
}

/** Whether the images are offered in the region: not all are in each cloud (Azure: PlatformImageNotFound). */
export function imageFindings({images}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {location} = cluster;
  return imagesOf(cluster).flatMap(({publisher, offer, sku}): readonly Finding[] => {
    const groups = machineGroupsOf(cluster).filter(({vmSize}) => imageReference(vmSize).sku === sku);
    const path = [...(groups[0]?.path ?? []), 'vmSize'];
    const subject = `image ${offer} ${sku} of ${groups.map(({name}) => name).join(', ')}`;
    const answer = images.get(sku);
    if (answer === undefined) return [];
    if (!answer.known) return [unread('VK6028', `whether ${subject} is offered`, answer, path)];
    if (answer.value) return [];
    return [
      {
        code: 'VK6028',
        state: 'failed',
        title: `${subject} is not offered in ${location}`,
        path,
        remedy: ['use a vmSize that starts another image, or another location'],
        command: `az vm image list --location ${shellWord(location)} --publisher ${publisher} --offer ${offer} --all --output table`,
      },
    ];
  });
}
