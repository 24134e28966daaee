import {randomUUID} from 'node:crypto';
import {access, link, open, rename, rm} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {makeDirectories} from '../artifacts/make-directories.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

/**
 * Writes a file whole or not at all: whoever reads it sees the old or the new text, also after a crash. Unless `replace` is
 * said, an existing file stays as it is. Throws UserError if there is one, or if the file cannot be written.
 */
export async function saveFile(path: string, text: string, {replace}: {readonly replace: boolean}): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await makeDirectories(dirname(path));
    await writeDurably(temporary, text);
    await (replace ? rename(temporary, path) : link(temporary, path));
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
  const reason = error.code === 'EACCES' ? 'permission denied' : (error.code ?? error.message);
  return new UserError(`cannot write ${path}: ${reason}`, {
    code: 'FILE_UNWRITABLE',
    exitCode: EXIT.usage,
    cause: error,
  });
}
