import {chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Artifacts} from '../../src/artifacts/artifact.ts';
import {manifestOf, manifestText} from '../../src/artifacts/manifest.ts';
import {openDirectory, viewDirectory} from '../../src/artifacts/output-directory.ts';
import {UserError} from '../../src/user-error.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {contentsOf, FIRST, PROVENANCE, putFiles, SECOND, withoutRights} from './sample-artifacts.ts';

const OTHER = 'generate into another directory: --output-directory';

function options(path: string, cluster = 'prod') {
  return {path, name: 'out', cluster};
}

async function writeAll(path: string, artifacts: Artifacts, provenance = PROVENANCE) {
  const output = await openDirectory(options(path));
  try {
    return await output.write(artifacts, provenance);
  } finally {
    await output.close();
  }
}

/** What a person is told; anything else that is thrown fails the test. */
async function refusalOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error('no UserError was thrown', {cause: error});
  const {code, exitCode, message, suggestions} = error;
  return {code, exitCode, message, suggestions};
}

describe('writing artifacts', () => {
  it('makes the directory, with files and folders that are for their owner', async () => {
    const path = join(await temporaryDirectory(), '_output/prod');

    const changes = await writeAll(path, FIRST);

    expect(changes).toEqual([
      {path: 'azuredeploy.json', change: 'new'},
      {path: 'pki/ca.key', change: 'new'},
      {path: 'node/old/etc/hosts', change: 'new'},
      {path: 'manifest.json', change: 'new'},
    ]);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect(await contentsOf(path)).toEqual({
      'azuredeploy.json': '644 {"first": true}\n',
      'manifest.json': `644 ${manifestText(manifestOf(FIRST, PROVENANCE))}`,
      'node/': '700',
      'node/old/': '700',
      'node/old/etc/': '700',
      'node/old/etc/hosts': '644 only of the first\n',
      'pki/': '700',
      'pki/ca.key': '600 a key\n',
    });
  });

  it('changes what has changed, removes what an earlier run wrote, and leaves alone what others did', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    await putFiles(path, {'notes.txt': 'mine', 'node/old/etc/passwd': 'mine too'});

    const changes = await writeAll(path, SECOND);

    expect(changes).toEqual([
      {path: 'azuredeploy.json', change: 'changed'},
      {path: 'pki/ca.key', change: 'unchanged'},
      {path: 'node/new/bytes', change: 'new'},
      {path: 'manifest.json', change: 'changed'},
      {path: 'node/old/etc/hosts', change: 'removed'},
    ]);
    expect(Object.keys(await contentsOf(path))).toEqual([
      'azuredeploy.json',
      'manifest.json',
      'node/',
      'node/new/',
      'node/new/bytes',
      'node/old/',
      'node/old/etc/',
      'node/old/etc/passwd',
      'notes.txt',
      'pki/',
      'pki/ca.key',
    ]);
  });

  it('touches nothing if nothing has changed', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    const before = await stat(join(path, 'manifest.json'), {bigint: true});

    const changes = await writeAll(path, FIRST);

    expect(new Set(changes.map(({change}) => change))).toEqual(new Set(['unchanged']));
    const after = await stat(join(path, 'manifest.json'), {bigint: true});
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('gives a key its permissions back', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    await chmod(join(path, 'pki/ca.key'), 0o644);

    const changes = await writeAll(path, FIRST);

    expect(changes.filter(({change}) => change !== 'unchanged')).toEqual([{path: 'pki/ca.key', change: 'changed'}]);
    expect((await stat(join(path, 'pki/ca.key'))).mode & 0o777).toBe(0o600);
  });

  it('is done one run after the other', async () => {
    const path = join(await temporaryDirectory(), 'out');

    await Promise.all([FIRST, SECOND, FIRST, SECOND].map((artifacts) => writeAll(path, artifacts)));

    const manifest = await readFile(join(path, 'manifest.json'), 'utf8');
    const last = manifest === manifestText(manifestOf(FIRST, PROVENANCE)) ? FIRST : SECOND;
    const reference = await temporaryDirectory();
    await writeAll(reference, last);
    expect(await contentsOf(path)).toEqual(await contentsOf(reference));
  });

  it('leaves no empty directory where nothing came to be written', async () => {
    const root = await temporaryDirectory();

    await (await openDirectory(options(join(root, '_output/prod')))).close();

    expect(await readdir(root)).toEqual([]);
  });
});

