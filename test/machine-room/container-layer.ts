import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {succeed} from '../fabric/process.ts';

/** Azure's tag for a chassis, by which cloud-init knows where it is (cloud-init: DataSourceAzure, `ChassisAssetTag`). */
const CHASSIS_TAG = '7783-7084-3265-9085-8269-3286-77';

/** What the image of emulated machines has for containerd on a disk of its own, and Azure's image does not have. */
export const NOT_IN_IMAGE = [
  '/etc/systemd/system/containerd.service',
  '/etc/systemd/system/multi-user.target.wants/containerd.service',
  '/usr/bin/containerd',
  '/usr/bin/containerd-shim-runc-v2',
  '/usr/bin/ctr',
  '/opt/cni/bin/portmap',
];

/** What a machine's first start needs to know. */
export interface LayerOptions {
  readonly vmId: string;
  /** Certificates of authorities that the machine trusts beside the usual ones, in PEM. */
  readonly authorities: readonly string[];
  /** Those that the image trusts, in PEM. */
  readonly usualAuthorities: string;
}

/**
 * Files by path that the kernel of a virtual machine on Azure stands for, and a container's does not have. Custom data and
 * the bootstrap are not changed by any of them.
 */
export function layerFiles({vmId, authorities, usualAuthorities}: LayerOptions): Readonly<Record<string, string>> {
  return {
    // The firmware's tables: cloud-init reads the chassis' tag and the machine's id there,
    '/usr/sbin/dmidecode': program(`case $2 in
  chassis-asset-tag) echo ${CHASSIS_TAG} ;;
  system-uuid) echo ${vmId} ;;
  *) exit 1 ;;
esac`),
    // but not in a container.
    '/usr/bin/systemd-detect-virt': program('echo none\nexit 1'),
    // There is no udev in a container: what the bootstrap waits for is the link that it makes of a new label.
    '/usr/bin/udevadm': program(`for device in /dev/disk/azure/data/by-lun/*; do
  [ -b "$device" ] || continue
  label=$(blkid -p -o value -s LABEL "$device") || continue
  ln -sfn "$(readlink -f "$device")" "/dev/disk/by-label/$label"
done`),
    // A cable between network namespaces has no permanent hardware address, by which netplan has networkd find it.
    '/etc/systemd/network/10-netplan-eth0.network.d/hardware-address.conf':
      '[Match]\nPermanentMACAddress=\nName=eth0\n',
    // Some of the kernel's settings exist once, outside of every network namespace.
    '/usr/local/sbin/sysctl': program('exec /usr/sbin/sysctl --ignore "$@"'),
    // Whoever may not protect processes from the kernel's memory killer cannot do so for pods either.
    '/usr/local/sbin/runc': program(`previous=
for argument; do
  if [ "$previous" = --bundle ]; then sed -i 's/"oomScoreAdj":-[0-9]*/"oomScoreAdj":0/' "$argument/config.json"; fi
  previous=$argument
done
exec /usr/bin/runc "$@"`),
    // Programs in pods that do not listen to the signal to end would hold up a restart for a minute and a half.
    '/etc/systemd/system.conf.d/shutdown.conf': '[Manager]\nDefaultTimeoutStopSec=10s\n',
    '/etc/fstab': '',
    // As in Ubuntu's image for Azure: where it comes from, which a network without Internet does not reach.
    '/etc/apt/sources.list': 'deb http://azure.archive.ubuntu.com/ubuntu noble main\n',
    '/etc/ssl/certs/ca-certificates.crt': [usualAuthorities, ...authorities].join('\n'),
    ...KUBELET_FILES,
  };
}

/**
 * The controllers of the machine that the tests run on may be bound to hierarchies of version 1, which the kubelet and
 * kubeadm only take when they are told to (Kubernetes: concepts/architecture/cgroups, `failCgroupV1`).
 */
const KUBELET_FILES = {
  '/etc/kubernetes-test/kubelet.conf.d/container.conf': `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
# The disk is that of the machine that the tests run on: how full it is says nothing of a node.
evictionHard: {nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%, imagefs.inodesFree: 1%}
imageGCHighThresholdPercent: 100
`,
  '/etc/systemd/system/kubelet.service.d/90-container.conf': `[Service]
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml --config-dir=/etc/kubernetes-test/kubelet.conf.d"
`,
  '/usr/local/sbin/kubeadm': program(`case \${1:-} in
  init | join) exec /usr/bin/kubeadm "$@" --ignore-preflight-errors=SystemVerification ;;
  *) exec /usr/bin/kubeadm "$@" ;;
esac`),
};

function program(body: string): string {
  return `#!/bin/sh\n${body}\n`;
}

/** Hides files of the layers below (Linux: filesystems/overlayfs, "whiteouts and opaque directories"). */
export async function hideFiles(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), {recursive: true});
    await succeed(['mknod', join(folder, path), 'c', '0', '0']);
  }
}

/** Writes files below a folder; those that are programs may be run. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), {recursive: true});
    await writeFile(file, content);
    await chmod(file, content.startsWith('#!') ? 0o755 : 0o644);
  }
}
