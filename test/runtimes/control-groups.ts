import {existsSync} from 'node:fs';
import {readdir, rmdir} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

/** Where the kernel shows control groups: one hierarchy (version 2), or one a controller. */
const ROOT = '/sys/fs/cgroup';

/** Removes a control group with all below it, in every hierarchy. Fails if a process has not left within a second. */
export async function removeControlGroup(name: string): Promise<void> {
  const hierarchies = [ROOT, ...(await readdir(ROOT)).map((entry) => join(ROOT, entry))];
  for (const hierarchy of hierarchies) {
    const group = join(hierarchy, name);
    if (existsSync(group)) await removeTree(group);
  }
}

async function removeTree(group: string): Promise<void> {
  const entries = await readdir(group, {withFileTypes: true});
  for (const entry of entries.filter((each) => each.isDirectory())) await removeTree(join(group, entry.name));
  for (let attempt = 0; ; attempt++) {
    const error: unknown = await rmdir(group).catch((reason: unknown) => reason);
    if (error === undefined) return;
    // Killed processes take a moment to leave.
    if (attempt === 100) throw error;
    await sleep(10);
  }
}
