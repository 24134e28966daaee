import {execFileSync} from 'node:child_process';
import {chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {saveFile} from '../../src/operations/save-file.ts';
import {UserError} from '../../src/user-error.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vnetk8s-'));
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, {recursive: true});
});

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => (error instanceof UserError ? [error.code, error.exitCode] : error),
  );
}

describe('saveFile', () => {
  it('writes a file, its folders too, and leaves nothing else behind', async () => {
    await saveFile(join(folder, 'a/b/cluster.yaml'), 'text', {replace: false});

    expect(await readdir(join(folder, 'a/b'))).toEqual(['cluster.yaml']);
    expect(await readFile(join(folder, 'a/b/cluster.yaml'), 'utf8')).toBe('text');
  });

  it('leaves a file that is there as it is', async () => {
    await writeFile(join(folder, 'cluster.yaml'), 'mine');

    const error = await thrownBy(saveFile(join(folder, 'cluster.yaml'), 'text', {replace: false}));

    expect(error).toEqual(['FILE_EXISTS', 2]);
    expect(await readdir(folder)).toEqual(['cluster.yaml']);
    expect(await readFile(join(folder, 'cluster.yaml'), 'utf8')).toBe('mine');
  });

  it('replaces a file if told to', async () => {
    await writeFile(join(folder, 'cluster.yaml'), 'mine');

    await saveFile(join(folder, 'cluster.yaml'), 'text', {replace: true});

    expect(await readdir(folder)).toEqual(['cluster.yaml']);
    expect(await readFile(join(folder, 'cluster.yaml'), 'utf8')).toBe('text');
  });

  it('replaces what a link leads to, not the link', async () => {
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere/cluster.yaml'), 'old');
    await symlink('elsewhere/cluster.yaml', join(folder, 'cluster.yaml'));

    await saveFile(join(folder, 'cluster.yaml'), 'new', {replace: true});

    expect((await lstat(join(folder, 'cluster.yaml'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'elsewhere/cluster.yaml'), 'utf8')).toBe('new');
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['cluster.yaml']);
  });

  it('writes to a pipe or device, and makes no file of it', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);

    const [text] = await Promise.all([readFile(pipe, 'utf8'), saveFile(pipe, 'text', {replace: true})]);

    expect(text).toBe('text');
    expect((await lstat(pipe)).isFIFO()).toBe(true);
  });

  it('says that it cannot write where a folder is in the way', async () => {
    await mkdir(join(folder, 'cluster.yaml'));
    await writeFile(join(folder, 'file'), '');

    expect(await thrownBy(saveFile(join(folder, 'cluster.yaml'), 'text', {replace: true}))).toEqual([
      'FILE_UNWRITABLE',
      2,
    ]);
    expect(await thrownBy(saveFile(join(folder, 'file/x'), 'text', {replace: false}))).toEqual(['FILE_UNWRITABLE', 2]);
    expect((await readdir(folder)).toSorted()).toEqual(['cluster.yaml', 'file']);
  });

  it('lets one of many writers win', async () => {
    const path = join(folder, 'cluster.yaml');

    const results = await Promise.all(
      Array.from({length: 8}, (_, index) => thrownBy(saveFile(path, `text ${index}`, {replace: false}))),
    );

    expect(results.filter((result) => result === undefined)).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toMatch(/^text \d$/);
  });
});
