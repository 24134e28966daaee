import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {canMakeTerminals, runInTerminal} from './terminal-process.ts';
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
      last: ['error: interrupted; nothing was written'],
      exitCode: 130,
      cursorVisible: true,
    });
  });
});
