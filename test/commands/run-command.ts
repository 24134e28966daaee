import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Command} from '@oclif/core';
import {Config} from '@oclif/core/config';
import {captureOutput} from '@oclif/test';
import {afterAll} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {tellFailure} from '../../src/cli/main.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A small definition without faults. */
export const DEFINITION = `apiVersion: vnetk8s/v1
name: test
location: westeurope
nodePools:
  - name: apps
linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com
`;

/** What one run of a command did. */
export interface CommandRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

type RunnableCommand = typeof Command & (new (argv: string[], config: Config) => Command);

/**
 * Runs a command in this process, with everything that `vnetk8s` does around it. Without oclif's discovery of commands,
 * which would load the sources a second time, past Vitest.
 */
export async function runCommand(command: RunnableCommand, args: readonly string[], cwd = ROOT): Promise<CommandRun> {
  const {commands: _, hooks: __, ...oclif} = packageJson.oclif;
  const config = await Config.load({root: ROOT, pjson: {...packageJson, oclif}} as never);
  const directory = process.cwd();
  process.chdir(cwd);
  process.exitCode = undefined;
  try {
    const {stdout, stderr} = await captureOutput(
      async () => {
        try {
          await command.run([...args], config);
        } catch (error) {
          await tellFailure(error, [command.name.toLowerCase(), ...args]);
        }
      },
      {stripAnsi: false},
    );
    return {stdout, stderr, exitCode: Number(process.exitCode ?? 0)};
  } finally {
    process.exitCode = undefined;
    process.chdir(directory);
  }
}

const folders: string[] = [];

/** A folder that is gone after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vnetk8s-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, {recursive: true, force: true})));
});
