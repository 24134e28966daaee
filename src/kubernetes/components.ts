import type {KubernetesVersion} from './versions.ts';

/** What goes with a minor version of Kubernetes: versions that were tested together by those who publish them. */
export interface Components {
  /** The sandbox image that kubeadm of this minor expects (Kubernetes: cmd/kubeadm/app/constants, `PauseVersion`). */
  readonly pause: string;
  /** Oldest containerd (containerd: RELEASES.md, "Kubernetes Support"). */
  readonly containerd: string;
  /** The Debian packages of containerd that are installed, as a version pattern of apt. */
  readonly containerdPackage: string;
  /** Azure's cloud controller manager and node manager (cloud-provider-azure: releases). */
  readonly cloudProvider: string;
  /** The cluster autoscaler, whose minor is that of Kubernetes (kubernetes/autoscaler: releases). */
  readonly clusterAutoscaler: string;
}

/**
 * By minor version. The cloud provider comes out months after Kubernetes; a minor without one uses that of the minor
 * before, whose clients the API server still serves (Kubernetes: releases/version-skew-policy).
 */
const COMPONENTS: Readonly<Record<string, Components>> = {
  '1.37': {
    pause: '3.10.2',
    containerd: '2.2.0',
    containerdPackage: '2.2.*',
    cloudProvider: 'v1.36.5',
    clusterAutoscaler: 'v1.36.1',
  },
  '1.36': {
    pause: '3.10.2',
    containerd: '2.2.0',
    containerdPackage: '2.2.*',
    cloudProvider: 'v1.36.5',
    clusterAutoscaler: 'v1.36.1',
  },
  '1.35': {
    pause: '3.10.1',
    containerd: '2.1.5',
    containerdPackage: '2.2.*',
    cloudProvider: 'v1.35.8',
    clusterAutoscaler: 'v1.35.1',
  },
};

/** What goes with a version. Throws TypeError for a minor that this release cannot install: a rule has refused it. */
export function componentsOf({minor}: KubernetesVersion): Components {
  const components = COMPONENTS[minor];
  if (components === undefined) throw new TypeError(`no components are known for Kubernetes ${minor}`);
  return components;
}
