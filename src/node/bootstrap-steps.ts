import type {MachineRole} from './machine-role.ts';

/** A step of the bootstrap, and how the bootstrap ends where it fails. */
export interface BootstrapStep {
  /** Exit code of the bootstrap, and so of the extension that runs it. Never reused. */
  readonly code: number;
  /** Its name in the log. The script has a function of that name, with `step_` before it. */
  readonly name: string;
  /** Seconds after which it is ended and counts as failed. */
  readonly limit: number;
  /** Which machines run it. */
  readonly roles: readonly MachineRole['kind'][];
  /** What has happened where it fails, a sentence or two. */
  readonly meaning: string;
  /** What to look at, and what to do. */
  readonly remedy: string;
}

const EVERYWHERE = ['control-plane', 'pool'] as const;
const CONTROL_PLANE = ['control-plane'] as const;

/**
 * The steps, in order. Codes are from 60 to 99: below are those of programs (64 to 78 of sysexits.h are not used by any
 * program of a node), above 125 the shell's own. The limits of a machine's steps add up to less than an hour: Azure
 * ends an extension after 90 minutes (Azure: virtual-machines/extensions/custom-script-linux).
 */
export const BOOTSTRAP_STEPS: readonly BootstrapStep[] = [
  {
    code: 60,
    name: 'cloud-init',
    limit: 300,
    roles: EVERYWHERE,
    meaning: 'cloud-init did not end within its time, or ended with an error, so that files or services are missing.',
    remedy: 'see "cloud-init status --long" and /var/log/cloud-init-output.log on the machine',
  },
  {
    code: 61,
    name: 'delivered',
    limit: 30,
    roles: EVERYWHERE,
    meaning: 'A file that the extension delivers, such as a key or the join configuration, is missing or empty.',
    remedy: 'look whether a parameter of the deployment is empty; deploy again',
  },
  {
    code: 62,
    name: 'network',
    limit: 180,
    roles: EVERYWHERE,
    meaning: 'The rules that guard pods could not be loaded, or Azure did not say which addresses the machine has.',
    remedy:
      'see "systemctl status vnetk8s-rules vnetk8s-pool"; look whether the network interface has ipConfigurations',
  },
  {
    code: 63,
    name: 'signing-keys',
    limit: 150,
    roles: EVERYWHERE,
    meaning:
      'The key of a package repository could not be fetched, has expired, or is not the one that the definition expects.',
    remedy:
      'if it could not be fetched, look at routes, firewall and NAT gateway of the subnet; if it is another one, find out why, and only then change kubernetes.packages.kubernetesKey or containerdKey',
  },
  {
    code: 64,
    name: 'packages',
    limit: 450,
    roles: EVERYWHERE,
    meaning: 'Packages could not be installed: a repository does not answer, or does not have the version.',
    remedy:
      "look at the log's last lines; look whether the repositories have kubernetes.version, and whether a mirror is complete",
  },
  {
    code: 65,
    name: 'versions',
    limit: 30,
    roles: EVERYWHERE,
    meaning: 'A program is missing or has another version than the definition names.',
    remedy:
      'with kubernetes.packages.preinstalled: make the image anew, or set kubernetes.version to what is in it; otherwise: look which package the mirror has',
  },
  {
    code: 66,
    name: 'kernel',
    limit: 30,
    roles: EVERYWHERE,
    meaning: 'A module of the kernel is missing, or a setting could not be made.',
    remedy: 'use the image of Ubuntu 24.04, or one with a complete kernel',
  },
  {
    code: 67,
    name: 'containerd',
    limit: 120,
    roles: EVERYWHERE,
    meaning: 'containerd does not run, or does not answer.',
    remedy: 'see "journalctl -u containerd"; something else may have changed /etc/containerd/config.toml',
  },
  {
    code: 68,
    name: 'etcd-disk',
    limit: 150,
    roles: CONTROL_PLANE,
    meaning:
      'The data disk for etcd is not there, could not be mounted, or holds something else, which is never erased.',
    remedy: 'see "lsblk -f"; attach an empty disk with LUN 0, or one that was etcd’s',
  },
  {
    code: 69,
    name: 'kubelet',
    limit: 30,
    roles: EVERYWHERE,
    meaning: "The machine has no primary address, or not the one that the plan gave it, or packets leave from a pod's.",
    remedy: 'see "ip -4 address" and "ip -4 route"; the network interface may not be the one that the template made',
  },
  {
    code: 70,
    name: 'images',
    limit: 270,
    roles: CONTROL_PLANE,
    meaning: 'Images of the control plane could not be pulled.',
    remedy:
      'look whether the machine reaches kubernetes.images.kubernetes; a mirror may lack an image that the log names',
  },
  {
    code: 71,
    name: 'api-endpoint',
    limit: 600,
    roles: EVERYWHERE,
    meaning: 'No API server answered at the internal load balancer, or none that accepts the join token.',
    remedy:
      'look at the first machine of the control plane: its log says why it did not begin the cluster; look whether network security groups or routes keep port 6443 closed',
  },
  {
    code: 72,
    name: 'control-plane',
    limit: 660,
    roles: CONTROL_PLANE,
    meaning: 'kubeadm could not begin the cluster or join its control plane, or the API server does not answer since.',
    remedy: 'see "journalctl -u kubelet", "crictl ps -a" and "crictl logs"; run the bootstrap again',
  },
  {
    code: 73,
    name: 'join',
    limit: 660,
    roles: ['pool'],
    meaning: 'kubeadm could not join the cluster.',
    remedy: 'see "journalctl -u kubelet"; the join token may have been deleted; run the bootstrap again',
  },
  {
    code: 74,
    name: 'components',
    limit: 150,
    roles: CONTROL_PLANE,
    meaning: "A manifest of the cluster's own components was not accepted by the API server.",
    remedy: 'the log names the manifest and says why; run the bootstrap again',
  },
  {
    code: 75,
    name: 'addons',
    limit: 180,
    roles: CONTROL_PLANE,
    meaning: 'A manifest from addons of the definition was not accepted by the API server.',
    remedy:
      'the log names the manifest and says why; correct it and apply it with kubectl, then run the bootstrap again',
  },
  {
    code: 76,
    name: 'node-ready',
    limit: 240,
    roles: EVERYWHERE,
    meaning: 'The node joined but did not become ready.',
    remedy: 'see "kubectl describe node" and "journalctl -u kubelet -u containerd"',
  },
];

