import {mkdir, open, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Artifacts} from './artifact.ts';
import {DIRECTORY_MODE, isMissing, makeParents, readInside, removeInside} from './inside.ts';
import {MANIFEST_FILE, type Manifest, manifestText, readManifest} from './manifest.ts';

/*
 * Files are written in two steps. First all of them into a folder beside the old ones; the manifest is the last, and with
 * its name the step is done: from then on the new files are what counts. Then they are moved to their places, one by
 * one. A process that dies in the first step has changed nothing, and the folder is thrown away by the next; one that dies
 * in the second has left all that the next needs to go on. The folder is inside the directory, for only there is it
 * certain that moving a file is one step.
 */

/** The folder of what is being written. */
export const STAGING = '.vnetk8s-staging';

const STAGED_FILES = `${STAGING}/files`;
const STAGED_MANIFEST = `${STAGING}/${MANIFEST_FILE}`;

/** Writes artifacts beside what is there. Nothing has changed before `finishTransaction`, unless that is interrupted. */
export async function stage(directory: string, artifacts: Artifacts): Promise<void> {
  await rm(join(directory, STAGING), {recursive: true, force: true});
  await mkdir(join(directory, STAGED_FILES), {recursive: true, mode: DIRECTORY_MODE});
  const folders = new Set(artifacts.map(({path}) => dirname(path)));
  await Promise.all(
    [...folders].map((folder) => mkdir(join(directory, STAGED_FILES, folder), {recursive: true, mode: DIRECTORY_MODE})),
  );
  await Promise.all(
    artifacts.map(({path, content, mode}) => writeStaged(join(directory, STAGED_FILES, path), content, mode)),
  );
}

/** Says that what is staged counts. */
export async function commit(directory: string, manifest: Manifest): Promise<void> {
  const path = join(directory, STAGED_MANIFEST);
  await writeStaged(`${path}.new`, manifestText(manifest), 0o644, {durable: true});
  await rename(`${path}.new`, path);
}

/** The manifest of files that count, and that are not all in their places; undefined if there are none. */
export async function committedManifest(directory: string): Promise<Manifest | undefined> {
  const staged = await readInside(directory, STAGED_MANIFEST);
  return staged === undefined ? undefined : readManifest(staged.content.toString());
}

/** Where a file of a directory is, as long as a transaction is unfinished. */
export async function readStaged(directory: string, path: string) {
  return readInside(directory, `${STAGED_FILES}/${path}`);
}

/**
 * Moves to its place whatever counts and is not there, and removes what the manifest before it lists and it does not.
 * Throws away what does not count. Can be interrupted at any point, and done again.
 */
export async function finishTransaction(directory: string): Promise<void> {
  const manifest = await committedManifest(directory);
  if (manifest !== undefined) await moveAll(directory, manifest);
  await rm(join(directory, STAGING), {recursive: true, force: true});
}

async function moveAll(directory: string, manifest: Manifest): Promise<void> {
  const before = await readInside(directory, MANIFEST_FILE);
  await makeParents(
    directory,
    manifest.files.map(({path}) => path),
  );
  await Promise.all(manifest.files.map(({path}) => moveStaged(directory, path)));
  const listed = new Set(manifest.files.map(({path}) => path));
  const stale = (before === undefined ? undefined : readManifest(before.content.toString()))?.files ?? [];
  for (const {path} of stale) if (!listed.has(path)) await removeInside(directory, path);
  await rename(join(directory, STAGED_MANIFEST), join(directory, MANIFEST_FILE));
}

/** Moves a file to its place; one that is not staged is there already, or has not changed. */
async function moveStaged(directory: string, path: string): Promise<void> {
  try {
    await rename(join(directory, STAGED_FILES, path), join(directory, path));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/**
 * Writes a file with these permissions, or what the process's mask leaves of them. What nobody could make again is written through to the disk: keys, and
 * the manifest that counts on them.
 */
async function writeStaged(
  path: string,
  content: string | Uint8Array,
  mode: number,
  {durable = mode === 0o600}: {readonly durable?: boolean} = {},
): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}
