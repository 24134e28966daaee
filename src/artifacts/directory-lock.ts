import {randomUUID} from 'node:crypto';
import {link, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {directoryError} from './directory-error.ts';

/** The file that says who is writing. Files whose names begin like it are on the way to being one. */
const LOCK_FILE = '.vnetk8s-lock';

/** A run holds the lock for less than a second; whoever has waited so long for it, in milliseconds, waits in vain. */
const PATIENCE = 5000;

const PAUSE = 20;

/** A directory that nobody else writes to. */
export interface DirectoryLock {
  /** Throws UserError if the lock is no longer held: somebody took it for stale. */
  readonly assertHeld: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** True if the name of a file is that of a lock, or of what is on the way to be one. */
export function isLockFile(name: string): boolean {
  return name.startsWith(LOCK_FILE);
}

/**
 * Waits until nobody else writes to the directory, and keeps others from it. The lock of a process that is gone, killed
 * or with its machine, is taken over. Throws UserError if somebody keeps it for too long.
 */
export async function lockDirectory(
  directory: string,
  name: string,
  {patience = PATIENCE}: {readonly patience?: number} = {},
): Promise<DirectoryLock> {
  const path = join(directory, LOCK_FILE);
  // Random, so that a lock is told from another one of this very process.
  const own = JSON.stringify({pid: process.pid, host: hostname(), id: randomUUID()});
  const deadline = performance.now() + patience;
  while (!(await take(path, own))) {
    const holder = await readLock(path);
    if (holder === undefined) continue;
    if (isStale(holder)) await breakLock(path, holder);
    else if (performance.now() > deadline) throw busy(name, holder);
    else await wait(PAUSE);
  }
  return {
    assertHeld: async () => {
      if ((await readLock(path)) !== own) throw lost(name);
    },
    release: async () => {
      if ((await readLock(path)) === own) await rm(path, {force: true});
      await removeLeftovers(directory);
    },
  };
}

/** Makes the lock with its content in one step, or not at all: false if there is one. */
async function take(path: string, content: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, content, {mode: 0o600});
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, {force: true});
  }
}

/**
 * Removes a stale lock. Somebody else may have done so, and hold a lock of their own: what was taken away is looked at,
 * and put back.
 */
async function breakLock(path: string, stale: string): Promise<void> {
  const taken = `${path}.${randomUUID()}`;
  try {
    await rename(path, taken);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  try {
    if ((await readLock(taken)) !== stale) await link(taken, path);
  } catch (error) {
    // A third one has the lock; the second will notice before it writes: see `assertHeld`.
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(taken, {force: true});
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What processes that were killed had on the way; whoever still needs one makes it again. */
async function removeLeftovers(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.startsWith(`${LOCK_FILE}.`));
  for (const name of names) {
    const holder = await readLock(join(directory, name));
    // Without a process it is one that somebody is just writing.
    if (holder !== undefined && parse(holder).pid !== undefined && isStale(holder))
      await rm(join(directory, name), {force: true});
  }
}

/** True if the process that wrote it is gone. Of another machine's nobody can tell. */
function isStale(content: string): boolean {
  const {pid, host} = parse(content);
  if (pid === undefined) return true;
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

function parse(content: string): {readonly pid?: number; readonly host?: string} {
  try {
    const {pid, host} = JSON.parse(content) as {readonly pid: unknown; readonly host: unknown};
    return typeof pid === 'number' && typeof host === 'string' ? {pid, host} : {};
  } catch {
    return {};
  }
}

function busy(name: string, holder: string) {
  const {pid, host} = parse(holder);
  return directoryError('DIRECTORY_BUSY', `process ${pid} on ${host} is writing to ${name}`, [
    'wait until it has ended',
    `if there is no such process, remove ${join(name, LOCK_FILE)}`,
  ]);
}

function lost(name: string) {
  return directoryError('DIRECTORY_BUSY', `somebody else began to write to ${name}; nothing was written`, [
    'run this again',
  ]);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
