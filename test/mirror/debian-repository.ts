import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {succeed} from '../fabric/process.ts';

/** A key that signs what repositories have. */
export interface SigningKey {
  /** 40 hexadecimal digits in capitals, as gpg prints them. */
  readonly fingerprint: string;
  /** The public key as text. */
  readonly armored: string;
  /** The text with its signature around it. */
  sign(text: string): Promise<string>;
}

/** Makes a key for the given work, and forgets it afterwards. */
export async function withSigningKey<Result>(
  name: string,
  work: (key: SigningKey) => Promise<Result>,
): Promise<Result> {
  // Short, because the path of the agent's socket is limited.
  const home = await mkdtemp(join(tmpdir(), 'gpg-'));
  const gpg = (args: readonly string[], input?: string): Promise<string> =>
    succeed(['gpg', '--homedir', home, '--batch', '--quiet', '--no-tty', ...args], {
      timeout: 60_000,
      ...(input === undefined ? {} : {input}),
    });
  try {
    await gpg(['--passphrase', '', '--quick-generate-key', name, 'rsa3072', 'sign', '10y']);
    const listing = await gpg(['--list-keys', '--with-colons']);
    const fingerprint = /^fpr:+([0-9A-F]{40}):$/m.exec(listing)?.[1];
    if (fingerprint === undefined) throw new Error(`gpg lists no key:\n${listing}`);
    return await work({
      fingerprint,
      armored: await gpg(['--armor', '--export', fingerprint]),
      sign: (text) => gpg(['--clearsign', '--digest-algo', 'SHA256', '--output', '-'], text),
    });
  } finally {
    await succeed(['gpgconf', '--homedir', home, '--kill', 'all']);
    await rm(home, {recursive: true, force: true});
  }
}

/** Where a repository's lists are, and what it says of itself. */
export interface RepositoryPlace {
  /** The folder with `InRelease`. */
  readonly folder: string;
  /** The folder of `Packages` below it: empty in a flat repository. */
  readonly listFolder: string;
  /** Fields of `Release`: `Origin`, `Suite` and the like. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Writes the lists of a repository, signed (Debian: wiki.debian.org/DebianRepository/Format). */
export async function writeRepositoryLists(
  {folder, listFolder, fields}: RepositoryPlace,
  paragraphs: readonly string[],
  key: SigningKey,
): Promise<void> {
  const packages = Buffer.from(paragraphs.join('\n'));
  const lists: readonly (readonly [name: string, content: Buffer])[] = [
    ['Packages', packages],
    ['Packages.gz', gzipSync(packages)],
  ];
  await mkdir(join(folder, listFolder), {recursive: true});
  for (const [name, content] of lists) await writeFile(join(folder, listFolder, name), content);
  const release = `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}Date: ${new Date().toUTCString()}
SHA256:
${lists.map(([name, content]) => ` ${sha256(content)} ${content.length} ${join(listFolder, name)}\n`).join('')}`;
  await writeFile(join(folder, 'Release'), release);
  await writeFile(join(folder, 'InRelease'), await key.sign(release));
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
