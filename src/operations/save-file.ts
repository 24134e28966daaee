import {randomUUID} from 'node:crypto';
import {access, link, open, realpath, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {makeDirectories} from '../artifacts/make-directories.ts';
import {EXIT} from '../exit-codes.ts';
import {systemReason} from '../system-reason.ts';
import {UserError} from '../user-error.ts';

/**
 * Writes a file whole or not at all: whoever reads it sees the old or the new text, also after a crash. Unless `replace` is
 * said, an existing file stays as it is; else what a link leads to is replaced, not the link, and a device or pipe is written
 * to. Throws UserError if there is one, or if the file cannot be written.
 */
export async function saveFile(path: string, text: string, {replace}: {readonly replace: boolean}): Promise<void> {
  if (!replace) return saveRegularFile(path, text, link);
  const target = await realpath(path).catch(() => path);
  const there = await stat(target).catch(() => undefined);
  if (there === undefined || there.isFile()) return saveRegularFile(target, text, rename);
  try {
    await writeFile(target, text);
  } catch (error) {
    throw describe(error as NodeJS.ErrnoException, path);
  }
}

async function saveRegularFile(path: string, text: string, place: typeof rename): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await makeDirectories(dirname(path));
    await writeDurably(temporary, text);
    await place(temporary, path);
  } catch (error) {
    throw describe(error as NodeJS.ErrnoException, path);
  } finally {
    // What cannot be there cannot be removed: the reason was told already.
    await rm(temporary, {force: true}).catch(() => undefined);
  }
}

/** Throws UserError if the file exists, `path` being relative to `cwd`: asked before anything else, so that nothing is done in vain. */
export async function assertFree(path: string, cwd: string): Promise<void> {
  const exists = await access(resolve(cwd, path)).then(
    () => true,
    () => false,
  );
  if (exists) throw fileExists(path);
}

/** The error for a file that is there already. */
export function fileExists(path: string): UserError {
  return new UserError(`${path} exists already, and is left as it is`, {
    code: 'FILE_EXISTS',
    exitCode: EXIT.usage,
    suggestions: ['name another file, or remove this one'],
  });
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function describe(error: NodeJS.ErrnoException, path: string): UserError {
  // Of a folder on the way it would mean that a file is in its place.
  if (error.code === 'EEXIST' && error.syscall === 'link') return fileExists(path);
  const reason = systemReason(error) ?? error.message;
  return new UserError(`cannot write ${path}: ${reason}`, {
    code: 'FILE_UNWRITABLE',
    exitCode: EXIT.usage,
    cause: error,
  });
}
