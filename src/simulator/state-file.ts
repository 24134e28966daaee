import {closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import type {SavedState} from './simulator.ts';

/** Only the owner may read it: deployments that run have secrets. */
const MODE = 0o600;

/**
 * Keeps a simulated Azure in a file, whole or not at all, and at once: what it has answered to is kept before anybody gets the
 * answer, and the process may be killed at any moment. Throws UserError if it cannot be written.
 */
export function writeStateFile(path: string, state: SavedState): void {
  // Always the same, so that a process that is killed here leaves one file with secrets at most, which the next one replaces.
  const temporary = join(dirname(path), `.${basename(path)}.tmp`);
  try {
    rmSync(temporary, {force: true});
    const file = openSync(temporary, 'wx', MODE);
    try {
      writeFileSync(file, `${JSON.stringify(state)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** What a file keeps; undefined if there is no file. `name` is what people call it. Throws UserError for any other file. */
export async function readStateFile(path: string, name: string = path): Promise<SavedState | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw failure(name, 'read', error);
  });
  if (text === undefined) return undefined;
  const state = parsed(text);
  if (isState(state)) return state;
  throw new UserError(`${name} is no state of a simulation, or one of another version`, {
    code: 'SIMULATION_STATE_INVALID',
    exitCode: EXIT.usage,
    suggestions: ['name another file, or remove this one to begin anew'],
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LISTS = ['resources', 'deployments', 'operations', 'due'];

function isState(value: unknown): value is SavedState {
  if (typeof value !== 'object' || value === null) return false;
  const state: Readonly<Record<string, unknown>> = {...value};
  return state['version'] === 1 && typeof state['now'] === 'number' && LISTS.every((key) => Array.isArray(state[key]));
}

/** What is said of a file that cannot be written, or beside which nothing can be. */
export function unwritable(name: string, error: unknown): UserError {
  return failure(name, 'write', error);
}

function failure(name: string, action: 'read' | 'write', error: unknown): UserError {
  const {code, message} = error as NodeJS.ErrnoException;
  const reason = code === 'EACCES' ? 'permission denied' : (code ?? message);
  return new UserError(`cannot ${action} ${name}: ${reason}`, {
    code: action === 'read' ? 'FILE_UNREADABLE' : 'FILE_UNWRITABLE',
    exitCode: EXIT.usage,
    cause: error,
  });
}
