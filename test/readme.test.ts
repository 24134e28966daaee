import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {symlink} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from './commands/run-command.ts';

const root = new URL('..', import.meta.url).pathname;

/** Blocks that show what a person types and sees. */
const TRANSCRIPT = /(?<=```console\n)\$ npx vnetk8s (.*)\n[\s\S]*?(?=```)/g;

/** Runs a command as a person would in a fresh clone, and gives what a terminal of 80 columns shows, in the order in which it comes. */
function run(line: string, clone: string): Promise<string> {
  const args = ['-c', 'exec "$0" "$@" 2>&1', process.execPath, `${root}bin/run.js`, ...line.split(' ')];
  const env = {...process.env, NO_COLOR: '1', COLUMNS: '80'};
  return new Promise((resolve) => {
    execFile('/bin/sh', args, {cwd: clone, env}, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

describe('README', () => {
  it('shows what its commands print', {timeout: 30_000}, async () => {
    const text = readFileSync(`${root}README.md`, 'utf8');
    const lines = [...text.matchAll(TRANSCRIPT)].map(([, line = '']) => line);
    const outputs = await Promise.all(
      lines.map(async (line) => {
        const clone = await temporaryFolder();
        await symlink(`${root}examples`, `${clone}/examples`);
        return run(line, clone);
      }),
    );

    const fresh = text.replace(
      TRANSCRIPT,
      (_block, line: string) => `$ npx vnetk8s ${line}\n${outputs[lines.indexOf(line)]}`,
    );

    // `npm run docs` writes the transcripts anew, as it does every other golden text.
    await expect(fresh).toMatchFileSnapshot(`${root}README.md`);
  });
});