/** How the bootstrap, or the extension, ends without any step having failed. */
export const BOOTSTRAP_CODES = {
  missing: {
    code: 90,
    meaning: 'The bootstrap itself is not on the machine: cloud-init did not write it within ten minutes.',
    remedy: 'see "cloud-init status --long"; the custom data may not have reached the machine',
  },
  busy: {
    code: 91,
    meaning: 'Another run of the bootstrap had not ended.',
    remedy: 'wait for it, and deploy again; its log is /var/log/vnetk8s/bootstrap.log',
  },
} as const;

/** A way in which the bootstrap ends without having succeeded. */
export interface BootstrapFailure {
  readonly code: number;
  /** Absent: no step has failed. */
  readonly step?: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** All of them, by their codes. */
export const BOOTSTRAP_FAILURES: readonly BootstrapFailure[] = [
  ...BOOTSTRAP_STEPS.map(({code, name, meaning, remedy}) => ({code, step: name, meaning, remedy})),
  ...Object.values(BOOTSTRAP_CODES),
];

/** Steps that install something: none where the image has everything. */
const INSTALLING: readonly string[] = ['signing-keys', 'packages'];

/** The steps of a machine, in order. */
export function stepsOf(kind: MachineRole['kind'], preinstalled: boolean): readonly BootstrapStep[] {
  return BOOTSTRAP_STEPS.filter(
    ({name, roles}) => roles.includes(kind) && !(preinstalled && INSTALLING.includes(name)),
  );
}
