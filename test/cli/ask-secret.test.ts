import {readFileSync} from 'node:fs';
import {readdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT} from '../e2e/run-process.ts';
import {canMakeTerminals, runInTerminal, type TerminalOptions} from './terminal-process.ts';
import {screenOf} from './terminal-screen.ts';

const SCRIPT = fileURLToPath(new URL('ask-secret.ts', import.meta.url));

describe.skipIf(!canMakeTerminals())('a secret that is asked for', {timeout: 30_000}, () => {
  async function typing(...keys: readonly string[]) {
    const [start = '', ...rest] = keys;
    const typed = [{after: 'not shown', keys: start}, ...rest.map((each) => ({after: 'it cannot be', keys: each}))];
    const {written, exitCode} = await runInTerminal([], {script: SCRIPT, typed, env: {NO_COLOR: '1'}});
    const {pictures, cursorVisible} = screenOf(written);
    return {written, exitCode, last: pictures.at(-1), cursorVisible};
  }

  it('is never shown, nor how long it is, whatever is pressed', async () => {
    const {written, ...rest} = await typing('hunter2\x14\r');

    expect(written).not.toMatch(/hunter|\*/);
    expect(rest).toEqual({
      exitCode: 0,
      last: '✔ Pre-shared key of the tunnel office:\n7 characters',
      cursorVisible: true,
    });
  });

  it('cannot be empty', async () => {
    const {last} = await typing('\r', 'hunter2\r');

    expect(last).toBe('✔ Pre-shared key of the tunnel office:\n7 characters');
  });

  it('cannot be longer than Azure takes', async () => {
    const {written, last} = await typing(`${'x'.repeat(129)}\r`, '\x7f\r');

    expect(written).toContain('it cannot be longer than 128 characters');
    expect(last).toBe('✔ Pre-shared key of the tunnel office:\n128 characters');
  });

  it('need not be told: Ctrl-C ends it, with the terminal in order', async () => {
    const {last, exitCode, cursorVisible} = await typing('\x03');

    expect({last: last?.split('\n').slice(1), exitCode, cursorVisible}).toEqual({
      last: ['error: interrupted: nothing was written'],
      exitCode: 130,
      cursorVisible: true,
    });
  });
});

describe.skipIf(!canMakeTerminals())('deploy of a definition with tunnels', {timeout: 60_000}, () => {
  /** In a simulated Azure whose keys are not taken for granted, because there is a file of parameters. */
  async function deploying(flags: readonly string[], typed: TerminalOptions['typed'] = []) {
    const cwd = await temporaryFolder();
    await symlink(join(ROOT, 'examples'), join(cwd, 'examples'));
    await writeFile(join(cwd, 'keys.json'), '{"parameters": {}}');
    const args = ['deploy', 'examples/vpn-gateway.yaml', '--simulate-state', 'azure.json', '--parameters', 'keys.json'];
    const {written, exitCode} = await runInTerminal([...args, ...flags], {cwd, typed});
    return {cwd, written, exitCode, lines: (screenOf(written).pictures.at(-1) ?? '').split('\n')};
  }

  it('asks for the key, and keeps it nowhere', async () => {
    const {cwd, written, exitCode, lines} = await deploying(
      [],
      [
        {after: 'office:', keys: 'hunter2\r'},
        {after: 'warehouse:', keys: 'hunter2\r'},
      ],
    );
    const files = await readdir(cwd, {recursive: true, withFileTypes: true});
    const kept = files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .filter((path) => readFileSync(path, 'latin1').includes('hunter2'));

    expect(exitCode).toBe(0);
    expect(lines.filter((line) => line.startsWith('✔'))).toEqual([
      '✔ Pre-shared key of the tunnel office:',
      '✔ Pre-shared key of the tunnel warehouse:',
    ]);
    expect(written).not.toContain('hunter2');
    expect(files.map(({name}) => name)).toContain('azuredeploy.parameters.json');
    expect(kept).toEqual([]);
  });

  it.each([['--no-input'], ['--yes']])('with %s says how to give the key, before anything is done', async (flag) => {
    const {lines, exitCode} = await deploying([flag]);

    expect({lines, exitCode}).toEqual({
      lines: [
        'asking a simulated Azure: nothing of it is real',
        'error: sharedKey_office, sharedKey_warehouse of the template have no value',
        '  write them to a file that only you can read, as {"parameters":',
        '    {"sharedKey_office": {"value": "…"}}}, and give it: --parameters FILE',
        '  or be asked: in a terminal, without --yes and --no-input',
      ],
      exitCode: 2,
    });
  });
});
