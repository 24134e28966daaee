import {readdir} from 'node:fs/promises';
import {expect, it} from 'vitest';
import {commandsPage} from '../../scripts/commands-page.ts';
import {definitionPage} from '../../scripts/definition-page.ts';
import {errorsPage} from '../../scripts/errors-page.ts';
import {catalog} from '../../src/definition/catalog/catalog.ts';
import {runProcess} from '../e2e/run-process.ts';

it('the page of the definition says what the schema says', async () => {
  await expect(definitionPage()).toMatchFileSnapshot('../../docs/definition.md');
});

it('the page of codes says what the catalogue says', async () => {
  await expect(errorsPage(catalog)).toMatchFileSnapshot('../../docs/errors.md');
});

it('the page of commands says what --help prints, of every command', {timeout: 60_000}, async () => {
  const root = await help();
  const commands = await commandsInOrder(root);

  const helps = await Promise.all(commands.map(async (command) => ({command, text: await help(command)})));

  await expect(commandsPage(helps, root)).toMatchFileSnapshot('../../docs/commands.md');
});

/** All commands that there are, in the order in which help lists them. */
async function commandsInOrder(root: string): Promise<readonly string[]> {
  const files = await readdir(new URL('../../src/commands', import.meta.url));
  const place = (name: string): number => root.indexOf(`\n  ${name} `);
  const names = files.map((file) => file.replace('.ts', '')).sort((left, right) => place(left) - place(right));
  expect(names.filter((name) => place(name) < 0)).toEqual([]);
  return names;
}

async function help(...command: string[]): Promise<string> {
  const {stdout} = await runProcess([...command, '--help'], {env: {OCLIF_COLUMNS: '80'}});
  return stdout;
}
