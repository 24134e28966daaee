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

/** Says what is at a path. */
export type Look = (path: string) => Promise<Stats | undefined>;

/** Looks at each path once, for who reads many files of the same directories while nobody changes them. */
export function lookOnce(): Look {
  const seen = new Map<string, Promise<Stats | undefined>>();
  return (path) => {
    const stats = seen.get(path) ?? statOrNothing(path);
    seen.set(path, stats);
    return stats;
  };
}

/**
 * Reads a file of a directory; undefined if it is not there. Throws UserError if a link leads out of the directory on the
 * way to it, or something else is in its place.
 */
export async function readInside(
  directory: string,
  path: string,
  look: Look = statOrNothing,
): Promise<FoundFile | undefined> {
  const stats = await statInside(directory, path, look);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw inTheWay(join(directory, path), stats.isDirectory() ? 'a directory' : 'no regular file');
  try {
    return {content: await readFile(join(directory, path)), mode: stats.mode & 0o777};
  } catch (error) {
    throw systemError(error, `read ${join(directory, path)}`);
  }
}

/** Makes the directories that files of a directory lie in. Throws UserError if a link leads out of it on the way. */
export async function makeParents(directory: string, paths: readonly string[]): Promise<void> {
  const look = lookOnce();
  const parents = [...new Set(paths.map((path) => dirname(path)))].filter((parent) => parent !== '.');
  await Promise.all(parents.map((parent) => statInside(directory, parent, look)));
  await Promise.all(parents.map((parent) => mkdir(join(directory, parent), {recursive: true, mode: DIRECTORY_MODE})));
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
async function statInside(directory: string, path: string, look: Look = statOrNothing): Promise<Stats | undefined> {
  const parts = path.split('/');
  for (const length of parts.keys()) {
    const place = join(directory, ...parts.slice(0, length + 1));
    const stats = await look(place);
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
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function inTheWay(path: string, what: string) {
  return directoryError('DIRECTORY_UNUSABLE', `${path} is ${what}`, [
    'remove it, or generate into another directory: --output-directory',
  ]);
}
