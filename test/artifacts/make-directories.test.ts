import {existsSync} from 'node:fs';
import {mkdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {makeDirectories} from '../../src/artifacts/make-directories.ts';
import {temporaryDirectory} from '../temporary-directory.ts';

it('makes what is missing, with the mode that is asked for, and gives the uppermost', async () => {
  const folder = await temporaryDirectory();
  const path = join(folder, 'a/b');

  expect(await makeDirectories(path, 0o700)).toBe(join(folder, 'a'));
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
});

it('leaves alone what is there', async () => {
  const folder = await temporaryDirectory();
  await mkdir(join(folder, 'a'));

  expect(await makeDirectories(join(folder, 'a'))).toBeUndefined();
});

it('makes a directory once for two that want it', async () => {
  const path = join(await temporaryDirectory(), 'a/b/c');

  await Promise.all([makeDirectories(path), makeDirectories(path)]);

  expect(existsSync(path)).toBe(true);
});

it('fails where a file is in the way', async () => {
  const file = join(await temporaryDirectory(), 'file');
  await writeFile(file, '');

  await expect(makeDirectories(join(file, 'a'))).rejects.toMatchObject({code: 'EEXIST'});
  await expect(makeDirectories(file)).rejects.toMatchObject({code: 'EEXIST'});
});

it.skipIf(process.platform !== 'linux')('fails, and ends, where there can be no directory (needs Linux)', async () => {
  await expect(makeDirectories('/proc/vnetk8s/out')).rejects.toMatchObject({code: 'ENOENT'});
});
