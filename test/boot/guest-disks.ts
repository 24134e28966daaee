import {cp, mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {succeed} from '../fabric/process.ts';

/** What Azure puts on a virtual machine's provisioning disk. */
export interface Provisioning {
  readonly name: string;
  readonly adminUsername: string;
  readonly sshPublicKey: string;
  /** The value of `osProfile.customData`: base64, handed on as it is. */
  readonly customData: string;
}

/** Where programs come from that are newer than Debian's, or not Debian's at all. */
const TOOLS = fileURLToPath(new URL('../../node_modules/.cache/tools/bin/', import.meta.url));

/** The programs that the second disk brings. */
export const TOOL_NAMES = ['containerd', 'containerd-shim-runc-v2', 'ctr', 'portmap'] as const;

/** The path of a program for the second disk. */
export function toolPath(name: (typeof TOOL_NAMES)[number]): string {
  return join(TOOLS, name);
}

/** The name of the file that the provisioning disk is in. */
export const PROVISIONING_DISK = 'provisioning.iso';

/** Writes the provisioning disk (Azure: UDF, with `ovf-env.xml`) to a folder. */
export async function writeProvisioningDisk(folder: string, provisioning: Provisioning): Promise<void> {
  const [content, disk] = [join(folder, 'provisioning'), join(folder, PROVISIONING_DISK)];
  await mkdir(content);
  await writeFile(join(content, 'ovf-env.xml'), provisioningDocument(provisioning));
  await succeed(['genisoimage', '-quiet', '-udf', '-V', 'rd_rdfe_stable', '-o', disk, content]);
}

/** As Azure's agents read it; they find elements by their namespaces. Nothing in the values needs escaping. */
export function provisioningDocument({name, adminUsername, sshPublicKey, customData}: Provisioning): string {
  const key = `<Path>/home/${adminUsername}/.ssh/authorized_keys</Path><Value>${sshPublicKey}</Value>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<Environment xmlns="http://schemas.dmtf.org/ovf/environment/1">
  <ProvisioningSection xmlns="http://schemas.microsoft.com/windowsazure">
    <Version>1.0</Version>
    <LinuxProvisioningConfigurationSet>
      <ConfigurationSetType>LinuxProvisioningConfiguration</ConfigurationSetType>
      <HostName>${name}</HostName>
      <UserName>${adminUsername}</UserName>
      <DisableSshPasswordAuthentication>true</DisableSshPasswordAuthentication>
      <SSH><PublicKeys><PublicKey>${key}</PublicKey></PublicKeys></SSH>
      <CustomData>${customData}</CustomData>
    </LinuxProvisioningConfigurationSet>
  </ProvisioningSection>
  <PlatformSettingsSection xmlns="http://schemas.microsoft.com/windowsazure">
    <Version>1.0</Version>
    <PlatformSettings><PreprovisionedVm>false</PreprovisionedVm></PlatformSettings>
  </PlatformSettingsSection>
</Environment>
`;
}

/** Commands of busybox that a pod has. */
const POD_COMMANDS = ['httpd', 'sh', 'sleep'];

/** Writes the disk with containerd and the root file system of pods, and returns its path. */
export async function writeToolsDisk(folder: string): Promise<string> {
  const [content, disk] = [join(folder, 'tools'), join(folder, 'tools.disk')];
  const root = join(content, 'pod');
  for (const name of ['bin', 'dev', 'etc', 'proc', 'run', 'sys', 'tmp', 'www/cgi-bin']) {
    await mkdir(join(root, name), {recursive: true});
  }
  for (const name of TOOL_NAMES) await cp(toolPath(name), join(content, name), {dereference: true});
  await cp((await succeed(['which', 'busybox'])).trim(), join(root, 'bin/busybox'), {dereference: true});
  for (const name of POD_COMMANDS) await symlink('busybox', join(root, 'bin', name));
  // A pod answers everyone with the address that the question came from.
  await writeFile(join(root, 'www/cgi-bin/peer'), '#!/bin/sh\nprintf \'\\n%s\' "$REMOTE_ADDR"\n', {mode: 0o755});
  await succeed(['truncate', '-s', '512M', disk]);
  await succeed(['mkfs.ext4', '-q', '-F', '-O', '^has_journal', '-d', content, disk], {timeout: 60_000});
  return disk;
}
