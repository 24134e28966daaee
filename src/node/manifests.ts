import {parseAllDocuments} from 'yaml';
import type {Cluster} from '../cluster/cluster.ts';
import {componentsOf} from '../kubernetes/components.ts';
import {readTextAsset} from '../rendering/asset.ts';
import {render} from '../rendering/render.ts';
import type {NodeFile} from './machine-setup.ts';
import {CONFIGURATION} from './node-paths.ts';

/** Manifests that come with the cluster, in the order in which they are applied, as files of the control plane. */
export async function componentManifests(cluster: Cluster): Promise<readonly NodeFile[]> {
  const {kubernetes, controlPlane, nodePools, name} = cluster;
  const {cloudProvider, clusterAutoscaler} = componentsOf(kubernetes.version);
  const clusterNameFlag = `--cluster-name=${name}`;
  const autoscaled = nodePools.some(({count}) => count.autoscaled);
  const texts: readonly (readonly [name: string, text: Promise<string>])[] = [
    [
      'cloud-node-manager',
      render('addons/cloud-node-manager.yaml', {
        image: `${kubernetes.images.cloudProvider}/azure-cloud-node-manager:${cloudProvider}`,
      }),
    ],
    [
      'cloud-controller-manager',
      render('addons/cloud-controller-manager.yaml', {
        image: `${kubernetes.images.cloudProvider}/azure-cloud-controller-manager:${cloudProvider}`,
        replicas: Math.min(controlPlane.count, 2),
        clusterNameFlag,
      }),
    ],
    ...(autoscaled
      ? [
          [
            'cluster-autoscaler',
            render('addons/cluster-autoscaler.yaml', {
              image: `${kubernetes.images.kubernetes}/autoscaling/cluster-autoscaler:${clusterAutoscaler}`,
              clusterNameFlag,
              discoveryFlag: `--node-group-auto-discovery=label:cluster-autoscaler-enabled=true,cluster-autoscaler-name=${name}`,
            }),
          ] as const,
        ]
      : []),
    ['viewers', readTextAsset('addons/viewers.yaml')],
  ];
  return Promise.all(
    texts.map(async ([manifest, text], index) =>
      manifestFile('components', index, manifest, checked(manifest, await text)),
    ),
  );
}

/** The user's own manifests, in their order, as files of the control plane. */
export function addonManifests(addons: readonly {readonly name: string; readonly text: string}[]): readonly NodeFile[] {
  return addons.map(({name, text}, index) => manifestFile('addons', index, name, text));
}

function manifestFile(folder: string, index: number, name: string, content: string): NodeFile {
  const place = String(index + 1).padStart(2, '0');
  return {path: `${CONFIGURATION}/${folder}/${place}-${name}.yaml`, mode: 0o644, content};
}

/** What a template made, if it is YAML. */
function checked(name: string, text: string): string {
  for (const {errors} of parseAllDocuments(text, {version: '1.1'})) {
    const [error] = errors;
    if (error !== undefined) throw new Error(`template addons/${name}.yaml makes no YAML`, {cause: error});
  }
  return text;
}