describe('a directory', () => {
  it('is read as it is, with what somebody did to it', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    await writeFile(join(path, 'azuredeploy.json'), '{"mine": true}\n');
    await rm(join(path, 'pki/ca.key'));

    const view = await viewDirectory(options(path));

    expect(await view.findEdits()).toEqual([
      {path: 'azuredeploy.json', edit: 'changed'},
      {path: 'pki/ca.key', edit: 'missing'},
    ]);
    expect((await view.read('azuredeploy.json'))?.toString()).toBe('{"mine": true}\n');
    expect(await view.read('pki/ca.key')).toBeUndefined();
    expect(await view.compare(FIRST, PROVENANCE)).toEqual([
      {path: 'azuredeploy.json', change: 'changed'},
      {path: 'pki/ca.key', change: 'new'},
      {path: 'node/old/etc/hosts', change: 'unchanged'},
      {path: 'manifest.json', change: 'unchanged'},
    ]);
  });

  it('that is not there is empty, and is not made by looking at it', async () => {
    const path = join(await temporaryDirectory(), 'out');

    const view = await viewDirectory(options(path));

    expect(view.manifest).toBeUndefined();
    expect(await view.findEdits()).toEqual([]);
    await expect(readdir(path)).rejects.toThrow('ENOENT');
  });

  it('of another cluster is refused', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);

    expect(await refusalOf(openDirectory(options(path, 'test')))).toEqual({
      code: 'DIRECTORY_FOREIGN',
      exitCode: 2,
      message: 'out belongs to the cluster "prod", and this is "test"',
      suggestions: [OTHER],
    });
    expect((await readdir(path)).toSorted()).toEqual(['azuredeploy.json', 'manifest.json', 'node', 'pki']);
  });

  it('that is not empty, and has no manifest, is refused', async () => {
    const path = await temporaryDirectory();
    await putFiles(path, {'precious.txt': 'mine'});

    expect(await refusalOf(openDirectory(options(path)))).toEqual({
      code: 'DIRECTORY_FOREIGN',
      exitCode: 2,
      message: 'out is not empty, and vnetk8s has generated nothing in it: it has precious.txt',
      suggestions: [OTHER],
    });
    expect(await readdir(path)).toEqual(['precious.txt']);
  });

  it('with a broken manifest is refused', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    await writeFile(join(path, 'manifest.json'), '{"apiVersion": ');

    expect(await refusalOf(viewDirectory(options(path)))).toEqual({
      code: 'MANIFEST_BROKEN',
      exitCode: 2,
      message: 'out/manifest.json is no manifest of vnetk8s, or is damaged',
      suggestions: ['restore it from a copy', OTHER],
    });
  });

  it('that is a file is refused', async () => {
    const path = join(await temporaryDirectory(), 'out');
    await writeFile(path, 'a file');

    expect(await refusalOf(viewDirectory(options(path)))).toEqual({
      code: 'DIRECTORY_UNUSABLE',
      exitCode: 2,
      message: 'out is a file, not a directory',
      suggestions: ['name a directory with --output-directory'],
    });
    expect((await refusalOf(openDirectory(options(path)))).message).toBe(
      'cannot make the directory out: a file is in its way',
    );
    expect((await refusalOf(openDirectory(options(join(path, 'deeper'))))).message).toBe(
      'cannot make the directory out: a file is in its way',
    );
  });

  it('that cannot be written to is refused', async () => {
    const path = await temporaryDirectory();
    await chmod(path, 0o555);

    await withoutRights(async () => {
      expect((await refusalOf(openDirectory(options(path)))).message).toBe('cannot write to out: permission denied');
      expect((await refusalOf(openDirectory(options(join(path, 'new'))))).message).toBe(
        'cannot make the directory out: permission denied',
      );
    });
    expect(await readdir(path)).toEqual([]);
  });

  it('that cannot be read is refused', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    await chmod(path, 0o711);

    await withoutRights(async () => {
      expect((await refusalOf(viewDirectory(options(path)))).message).toBe('cannot read out: permission denied');
    });
  });
});

describe('links and other things in the way', () => {
  it.each([
    ['a file', 'pki/ca.key'],
    ['a folder', 'pki'],
    ['the folder of what is being written', '.vnetk8s-staging'],
  ])('a link in place of %s is refused, and what it leads to is left alone', async (_, name) => {
    const root = await temporaryDirectory();
    const path = join(root, 'out');
    await writeAll(path, FIRST);
    await putFiles(root, {'elsewhere/ca.key': 'of somebody else', 'elsewhere/manifest.json': 'of somebody else'});
    await rm(join(path, name), {recursive: true, force: true});
    await symlink(name.endsWith('.key') ? '../../elsewhere/ca.key' : '../elsewhere', join(path, name));
    const elsewhere = await contentsOf(join(root, 'elsewhere'));

    const refusal = await refusalOf(writeAll(path, SECOND));

    expect(refusal).toEqual({
      code: 'DIRECTORY_UNUSABLE',
      exitCode: 2,
      message: `${path}/${name} is a symbolic link`,
      suggestions: ['remove it, or generate into another directory: --output-directory'],
    });
    expect(await contentsOf(join(root, 'elsewhere'))).toEqual(elsewhere);
  });

  it('a link in place of a file that is to be removed is refused', async () => {
    const root = await temporaryDirectory();
    const path = join(root, 'out');
    await writeAll(path, FIRST);
    await putFiles(root, {'elsewhere/etc/hosts': 'of somebody else'});
    await rm(join(path, 'node/old'), {recursive: true});
    await symlink('../../elsewhere', join(path, 'node/old'));

    expect((await refusalOf(writeAll(path, SECOND))).message).toBe(`${path}/node/old is a symbolic link`);
    expect(await readFile(join(root, 'elsewhere/etc/hosts'), 'utf8')).toBe('of somebody else');
  });

  it('the directory itself may be a link: that is how the user calls it', async () => {
    const root = await temporaryDirectory();
    await mkdir(join(root, 'real'));
    await symlink('real', join(root, 'out'));

    await writeAll(join(root, 'out'), FIRST);

    expect((await readdir(join(root, 'real'))).toSorted()).toEqual([
      'azuredeploy.json',
      'manifest.json',
      'node',
      'pki',
    ]);
  });

  it('a directory in place of a file is refused before anything is written', async () => {
    const path = await temporaryDirectory();
    await writeAll(path, FIRST);
    await rm(join(path, 'azuredeploy.json'));
    await mkdir(join(path, 'azuredeploy.json'));
    const before = await contentsOf(path);

    expect((await refusalOf(writeAll(path, SECOND))).message).toBe(`${path}/azuredeploy.json is a directory`);
    expect(await contentsOf(path)).toEqual(before);
  });
});
