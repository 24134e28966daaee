import {readFile} from 'node:fs/promises';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

/** The text of a file that a flag names. `name` is what the flag says. Throws UserError if it cannot be read. */
export async function readText(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${name}`, {code: 'FILE_UNREADABLE', exitCode: EXIT.notFound, cause: error});
  }
}
