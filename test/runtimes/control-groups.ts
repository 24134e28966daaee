import {existsSync} from 'node:fs';
import {readdir, rmdir, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
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

/**
 * Lets processes of a control group and of those below it go on. A runtime freezes a container while it changes what that may
 * do; if it is killed meanwhile, the container's processes stay frozen, and not even SIGKILL ends them.
 */
export async function thawControlGroup(name: string): Promise<void> {
  const group = join(ROOT, 'freezer', name);
  if (!existsSync(group)) return;
  const states = (await readdir(group, {recursive: true})).filter((path) => basename(path) === 'freezer.state');
  // A group that is gone meanwhile has nothing frozen.
  for (const state of states) await writeFile(join(group, state), 'THAWED').catch(() => {});
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
