import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {SavedState} from '../../src/simulator/saved-state.ts';
import {readStateFile, writeStateFile} from '../../src/simulator/state-file.ts';

const STATE: SavedState = {
  version: 1,
  now: 5,
  requests: 0,
  resources: [],
  deployments: [],
  operations: [],
  due: [],
  asked: {},
  counts: {},
  buckets: {},
};

describe('a state file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulation-'));
  });
  afterEach(() => rm(folder, {recursive: true}));

  it('gives back what was kept, to its owner only, and leaves nothing beside', async () => {
    const path = join(folder, 'state.json');
    writeStateFile(path, {...STATE, now: 1});
    writeStateFile(path, STATE);
    expect(await readStateFile(path)).toEqual(STATE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('takes over a file that others could read', async () => {
    const path = join(folder, 'state.json');
    await writeFile(path, '{}', {mode: 0o644});
    writeStateFile(path, STATE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is no file at first', async () => {
    expect(await readStateFile(join(folder, 'none.json'))).toBeUndefined();
  });

  it.each(['', 'x', '{}', '{"version":2,"now":1,"resources":[],"deployments":[],"operations":[]}'])(
    'refuses %j',
    async (text) => {
      const path = join(folder, 'state.json');
      await writeFile(path, text);
      await expect(readStateFile(path, 'state.json')).rejects.toMatchObject({
        message: 'state.json is no state of a simulation, or one of another version',
        code: 'SIMULATION_STATE_INVALID',
        exitCode: 2,
      });
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('says why it cannot be written', () => {
    const path = join(folder, 'none', 'state.json');
    expect(() => writeStateFile(path, STATE)).toThrow(
      expect.objectContaining({message: `cannot write ${path}: ENOENT`, code: 'FILE_UNWRITABLE', exitCode: 2}),
    );
  });
});
