import {expect, it} from 'vitest';
import {commandsPage} from '../../scripts/commands-page.ts';
import {definitionPage} from '../../scripts/definition-page.ts';
import {errorsPage} from '../../scripts/errors-page.ts';
import {catalog} from '../../src/definition/catalog/catalog.ts';
import {runProcess} from '../e2e/run-process.ts';

const COMMANDS = ['init', 'validate', 'plan', 'explain', 'import', 'schema'];

it('the page of the definition says what the schema says', async () => {
  await expect(definitionPage()).toMatchFileSnapshot('../../docs/definition.md');
});

it('the page of codes says what the catalogue says', async () => {
  await expect(errorsPage(catalog)).toMatchFileSnapshot('../../docs/errors.md');
});

it('the page of commands says what --help prints', async () => {
  const root = await help();

  const helps = await Promise.all(COMMANDS.map(async (command) => ({command, text: await help(command)})));

  await expect(commandsPage(helps, root)).toMatchFileSnapshot('../../docs/commands.md');
});

async function help(...command: string[]): Promise<string> {
  const {stdout} = await runProcess([...command, '--help'], {env: {OCLIF_COLUMNS: '80'}});
  return stdout;
}
