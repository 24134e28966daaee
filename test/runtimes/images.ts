import {createHash} from 'node:crypto';
import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {succeed} from '../fabric/process.ts';

const PAUSE_SOURCE = fileURLToPath(new URL('./pause.c', import.meta.url));

/** The name of the image of pod sandboxes: no registry has it. */
export const PAUSE_IMAGE = 'localhost/pause:test';

/** Builds the image of pod sandboxes in a folder, and returns the archive (OCI image-layout) that can be imported. */
export async function buildPauseImage(folder: string): Promise<string> {
  const [layer, layout] = [join(folder, 'pause-layer'), join(folder, 'pause-layout')];
  await mkdir(layer, {recursive: true});
  await mkdir(join(layout, 'blobs/sha256'), {recursive: true});
  await succeed(['gcc', '-Os', '-static', '-nostdlib', '-s', '-o', join(layer, 'pause'), PAUSE_SOURCE]);
  await succeed(['tar', '-C', layer, '-cf', join(folder, 'pause-layer.tar'), 'pause']);
  const content = await addBlob(layout, await readFile(join(folder, 'pause-layer.tar')));
  const config = await addBlob(
    layout,
    JSON.stringify({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: {Entrypoint: ['/pause']},
      rootfs: {type: 'layers', diff_ids: [content.digest]},
    }),
  );
  const type = 'application/vnd.oci.image';
  const manifest = await addBlob(
    layout,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: `${type}.manifest.v1+json`,
      config: {mediaType: `${type}.config.v1+json`, ...config},
      layers: [{mediaType: `${type}.layer.v1.tar`, ...content}],
    }),
  );
  await writeFile(join(layout, 'oci-layout'), JSON.stringify({imageLayoutVersion: '1.0.0'}));
  const annotations = {'io.containerd.image.name': PAUSE_IMAGE};
  const index = {schemaVersion: 2, manifests: [{mediaType: `${type}.manifest.v1+json`, ...manifest, annotations}]};
  await writeFile(join(layout, 'index.json'), JSON.stringify(index));
  await succeed(['tar', '-C', layout, '-cf', join(folder, 'pause.tar'), '.']);
  return join(folder, 'pause.tar');
}

/** Lays out the root file system of a container with the commands of busybox, and returns its folder. */
export async function buildRootFilesystem(folder: string): Promise<string> {
  const root = join(folder, 'rootfs');
  for (const name of ['bin', 'dev', 'etc', 'proc', 'run', 'sys', 'tmp']) {
    await mkdir(join(root, name), {recursive: true});
  }
  await succeed(['cp', (await succeed(['which', 'busybox'])).trim(), join(root, 'bin/busybox')]);
  for (const name of ['sh', 'sleep', 'nc', 'ping']) await symlink('busybox', join(root, 'bin', name));
  return root;
}

async function addBlob(layout: string, content: Buffer | string): Promise<{digest: string; size: number}> {
  const hash = createHash('sha256').update(content).digest('hex');
  await writeFile(join(layout, 'blobs/sha256', hash), content);
  return {digest: `sha256:${hash}`, size: Buffer.byteLength(content)};
}
