import type {Stats} from 'node:fs';
import {lstat, mkdir, readFile, rmdir, unlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {directoryError, systemError} from './directory-error.ts';

/** Permissions of all directories: what is in them is for their owner. */
export const DIRECTORY_MODE = 0o700;

/** A file of a directory as it is there. */
export interface FoundFile {
  readonly content: Buffer;
  readonly mode: number;
}

/**
 * Reads a file of a directory; undefined if it is not there. Throws UserError if a link leads out of the directory on the
 * way to it, or something else is in its place.
 */
export async function readInside(directory: string, path: string): Promise<FoundFile | undefined> {
  const stats = await statInside(directory, path);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw inTheWay(join(directory, path), stats.isDirectory() ? 'a directory' : 'no regular file');
  try {
    return {content: await readFile(join(directory, path)), mode: stats.mode & 0o777};
  } catch (error) {
    throw systemError(error, `read ${join(directory, path)}`);
  }
}

/** True if there is something at the path, wherever it may lead. */
export async function exists(path: string): Promise<boolean> {
  return (await statOrNothing(path)) !== undefined;
}

/** Makes the directories that a file of a directory lies in. */
export async function makeParents(directory: string, path: string): Promise<void> {
  await statInside(directory, path);
  await mkdir(dirname(join(directory, path)), {recursive: true, mode: DIRECTORY_MODE});
}

/**
 * Removes a file of a directory, and the directories that are empty then: also if the file is gone already, for who
 * removed it may have been killed before it came to them.
 */
export async function removeInside(directory: string, path: string): Promise<void> {
  if ((await statInside(directory, path)) !== undefined) await unlink(join(directory, path));
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    try {
      await rmdir(join(directory, parent));
    } catch (error) {
      if (!isMissing(error)) return;
    }
  }
}

/** What is at a path of a directory; undefined if nothing is. Links are not followed: they are refused. */
async function statInside(directory: string, path: string): Promise<Stats | undefined> {
  const parts = path.split('/');
  for (const length of parts.keys()) {
    const place = join(directory, ...parts.slice(0, length + 1));
    const stats = await statOrNothing(place);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) throw inTheWay(place, 'a symbolic link');
    if (length === parts.length - 1) return stats;
    if (!stats.isDirectory()) throw inTheWay(place, 'no directory');
  }
  return undefined;
}

async function statOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw systemError(error, `look at ${path}`);
  }
}

/** True if the system says that there is nothing, or nothing to look into. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function inTheWay(path: string, what: string) {
  return directoryError('DIRECTORY_UNUSABLE', `${path} is ${what}`, [
    'remove it, or generate into another directory: --output-directory',
  ]);
}
