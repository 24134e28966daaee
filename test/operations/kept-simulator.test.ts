import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openSimulator, type Purpose} from '../../src/operations/kept-simulator.ts';
import {defaultSettings, SIMULATED_SUBSCRIPTION} from '../../src/simulator/default-settings.ts';
import {readStateFile} from '../../src/simulator/state-file.ts';
import {temporaryFolder} from '../commands/run-command.ts';

const GROUP = `/subscriptions/${SIMULATED_SUBSCRIPTION}/resourceGroups`;

/** Opens the simulated Azure of a folder. */
async function open(cwd: string, purpose: Purpose) {
  const simulator = await openSimulator({state: 'azure.json', cwd, purpose, settingsFor: () => defaultSettings()});
  return {
    ...simulator,
    makeGroup: (name: string) =>
      simulator.handle({
        method: 'PUT',
        url: `${GROUP}/${name}?api-version=2025-04-01`,
        headers: {authorization: 'Bearer token'},
        body: '{"location":"westeurope"}',
      }),
  };
}

/** Names of the resource groups in its file. */
async function kept(folder: string): Promise<readonly string[] | undefined> {
  return (await readStateFile(join(folder, 'azure.json')))?.resources.map(({name}) => name);
}

it('what is changed is kept at once, and after the last change others may change it', async () => {
  const folder = await temporaryFolder();
  const first = await open(folder, 'change');
  first.makeGroup('one');
  const atOnce = await kept(folder);
  await expect(open(folder, 'change')).rejects.toMatchObject({code: 'SIMULATION_STATE_IN_USE'});
  first.close();
  const second = await open(folder, 'change');
  second.makeGroup('two');
  second.close();

  expect([atOnce, await kept(folder)]).toEqual([['one'], ['one', 'two']]);
  expect(await readdir(folder)).toEqual(['azure.json']);
});

it('what was only looked at is kept at the end, unless somebody has changed it meanwhile or is about to', async () => {
  const folder = await temporaryFolder();
  const alone = await open(folder, 'look');
  alone.makeGroup('seen');
  const before = await kept(folder);
  alone.close();
  const after = await kept(folder);

  const overtaken = await open(folder, 'look');
  const beside = await open(folder, 'look');
  const change = await open(folder, 'change');
  beside.makeGroup('beside');
  beside.close();
  change.makeGroup('changed');
  change.close();
  overtaken.makeGroup('overtaken');
  overtaken.close();

  expect([before, after, await kept(folder)]).toEqual([undefined, ['seen'], ['seen', 'changed']]);
  expect(await readdir(folder)).toEqual(['azure.json']);
});

it('a file that cannot be read is given back', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'azure.json'), 'no state');
  await expect(open(folder, 'change')).rejects.toMatchObject({code: 'SIMULATION_STATE_INVALID'});
  expect(await readdir(folder)).toEqual(['azure.json']);
});
