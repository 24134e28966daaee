import type {Cluster} from '../cluster/cluster.ts';
import {componentsOf} from '../kubernetes/components.ts';
import {readTextAsset} from '../rendering/asset.ts';
import {render} from '../rendering/render.ts';
import type {NodeFile} from './machine-setup.ts';
import {CONFIGURATION} from './node-paths.ts';

/**
 * Manifests that come with the cluster, in the order in which they are applied, as files of the control plane. They are not
 * parsed here, which would take longer than all the rest of a machine: templates print values as JSON, where a value may
 * stand, and the tests parse each.
 */
export async function componentManifests(cluster: Cluster): Promise<readonly NodeFile[]> {
  const manifests: readonly (readonly [name: string, text: Promise<string>])[] = [
    ...ofCloudProvider(cluster),
    ...ofAutoscaler(cluster),
    ['viewers', readTextAsset('addons/viewers.yaml')],
  ];
  return Promise.all(manifests.map(async ([name, text], index) => manifestFile('components', index, name, await text)));
}

function ofCloudProvider({kubernetes, controlPlane, name}: Cluster) {
  const {cloudProvider} = componentsOf(kubernetes.version);
  const image = (part: string): string => `${kubernetes.images.cloudProvider}/azure-${part}:${cloudProvider}`;
  return [
    ['cloud-node-manager', render('addons/cloud-node-manager.yaml', {image: image('cloud-node-manager')})],
    [
      'cloud-controller-manager',
      render('addons/cloud-controller-manager.yaml', {
        image: image('cloud-controller-manager'),
        replicas: Math.min(controlPlane.count, 2),
        clusterNameFlag: `--cluster-name=${name}`,
      }),
    ],
  ] as const;
}

function ofAutoscaler({kubernetes, nodePools, name}: Cluster) {
  if (!nodePools.some(({count}) => count.autoscaled)) return [];
  const {clusterAutoscaler} = componentsOf(kubernetes.version);
  const view = {
    image: `${kubernetes.images.kubernetes}/autoscaling/cluster-autoscaler:${clusterAutoscaler}`,
    clusterNameFlag: `--cluster-name=${name}`,
    discoveryFlag: `--node-group-auto-discovery=label:cluster-autoscaler-enabled=true,cluster-autoscaler-name=${name}`,
  };
  return [['cluster-autoscaler', render('addons/cluster-autoscaler.yaml', view)]] as const;
}

/** The user's own manifests, in their order, as files of the control plane. */
export function addonManifests(addons: readonly {readonly name: string; readonly text: string}[]): readonly NodeFile[] {
  return addons.map(({name, text}, index) => manifestFile('addons', index, name, text));
}

function manifestFile(folder: string, index: number, name: string, content: string): NodeFile {
  const place = String(index + 1).padStart(2, '0');
  return {path: `${CONFIGURATION}/${folder}/${place}-${name}.yaml`, mode: 0o644, content};
}
