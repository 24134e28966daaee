import {mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Artifacts} from '../../src/artifacts/artifact.ts';

/** What artifacts of tests are generated from. */
export const PROVENANCE = {generator: '0.1.0', cluster: 'prod', definition: 'd1'} as const;

/** What a first run generates. */
export const FIRST: Artifacts = [
  {path: 'azuredeploy.json', content: '{"first": true}\n', mode: 0o644},
  {path: 'pki/ca.key', content: 'a key\n', mode: 0o600},
  {path: 'node/old/etc/hosts', content: 'only of the first\n', mode: 0o644},
];

/** What a later one generates: one file as before, one changed, one new, one no more. */
export const SECOND: Artifacts = [
  {path: 'azuredeploy.json', content: '{"second": true}\n', mode: 0o644},
  {path: 'pki/ca.key', content: 'a key\n', mode: 0o600},
  {path: 'node/new/bytes', content: Uint8Array.from([0, 255, 1]), mode: 0o600},
];

/** All files below a directory, with permissions and content; directories with a slash. */
export async function contentsOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, {recursive: true, withFileTypes: true});
  const lines = entries.map(async (entry): Promise<[string, string]> => {
    const path = join(entry.parentPath, entry.name);
    const mode = ((await stat(path)).mode & 0o777).toString(8);
    const name = path.slice(directory.length + 1);
    return entry.isDirectory() ? [`${name}/`, mode] : [name, `${mode} ${await readFile(path, 'latin1')}`];
  });
  return Object.fromEntries((await Promise.all(lines)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes files into a directory, as anybody might. */
export async function putFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), {recursive: true});
    await writeFile(join(directory, path), text);
  }
}

/** A user without rights: `nobody`. */
const NOBODY = 65534;

/** Runs as somebody whom permissions stop, which root is not. */
export async function withoutRights<Result>(run: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
