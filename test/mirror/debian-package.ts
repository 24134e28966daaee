import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {succeed} from '../fabric/process.ts';
import {placeFile} from './place-file.ts';

/** A file of a package: a copy of one that is there, or a text. */
export type PackagedFile =
  | {readonly path: string; readonly source: string}
  | {readonly path: string; readonly text: string};

/** A binary package for amd64, as its own build would describe it. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  /** Fields of the control file beside those above: `Depends`, `Conflicts` and the like. */
  readonly relations?: Readonly<Record<string, string>>;
  readonly files: readonly PackagedFile[];
  /** Configuration files: dpkg keeps what an administrator made of them. */
  readonly conffiles?: readonly string[];
  /** Scripts of the maintainer, by name: `postinst`. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Milliseconds for a package of a hundred megabytes. */
const TIMEOUT = 120_000;

/**
 * Makes a package, not compressed: it is read from the disk that it is written to. The file is put below the root of a
 * repository at the given place, and the paragraph that the repository's list has about it is returned.
 */
export async function writePackage(root: string, place: string, content: DebianPackage): Promise<string> {
  const {name, version} = content;
  const path = join(place, `${name}_${version}_amd64.deb`);
  await mkdir(join(root, place), {recursive: true});
  // On the same file system, so that large programs need not be copied.
  const tree = await mkdtemp(join(root, 'package-'));
  try {
    await writeTree(tree, content);
    await succeed(['dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, join(root, path)], {timeout: TIMEOUT});
  } finally {
    await rm(tree, {recursive: true});
  }
  const file = join(root, path);
  return `${controlFields(content)}Filename: ${path}
Size: ${(await stat(file)).size}
SHA256: ${createHash('sha256')
    .update(await readFile(file))
    .digest('hex')}
`;
}

async function writeTree(tree: string, content: DebianPackage): Promise<void> {
  const control = join(tree, 'DEBIAN');
  await mkdir(control, {mode: 0o755});
  await succeed(['chmod', '0755', tree]);
  for (const file of content.files) {
    const path = join(tree, file.path);
    await mkdir(dirname(path), {recursive: true, mode: 0o755});
    if ('source' in file) await placeFile(file.source, path);
    else await writeFile(path, file.text, {mode: 0o644});
  }
  await writeFile(join(control, 'control'), controlFields(content));
  const conffiles = (content.conffiles ?? []).map((path) => `${path}\n`).join('');
  if (conffiles !== '') await writeFile(join(control, 'conffiles'), conffiles);
  for (const [name, script] of Object.entries(content.scripts ?? {})) {
    await writeFile(join(control, name), script, {mode: 0o755});
  }
}

function controlFields({name, version, summary, relations}: DebianPackage): string {
  const fields = Object.entries(relations ?? {}).map(([field, value]) => `${field}: ${value}\n`);
  return `Package: ${name}
Version: ${version}
Architecture: amd64
Maintainer: nobody <nobody@localhost>
${fields.join('')}Description: ${summary}
`;
}
