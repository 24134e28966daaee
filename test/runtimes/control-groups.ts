import {existsSync} from 'node:fs';
import {readdir, rmdir} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

/** Where the kernel shows control groups: one hierarchy (version 2), or one a controller. */
const ROOT = '/sys/fs/cgroup';

/** How often to look, every 10 ms, whether processes have left that were killed. */
const PATIENCE = 100;

/** Removes a control group with all below it, in every hierarchy. Fails if a process has not left within a second. */
export async function removeControlGroup(name: string): Promise<void> {
  for (const hierarchy of await hierarchies()) {
    const group = join(hierarchy, name);
    if (existsSync(group)) await removeTree(group);
  }
}

/** Removes the control groups of test runs that were killed. Their names have the process in second place. */
export async function removeAbandonedControlGroups(): Promise<void> {
  const names = (await Promise.all((await hierarchies()).map((hierarchy) => readdir(hierarchy)))).flat();
  const isAbandoned = (name: string): boolean => /^vnf-\d+-/.test(name) && !existsSync(`/proc/${name.split('-')[1]}`);
  // Its processes may not have been found out yet; the next run tries again.
  for (const name of new Set(names.filter(isAbandoned))) await removeControlGroup(name).catch(() => {});
}

async function hierarchies(): Promise<readonly string[]> {
  const entries = await readdir(ROOT, {withFileTypes: true});
  return [ROOT, ...entries.filter((entry) => entry.isDirectory()).map(({name}) => join(ROOT, name))];
}

async function removeTree(group: string): Promise<void> {
  const entries = await readdir(group, {withFileTypes: true});
  for (const entry of entries.filter((each) => each.isDirectory())) await removeTree(join(group, entry.name));
  for (let attempt = 0; ; attempt++) {
    const error: unknown = await rmdir(group).catch((reason: unknown) => reason);
    if (error === undefined) return;
    if (attempt === PATIENCE) throw error;
    await sleep(10);
  }
}
