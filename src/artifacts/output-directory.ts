import type {Stats} from 'node:fs';
import {readdir, rmdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {type Artifacts, type Change, isSafePath} from './artifact.ts';
import {directoryError, systemError} from './directory-error.ts';
import {type DirectoryLock, isLockFile, lockDirectory} from './directory-lock.ts';
import {DIRECTORY_MODE, type FoundFile, type Look, lookOnce, readInside} from './inside.ts';
import {makeDirectories} from './make-directories.ts';
import {
  MANIFEST_FILE,
  type Manifest,
  manifestOf,
  manifestText,
  type Provenance,
  readManifest,
  sha256,
} from './manifest.ts';
import {commit, committedManifest, finishTransaction, readStaged, STAGING, stage} from './transaction.ts';

/** Which directory, and whose. */
export interface DirectoryOptions {
  /** Absolute. */
  readonly path: string;
  /** What the user calls it, for messages. */
  readonly name: string;
  readonly cluster: string;
}

/** A directory of artifacts as it is, or as it would be once an interrupted run was finished. */
export interface DirectoryView {
  /** Absent: nothing was generated into it yet. */
  readonly manifest?: Manifest;
  /** The content of a file; undefined if it is not there. */
  readonly read: (path: string) => Promise<Buffer | undefined>;
  /** Files that the manifest lists and that are not what it says: somebody changed or removed them. */
  readonly findEdits: () => Promise<readonly FileEdit[]>;
  /** What writing these artifacts would do. */
  readonly compare: (artifacts: Artifacts, provenance: Provenance) => Promise<readonly Change[]>;
}

/** What somebody else did to a generated file. */
export interface FileEdit {
  readonly path: string;
  readonly edit: 'changed' | 'missing';
}

/** A directory of artifacts that nobody else writes to until it is closed. */
export interface OutputDirectory extends DirectoryView {
  /** Writes artifacts, all of them or none, and removes what an earlier run wrote and this one does not. */
  readonly write: (artifacts: Artifacts, provenance: Provenance) => Promise<readonly Change[]>;
  readonly close: () => Promise<void>;
}

/** Looks at a directory and changes nothing. Throws UserError if it is not the cluster's, or no directory. */
export async function viewDirectory(options: DirectoryOptions): Promise<DirectoryView> {
  const pending = await committedManifest(options.path);
  const manifest = await assertOwn(options, pending);
  const files = new Map<string, Promise<FoundFile | undefined>>();
  const look = lookOnce();
  const find = (path: string): Promise<FoundFile | undefined> => {
    const known = files.get(path) ?? findFile(options.path, path, {pending, look});
    files.set(path, known);
    return known;
  };
  return {
    ...(manifest === undefined ? {} : {manifest}),
    read: async (path) => (await find(path))?.content,
    findEdits: () => findEdits(manifest, find),
    compare: (artifacts, provenance) => compare(artifacts, provenance, manifest, find),
  };
}

/**
 * Makes a directory if it is not there, waits until nobody else writes to it, and puts in order what an interrupted run
 * left. Throws UserError if that cannot be, or if it is another cluster's.
 */
export async function openDirectory(options: DirectoryOptions): Promise<OutputDirectory> {
  const made = await makeDirectory(options);
  const lock = await lockDirectory(options.path, options.name).catch((error: unknown) => {
    throw systemError(error, `write to ${options.name}`);
  });
  const close = async (): Promise<void> => {
    await lock.release();
    if (made !== undefined) await removeEmpty(options.path, made);
  };
  try {
    await assertOwn(options, await committedManifest(options.path));
    await finishTransaction(options.path);
    const view = await viewDirectory(options);
    return {...view, write: (...what) => write(options, view, lock, what), close};
  } catch (error) {
    await close();
    throw systemError(error, `write to ${options.name}`);
  }
}

/** Directories that were made in vain are no trace to leave. */
async function removeEmpty(path: string, uppermost: string): Promise<void> {
  for (let directory = path; directory.startsWith(uppermost); directory = dirname(directory)) {
    const isRemoved = await rmdir(directory).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}

async function write(
  {path: directory, name}: DirectoryOptions,
  view: DirectoryView,
  lock: DirectoryLock,
  [artifacts, provenance]: readonly [Artifacts, Provenance],
): Promise<readonly Change[]> {
  const unsafe = artifacts.find(({path}) => !isSafePath(path));
  if (unsafe !== undefined) throw new Error(`${unsafe.path} is no path of an artifact`);
  const changes = await view.compare(artifacts, provenance);
  if (changes.every(({change}) => change === 'unchanged')) return changes;
  const changed = new Set(changes.flatMap(({path, change}) => (change === 'unchanged' ? [] : [path])));
  try {
    await stage(
      directory,
      artifacts.filter(({path}) => changed.has(path)),
    );
    await lock.assertHeld();
    await commit(directory, manifestOf(artifacts, provenance));
    await finishTransaction(directory);
  } catch (error) {
    throw systemError(error, `write to ${name}`);
  }
  return changes;
}

async function findFile(
  directory: string,
  path: string,
  {pending, look}: {readonly pending: Manifest | undefined; readonly look: Look},
): Promise<FoundFile | undefined> {
  const isPending = pending?.files.some((file) => file.path === path) ?? false;
  return (isPending ? await readStaged(directory, path) : undefined) ?? readInside(directory, path, look);
}

async function findEdits(
  manifest: Manifest | undefined,
  find: (path: string) => Promise<FoundFile | undefined>,
): Promise<readonly FileEdit[]> {
  const edits = (manifest?.files ?? []).map(async ({path, size, sha256: hash}): Promise<FileEdit[]> => {
    const found = await find(path);
    if (found === undefined) return [{path, edit: 'missing'}];
    const isSame = found.content.length === size && sha256(found.content) === hash;
    return isSame ? [] : [{path, edit: 'changed'}];
  });
  return (await Promise.all(edits)).flat();
}

async function compare(
  artifacts: Artifacts,
  provenance: Provenance,
  manifest: Manifest | undefined,
  find: (path: string) => Promise<FoundFile | undefined>,
): Promise<readonly Change[]> {
  const text = manifestText(manifestOf(artifacts, provenance));
  const all: Artifacts = [...artifacts, {path: MANIFEST_FILE, content: text, mode: 0o644}];
  const paths = new Set(all.map(({path}) => path));
  const written = all.map(async ({path, content, mode}): Promise<Change | Change[]> => {
    const found = await find(path);
    if (found === undefined) return {path, change: 'new'};
    // Somebody may have taken rights away; none may be added.
    const isClosed = (found.mode & ~mode) === 0;
    const isSame = isClosed && found.content.equals(bytesOf(content));
    return {path, change: isSame ? 'unchanged' : 'changed'};
  });
  const stale = (manifest?.files ?? []).filter(({path}) => !paths.has(path));
  const removed = stale.map(async ({path}): Promise<Change[]> => {
    return (await find(path)) === undefined ? [] : [{path, change: 'removed'}];
  });
  return (await Promise.all([...written, ...removed])).flat();
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/** Gives the uppermost of the directories that were made; undefined if all were there. */
async function makeDirectory({path, name}: DirectoryOptions): Promise<string | undefined> {
  try {
    return await makeDirectories(path, DIRECTORY_MODE);
  } catch (error) {
    throw systemError(error, `make the directory ${name}`);
  }
}

/** Gives the manifest of a directory, which must be the cluster's; undefined if the directory is empty or not there. */
async function assertOwn(options: DirectoryOptions, pending: Manifest | undefined): Promise<Manifest | undefined> {
  const {path, name, cluster} = options;
  const names = await listDirectory(options);
  const file = names.includes(MANIFEST_FILE) ? await readInside(path, MANIFEST_FILE) : undefined;
  const written = file === undefined ? undefined : readManifest(file.content.toString());
  const other = 'generate into another directory: --output-directory';
  if (file !== undefined && written === undefined) {
    const message = `${name}/${MANIFEST_FILE} is no manifest of vnetk8s, or is damaged`;
    throw directoryError('MANIFEST_BROKEN', message, ['restore it from a copy', other]);
  }
  const manifest = pending ?? written;
  if (manifest !== undefined && manifest.cluster !== cluster) {
    const message = `${name} belongs to the cluster "${manifest.cluster}", and this is "${cluster}"`;
    throw directoryError('DIRECTORY_FOREIGN', message, [other]);
  }
  const foreign = names.find((entry) => entry !== STAGING && !isLockFile(entry));
  if (manifest === undefined && foreign !== undefined) {
    const message = `${name} is not empty, and vnetk8s has generated nothing in it: it has ${foreign}`;
    throw directoryError('DIRECTORY_FOREIGN', message, [other]);
  }
  return manifest;
}

async function listDirectory({path, name}: DirectoryOptions): Promise<readonly string[]> {
  const stats = await stat(path).catch((error: unknown): Stats | undefined => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    throw systemError(error, `look at ${name}`);
  });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) {
    throw directoryError('DIRECTORY_UNUSABLE', `${name} is a file, not a directory`, [
      'name a directory with --output-directory',
    ]);
  }
  try {
    return await readdir(path);
  } catch (error) {
    throw systemError(error, `read ${name}`);
  }
}
