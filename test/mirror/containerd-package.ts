import {succeed} from '../fabric/process.ts';
import type {DebianPackage} from './debian-package.ts';
import {moduleVersion, toolPath} from './programs.ts';

/** As Docker's package has it, which installs to /usr/bin. */
const UNIT = `[Unit]
Description=containerd container runtime
Documentation=https://containerd.io
After=network.target dbus.service

[Service]
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/bin/containerd
Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`;

/** Docker uses containerd without its interface for Kubernetes: its package switches that off. */
const CONFIGURATION = `disabled_plugins = ["cri"]
`;

/** As debhelper writes it: enabled and started when it is installed, started anew when another version comes. */
const POSTINST = `#!/bin/sh
set -e
if [ "$1" = configure ]; then
  deb-systemd-helper unmask containerd.service >/dev/null || true
  deb-systemd-helper enable containerd.service >/dev/null || true
  if [ -d /run/systemd/system ]; then
    systemctl --system daemon-reload >/dev/null || true
    if [ -n "$2" ]; then action=restart; else action=start; fi
    deb-systemd-invoke "$action" containerd.service >/dev/null || true
  fi
fi
`;

/** Docker's package of containerd, for Ubuntu 24.04; it brings its own runc, which here is Debian's. */
export async function containerdPackage(): Promise<DebianPackage> {
  const version = await moduleVersion('containerd', 'github.com/containerd/containerd/v2');
  const runc = (await succeed(['which', 'runc'])).trim();
  return {
    name: 'containerd.io',
    version: `${version}-1~ubuntu.24.04~noble`,
    summary: 'An open and reliable container runtime',
    relations: {
      Depends: 'libc6 (>= 2.34), libseccomp2 (>= 2.5.0)',
      Conflicts: 'containerd, runc',
      Replaces: 'containerd, runc',
      Provides: 'containerd, runc',
    },
    files: [
      {path: '/usr/bin/containerd', source: toolPath('containerd')},
      {path: '/usr/bin/containerd-shim-runc-v2', source: toolPath('containerd-shim-runc-v2')},
      {path: '/usr/bin/ctr', source: toolPath('ctr')},
      {path: '/usr/bin/runc', source: runc},
      {path: '/lib/systemd/system/containerd.service', text: UNIT},
      {path: '/etc/containerd/config.toml', text: CONFIGURATION},
    ],
    conffiles: ['/etc/containerd/config.toml'],
    scripts: {postinst: POSTINST},
  };
}
