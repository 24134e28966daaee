import {gzip} from './gzip.ts';
import type {NodeFile} from './machine-setup.ts';
import {yamlText} from './yaml-text.ts';

/** Commands, in order, each a program with its arguments: cloud-init runs them once, at the end of the first boot. */
const COMMANDS: readonly (readonly string[])[] = [
  // Containers need a plugin of this name too (containerd: docs/cri/config.md); it is ours under another name.
  ['ln', '--force', '/opt/cni/bin/vnetk8s', '/opt/cni/bin/loopback'],
  ['sysctl', '--quiet', '--load=/etc/sysctl.d/60-vnetk8s.conf'],
  ['udevadm', 'control', '--reload'],
  ['systemctl', 'daemon-reload'],
  ['systemctl', 'restart', 'systemd-networkd.service'],
  ['systemctl', 'enable', '--now', 'vnetk8s-rules.service', 'vnetk8s-pool.service'],
];

/** The text of a machine's custom data (cloud-init: explanation/about-cloud-config). */
export function cloudInitText(bootCommand: string, files: readonly NodeFile[]): string {
  const document = {bootcmd: [bootCommand], write_files: files.map(writtenFile), runcmd: COMMANDS};
  return `#cloud-config\n${yamlText(document)}`;
}

/** A file as cloud-init takes it. The mode is a text: as a number it would be read as decimal. */
function writtenFile({path, mode, content}: NodeFile): unknown {
  const permissions = `0${mode.toString(8)}`;
  if (typeof content === 'string') return {path, permissions, content};
  return {path, permissions, encoding: 'gz+b64', content: gzip(content).toString('base64')};
}
