import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import {LARGEST_DEFINITION} from '../definition/read-yaml.ts';
import {UserError} from '../user-error.ts';

/** Names that are looked for when none is given, in this order. */
export const DEFAULT_FILES = ['cluster.yaml', 'vnetk8s.yaml'] as const;

/** Stands for standard input. */
const STDIN = '-';

/** The bytes of a definition and what people are told it is called. */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Folder that paths in the definition are relative to. */
  readonly directory: string;
}

/** Standard input for those who read more than once: what has come is kept. */
export function replayable(stdin: InputOptions['stdin']): InputOptions['stdin'] {
  let kept: Promise<Uint8Array> | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      kept ??= readStream(stdin);
      yield await kept;
    },
  };
}

/** Where to read: a file, `-` for `stdin`, or nothing for the default names in `cwd`. */
export interface InputOptions {
  readonly file?: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly cwd: string;
}

/**
 * Reads a definition's bytes, no more than one beyond the largest that is accepted, so that a wrong file costs nothing.
 * Throws UserError if there is no such file or it cannot be read.
 */
export async function readInput({file, stdin, cwd}: InputOptions): Promise<Input> {
  if (file === STDIN) return {name: '<stdin>', bytes: await readStream(stdin), directory: cwd};
  const names = file === undefined ? DEFAULT_FILES : [file];
  for (const name of names) {
    const path = resolve(cwd, name);
    const bytes = await readFile(path, name);
    if (bytes !== undefined) return {name, bytes, directory: resolve(path, '..')};
  }
  throw notFound(file);
}

/** The file's first bytes; undefined if it does not exist. */
async function readFile(path: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readStream(createReadStream(path, {end: LARGEST_DEFINITION}));
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason =
      code === 'EISDIR' ? 'it is a directory' : code === 'EACCES' ? 'permission denied' : String(code ?? error);
    throw new UserError(`cannot read ${name}: ${reason}`, {code: 'FILE_UNREADABLE', exitCode: 3, cause: error});
  }
}

async function readStream(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    size += bytes.length;
    if (size > LARGEST_DEFINITION) break;
  }
  return Buffer.concat(chunks);
}

function notFound(file: string | undefined): UserError {
  if (file !== undefined) {
    const suggestions = ['name an existing file, or - for standard input', 'write a new one: vnetk8s init'];
    return new UserError(`there is no file ${file}`, {code: 'FILE_NOT_FOUND', exitCode: 3, suggestions});
  }
  const suggestions = ['name the file: vnetk8s validate my-cluster.yaml', 'write a new one: vnetk8s init'];
  const message = `there is neither ${DEFAULT_FILES.join(' nor ')} in this directory`;
  return new UserError(message, {code: 'FILE_NOT_FOUND', exitCode: 3, suggestions});
}
