import {randomUUID} from 'node:crypto';
import type {Stats} from 'node:fs';
import {mkdir, open, readFile, readlink, realpath, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {EXIT} from '../exit-codes.ts';
import {systemReason} from '../system-reason.ts';
import {UserError} from '../user-error.ts';

/** Permissions: whoever can read a kubeconfig is what it says. */
const MODE = 0o600;

/** Permissions of a directory that is made for one. */
const DIRECTORY_MODE = 0o700;

/** What the name of the file that holds the text of before ends with. */
const BACKUP = '.vnetk8s-backup';

/** What kubectl's file of locks ends with, which it makes as long as it writes (client-go: tools/clientcmd, `lockFile`). */
const LOCK = '.lock';

/** A new text for a file; undefined: it stays as it is. */
export type Edit<Result> = (text: string) => {readonly text?: string; readonly result: Result};

/** The text of a kubeconfig; empty: there is none. Throws UserError if it cannot be changed. */
export async function readKubeconfig(path: string): Promise<string> {
  const place = await followLinks(path);
  return attempt(path, async () => {
    const stats = await statFile(place, path);
    return stats === undefined ? '' : textOf(await readFile(place), path);
  });
}

/**
 * Changes a kubeconfig: whoever reads it sees the old or the new text, and what was there before is kept beside it. A link
 * stays one, and a file stays its owner's. kubectl and others are kept from writing meanwhile, in their way. Throws UserError if
 * one of them does, or if the file may not be written or is none.
 */
export async function editKubeconfig<Result>(
  path: string,
  edit: Edit<Result>,
): Promise<{readonly result: Result; readonly backup?: string}> {
  const place = await followLinks(path);
  return attempt(path, async () => {
    // First of all: beside a device there is to be no lock.
    await statFile(place, path);
    await mkdir(dirname(place), {recursive: true, mode: DIRECTORY_MODE});
    return withLock(place, async () => {
      const stats = await statFile(place, path);
      const old = stats === undefined ? undefined : await readFile(place);
      const {text, result} = edit(old === undefined ? '' : textOf(old, path));
      if (text === undefined) return {result};
      const backup = old === undefined ? undefined : `${place}${BACKUP}`;
      if (old !== undefined && backup !== undefined) await replace(backup, old, stats);
      await replace(place, text, stats);
      return {result, ...(backup === undefined ? {} : {backup})};
    });
  });
}

/**
 * The file as it is; undefined: there is none. Something else must not be replaced by a file: people say KUBECONFIG=/dev/null. Nor
 * must one that whoever calls may not write: in a directory of theirs the system would let them.
 */
async function statFile(place: string, path: string): Promise<Stats | undefined> {
  const stats = await stat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw unwritable(path, stats.isDirectory() ? 'it is a directory' : 'it is a device, not a file');
  await (await open(place, 'r+')).close();
  return stats;
}

/** Read wrongly, it would be written wrongly. */
function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch (error) {
    throw unwritable(path, 'it is not UTF-8', error);
  }
}

/** Where a file really is, also one that is not there yet: a link may lead to nothing. */
async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const target = await readlink(path).catch(() => undefined);
    return target === undefined ? path : resolve(dirname(path), target);
  }
}

async function withLock<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${place}${LOCK}`;
  try {
    await (await open(lock, 'wx', MODE)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError(`another program is writing ${place}`, {
      code: 'KUBECONFIG_LOCKED',
      exitCode: EXIT.usage,
      suggestions: ['run this again', `if no kubectl runs, one has died: remove ${lock}`],
    });
  }
  try {
    return await work();
  } finally {
    await rm(lock, {force: true});
  }
}

async function replace(path: string, text: string | Uint8Array, before: Stats | undefined): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', MODE);
    try {
      const {uid} = await file.stat();
      // Root writes the files of others: sudo leaves HOME as it is.
      if (before !== undefined && before.uid !== uid) await file.chown(before.uid, before.gid);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } finally {
    await rm(temporary, {force: true});
  }
}

/** Says in words what the system refuses. */
async function attempt<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof UserError ? undefined : systemReason(error);
    throw reason === undefined ? error : unwritable(path, reason, error);
  }
}

function unwritable(path: string, reason: string, cause?: unknown): UserError {
  return new UserError(`cannot change ${path}: ${reason}`, {
    code: 'FILE_UNWRITABLE',
    exitCode: EXIT.usage,
    suggestions: ['name another file: --kubeconfig FILE', 'or print it: --stdout'],
    cause,
  });
}
