import {cp, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {EXIT} from '../../src/exit-codes.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {azureBehindProxy} from '../e2e/azure-behind-proxy.ts';
import {ROOT, runProcess} from '../e2e/run-process.ts';
import {canMakeTerminals, runInTerminal, type TerminalOptions} from './terminal-process.ts';
import {screenOf} from './terminal-screen.ts';

const FILE = 'examples/minimal.yaml';
const DELETE = ['delete', FILE, '--auth', 'cli'];
const DEPLOY = ['deploy', FILE, '--auth', 'cli', '--no-wait'];
const CTRL_C = '\x03';
const CTRL_D = '\x04';

describe.skipIf(!canMakeTerminals())('questions before something is done to Azure', {timeout: 60_000}, () => {
  let deployed = '';

  beforeAll(async () => {
    deployed = await temporaryFolder();
    await runProcess(['deploy', join(ROOT, FILE), '--simulate-state', 'azure.json'], {cwd: deployed});
  }, 60_000);

  /** An Azure of its own, which nobody would tell from a real one; `isThere`: the cluster is deployed in it. */
  async function azure(isThere: boolean) {
    const state = join(await temporaryFolder(), 'azure.json');
    if (isThere) await cp(join(deployed, 'azure.json'), state);
    const {folder: cwd, env} = await azureBehindProxy({state, speed: '600'});
    await symlink(join(ROOT, 'examples'), join(cwd, 'examples'));
    return {cwd, env};
  }

  /** What a person sees in the end, who types this at the question. */
  async function typing(
    args: readonly string[],
    typed: NonNullable<TerminalOptions['typed']>,
    {cwd, env}: {readonly cwd: string; readonly env: NonNullable<TerminalOptions['env']>},
  ) {
    const {written, exitCode} = await runInTerminal(args, {cwd, env: {...env, NO_COLOR: '1'}, typed});
    const {pictures, cursorVisible} = screenOf(written);
    return `${pictures.at(-1)}\nexit code ${exitCode}, cursor ${cursorVisible ? 'visible' : 'hidden'}\n`;
  }

  it.each([
    ['right', 'minimal\r'],
    ['wrong', 'minima\r'],
    ['nothing', '\r'],
    ['ctrl-c', `mini${CTRL_C}`],
    ['ctrl-d', CTRL_D],
  ])('delete: %s', async (name, keys) => {
    const where = await azure(true);
    const text = await typing(DELETE, [{after: 'for ever:', keys}], where);
    const {exitCode} = await runProcess(['status', FILE, '--auth', 'cli'], where);

    await expect(text).toMatchFileSnapshot(`../golden/terminal/delete-asked-${name}.txt`);
    expect(exitCode).toBe(name === 'right' ? EXIT.notFound : EXIT.ok);
  });

  it.each([
    ['yes', 'y\r'],
    ['no', 'n\r'],
    ['nothing', '\r'],
    ['ctrl-c', CTRL_C],
    ['ctrl-d', CTRL_D],
  ])('deploy: %s', async (name, keys) => {
    const where = await azure(false);
    const text = await typing(DEPLOY, [{after: '(y/N)', keys}], where);
    const {exitCode} = await runProcess(['status', FILE, '--auth', 'cli'], where);

    await expect(text).toMatchFileSnapshot(`../golden/terminal/deploy-asked-${name}.txt`);
    // A deployment is there, however far it is.
    expect(exitCode === EXIT.notFound).toBe(name !== 'yes');
  });

  it.each([
    ['delete-no-input', [...DELETE, '--no-input']],
    ['delete-only-yes', [...DELETE, '--yes']],
    ['deploy-no-input', [...DEPLOY, '--no-input']],
  ])('%s: nobody is asked, and nothing is done', async (name, args) => {
    const text = await typing(args, [], await azure(args[0] === 'delete'));

    await expect(text).toMatchFileSnapshot(`../golden/terminal/${name}.txt`);
  });

  it.each([
    ['delete', DELETE, 'minimal\n'],
    ['deploy', DEPLOY, 'y\n'],
  ])('%s takes no answer from a pipe', async (name, args, stdin) => {
    const {stdout, stderr, exitCode} = await runProcess(args, {...(await azure(name === 'delete')), stdin});

    await expect(`${stdout}${stderr}exit code ${exitCode}\n`.replaceAll(/^[\dT:-]+Z /gm, 'TIME ')).toMatchFileSnapshot(
      `../golden/terminal/${name}-piped.txt`,
    );
  });
});

describe.skipIf(!canMakeTerminals())('the question which context is the current one', {timeout: 60_000}, () => {
  it.each([
    ['yes', 'y\r', 0, 'current-context: minimal-admin'],
    ['no', 'n\r', 0, 'current-context: mine'],
    ['ctrl-c', CTRL_C, 130, ''],
    ['ctrl-d', CTRL_D, 130, ''],
  ])('%s', async (name, keys, exitCode, current) => {
    const cwd = await temporaryFolder();
    const existing = 'current-context: mine\n';
    await writeFile(join(cwd, 'config'), existing);
    await runProcess(['generate', join(ROOT, FILE), '-d', 'out'], {cwd});
    const args = ['kubeconfig', '-n', 'minimal', '-d', 'out', '--kubeconfig', 'config'];
    const run = await runInTerminal(args, {cwd, env: {NO_COLOR: '1'}, typed: [{after: '(y/N)', keys}]});
    const text = screenOf(run.written).pictures.at(-1)?.replaceAll(cwd, 'FOLDER');
    const config = await readFile(join(cwd, 'config'), 'utf8');

    await expect(`${text}\n`).toMatchFileSnapshot(`../golden/terminal/kubeconfig-asked-${name}.txt`);
    expect(run.exitCode).toBe(exitCode);
    expect(exitCode === 0 ? config.split('\n')[0] : config).toBe(exitCode === 0 ? current : existing);
    expect((await readdir(cwd)).filter((file) => file.endsWith('.lock'))).toEqual([]);
  });
});
