import type {DebianPackage} from './debian-package.ts';
import {moduleVersion, toolPath} from './programs.ts';

/** As kubelet's own package has it. */
const KUBELET_UNIT = `[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target
`;

/** As kubeadm's own package has it (Kubernetes: setup/production-environment/tools/kubeadm/kubelet-integration). */
const KUBEADM_DROP_IN = `# Note: This dropin only works with kubeadm and kubelet v1.11+
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
# This is a file that "kubeadm init" and "kubeadm join" generates at runtime, populating the KUBELET_KUBEADM_ARGS variable dynamically
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
# This is a file that the user can use for overrides of the kubelet args as a last resort. Preferably, the user should use
# the .NodeRegistration.KubeletExtraArgs object in the configuration files instead. KUBELET_EXTRA_ARGS should be sourced from this file.
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`;

/** The kubelet is started by kubeadm, and enabled by whoever wants it after a reboot. */
const KUBELET_POSTINST = `#!/bin/sh
set -e
if [ "$1" = configure ] && [ -d /run/systemd/system ]; then systemctl --system daemon-reload; fi
`;

/**
 * The packages of the Kubernetes project, with the dependencies that they have (kubernetes/release: cmd/krel/templates/
 * latest). kubeadm has had none on cri-tools since it does without crictl, in 1.32 (kubernetes/release: 4387).
 */
export async function kubernetesPackages(): Promise<readonly DebianPackage[]> {
  const [kubernetes, plugins, criTools] = await Promise.all([
    moduleVersion('kubernetes-1.36', 'k8s.io/kubernetes'),
    moduleVersion('plugins', 'github.com/containernetworking/plugins'),
    moduleVersion('cri-tools', 'sigs.k8s.io/cri-tools'),
  ]);
  const version = `${kubernetes}-1.1`;
  return [
    {
      name: 'kubeadm',
      version,
      summary: 'Command-line utility for administering a Kubernetes cluster',
      files: [
        {path: '/usr/bin/kubeadm', source: toolPath('kubeadm-1.36')},
        {path: '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf', text: KUBEADM_DROP_IN},
      ],
    },
    {
      name: 'kubectl',
      version,
      summary: 'Command-line utility for interacting with a Kubernetes cluster',
      files: [{path: '/usr/bin/kubectl', source: toolPath('kubectl')}],
    },
    kubelet(version),
    {
      name: 'kubernetes-cni',
      version: `${plugins}-1.1`,
      summary: 'Binaries required to provision kubernetes container networking',
      files: [
        {path: '/opt/cni/bin/loopback', source: toolPath('loopback')},
        {path: '/opt/cni/bin/portmap', source: toolPath('portmap')},
      ],
    },
    {
      name: 'cri-tools',
      version: `${criTools}-1.1`,
      summary: 'Command-line utility for interacting with a container runtime',
      files: [{path: '/usr/bin/crictl', source: toolPath('crictl')}],
    },
  ];
}

function kubelet(version: string): DebianPackage {
  return {
    name: 'kubelet',
    version,
    summary: 'Node agent for Kubernetes clusters',
    relations: {Depends: 'kubernetes-cni (>= 1.2.0), mount, util-linux', Recommends: 'iptables (>= 1.8.4)'},
    files: [
      {path: '/usr/bin/kubelet', source: toolPath('kubelet-1.36')},
      {path: '/usr/lib/systemd/system/kubelet.service', text: KUBELET_UNIT},
      {path: '/etc/default/kubelet', text: 'KUBELET_EXTRA_ARGS=\n'},
      // dpkg-deb's own packages keep folders this way.
      {path: '/etc/kubernetes/manifests/.kubelet-keep', text: ''},
      {path: '/var/lib/kubelet/.kubelet-keep', text: ''},
    ],
    conffiles: ['/etc/default/kubelet'],
    scripts: {postinst: KUBELET_POSTINST},
  };
}
