import {copyFile, link, realpath} from 'node:fs/promises';

/** Puts what a path leads to at another place: as a second name, which costs nothing, or as a copy on another file system. */
export async function placeFile(source: string, place: string): Promise<void> {
  const file = await realpath(source);
  await link(file, place).catch(() => copyFile(file, place));
}
