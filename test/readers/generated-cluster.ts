import {randomBytes} from 'node:crypto';
import {fileURLToPath} from 'node:url';
import type {Cluster} from '../../src/cluster/cluster.ts';
import type {DeployScript, DeployValue} from '../../src/node/deploy-script.ts';
import type {MachineSetup, NodeFile} from '../../src/node/machine-setup.ts';
import {type AddonManifest, setUpMachines} from '../../src/node/set-up-machines.ts';
import {keyArtifacts} from '../../src/operations/generate-files.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {clusterSecrets} from '../../src/pki/cluster-pki.ts';
import {makeClusterPki} from '../../src/pki/make-pki.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** What the deployment knows of the place that it deploys to. */
export const FACTS = {
  tenantId: '11111111-1111-4111-8111-111111111111',
  subscriptionId: '00000000-0000-4000-8000-000000000000',
  resourceGroup: 'Clusters-1',
  identityClientId: '22222222-2222-4222-8222-222222222222',
};

/** A cluster as its machines have it, and the kubeconfigs of people. */
export interface GeneratedCluster {
  readonly cluster: Cluster;
  /** All files of a machine: those of custom data, and those that the extension's script delivers. */
  readonly controlPlane: readonly NodeFile[];
  readonly pools: ReadonlyMap<string, readonly NodeFile[]>;
  /** `kubeconfig` and `kubeconfig-viewer`. */
  readonly kubeconfigs: readonly {readonly path: string; readonly content: string}[];
}

/** Examples that cover what machines' files depend on, with flags that lead to what no example has. */
export const DEFINITIONS: readonly (readonly [string, ...(readonly string[])])[] = [
  ['minimal.yaml'],
  ['autoscaled.yaml', 'controlPlane.count=1'],
  ['high-availability.yaml', 'kubernetes.images.kubernetes=mirror.example/k8s'],
  ['private-cluster.yaml', 'cloud=AzureUSGovernment', 'location=usgovvirginia'],
  ['pod-public-ips.yaml', 'kubernetes.packages.preinstalled=true', 'network.egress=loadBalancer'],
  ['existing-virtual-network.yaml', 'kubernetes.certificates.validityDays=90'],
];

/** Generates what `vnetk8s generate --set …` makes of an example. Throws an error if the definition is not right. */
export async function generateCluster(
  example: string,
  set: readonly string[],
  addons: readonly AddonManifest[] = [],
): Promise<GeneratedCluster> {
  const {meaning, issues} = await loadDefinition({file: example, cwd: EXAMPLES, stdin: process.stdin, set});
  const errors = issues.filter(({severity}) => severity === 'error');
  if (meaning === undefined || errors.length > 0) throw new Error(`${example}: ${JSON.stringify(errors)}`);
  const {cluster, plan} = meaning;
  const pki = await makeClusterPki(
    {},
    {
      cluster: cluster.name,
      ...cluster.kubernetes.certificates,
      viewer: true,
      now: new Date(),
      random: randomBytes,
    },
  );
  const values = {...clusterSecrets(pki), ...FACTS};
  const machines = await setUpMachines(cluster, plan, addons);
  return {
    cluster,
    controlPlane: filesOf(machines.controlPlane, values),
    pools: new Map(machines.pools.map((setup) => [setup.name, filesOf(setup, values)])),
    kubeconfigs: keyArtifacts(cluster, plan, pki).flatMap(({path, content}) =>
      path.startsWith('kubeconfig') ? [{path, content: content.toString()}] : [],
    ),
  };
}

function filesOf(setup: MachineSetup, values: Readonly<Record<DeployValue, string>>): readonly NodeFile[] {
  const script = scriptText(setup.deployScript, values);
  const delivered = [...script.matchAll(/^deliver (\S+)(?: (\d+))? <<'END'\n(.*)\nEND$/gm)].map(
    ([, path = '', mode = '0600', content = '']): NodeFile => ({
      path,
      mode: Number.parseInt(mode, 8),
      content: Buffer.from(content, 'base64'),
    }),
  );
  if (delivered.length === 0) throw new Error(`the script of ${setup.name} delivers nothing`);
  return [...setup.files, ...delivered];
}

/** The script as Azure's template functions put it together. */
function scriptText(script: DeployScript, values: Readonly<Record<DeployValue, string>>): string {
  return script
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('value' in part) return values[part.value];
      return Buffer.from(scriptText(part.base64, values)).toString('base64');
    })
    .join('');
}

/** The text of a file. Throws an error if there is none at that path. */
export function textOf(files: readonly NodeFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`there is no ${path}`);
  return Buffer.from(file.content).toString();
}
