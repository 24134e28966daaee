import {spawnSync} from 'node:child_process';
import {readdir, rm, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {lockDirectory} from '../../src/artifacts/directory-lock.ts';
import {temporaryDirectory} from '../temporary-directory.ts';

/** The number of a process that is gone. */
const GONE = spawnSync(process.execPath, ['--version']).pid;

describe('a lock', () => {
  it('is waited for, and leaves nothing when it is released', async () => {
    const directory = await temporaryDirectory();
    const order: string[] = [];
    const run = async (name: string): Promise<void> => {
      const lock = await lockDirectory(directory, 'out');
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await lock.assertHeld();
      order.push(`${name} ends`);
      await lock.release();
    };

    await Promise.all(['a', 'b', 'c', 'd'].map(run));

    const names = order.map((line) => line.slice(0, 1));
    expect(order).toEqual(names.map((name, index) => `${name} ${index % 2 === 0 ? 'begins' : 'ends'}`));
    expect(new Set(names).size).toBe(4);
    expect(await readdir(directory)).toEqual([]);
  });

  it.each([
    ['a process that is gone', JSON.stringify({pid: GONE, host: hostname(), id: 'x'})],
    ['a machine that lost its power while it was written', ''],
  ])('of %s is taken over, by one only', async (_, content) => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, '.vnetk8s-lock'), content);
    let holders = 0;

    const runs = Array.from({length: 8}, async () => {
      const lock = await lockDirectory(directory, 'out');
      holders += 1;
      expect(holders).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      holders -= 1;
      await lock.release();
    });

    await Promise.all(runs);
    expect(await readdir(directory)).toEqual([]);
  });

  it('that another process holds is told of, after some patience', async () => {
    const directory = await temporaryDirectory();
    const lock = await lockDirectory(directory, 'out');

    await expect(lockDirectory(directory, 'out', {patience: 30})).rejects.toMatchObject({
      code: 'DIRECTORY_BUSY',
      exitCode: 2,
      message: `process ${process.pid} on ${hostname()} is writing to out`,
      suggestions: ['wait until it has ended', 'if there is no such process, remove out/.vnetk8s-lock'],
    });
    await lock.release();
  });

  it('of another machine is never taken over: nobody can tell whether its process is gone', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, '.vnetk8s-lock'), JSON.stringify({pid: GONE, host: 'elsewhere', id: 'x'}));

    await expect(lockDirectory(directory, 'out', {patience: 30})).rejects.toThrow(
      `process ${GONE} on elsewhere is writing to out`,
    );
  });

  it('that was taken away is noticed, and that of another is not released', async () => {
    const directory = await temporaryDirectory();
    const lost = await lockDirectory(directory, 'out');
    await rm(join(directory, '.vnetk8s-lock'));
    const other = await lockDirectory(directory, 'out');

    await expect(lost.assertHeld()).rejects.toThrow('somebody else began to write to out; nothing was written');
    await lost.release();
    await expect(other.assertHeld()).resolves.toBeUndefined();
    await other.release();
  });

  it('leaves what other processes have on the way, and removes what killed ones had', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, '.vnetk8s-lock.a'), '');
    await writeFile(join(directory, '.vnetk8s-lock.b'), JSON.stringify({pid: GONE, host: hostname(), id: 'x'}));

    await (await lockDirectory(directory, 'out')).release();

    expect(await readdir(directory)).toEqual(['.vnetk8s-lock.a']);
  });
});
