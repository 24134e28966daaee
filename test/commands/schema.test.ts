import {readFile} from 'node:fs/promises';
import {expect, it} from 'vitest';
import Schema from '../../src/commands/schema.ts';
import {runCommand} from './run-command.ts';

it('prints the schema, with and without --json', async () => {
  const file = new URL('../../src/definition/cluster.schema.json', import.meta.url);
  const schema = JSON.parse(await readFile(file, 'utf8'));

  const plain = await runCommand(Schema, []);
  const json = await runCommand(Schema, ['--json']);

  expect({...plain, stdout: JSON.parse(plain.stdout)}).toEqual({stdout: schema, stderr: '', exitCode: 0});
  expect(json).toEqual(plain);
});
