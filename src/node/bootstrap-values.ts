import type {Cluster} from '../cluster/cluster.ts';
import {apiServerHostName, controlPlaneMachineName} from '../cluster/names.ts';
import {formatAddress} from '../ipv4/address.ts';
import {componentsOf} from '../kubernetes/components.ts';
import {SUPPORTED_MINORS} from '../kubernetes/versions.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {BOOTSTRAP_CODES, stepsOf} from './bootstrap-steps.ts';
import {deliveredPaths} from './build-deploy-script.ts';
import type {MachineRole} from './machine-role.ts';

/** Packages that are installed in a certain version and held there. */
const KUBERNETES_PACKAGES = ['kubelet', 'kubeadm', 'kubectl'];
const CONTAINERD_PACKAGE = 'containerd.io';

/** The values of the bootstrap, as a file that a shell reads. */
export function bootstrapValues(cluster: Cluster, plan: AddressPlan, role: MachineRole): string {
  const {kubernetes} = cluster;
  const {packages, version} = kubernetes;
  const {loadBalancer, nodes} = plan.controlPlane;
  return shellValues({
    ROLE: role.kind,
    FIRST_MACHINE: controlPlaneMachineName(cluster, 0),
    CONTROL_PLANE_ADDRESSES: nodes.map(formatAddress).join(' '),
    API_SERVER_NAME: apiServerHostName(cluster),
    API_SERVER_ADDRESS: loadBalancer === undefined ? '' : formatAddress(loadBalancer),
    DELIVERED: deliveredPaths(cluster, role).join(' '),
    KUBERNETES_VERSION: version.patch,
    CONTAINERD_VERSION: componentsOf(version).containerd,
    PACKAGES: [...KUBERNETES_PACKAGES, CONTAINERD_PACKAGE].join(' '),
    KUBERNETES_KEY: packages.kubernetesKey,
    KUBERNETES_KEY_URLS: keyMinors(version.minor)
      .map((minor) => `${kubernetesRepository(packages.kubernetes, minor)}Release.key`)
      .join(' '),
    CONTAINERD_KEY: packages.containerdKey,
    CONTAINERD_KEY_URL: `${withoutSlash(packages.containerd)}/gpg`,
    BUSY_CODE: String(BOOTSTRAP_CODES.busy.code),
  });
}

/** The steps of a machine, a line each: exit code, most seconds, name. */
export function bootstrapSteps({kubernetes}: Cluster, role: MachineRole): string {
  const steps = stepsOf(role.kind, kubernetes.packages.preinstalled);
  return steps.map(({code, limit, name}) => `${code} ${limit} ${name}\n`).join('');
}

/** Where packages come from, and which ones, as apt's configuration takes it. */
export function repositories({kubernetes}: Cluster): {
  readonly kubernetesRepository: string;
  readonly containerdRepository: string;
  readonly pins: readonly {readonly packages: string; readonly version: string}[];
} {
  const {packages, version} = kubernetes;
  return {
    kubernetesRepository: kubernetesRepository(packages.kubernetes, version.minor),
    containerdRepository: withoutSlash(packages.containerd),
    pins: [
      {packages: KUBERNETES_PACKAGES.join(' '), version: `${version.patch}-*`},
      {packages: CONTAINERD_PACKAGE, version: componentsOf(version).containerdPackage},
    ],
  };
}

/** The repository of a minor version, as the project lays it out (Kubernetes: setup/production-environment/tools). */
function kubernetesRepository(base: string, minor: string): string {
  return `${withoutSlash(base)}/v${minor}/deb/`;
}

/**
 * The key is the same for all minors, but its file in an older repository may be a copy from before its lifetime was
 * extended (kubernetes/release: 3818): then that of the newest minor is taken.
 */
function keyMinors(minor: string): readonly string[] {
  const newest = SUPPORTED_MINORS[0]?.minor ?? minor;
  return minor === newest ? [minor] : [minor, newest];
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** Assignments of a shell; in single quotes nothing has a meaning but the quote itself. */
function shellValues(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join('');
}
