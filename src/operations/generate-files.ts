import type {ArmTemplate} from '../arm/arm-template.ts';
import {buildParameters} from '../arm/build-parameters.ts';
import type {Artifact, Artifacts} from '../artifacts/artifact.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {apiServerPublicHostName} from '../cluster/names.ts';
import {formatAddress} from '../ipv4/address.ts';
import {kubeconfig} from '../kubernetes/kubeconfig.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {API_SERVER_PORT} from '../node/kubeadm-cluster.ts';
import type {MachineSetup, MachineSetups} from '../node/machine-setup.ts';
import {type CertifiedKey, type ClusterPki, clusterSecrets, pkiFiles} from '../pki/cluster-pki.ts';
import {planDocument} from '../report/plan-document.ts';
import {toJson} from '../report/plan-json.ts';
import {planAsSvg} from '../report/plan-svg.ts';
import {PKI_FOLDER} from './generate-pki.ts';
import {PLAN_FILE} from './generate-placement.ts';

/** The template, by the name that tools of Azure expect. */
export const TEMPLATE_FILE = 'azuredeploy.json';

/** Values for its parameters, secrets among them. */
export const PARAMETERS_FILE = 'azuredeploy.parameters.json';

/** The definition with nothing left out. */
export const DEFINITION_FILE = 'cluster.yaml';

/** A file of manifests of the definition's `addons`. */
export interface Addon {
  readonly name: string;
  readonly text: string;
}

/** What was built of a cluster, before any key is known. */
export interface BuiltCluster {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
  readonly machines: MachineSetups;
  readonly template: ArmTemplate;
  /** The text of `cluster.yaml`. */
  readonly definition: string;
  readonly addons: readonly Addon[];
}

/** Everything that holds no key, in the order in which it is told of. */
export function openArtifacts({plan, cluster, machines, template, definition, addons}: BuiltCluster): Artifacts {
  return [
    file(TEMPLATE_FILE, toJson(template)),
    file(DEFINITION_FILE, definition),
    file(PLAN_FILE, toJson(planDocument(plan))),
    file('topology.svg', planAsSvg(plan, cluster)),
    ...addons.map(({name, text}) => file(addonFile(name), text)),
    ...[machines.controlPlane, ...machines.pools].flatMap(machineFiles),
  ];
}

/** Everything that holds keys, certificates included. */
export function keyArtifacts(cluster: Cluster, plan: AddressPlan, pki: ClusterPki): Artifacts {
  return [
    secret(PARAMETERS_FILE, toJson(buildParameters(clusterSecrets(pki)))),
    secret('kubeconfig', kubeconfigOf(cluster, plan, pki, 'admin', pki.admin)),
    ...(pki.viewer === undefined
      ? []
      : [secret('kubeconfig-viewer', kubeconfigOf(cluster, plan, pki, 'viewer', pki.viewer))]),
    ...pkiFiles(pki).map(({path, content, secret: isSecret}) =>
      (isSecret ? secret : file)(`${PKI_FOLDER}/${path}`, content),
    ),
  ];
}

/** Where a file of manifests is kept, so that `cluster.yaml` needs nothing from elsewhere. */
export function addonFile(name: string): string {
  return `addons/${name}.yaml`;
}

/** What a machine gets, for reading; the plugin is no text. */
function machineFiles({name, files, cloudInit}: MachineSetup): Artifacts {
  const texts = files.flatMap(({path, content}) =>
    typeof content === 'string' ? [file(`node/${name}${path}`, content)] : [],
  );
  return [file(`node/${name}/cloud-init.yaml`, cloudInit), ...texts];
}

function kubeconfigOf(
  cluster: Cluster,
  plan: AddressPlan,
  pki: ClusterPki,
  name: 'admin' | 'viewer',
  {certificate, key}: CertifiedKey,
): string {
  return kubeconfig({
    cluster: cluster.name,
    server: `https://${apiServerHost(cluster, plan)}:${API_SERVER_PORT}`,
    certificateAuthority: pki.clusterCa.certificate,
    user: {name, certificate, key},
  });
}

/** Where people find the API server: its address in the virtual network, or its name in the Internet. */
function apiServerHost(cluster: Cluster, {controlPlane}: AddressPlan): string {
  if (cluster.controlPlane.endpoint.access === 'public') return apiServerPublicHostName(cluster);
  if (controlPlane.loadBalancer === undefined) throw new Error('the plan has no addresses for the control plane');
  return formatAddress(controlPlane.loadBalancer);
}

function file(path: string, content: string): Artifact {
  return {path, content, mode: 0o644};
}

function secret(path: string, content: string): Artifact {
  return {path, content, mode: 0o600};
}
