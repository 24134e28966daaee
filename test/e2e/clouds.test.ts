import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {runProcess} from './run-process.ts';

/** Runs it where `az` notes for what it was asked for a token, and gives none. */
async function askingAz(args: readonly string[]) {
  const folder = await temporaryFolder();
  const az = join(folder, 'az');
  await writeFile(az, `#!/bin/sh\necho "$@" >> '${folder}/asked'\necho "ERROR: Please run 'az login'" >&2\nexit 1\n`);
  await chmod(az, 0o755);
  const {exitCode} = await runProcess(args, {
    cwd: folder,
    env: {PATH: `${folder}:/usr/bin:/bin`, ARM_ENVIRONMENT: undefined},
  });
  return {exitCode, asked: await readFile(join(folder, 'asked'), 'utf8')};
}

describe.each(['status', 'delete'])('%s of a cluster that is only named', (command) => {
  it.each([
    [[], 'https://management.azure.com'],
    [['--cloud', 'AzureUSGovernment'], 'https://management.usgovcloudapi.net'],
    [['--cloud', 'AzureChinaCloud'], 'https://management.chinacloudapi.cn'],
  ])('with %j asks for a token of that cloud', async (flags, resource) => {
    expect(await askingAz([command, '--name', 'prod', '--auth', 'cli', ...flags])).toEqual({
      exitCode: 6,
      asked: `account get-access-token --output json --resource ${resource}\n`,
    });
  });
});
