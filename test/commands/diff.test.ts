import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import Diff from '../../src/commands/diff.ts';
import {DEFINITION, runCommand} from './run-command.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vnetk8s-diff-'));
  await writeFile(join(folder, 'old.yaml'), DEFINITION);
  await writeFile(join(folder, 'new.yaml'), `${DEFINITION}tags: {team: web}\n`);
});

afterAll(() => rm(folder, {recursive: true}));

describe('diff of two files', () => {
  it('tells the changes in words of the definition, those of --set too', async () => {
    expect(await runCommand(Diff, ['old.yaml', 'new.yaml', '--set', 'nodePools[apps].count=4'], folder)).toEqual({
      stdout: `\
+ tags: team web
~ pool apps: count 3 → 4: +1 node, +31 addresses, subnet apps 53 % → 65 %
`,
      stderr: '',
      exitCode: 0,
    });
  });

  it.each([
    [['old.yaml', 'new.yaml'], 10],
    [['old.yaml', 'old.yaml'], 0],
  ])('ends with another exit code if something is different: %s', async (files, exitCode) => {
    expect((await runCommand(Diff, [...files, '--detailed-exitcode'], folder)).exitCode).toBe(exitCode);
  });

  it('does not read both from standard input', async () => {
    expect(await runCommand(Diff, ['-', '-'], folder)).toEqual({
      stdout: '',
      stderr: `\
error: standard input holds one definition, and both are to be read from it
  name a file for one of them
`,
      exitCode: 2,
    });
  });

  it('has no answer of Azure to show', async () => {
    expect(await runCommand(Diff, ['old.yaml', 'new.yaml', '--raw'], folder)).toEqual({
      stdout: '',
      stderr: `\
error: there is no answer of Azure to show: the resource group is not there,
  or two files were compared
  leave --raw out
`,
      exitCode: 2,
    });
  });
});
