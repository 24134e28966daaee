import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {holdsPrivateKey} from '../definition/redact.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

/** A file with SSH public keys, one a line. */
export interface SshKeyFile {
  readonly path: string;
  readonly keys: readonly string[];
}

/** Names that ssh-keygen gives, the best kind first. */
const COMMON = ['id_ed25519.pub', 'id_ecdsa.pub', 'id_rsa.pub'];

/** The public keys in `~/.ssh`, the one that is most likely meant first. */
export async function findSshKeys(home: string): Promise<readonly SshKeyFile[]> {
  const folder = join(home, '.ssh');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pub'));
  const rank = (name: string): number => (COMMON.includes(name) ? COMMON.indexOf(name) : COMMON.length);
  const sorted = names.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const files = await Promise.all(sorted.map((name) => readSshKeys(join(folder, name), home).catch(() => undefined)));
  return files.filter((file) => file !== undefined && file.keys.length > 0) as readonly SshKeyFile[];
}

/** The keys of one file; `~/` is the home directory. Throws UserError if it cannot be read, or holds a private key. */
export async function readSshKeys(path: string, home: string): Promise<SshKeyFile> {
  const resolved = path.startsWith('~/') ? join(home, path.slice(2)) : path;
  const text = await readFile(resolved, 'utf8').catch((cause: unknown) => {
    throw refusal(`cannot read the SSH public key ${path}`, EXIT.notFound, cause);
  });
  if (holdsPrivateKey(text)) throw refusal(`${path} holds a private key, which belongs in no definition`, EXIT.usage);
  const lines = text.split('\n').map((line) => line.trim());
  return {path: resolved, keys: lines.filter((line) => line !== '' && !line.startsWith('#'))};
}

function refusal(message: string, exitCode: number, cause?: unknown): UserError {
  return new UserError(message, {code: 'SSH_KEY_UNREADABLE', exitCode, suggestions: SSH_ADVICE, cause});
}

/** How to come by a key. */
export const SSH_ADVICE: readonly string[] = [
  'name a file: vnetk8s init --ssh-public-key-file ~/.ssh/id_ed25519.pub',
  'make a key: ssh-keygen -t ed25519',
];
