import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {succeed} from '../fabric/process.ts';

/** A key for whoever administers machines: the file of its private half, and its public half as definitions have it. */
export async function newSshKey(folder: string): Promise<{readonly identity: string; readonly publicKey: string}> {
  const identity = join(folder, 'identity');
  await succeed(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', identity]);
  return {identity, publicKey: (await readFile(`${identity}.pub`, 'utf8')).trim()};
}
