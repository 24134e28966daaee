import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {mkdir, mkdtemp, rename, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {succeed} from '../fabric/process.ts';
import {placeFile} from './place-file.ts';

/** A file of an image: a copy of one that is there, a text, or a link. */
export type ImageFile = {readonly path: string; readonly mode?: number} & (
  | {readonly source: string}
  | {readonly text: string}
  | {readonly target: string}
);

/** An image of one layer, for amd64. */
export interface ImageContent {
  readonly files: readonly ImageFile[];
  readonly config: {
    readonly Entrypoint?: readonly string[];
    readonly Cmd?: readonly string[];
    readonly Env?: readonly string[];
    readonly WorkingDir?: string;
  };
}

/** What a registry says of something that it has. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const TYPE = 'application/vnd.oci.image';

/** Writes an image into a folder of blobs, named by their hashes, and returns what its manifest is. The layer is not compressed. */
export async function writeImage(blobs: string, {files, config}: ImageContent): Promise<Descriptor> {
  const layer = await writeLayer(blobs, files);
  const document = {
    architecture: 'amd64',
    os: 'linux',
    config: {Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], ...config},
    rootfs: {type: 'layers', diff_ids: [layer.digest]},
  };
  const mediaType = `${TYPE}.manifest.v1+json`;
  return writeDocument(blobs, mediaType, {
    schemaVersion: 2,
    mediaType,
    config: await writeDocument(blobs, `${TYPE}.config.v1+json`, document),
    layers: [layer],
  });
}

async function writeDocument(blobs: string, mediaType: string, document: object): Promise<Descriptor> {
  const content = JSON.stringify(document);
  const hash = createHash('sha256').update(content).digest('hex');
  await writeFile(join(blobs, hash), content);
  return {mediaType, digest: `sha256:${hash}`, size: Buffer.byteLength(content)};
}

async function writeLayer(blobs: string, files: readonly ImageFile[]): Promise<Descriptor> {
  const work = await mkdtemp(join(blobs, 'layer-'));
  const [tree, archive] = [join(work, 'tree'), join(work, 'layer.tar')];
  try {
    await mkdir(tree);
    for (const file of files) await writeImageFile(join(tree, file.path), file);
    // The same files make the same layer.
    const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--hard-dereference'];
    await succeed(['tar', ...same, '-C', tree, '-cf', archive, '.'], {timeout: 60_000});
    const hash = createHash('sha256');
    await pipeline(createReadStream(archive), hash);
    const name = hash.digest('hex');
    const {size} = await stat(archive);
    await rename(archive, join(blobs, name));
    return {mediaType: `${TYPE}.layer.v1.tar`, digest: `sha256:${name}`, size};
  } finally {
    await rm(work, {recursive: true});
  }
}

async function writeImageFile(path: string, file: ImageFile): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  if ('target' in file) await symlink(file.target, path);
  else if ('text' in file) await writeFile(path, file.text, {mode: file.mode ?? 0o644});
  else await placeFile(file.source, path);
}
