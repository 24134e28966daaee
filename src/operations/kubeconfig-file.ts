import {randomUUID} from 'node:crypto';
import {chmod, copyFile, mkdir, open, readFile, readlink, realpath, rename, rm} from 'node:fs/promises';
import {basename, delimiter, dirname, join, resolve} from 'node:path';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

/** Permissions: whoever can read a kubeconfig is what it says. */
const MODE = 0o600;

/** Permissions of a directory that is made for one. */
const DIRECTORY_MODE = 0o700;

/** What the name of the file that holds the text of before ends with. */
const BACKUP = '.vnetk8s-backup';

/** What kubectl's file of locks ends with, which it makes as long as it writes (client-go: tools/clientcmd, `lockFile`). */
const LOCK = '.lock';

/** Where a person keeps a kubeconfig. */
export interface KubeconfigPlace {
  /** `$KUBECONFIG`, a list of files. */
  readonly variable: string | undefined;
  readonly home: string;
  readonly cwd: string;
}

/**
 * The file that people's programs read and write: the one that is asked for, or the first of `$KUBECONFIG`, or
 * `~/.kube/config`.
 */
export function kubeconfigPath(asked: string | undefined, {variable, home, cwd}: KubeconfigPlace): string {
  if (asked !== undefined) return resolve(cwd, asked);
  const first = (variable ?? '').split(delimiter).find((path) => path !== '');
  return first === undefined ? join(home, '.kube', 'config') : resolve(cwd, first);
}

/** A new text for a file; undefined: it stays as it is. */
export type Edit<Result> = (text: string) => Promise<{readonly text?: string; readonly result: Result}>;

/**
 * Changes a kubeconfig: whoever reads it sees the old or the new text, and what was there before is kept beside it. A link
 * stays one. kubectl and others are kept from writing meanwhile, in their way. Throws UserError if one of them does.
 */
export async function editKubeconfig<Result>(
  path: string,
  edit: Edit<Result>,
): Promise<{readonly result: Result; readonly backup?: string}> {
  const place = await followLinks(path);
  return attempt(path, async () => {
    await mkdir(dirname(place), {recursive: true, mode: DIRECTORY_MODE});
    return withLock(place, async () => {
      const old = await readOrNothing(place);
      const {text, result} = await edit(old ?? '');
      if (text === undefined) return {result};
      const backup = old === undefined ? undefined : `${place}${BACKUP}`;
      if (backup !== undefined) await keep(place, backup);
      await replace(place, text);
      return {result, ...(backup === undefined ? {} : {backup})};
    });
  });
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

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function keep(path: string, backup: string): Promise<void> {
  await copyFile(path, backup);
  await chmod(backup, MODE);
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', MODE);
    try {
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

/** Says what the system refuses in words. */
async function attempt<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    const reasons: Readonly<Record<string, string>> = {EACCES: 'permission denied', EISDIR: 'it is a directory'};
    throw new UserError(`cannot change ${path}: ${reasons[code] ?? code}`, {
      code: 'FILE_UNWRITABLE',
      exitCode: EXIT.usage,
      suggestions: ['name another file: --kubeconfig FILE', 'or print it: --stdout'],
      cause: error,
    });
  }
}
