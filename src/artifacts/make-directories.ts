import {mkdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Makes a directory and those above it, one by one: asked for all at once, Node tries for ever where a directory that is
 * there takes no other, as /proc does. Gives the uppermost of those that were made; undefined if all were there. Throws
 * the system's error.
 */
export async function makeDirectories(path: string, mode = 0o777): Promise<string | undefined> {
  if (await isDirectory(path)) return undefined;
  const above = dirname(path);
  const first = above === path ? undefined : await makeDirectories(above, mode);
  try {
    await mkdir(path, {mode});
  } catch (error) {
    // Somebody else has made it in the meantime.
    if (await isDirectory(path)) return first;
    throw error;
  }
  return first ?? path;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
