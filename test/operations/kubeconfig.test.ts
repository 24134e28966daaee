import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {kubeconfig} from '../../src/kubernetes/kubeconfig.ts';
import {type KubeconfigOptions, takeKubeconfig} from '../../src/operations/kubeconfig.ts';
import {temporaryFolder} from '../commands/run-command.ts';

const OWN = kubeconfig({
  cluster: 'test',
  server: 'https://10.0.0.4:6443',
  certificateAuthority: 'authority',
  user: {name: 'admin', certificate: 'certificate', key: 'key'},
});

/** Takes the kubeconfig of a cluster into one that says this, and gives what is there afterwards. */
async function taken(existing: string, askCurrent: (cwd: string) => NonNullable<KubeconfigOptions['askCurrent']>) {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, '_output/test'), {recursive: true});
  await writeFile(join(cwd, '_output/test/kubeconfig'), OWN);
  await writeFile(join(cwd, 'config'), existing);
  const which = {name: 'test', set: [], stdin: process.stdin, cwd, viewer: false, kubeconfig: 'config'};
  const how = {print: false, overwrite: false, setCurrent: false, place: {variable: undefined, home: cwd}};
  const outcome = takeKubeconfig({...which, ...how, askCurrent: askCurrent(cwd)});
  return {outcome, cwd, text: async () => readFile(join(cwd, 'config'), 'utf8')};
}

describe('who has another current context', () => {
  it.each([
    [true, 'test-admin'],
    [false, 'mine'],
  ])('is asked, and gets what is answered: %s', async (answer, current) => {
    const asked: unknown[] = [];
    const {outcome, text} = await taken('current-context: mine\n', () => async (...question) => {
      asked.push(question);
      return answer;
    });

    expect(await outcome).toMatchObject({merged: {before: 'mine', current}});
    expect(await text()).toContain(`current-context: ${current}\n`);
    expect(asked).toEqual([['test-admin', 'mine']]);
  });

  it('keeps nobody from the file while thinking, and loses nothing that is written meanwhile', async () => {
    let there: readonly string[] = [];
    const {outcome, text} = await taken('current-context: mine\n', (cwd) => async () => {
      there = await readdir(cwd);
      await writeFile(join(cwd, 'config'), 'current-context: mine\npreferences: {colors: true}\n');
      return false;
    });
    await outcome;

    expect(there.toSorted()).toEqual(['_output', 'config']);
    expect(await text()).toContain('current-context: mine\npreferences: {colors: true}\nclusters:\n');
  });

  it.each([
    ['there is no other', ''],
    ['it is this one already', 'current-context: test-admin\n'],
  ])('is not asked if %s', async (_, existing) => {
    const {outcome} = await taken(existing, () => () => Promise.reject(new Error('asked')));

    expect(await outcome).toMatchObject({merged: {current: 'test-admin'}});
  });
});
