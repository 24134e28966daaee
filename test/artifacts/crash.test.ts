import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {openDirectory, viewDirectory} from '../../src/artifacts/output-directory.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {contentsOf, FIRST, PROVENANCE, SECOND} from './sample-artifacts.ts';

const PROGRAM = fileURLToPath(new URL('die-writing.ts', import.meta.url));

/** So many are killed at the same time. */
const AT_ONCE = 4;

/** Runs a process that dies at its n-th change of the file system; false if it came to its end before. */
async function dieWriting(directory: string, step: number, which: 'first' | 'second'): Promise<boolean> {
  // A hundred processes load the same modules.
  const env = {...process.env, NODE_COMPILE_CACHE: join(directory, '../compile-cache')};
  const args = ['--no-warnings', PROGRAM, directory, String(step), which];
  const child = spawn(process.execPath, args, {stdio: 'inherit', env});
  const [code, signal] = await once(child, 'exit');
  if (signal === 'SIGKILL') return true;
  expect(code).toBe(0);
  return false;
}

async function writeAll(directory: string, artifacts: typeof FIRST): Promise<Readonly<Record<string, string>>> {
  const output = await openDirectory({path: directory, name: 'out', cluster: 'prod'});
  await output.write(artifacts, PROVENANCE);
  await output.close();
  return contentsOf(directory);
}

/** What whoever only looks sees of the files of both runs. */
async function look(directory: string): Promise<Readonly<Record<string, string | undefined>>> {
  const view = await viewDirectory({path: directory, name: 'out', cluster: 'prod'});
  const listed = new Set(view.manifest?.files.map(({path}) => path));
  const files = [...FIRST, ...SECOND].filter(({path}) => listed.has(path));
  const entries = files.map(async ({path}) => [path, (await view.read(path))?.toString('latin1')]);
  return Object.fromEntries(await Promise.all(entries));
}

function textsOf(artifacts: typeof FIRST): Readonly<Record<string, string>> {
  return Object.fromEntries(
    artifacts.map(({path, content}) => [path, Buffer.from(content as string).toString('latin1')]),
  );
}

/** Kills processes at every step there is, each in a directory that begins as `before`. */
async function killEverywhere(
  which: 'first' | 'second',
  before: string | undefined,
  check: (directory: string, step: number) => Promise<void>,
): Promise<number> {
  const root = await temporaryDirectory();
  for (let first = 1; ; first += AT_ONCE) {
    const steps = Array.from({length: AT_ONCE}, (_, index) => first + index);
    const died = await Promise.all(
      steps.map(async (step) => {
        const directory = join(root, String(step));
        if (before !== undefined) await cp(before, directory, {recursive: true, preserveTimestamps: true});
        const hasDied = await dieWriting(directory, step, which);
        await check(directory, step);
        return hasDied;
      }),
    );
    const count = died.filter(Boolean).length;
    if (count < AT_ONCE) return first - 1 + count;
  }
}

describe('a process that is killed while it writes', {timeout: 60_000}, () => {
  it('leaves the old files or the new ones, whenever that happens, and the next run finds no mix', async () => {
    const root = await temporaryDirectory();
    const [old, reference] = [join(root, 'old'), join(root, 'reference')];
    const oldContents = await writeAll(old, FIRST);
    await writeAll(reference, FIRST);
    const newContents = await writeAll(reference, SECOND);
    const seen = new Set<string>();

    const steps = await killEverywhere('second', old, async (directory, step) => {
      const looked = await look(directory);
      const isNew = looked['node/new/bytes'] !== undefined;
      seen.add(isNew ? 'new' : 'old');
      expect(looked, `step ${step}`).toEqual(textsOf(isNew ? SECOND : FIRST));

      await (await openDirectory({path: directory, name: 'out', cluster: 'prod'})).close();
      expect(await contentsOf(directory), `step ${step}`).toEqual(isNew ? newContents : oldContents);
      expect(await writeAll(directory, SECOND), `step ${step}`).toEqual(newContents);
    });

    expect(seen).toEqual(new Set(['old', 'new']));
    expect(steps).toBeGreaterThan(20);
  });

  it('leaves nothing or all of it in a new directory, whenever that happens', async () => {
    const reference = join(await temporaryDirectory(), 'reference');
    const contents = await writeAll(reference, FIRST);

    await killEverywhere('first', undefined, async (directory, step) => {
      await mkdir(directory, {recursive: true});
      const looked = await look(directory);
      expect([{}, textsOf(FIRST)], `step ${step}`).toContainEqual(looked);

      expect(await writeAll(directory, FIRST), `step ${step}`).toEqual(contents);
    });
  });
});
