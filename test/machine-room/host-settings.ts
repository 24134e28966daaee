import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * What kube-proxy sets on a machine of at most four processors (Kubernetes: KubeProxyConfiguration, `conntrack.min`). A
 * container may not write it, and need not if it is so already.
 */
const CONNECTIONS = {'net/netfilter/nf_conntrack_max': '131072'};

/** Settings of the kernel that nodes write and that exist only once, for the host and all containers. */
const SHARED = [
  'fs/inotify/max_user_instances',
  'fs/inotify/max_user_watches',
  'kernel/keys/root_maxbytes',
  'kernel/keys/root_maxkeys',
  'kernel/panic',
  'kernel/panic_on_oops',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  ...Object.keys(CONNECTIONS),
];

/** Lets containers be nodes on this host; returns how to give it its own settings back. */
export async function lendHost(): Promise<() => Promise<void>> {
  const before = await Promise.all(SHARED.map(async (name) => [name, await readSetting(name)] as const));
  for (const [name, value] of Object.entries(CONNECTIONS)) await writeSetting(name, value);
  return async () => {
    for (const [name, value] of before) await writeSetting(name, value);
  };
}

async function readSetting(name: string): Promise<string> {
  return (await readFile(join('/proc/sys', name), 'utf8')).trim();
}

async function writeSetting(name: string, value: string): Promise<void> {
  if ((await readSetting(name)) !== value) await writeFile(join('/proc/sys', name), value);
}
