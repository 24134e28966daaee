import {cp, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import Deploy from '../../src/commands/deploy.ts';
import Diff from '../../src/commands/diff.ts';
import {DEFINITION, runCommand, temporaryFolder} from '../commands/run-command.ts';

/** Pools in another order than that in which they were added: where their subnets are does not follow from the definition. */
const LARGER = DEFINITION.replace('  - name: apps\n', '  - name: first\n    count: 6\n  - name: apps\n');
const SECOND = LARGER.replace('  - name: first\n', '  - name: second\n    count: 6\n  - name: first\n');

const STATE = ['--simulate-state', 'azure.json'];

let folder: string;

/** A cluster that was deployed with the keys in `keys`, by somebody whose directory is `old`. */
beforeEach(async () => {
  folder = await temporaryFolder();
  expect(await deploy(DEFINITION, 'old')).toBe(0);
  await cp(join(folder, 'old/pki'), join(folder, 'keys'), {recursive: true});
});

async function deploy(definition: string, directory: string, ...flags: readonly string[]): Promise<number> {
  await writeFile(join(folder, 'cluster.yaml'), definition);
  const {exitCode} = await runCommand(Deploy, ['cluster.yaml', ...STATE, '-d', directory, ...flags], folder);
  return exitCode;
}

/** Ranges of subnets as they are in Azure. */
async function ranges(): Promise<Readonly<Record<string, string>>> {
  const {resources} = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));
  const subnets = resources.flatMap(({id, properties}: {id: string; properties: {addressPrefix?: string}}) => {
    const [, name] = /\/subnets\/([^/]+)$/.exec(id) ?? [];
    const {addressPrefix} = properties;
    return name === undefined || addressPrefix === undefined ? [] : [[name, addressPrefix]];
  });
  return Object.fromEntries(subnets);
}

const PLACED = {'control-plane': '10.240.0.0/25', apps: '10.240.1.0/24', first: '10.240.2.0/24'};

describe('a deployment from another directory', () => {
  it('moves no subnet after one that has failed', {timeout: 60_000}, async () => {
    const fault =
      "{type: Microsoft.Compute/virtualMachineScaleSets, name: '*first', code: AllocationFailed, message: None is left., at: end, times: 1}";
    await writeFile(join(folder, 'faults.yaml'), `failures: [${fault}]\n`);
    expect(await deploy(LARGER, 'old', '--simulate-faults', 'faults.yaml')).toBe(7);
    expect(await ranges()).toEqual(PLACED);

    const diff = await runCommand(Diff, ['cluster.yaml', ...STATE, '-d', 'new'], folder);
    expect(diff.stdout).not.toContain('addressPrefix');
    expect(await deploy(LARGER, 'new', '--pki', 'keys')).toBe(0);
    expect(await ranges()).toEqual(PLACED);
  });

  it('follows one that is under way', {timeout: 60_000}, async () => {
    expect(await deploy(LARGER, 'old', '--no-wait')).toBe(0);

    expect(await deploy(LARGER, 'new', '--pki', 'keys')).toBe(0);
    expect(await ranges()).toEqual(PLACED);
  });

  it('moves no subnet that a colleague has placed since', {timeout: 60_000}, async () => {
    expect(await deploy(LARGER, 'new', '--pki', 'keys')).toBe(0);

    expect(await deploy(SECOND, 'old')).toBe(0);
    expect(await ranges()).toEqual({...PLACED, second: '10.240.3.0/24'});
  });
});
